"""Firms and their titles by name: titles in words, and which firm or title a person meant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from analysis.families import FAMILY_WORDS, RANK_WORDS
from analysis.firm_spelling import firm_folded
from analysis.reading.titles import title_of
from analysis.store import ask
from crawler.exit_codes import NOTHING_TO_WORK_ON

if TYPE_CHECKING:
    import pandas as pd


class NoSuchFirmError(Exception):
    """The store has no such firm; says which was probably meant."""

    exit_code = NOTHING_TO_WORK_ON


class NoSuchTitleError(Exception):
    """The firm has no advert of that title; says which it has."""

    exit_code = NOTHING_TO_WORK_ON


def title_words(family: str, rank: str) -> str:
    """Return a title in words.

    >>> title_words("project_manager", "senior")
    'Senior Project Manager'
    """
    return RANK_WORDS.get(rank, "") + FAMILY_WORDS.get(family, family.replace("_", " ").title())


def titled(cells: "pd.DataFrame") -> "pd.DataFrame":
    """Return `cells` with their titles in words as the second column."""
    titles = list(zip(cells["title_family"], cells["title_rank"], strict=True))
    named = {title: title_words(*title) for title in set(titles)}
    made = cells.copy()
    made.insert(1, "title", [named[title] for title in titles])
    return made


def firm_named(con: duckdb.DuckDBPyConnection, firm: str) -> str:
    """Return the firm's name as the store has it, however it is spelt, or say which was probably meant."""
    names = ask(con, "firm_names")["firm"].tolist()
    spelt_so: list[str] = []
    for spelling in (str.strip, _one_case, _freely):
        said = spelling(firm)
        spelt_so = [str(name) for name in names if said and spelling(name) == said]
        if len(spelt_so) == 1:
            return spelt_so[0]
    near = [f"'{name}'" for name in (spelt_so or _names_near(firm, names))[:3]]
    meant = f"; did you mean {' or '.join(near)}?" if near else "; `nextrung firms` lists those that are known."
    raise NoSuchFirmError(f"no firm '{firm}'{meant}")


def _names_near(firm: str, names: Sequence[str]) -> list[str]:
    """Return the names that hold what was said, else those that are spelt nearly so."""
    from rapidfuzz import fuzz, process, utils

    said = _one_case(firm)
    places = {name: name.casefold().find(said) for name in names}
    holding = sorted((name for name in names if said and places[name] >= 0), key=lambda name: (places[name], name))
    likely = process.extract(firm, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=75)
    return holding or [name for name, *_ in likely]


def _one_case(name: str) -> str:
    return name.strip().casefold()


def _freely(name: str) -> str:
    """Return a name without what one spells in many ways; what stands in brackets tells firms apart: "Acme (US)"."""
    return _one_case(name) if "(" in name else firm_folded(name)


def cell_named(cells: "pd.DataFrame", firm: str, title: str) -> "pd.Series[Any]":
    """Return the row of `cells` for `title` at `firm`, or say which titles the firm has."""
    family, rank = title_of(title)
    own = cells[cells["firm"] == firm]
    names = [title_words(f, r).casefold() for f, r in zip(own["title_family"], own["title_rank"], strict=True)]
    found = own[[name == title.strip().casefold() for name in names]]  # as `firms` calls it
    if found.empty:
        found = own[(own["title_family"] == family) & (own["title_rank"] == rank)]
    if found.empty:
        has = (
            ", ".join(title_words(f, r) for f, r in zip(own["title_family"], own["title_rank"], strict=True)) or "none"
        )
        raise NoSuchTitleError(f"{firm} has no advert that reads as '{title}'; its titles here: {has}.")
    return found.iloc[0]
