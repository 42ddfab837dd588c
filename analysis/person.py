"""What a person's record shows: facets with proof, lines, roles held, and the level of each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from analysis.blind import blind_of
from analysis.claims import before_wish, claimed_in
from analysis.cv_held import education_level, held_in, is_unheld
from analysis.cv_words import any_of, in_present, is_break, is_title
from analysis.demands import label_of, money_in_words, value_in_words
from analysis.level_model import LevelModel
from analysis.level_told import Z_90, LevelEstimate, estimates
from analysis.profile import Profile
from analysis.reading.body import fold
from analysis.reading.lexicon import lexicon
from analysis.reading.read import read_lines
from analysis.reading.reading import BOOLEAN_FACETS, RISING_FACETS, Reading, Section
from analysis.reading.titles import title_of
from analysis.resume import EXTENSION, line_naming, lines_proving, read_role, role_lines
from analysis.tellings import facet_height
from analysis.themes import ThemeModel

_NAMED = ("methods", "tools", "certifications", "sector")
_MANAGING = ("project_manager", "programme_manager", "portfolio_manager", "delivery_manager", "product_manager", "pmo")


class Proof(NamedTuple):
    """A line of the CV and where it stands."""

    text: str
    place: str
    is_quoted: bool = True
    """False: no line says it, the profile states it or its dates tell it."""


class Shown(NamedTuple):
    """A value that the record shows, and its proof."""

    value: Any
    proof: Proof


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
    found = _Found()
    for n, (role, reading) in enumerate(zip(work, readings, strict=True)):
        _take_role(found, profile, n, role, reading)
    for part in ("volunteer", "projects"):
        for n, entry in enumerate(profile.resume.get(part) or ()):
            _take_told(found, _proofs(profile, f"/{part}/{n}", entry), read_role(entry))
    _take_entries(found, profile, today)
    _take_years(found, profile, today)
    _take_basics(found, profile)
    lines = tuple(found.lines)
    *of_roles, of_all = _levels_of([*readings, read_role(_as_one(work))], level, themes)
    told = zip(work, readings, of_roles, strict=True)
    return Person(
        profile,
        tuple(
            _held(*one, today)
            for one in told
            if not _is_break(one[0]) and not _is_future(one[0].get("startDate"), today)
        ),
        found.facts,
        found.proofs,
        found.named,
        lines,
        tuple(int(n) for n in themes.assign([in_present(line.text) for line in lines]))
        if themes and lines
        else (0,) * len(lines),
        of_all,
    )


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


class _Found:
    """What was found so far; the higher value replaces the lower, whose proof is kept."""

    def __init__(self) -> None:
        self.facts: dict[str, Shown] = {}
        self.proofs: dict[tuple[str, str], Proof] = {}
        self.named: dict[str, dict[str, Proof]] = {name: {} for name in _NAMED}
        self.lines: list[Proof] = []

    def take(self, facet: str, value: Any, proof: Proof) -> None:
        """Keep `value` where it is the best so far, and the first proof of each word."""
        if isinstance(value, str):
            self.proofs.setdefault((facet, value), proof)
        known = self.facts.get(facet)
        if known is None or facet_height(facet, value) > facet_height(facet, known.value):
            self.facts[facet] = Shown(value, proof)

    def name(self, facet: str, name: str, proof: Proof) -> None:
        """Keep `name` with its first proof."""
        self.named[facet].setdefault(name, proof)


def _take_role(found: _Found, profile: Profile, n: int, role: Mapping[str, Any], reading: Reading) -> None:
    _take_told(found, _proofs(profile, f"/work/{n}", role), reading)
    _take_stated(found, profile, n, role)
    if held := found.facts.get("budget"):
        found.take("budget_responsibility", True, held.proof)


def _proofs(profile: Profile, pointer: str, role: Mapping[str, Any]) -> list[Proof]:
    return [Proof(text, profile.place_of(f"{pointer}/{where}")) for where, text in role_lines(role)]


def _take_told(found: _Found, proofs: Sequence[Proof], reading: Reading) -> None:
    """Take what lines tell, each proved by the one that tells it."""
    found.lines += proofs
    for facet in ("budget", "team_size", *RISING_FACETS, *BOOLEAN_FACETS):
        if (value := reading.facets[facet]) and (places := lines_proving(reading, facet)):
            proof = proofs[places[0]]
            if facet != "clearance" or not is_unheld(proof.text):
                found.take(facet, value, proof)
    for facet in ("methods", "tools"):
        for name in reading.facets[facet]:
            found.name(facet, name, proofs[line_naming(reading, facet, name)])


_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def _take_basics(found: _Found, profile: Profile) -> None:
    """Take what the summary and the headline tell: duties, years and certificates, but for what is wished for."""
    basics = profile.resume.get("basics", {})
    for name in ("summary", "label"):
        told = [text for text in map(before_wish, _SENTENCE.split(str(basics.get(name) or ""))) if text]
        proofs = [Proof(text, profile.place_of(f"/basics/{name}")) for text in told]
        if name == "summary":
            _take_told(found, proofs, read_role({"highlights": told}))
        for proof in proofs:
            claimed = claimed_in(proof.text)
            held, told_of = (read_lines("", [(text, "required")]).facets for text in (held_in(claimed), claimed))
            for one in held["certifications"]:
                if one["need"] == "required":
                    found.name("certifications", one["name"], proof)
            for facet, facets in (("years_experience", told_of), ("years_managing", told_of), ("clearance", held)):
                if facets[facet]:
                    found.take(facet, facets[facet], proof)


def _take_stated(found: _Found, profile: Profile, n: int, role: Mapping[str, Any]) -> None:
    """Take what the extension states; the person wrote it, or it was read from the CV."""
    for facet, value in role.get(EXTENSION, {}).items():
        shown = profile.extension.get("evidence", {}).get(f"/work/{n}/{EXTENSION}/{facet}")
        place = profile.place_of(f"/work/{n}/{EXTENSION}/{facet}")
        proof = Proof(shown["text"], place) if shown else Proof(_stated(facet, value), place, is_quoted=False)
        if facet in ("methods", "tools"):
            for name in value:  # one that the role's lines name has its proof already
                found.name(facet, name, Proof(_stated(facet, [name]), place, is_quoted=False))
        elif facet == "sector":
            found.name("sector", value, proof)
        elif facet == "direct_reports":
            if value:
                found.take("line_management", True, proof)
        elif facet == "concurrent_projects":
            if value is True or value > 1:
                found.take(facet, True, proof)
        elif value:
            found.take(facet, value, proof)


def _stated(facet: str, value: Any) -> str:
    said = label_of(facet)
    if isinstance(value, dict):
        said += f": {money_in_words(value['amount'], value['currency'])}"
    elif value is not True:
        values = value if isinstance(value, list) else [value]
        said += f": {', '.join(map(value_in_words, values))}"
    return f"stated in the profile: {said}"


def _take_entries(found: _Found, profile: Profile, today: date) -> None:
    """Take certificates, education and skills: what they name counts where it is held, duties they do not tell."""
    for pointer, text, section in _entries(profile.resume, today):
        proof = Proof(_as_written(profile, pointer, text), profile.place_of(pointer))
        if proof not in found.lines and not pointer.startswith("/certificates"):  # demands of their own, no words
            found.lines.append(proof)
        reading = read_lines("", [(held_in(text), section)])
        for name in reading.facets["certifications"]:
            if name["need"] == "required":
                found.name("certifications", name["name"], proof)
        for facet in ("methods", "tools"):
            for name in reading.facets[facet]:
                found.name(facet, name, proof)
        if reading.facets["clearance"]:
            found.take("clearance", True, proof)
    _take_education(found, profile, today)
    _take_tools(found, profile)
    _take_sectors(found, profile)


def _take_education(found: _Found, profile: Profile, today: date) -> None:
    for n, entry in enumerate(profile.resume.get("education") or ()):
        pointer = f"/education/{n}"
        told = _as_written(profile, pointer, _studied(entry))
        if is_unheld(f"{told} {_studied(entry)}") or _is_unfinished(entry, today):
            continue
        if level := education_level(f"{entry.get('studyType', '')} {entry.get('area', '')}"):
            found.take("education_level", level, Proof(told, profile.place_of(pointer)))


def _is_unfinished(entry: Mapping[str, Any], today: date) -> bool:
    return _is_future(entry.get("endDate"), today) or bool(entry.get("startDate") and not entry.get("endDate"))


def _is_future(day: str | None, today: date) -> bool:
    return day is not None and day > today.isoformat()


def _studied(entry: Mapping[str, Any]) -> str:
    return ", ".join(str(entry[key]) for key in ("studyType", "area", "institution") if entry.get(key))


def _take_tools(found: _Found, profile: Profile) -> None:
    """Take tools from lists of skills, where a bare "Word" is the program."""
    names = [str(entry.get("label", key)) for key, entry in lexicon("tools").items()]
    labels = {name.casefold(): name for name in names}
    for n, entry in enumerate(profile.resume.get("skills") or ()):
        for name in (entry.get("name", ""), *(entry.get("keywords") or ())):
            if label := labels.get(str(name).strip().casefold()):
                pointer = f"/skills/{n}"
                told = _as_written(profile, pointer, str(name))
                found.name("tools", label, Proof(told, profile.place_of(pointer)))


def _as_written(profile: Profile, pointer: str, text: str) -> str:
    shown = profile.extension.get("evidence", {}).get(pointer)
    return str(shown["text"]) if shown else text


def _entries(resume: Mapping[str, Any], today: date) -> Iterator[tuple[str, str, Section]]:
    for n, entry in enumerate(resume.get("certificates") or ()):
        if not _is_future(entry.get("date"), today):
            # Said to be one: "MSP" alone could be many things.
            yield f"/certificates/{n}", f"{entry.get('name', '')} certification", "required"
    for n, entry in enumerate(resume.get("education") or ()):
        yield f"/education/{n}", _studied(entry), "required"
    for n, entry in enumerate(resume.get("skills") or ()):
        told = ", ".join([str(entry.get("name", "")), *map(str, entry.get("keywords") or ())])
        yield f"/skills/{n}", told, "required"


def _take_sectors(found: _Found, profile: Profile) -> None:
    """Read the sector of the roles whose own the profile does not state, and those that titles and summary name.

    A role shows it by its employer's name, else by its duties.
    """
    for n, role in enumerate(profile.resume.get("work") or ()):
        if "sector" in role.get(EXTENSION, {}):
            continue
        name = str(role.get("name") or "")
        if sector := _sector_of([(name, "employer")])[0]:
            pointer = f"/work/{n}/name"
            found.name("sector", sector, Proof(_as_written(profile, pointer, name), profile.place_of(pointer)))
        elif told := _sector_told(role):
            sector, where, text = told
            found.name("sector", sector, Proof(text, profile.place_of(f"/work/{n}/{where}")))
    for pointer, text, words in _namings(profile):
        sector, word = _sector_of([(words, "summary")])
        if sector and (word == sector or not _is_weak(sector, [word])):
            found.name("sector", sector, Proof(text, profile.place_of(pointer)))


def _namings(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Yield titles, and what the summary says of a title or of years, as (pointer, line, words that name a sector)."""
    for n, role in enumerate(profile.resume.get("work") or ()):
        if (title := str(role.get("position") or "")) and "sector" not in role.get(EXTENSION, {}):
            yield f"/work/{n}/position", _as_written(profile, f"/work/{n}/position", title), title
    basics = profile.resume.get("basics", {})
    if label := before_wish(str(basics.get("label") or "")):
        yield "/basics/label", label, label
    for told in map(before_wish, _SENTENCE.split(str(basics.get("summary") or ""))):
        for naming in any_of("cv", "sector").finditer(claimed_in(told)):
            if naming["years"] or is_title(naming[0]):
                yield "/basics/summary", told, naming[0]


