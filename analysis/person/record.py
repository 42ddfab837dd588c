"""What a person's record shows: facets with proof, lines, roles held, and the level of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from analysis.blind import blind_of
from analysis.cv.place import place_in
from analysis.cv.words import in_present
from analysis.level.model import LevelModel
from analysis.level.told import Z_90, LevelEstimate, estimates
from analysis.person.dates import is_held, take_years
from analysis.person.entries import take_entries
from analysis.person.proofs import Found, Proof, Shown
from analysis.person.sectors import take_sectors
from analysis.person.told import take_basics, take_roles
from analysis.profile import Profile
from analysis.reading.reading import Reading
from analysis.resume import read_role, role_lines
from analysis.themes.model import ThemeModel


class Guess(NamedTuple):
    """A level and its standard error."""

    level: float
    error: float

    @property
    def low(self) -> float:
        """The lower end of the 90 % interval."""
        return self.level - Z_90 * self.error

    @property
    def high(self) -> float:
        """The upper end of the 90 % interval."""
        return self.level + Z_90 * self.error


@dataclass(frozen=True)
class RoleHeld:
    """One role of the record."""

    title: str
    firm: str
    start: str | None
    end: str | None
    """None: it is held now."""
    reading: Reading
    level: LevelEstimate | None
    country: str | None = None
    """Of the place of work, where it is told."""

    @property
    def at(self) -> str:
        """The title and the firm, where it is known."""
        return ", ".join(filter(None, (self.title, self.firm)))


@dataclass(frozen=True)
class Person:
    """A profile, read."""

    profile: Profile
    roles: tuple[RoleHeld, ...]
    facts: Mapping[str, Shown] = field(default_factory=dict)
    """The best value of each facet that has degrees, and each boolean that is shown."""
    proofs: Mapping[tuple[str, str], Proof] = field(default_factory=dict)
    """The first proof of each (facet, value) of the facets whose values are words, lower ones than the best too."""
    named: Mapping[str, Mapping[str, Proof]] = field(default_factory=dict)
    """Methods, tools, certifications and sectors by name."""
    lines: tuple[Proof, ...] = ()
    themes: tuple[int, ...] = ()
    """Of each line; 0 is none."""
    record: LevelEstimate | None = None
    """The level of what all roles tell together."""
    level: Guess | None = None
    """What the person works at, by all that the record and the store tell of it."""

    @property
    def present(self) -> RoleHeld | None:
        """The role held now, else the latest."""
        return self.in_order[-1] if self.roles else None

    @property
    def in_order(self) -> tuple[RoleHeld, ...]:
        """The roles, the earliest first."""
        return tuple(sorted(self.roles, key=lambda role: (role.end or "9999", role.start or "")))


def person_of(profile: Profile, level: LevelModel | None, themes: ThemeModel | None, today: date) -> Person:
    """Read `profile` with the reader of adverts."""
    work = profile.resume.get("work") or []
    readings = [read_role(role) for role in work]
    found = _found_in(profile, readings, today)
    lines = tuple(found.lines)
    *of_roles, of_all = _levels_of([*readings, read_role(_as_one(work))], level, themes)
    told = zip(work, readings, of_roles, strict=True)
    return Person(
        profile,
        tuple(_held(*one, today) for one in told if is_held(one[0], today)),
        found.facts,
        found.proofs,
        found.named,
        lines,
        tuple(int(n) for n in themes.assign([in_present(line.text) for line in lines]))
        if themes and lines
        else (0,) * len(lines),
        of_all,
    )


def _found_in(profile: Profile, readings: Sequence[Reading], today: date) -> Found:
    """Return what all parts of the record show, of equal values the proof that comes first here."""
    found = Found()
    take_roles(found, profile, readings)
    take_entries(found, profile, today)
    take_sectors(found, profile)
    take_years(found, profile, today)
    take_basics(found, profile)
    return found


def _as_one(work: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return all roles as one, with what each tells."""
    return {"highlights": [text for role in work for _, text in role_lines(role)]}


def _levels_of(
    readings: Sequence[Reading], level: LevelModel | None, themes: ThemeModel | None
) -> list[LevelEstimate | None]:
    """Return the level of each reading that says anything."""
    telling = [n for n, reading in enumerate(readings) if level and reading.statements]
    found = estimates([blind_of("", readings[n]) for n in telling], level, themes) if level and telling else []
    levels = dict(zip(telling, found, strict=True))
    return [levels.get(n) for n in range(len(readings))]


def _held(role: Mapping[str, Any], reading: Reading, estimate: LevelEstimate | None, today: date) -> RoleHeld:
    end = role.get("endDate")
    this = f"{today:%Y-%m}" if end and len(end) > 4 else str(today.year + 1)
    return RoleHeld(
        str(role.get("position") or "role"), str(role.get("name") or ""), role.get("startDate"),
        None if end and end[:7] >= this else end, reading, estimate,
        (place_in(str(role["location"])) or {}).get("countryCode") if role.get("location") else None,
    )  # fmt: skip
