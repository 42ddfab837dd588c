"""Which firm of the store a CV names, however it spells it."""

import re
from collections.abc import Iterator

import duckdb

from analysis.cv.place import is_place
from analysis.firm_spelling import firm_folded
from analysis.store.asking import answers

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


def _without_places(name: str) -> Iterator[str]:
    """Yield a name, and it without the town and the land that stand behind a comma or a dash."""
    yield name
    while (apart := _BEHIND.search(name)) and is_place(apart["place"]):
        name = name[: apart.start()]
        yield name
