"""The few hundred open adverts worth judging, found by words and themes within the hard limits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import duckdb

from analysis.person import Person, lines_of
from analysis.store.asking import ask

JUDGED = 300
THEME_BITS = 126
PROJECT_FAMILIES = (
    "project_manager", "programme_manager", "portfolio_manager", "pmo", "project_coordinator", "delivery_manager",
)  # fmt: skip


@dataclass(frozen=True)
class Wishes:
    """What the person wants of an opening; None asks nothing. Hard limits: only an advert that says otherwise fails."""

    top: int = 20
    step: Literal["up", "same", "down", "any"] = "up"
    country: str | None = None
    workplace: str | None = None
    min_salary: float | None = None
    """For a year, in the advert's currency."""
    sector: str | None = None
    scope: str | None = None
    firm: str | None = None
    new_since: datetime | None = None


def candidates(con: duckdb.DuckDBPyConnection, person: Person, wishes: Wishes) -> list[str]:
    """Return the ids of the open adverts within the limits that come nearest."""
    low, high = _levels_wanted(person, wishes)
    found = ask(
        con, "match_candidates",
        said=" ".join(lines_of(person.lines)), themes=str(_bits(person)), most=max(JUDGED, 3 * wishes.top),
        country=wishes.country.upper() if wishes.country else None, workplace=wishes.workplace, sector=wishes.sector,
        scope=wishes.scope, firm=wishes.firm, min_salary=wishes.min_salary, new_since=wishes.new_since,
        level_from=low, level_to=high, families=_families_wanted(person),
    )  # fmt: skip
    return [str(posting_id) for posting_id in found["posting_id"]]


def _families_wanted(person: Person) -> list[str] | None:
    """Return the titles to look among: a project manager is shown jobs that run projects, anyone else all jobs."""
    here = person.present
    return list(PROJECT_FAMILIES) if here and here.reading.title_family in PROJECT_FAMILIES else None


def _bits(person: Person) -> int:
    bits = 0
    for theme in set(person.themes) - {0}:
        bits |= 1 << theme % THEME_BITS
    return bits


def _levels_wanted(person: Person, wishes: Wishes) -> tuple[float | None, float | None]:
    """Leave out early what cannot be the step wanted, however wrong the levels are."""
    if person.level is None or wishes.step in ("any", "same"):
        return None, None
    return (person.level.level, None) if wishes.step == "up" else (None, person.level.level)
