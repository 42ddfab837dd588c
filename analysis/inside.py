"""The same step inside and outside: the person's own employer, and titles elsewhere that say less or more."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from analysis.demands import label_of
from analysis.families import SENIORS
from analysis.matching import may_be, step_to
from analysis.matching.steps import rung_of
from analysis.measures import RANKS
from analysis.person import Person
from analysis.store.asking import ask

FEWEST = 3
_ASKED_OFTEN = 0.4


class Inside(NamedTuple):
    """What the store knows of the person's own employer."""

    firm: str
    ladder: pd.DataFrame
    open_above: pd.DataFrame
    """Its open adverts whose demand lies above the person's present role."""
    not_shown: list[str]
    """What its seniors are often asked that the record does not show."""
    senior_adverts: int


def inside(con: duckdb.DuckDBPyConnection, person: Person, today: date) -> Inside | None:
    """Return what the person's own employer offers on the day `today`; None where the store has none of its adverts."""
    here = person.present
    if here is None or not here.firm:
        return None
    adverts = ask(con, "inside_open", firm=here.firm, open_on=today)
    ladder = ask(con, "inside_titles", firm=here.firm, fewest=1)
    if adverts.empty and ladder.empty:
        return None
    rung = rung_of(con)
    is_above = [_asks_more(person, row, rung) for row in adverts.to_dict("records")]
    above = adverts[pd.Series(is_above, index=adverts.index, dtype=bool)].iloc[::-1]  # the next rung first
    above = above[~above["cluster"].fillna(above["posting_id"]).duplicated()].drop(columns="cluster")
    asked = ask(con, "inside_asked", firm=here.firm, seniors=SENIORS).iloc[0]
    return Inside(here.firm, ladder, above, _not_shown(person, asked), int(asked["adverts"]))


def _asks_more(person: Person, row: Mapping[Any, Any], rung: float) -> bool:
    """Say whether an advert is a step up, by the rule of a match."""
    found = step_to(person, row, rung)
    return found.step in ("up", "far") or may_be("up", found)


def _not_shown(person: Person, asked: Any) -> list[str]:
    shares = {str(facet): float(share) for facet, share in asked.drop("adverts").dropna().items()}
    wanted = sorted((facet for facet, share in shares.items() if share >= _ASKED_OFTEN), key=lambda f: -shares[f])
    return [f"{label_of(facet)} ({shares[facet]:.0%})" for facet in wanted if facet not in person.facts]


def title_note(person: Person, row: Any, step: str) -> str | None:
    """Return a sentence where the title of an opening says less, or more, than the `step` that its demands are."""
    here = person.present
    if here is None or row["title_rank"] not in RANKS:
        return None
    words = RANKS[row["title_rank"]] - RANKS[here.reading.title_rank]
    if words < 0 and step in ("up", "far"):
        return f"In words this title is a step down from yours; what {row['firm']} asks is a step up."
    if words > 0 and step == "down":
        return f"Mind the title: it sounds higher than yours, but {row['firm']} asks less than your present role shows."
    return None


def elsewhere(con: duckdb.DuckDBPyConnection, firm: str, most: int = 3) -> list[str]:
    """Return firms whose project managers are asked at least what `firm` asks of its seniors."""
    titles = ask(con, "inside_titles", firm=None, fewest=FEWEST)
    titles = titles[titles["title_family"] == "project_manager"]
    own = titles[(titles["firm"].str.lower() == firm.lower()) & (titles["title_rank"] == "senior")]
    plain = titles[titles["title_rank"] == "plain"]
    if own.empty:
        return []
    bar = float(own["level"].iloc[0])
    above = plain[(plain["level"] >= bar) & (plain["firm"].str.lower() != firm.lower())].head(most)
    return [f"{row.firm} (n = {row.adverts})" for row in above.itertuples()]


def title_in_words(family: str, rank: str) -> str:
    """Return a title as a person says it.

    >>> title_in_words("project_manager", "senior")
    'senior project manager'
    """
    words = family.replace("_", " ")
    return words if rank == "plain" else f"{rank} {words}"
