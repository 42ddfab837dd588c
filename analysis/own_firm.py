"""Which firm of the store a CV names, however it spells it."""

import re
from collections.abc import Iterator

import duckdb

from analysis.cv.place import is_place
from analysis.cv.words import cv_knowledge
from analysis.store.asking import answers
from crawler.normal.gazetteer import fold

_BEHIND = re.compile(r"(?:,\s*|\s+[|–—-]\s+)(?P<place>[^,|–—]+)$")
_NEAR = 90


def firm_called(con: duckdb.DuckDBPyConnection, said: str) -> str:
    """Return the firm of the store that a CV calls `said`, however it spells it; `said` itself where there is none."""
    names = [str(row["firm"]) for row in answers(con, "firm_names")]
    if any(name.casefold() == said.casefold() for name in names):
        return said
    known = {firm_folded(name): name for name in reversed(names)}
    return next((known[told] for told in map(firm_folded, _without_places(said)) if told in known), said)


def firms_near(con: duckdb.DuckDBPyConnection, said: str, most: int = 2) -> list[str]:
    """Return the firms of the store whose names are nearly `said`, or begin as it does."""
    from rapidfuzz import fuzz

    told = firm_folded(said)
    names = {str(row["firm"]): firm_folded(str(row["firm"])) for row in answers(con, "firm_names")}
    likely = {name: fuzz.ratio(told, folded) for name, folded in names.items()}
    near = [name for name in names if likely[name] >= _NEAR or _begins(told, names[name])]
    return sorted(near, key=lambda name: (-likely[name], name))[:most]


def _begins(one: str, other: str) -> bool:
    """Say whether one name is the other with more words behind: "fir and oaks", "fir and oaks nhs trust"."""
    short, long = sorted((one, other), key=len)
    return " " in short and long.startswith(f"{short} ")


def firm_folded(name: str) -> str:
    """Return a firm's name without what one spells in many ways.

    >>> firm_folded("The Fir & St. Oak’s Co. Ltd (UK)"), firm_folded("Fir and St Oaks")
    ('fir and st oaks', 'fir and st oaks')
    """
    plain = re.sub(r"\([^()]*\)|['’`´]", "", fold(name)).replace("&", " and ").replace("+", " and ")
    words = re.findall(r"\w+", plain)
    while len(words) > 1 and words[-1] in cv_knowledge("cv")["firms"]["legal"]:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _without_places(name: str) -> Iterator[str]:
    """Yield a name, and it without the town and the land that stand behind a comma or a dash."""
    yield name
    while (apart := _BEHIND.search(name)) and is_place(apart["place"]):
        name = name[: apart.start()]
        yield name
