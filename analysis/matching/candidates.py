"""The few hundred open adverts worth judging, found by words and themes within the hard limits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

import duckdb

from analysis.matching.grades import grade_of_person
from analysis.matching.trade import families_of
from analysis.person import Person
from analysis.person.proofs import lines_of
from analysis.store.asking import answers
from analysis.tellings import in_each_currency

JUDGED = 300
MOST_ROWS = 300_000
"""So many rows of the tables `term` and `demand` are looked up in a tenth of a second."""
THEME_BITS = 126


@dataclass(frozen=True)
class Wishes:
    """What the person wants of an opening; None asks nothing. Hard limits: only an advert that says otherwise fails."""

    top: int = 20
    step: Literal["up", "far", "same", "down", "any"] = "up"
    country: str | None = None
    workplace: str | None = None
    min_salary: float | None = None
    """For a year, in `min_currency`; in the advert's currency where that is None."""
    min_currency: str | None = None
    sector: str | None = None
    scope: str | None = None
    firm: str | None = None
    new_since: datetime | None = None
    open_on: date | None = None
    """The day on which one may still apply; an advert that states no last day passes."""


class Candidate(NamedTuple):
    """An advert within the limits."""

    posting_id: str
    words: float
    """Cosine of the weighed words of the CV and the advert."""
    limits: Mapping[str, str]
    """Each limit that was set, and whether the advert passes it or is silent: pass, unknown."""
    row: Mapping[str, Any]
    """What the store knows of it besides its demands."""


def candidates(
    con: duckdb.DuckDBPyConnection, person: Person, wishes: Wishes, posting_ids: Sequence[str] | None = None
) -> list[Candidate]:
    """Return the open adverts within the limits that come nearest; or `posting_ids` as they are.

    Where any step will do, those of the person's line of work come first, so that no others crowd them out.
    """
    own = families_of(person)
    if wishes.step != "any":
        return _nearest(con, person, wishes, own, posting_ids)
    of_all = _nearest(con, person, wishes, None, posting_ids)
    if posting_ids is not None or own is None:
        return of_all
    found = _nearest(con, person, wishes, own, None)
    known = {one.posting_id for one in found}
    return [*found, *(one for one in of_all if one.posting_id not in known)]


def _nearest(
    con: duckdb.DuckDBPyConnection, person: Person, wishes: Wishes, families: Sequence[str] | None,
    posting_ids: Sequence[str] | None,
) -> list[Candidate]:  # fmt: skip
    low, high = _levels_wanted(person, wishes)
    shown, grade = list(_shown(person)), grade_of_person(person)
    found = answers(
        con, "match_candidates",
        said=said_by(person), facets=[facet for facet, _ in shown], values=[value for _, value in shown],
        themes=str(theme_bits(person)), most=max(JUDGED, 3 * wishes.top),
        most_rows=MOST_ROWS, posting_ids=None if posting_ids is None else list(posting_ids),
        country=wishes.country.upper() if wishes.country else None, workplace=wishes.workplace, sector=wishes.sector,
        scope=wishes.scope, firm=wishes.firm, **_least_pay(wishes), new_since=wishes.new_since, open_on=wishes.open_on,
        level_from=low, level_to=high, families=families, grade_scheme=grade.scheme if grade else None,
    )  # fmt: skip
    return [Candidate(row["posting_id"], row["words"], _set(row["limits"]), row) for row in found]


def _least_pay(wishes: Wishes) -> dict[str, Any]:
    """Return the least pay a year as the question takes it: one figure, or one for each currency of a known rate."""
    if wishes.min_salary is None or wishes.min_currency is None:
        return {"min_salary": wishes.min_salary, "currencies": None, "least_pay": None}
    least = in_each_currency(wishes.min_salary, wishes.min_currency)
    return {"min_salary": None, "currencies": list(least), "least_pay": list(least.values())}


def said_by(person: Person) -> str:
    """Return all words of the record that adverts may share, its titles among them."""
    return " ".join([*(role.title for role in person.roles), *lines_of(person.lines)])


def _shown(person: Person) -> Iterator[tuple[str, str | None]]:
    """Yield what the record shows, as the store's table `demand` names it."""
    for facet, fact in person.facts.items():
        yield facet, fact.value if isinstance(fact.value, str) else None
    for facet, names in person.named.items():
        for name in names:
            yield facet, name


def _set(limits: Mapping[str, str | None]) -> dict[str, str]:
    return {name: verdict for name, verdict in limits.items() if verdict is not None}


def theme_bits(person: Person) -> int:
    """Return the themes of the record, one bit each, as the store holds those of adverts."""
    bits = 0
    for theme in set(person.themes) - {0}:
        bits |= 1 << theme % THEME_BITS
    return bits


def _levels_wanted(person: Person, wishes: Wishes) -> tuple[float | None, float | None]:
    """Leave out early what cannot be the step wanted, however wrong the levels are."""
    if person.level is None or wishes.step in ("any", "same"):
        return None, None
    return (person.level.level, None) if wishes.step in ("up", "far") else (None, person.level.level)