def _sector_told(role: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Return the sector that two different words of the duties show, not both of them weak, and the first such line."""
    sector, _ = _sector_of([(text, "summary") for _, text in role_lines(role)])
    cues: dict[str, tuple[str, str]] = {}
    for where, text in role_lines(role):
        of_line, word = _sector_of([(text, "summary")])
        if sector and of_line == sector:
            cues.setdefault(word, (where, text))
    if sector is None or len(cues) < 2 or _is_weak(sector, cues):
        return None
    return (sector, *next(iter(cues.values())))


def _is_weak(sector: str, words: Iterable[str]) -> bool:
    """Say whether such words alone show no sector."""
    return set(words) <= set(lexicon("sectors")[sector].get("weak", ()))


def _sector_of(lines: list[tuple[str, Section]]) -> tuple[str | None, str]:
    """Return the sector that lines show, and the word that shows it first."""
    reading = read_lines("", lines)
    sector = reading.facets["sector"]
    if not sector or sector == "other":
        return None, ""
    first = reading.evidence["sector"][0]
    return sector, fold(reading.text[first.start : first.end])


def _take_years(found: _Found, profile: Profile, today: date) -> None:
    """Count the months that the roles' dates cover until today, overlaps once; time between roles is none."""
    work = profile.resume.get("work") or []
    dated = [(n, role) for n, role in enumerate(work) if role.get("startDate") and not _is_break(role)]
    spans = [(n, role, *_months(role, today)) for n, role in dated]
    managing = [one for one in spans if _is_managing(str(one[1].get("position") or ""))]
    for facet, counted in (("years_experience", spans), ("years_managing", managing)):
        if counted:
            years = len({month for _, _, start, end in counted for month in range(start, end)}) // 12
            first = min(counted, key=lambda one: one[2])
            roles = "1 role" if len(counted) == 1 else f"{len(counted)} roles"
            told = f"{years} {'year' if years == 1 else 'years'} by the dates of {roles}, since {first[1]['startDate']}"
            place = profile.place_of(f"/work/{first[0]}/startDate")
            found.take(facet, years, Proof(told, f"the first: {place}" if len(counted) > 1 else place, is_quoted=False))


def _is_managing(title: str) -> bool:
    """Say whether a title is one of managing; where a role went through several, each of them has to be."""
    return all(title_of(one)[0] in _MANAGING for one in any_of("cv", "progression").split(title))


def _is_break(role: Mapping[str, Any]) -> bool:
    return is_break(str(role.get("position") or role.get("name") or ""))


def _months(role: Mapping[str, Any], today: date) -> tuple[int, int]:
    """Return the first month and the one after the last; a bare year stands for its middle, one year for half of it."""
    end, now = role.get("endDate"), today.year * 12 + today.month
    start = _month(role["startDate"], 7)
    if not end:
        return start, now
    least = start + 6 if len(end) == 4 and end == role["startDate"] else start
    return start, min(max(_month(end, 6) + 1, least), now)


def _month(day: str, unknown: int) -> int:
    year, _, rest = day.partition("-")
    return int(year) * 12 + (int(rest[:2]) if rest else unknown)


def _held(role: Mapping[str, Any], reading: Reading, estimate: LevelEstimate | None, today: date) -> RoleHeld:
    end = role.get("endDate")
    this = f"{today:%Y-%m}" if end and len(end) > 4 else str(today.year + 1)
    return RoleHeld(
        str(role.get("position") or "role"), str(role.get("name") or ""), role.get("startDate"),
        None if end and end[:7] >= this else end, reading, estimate,
    )  # fmt: skip


def lines_of(texts: Sequence[Proof]) -> list[str]:
    """Return the lines as adverts would write them, to compare words."""
    return [in_present(proof.text) for proof in texts]
