"""A CV as a JSON Resume: every value with the line it was read from, and a list of what the CV does not say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.claims import claimed_in, is_support, own_in, with_timetables
from analysis.cv.basics import basics_of, credentials_of
from analysis.cv.certificates import certificates_of
from analysis.cv.entry import Entry
from analysis.cv.heads import Told
from analysis.cv.held import certificates_in
from analysis.cv.line import CvLine
from analysis.cv.lines import cv_lines
from analysis.cv.openings import is_sentence
from analysis.cv.parts import parts_of
from analysis.cv.role import Role, is_voluntary, names_of
from analysis.cv.skills import languages_of, skills_of
from analysis.cv.studies import education_of
from analysis.cv.told import roles_told
from analysis.cv.unread import unread
from analysis.cv.words import cv_knowledge, in_present
from analysis.reading.read import read_lines
from analysis.reading.reading import BOOLEAN_FACETS, RISING_FACETS, Evidence, Reading, Section
from analysis.tellings import Telling, facet_height, tellings_in

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
EXTENSION = "x-nextrung"
ROLE_FACTS = (
    "budget", "team_size", "direct_reports", "scope", "stakeholder_level", "geographic_reach", "methods", "tools",
)  # fmt: skip
NAMED_ANYWHERE = ("methods", "tools")
_LISTS: Mapping[str, Callable[[Sequence[CvLine]], Iterator[Entry]]] = {
    "education": education_of,
    "certificates": certificates_of,
    "skills": skills_of,
    "languages": languages_of,
}


def resume_from_cv(path: Path, content: bytes) -> tuple[dict[str, Any], list[str]]:
    """Return the CV that `content` is as a JSON Resume, and what to fill in; `path` is what errors call it."""
    lines = cv_lines(path, content)
    parts = parts_of(lines)
    evidence: dict[str, dict[str, str]] = {}
    work, volunteer = _work(parts, evidence)
    resume: dict[str, Any] = {"$schema": SCHEMA, "basics": _basics(parts, evidence), "work": work}
    if projects := [line for part in ("awards", "projects") for line in parts.get(part, []) if line.text]:
        resume["projects"] = [_told_in(projects, "/projects/0", evidence)]
    if volunteer:
        resume["volunteer"] = volunteer
    for part, read in _LISTS.items():
        entries = list(read([line for line in parts.get(part, []) if line.text]))
        if part == "certificates":
            known = {name for entry in entries for name in certificates_in(f"{entry.value['name']} certification")}
            headline = credentials_of([line for line in parts["basics"] if line.text])
            entries += [entry for entry in headline if entry.value["name"] not in known]
        if entries:
            resume[part] = [entry.value for entry in entries]
            for n, entry in enumerate(entries):
                evidence[f"/{part}/{n}"] = shown(entry.line)
    resume["meta"] = {"version": "v1.0.0", EXTENSION: {"evidence": evidence}}
    told = " ".join(one.get("summary", "") for one in (resume["basics"], *work, *volunteer))
    left = unread(lines, parts, {one["place"] for one in evidence.values()}, told)
    return resume, [*todo_of(resume), *([f"what no value came from: {left}"] if left else [])]


def shown(line: CvLine) -> dict[str, str]:
    """Return a line as evidence: its place and its words."""
    return {"place": line.place, "text": line.text}


def _basics(parts: Mapping[str, Sequence[CvLine]], evidence: dict[str, dict[str, str]]) -> dict[str, Any]:
    basics: dict[str, Any] = {}
    for field, value, line in basics_of(parts["basics"]):
        basics[field] = value
        evidence[f"/basics/{field}"] = shown(line)
    told = [line for line in parts.get("summary", []) if line.text]
    if told := told or [line for line in parts["basics"] if is_sentence(line.text)]:
        basics["summary"] = " ".join(line.text for line in told)
        evidence["/basics/summary"] = shown(told[0])
    return basics


def _work(
    parts: Mapping[str, Sequence[CvLine]], evidence: dict[str, dict[str, str]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the paid roles and the voluntary ones, which may stand among the others."""
    roles = roles_told(parts.get("work", []))
    paid = [role for role in roles if not is_voluntary(role)]
    lines = [line for line in parts.get("volunteer", []) if line.text]
    unpaid = [*roles_told(lines), *(role for role in roles if role not in paid)]
    work = [_role(role, f"/work/{n}", evidence) for n, role in enumerate(paid)]
    volunteer = [_role(role, f"/volunteer/{n}", evidence) for n, role in enumerate(unpaid)]
    for role in volunteer:
        role.pop(EXTENSION, None)
        if "name" in role:
            role["organization"] = role.pop("name")
    return work, volunteer or ([_told_in(lines, "/volunteer/0", evidence)] if lines else [])


def _told_in(lines: Sequence[CvLine], pointer: str, evidence: dict[str, dict[str, str]]) -> dict[str, Any]:
    evidence |= {f"{pointer}/highlights/{n}": shown(line) for n, line in enumerate(lines)}
    return {"highlights": [line.text for line in lines]}


def _role(role: Role, pointer: str, evidence: dict[str, dict[str, str]]) -> dict[str, Any]:
    title, employer, place = names_of(role)
    values: dict[str, Any] = {}
    if employer and " | " in employer.text:  # what stands apart in its row is the town
        name, _, town = employer.text.partition(" | ")
        employer, place = Told(name, employer.line), place or Told(town, employer.line)
    for key, found in (
        ("name", employer),
        ("position", title),
        ("location", place),
        ("startDate", (role.dates.start, role.dated)),
        ("endDate", (role.dates.end, role.dated) if role.dates.end else None),
    ):
        if found:
            values[key] = found[0]
            evidence[f"{pointer}/{key}"] = shown(found[1])
    summary = [line for line in role.told if line.kind != "item"]
    items = [line for line in role.told if line.kind == "item"]
    if not items:  # a role told in sentences: each is a highlight
        summary, items = summary[:1], summary[1:]
    if summary:
        values["summary"] = " ".join(line.text for line in summary)
        evidence[f"{pointer}/summary"] = shown(summary[0])
    if items:
        values["highlights"] = [line.text for line in items]
        evidence |= {f"{pointer}/highlights/{n}": shown(line) for n, line in enumerate(items)}
    if facts := _facts(values, pointer, evidence):
        values[EXTENSION] = facts
    return values


def role_lines(role: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what a role tells, as (where in the role, line)."""
    lines = [("summary", role["summary"])] if role.get("summary") else []
    return [*lines, *((f"highlights/{n}", line) for n, line in enumerate(role.get("highlights") or ()))]


def read_role(role: Mapping[str, Any]) -> Reading:
    """Read what a role tells with the reader of adverts: its lines are duties.

    What someone else led, and a line about helping, prove no budget, team or board of one's own, but name tools.
    What a line denies, and money that was saved, proves nothing; a time plan is no programme.
    """
    lines = [claimed_in(text) for _, text in role_lines(role)]
    everything = _read(role, [(text, "responsibility") for text in lines])
    owned = [with_timetables(own_in(text)) for text in lines]
    own = _read(role, [(text, "employer" if is_support(text) else "responsibility") for text in owned])
    named = {name: everything.facets[name] for name in NAMED_ANYWHERE}
    shown = {name: everything.evidence[name] for name in NAMED_ANYWHERE if name in everything.evidence}
    facets = {**own.facets, **named}
    evidence = {**own.evidence, **shown}
    for line, text in zip(own.lines, owned, strict=True):
        if not is_support(text):
            for telling in tellings_in(text):
                _add(facets, evidence, telling, line.start, text)
    return replace(own, facets=facets, evidence=evidence)


def _add(
    facets: dict[str, Any], evidence: dict[str, tuple[Evidence, ...]], telling: Telling, first: int, text: str
) -> None:
    """Add what `text` tells to what was read, where it says more; its reading, in the present, begins at `first`."""
    facet, known = telling.facet, facets.get(telling.facet)
    if facet in NAMED_ANYWHERE:
        if telling.value not in (known or ()):
            facets[facet] = [*(known or ()), telling.value]
    elif known and facet_height(facet, telling.value) <= facet_height(facet, known):
        return
    else:
        facets[facet] = telling.value
    start, end = (first + len(in_present(text[:place])) for place in (telling.start, telling.end))
    here = Evidence(start, end, "profile.tellings")
    evidence[facet] = (*evidence.get(facet, ()), here) if facet in NAMED_ANYWHERE else (here,)


def _read(role: Mapping[str, Any], lines: list[tuple[str, Section]]) -> Reading:
    return read_lines(str(role.get("position") or ""), [(in_present(text), section) for text, section in lines])


def _facts(role: Mapping[str, Any], pointer: str, evidence: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Return what the reader finds in the role's lines; what is not told is left out."""
    reading = read_role(role)
    where = role_lines(role)
    facts: dict[str, Any] = {}
    for name in (*ROLE_FACTS, *BOOLEAN_FACETS):
        if (value := reading.facets.get(name)) and (proving := line_proving(reading, name)) is not None:
            facts[name] = list(value) if isinstance(value, list | set | tuple) else value
            evidence[f"{pointer}/{EXTENSION}/{name}"] = evidence[f"{pointer}/{where[proving][0]}"]
        if name in NAMED_ANYWHERE:
            for n, one in enumerate(facts.get(name, ())):
                place = where[line_naming(reading, name, one)][0]
                evidence[f"{pointer}/{EXTENSION}/{name}/{n}"] = evidence[f"{pointer}/{place}"]
    return facts


def line_proving(reading: Reading, facet: str) -> int | None:
    """Return the number of the line that proves `facet`: of several that it was read from, one that does so alone."""
    places = _lines_of(reading, facet)
    if len(places) < 2 or facet not in RISING_FACETS:
        return places[0] if places else None
    value = reading.facets[facet]
    return next((n for n in places if _alone(reading.lines[n].text)[facet] == value), places[0])


def _lines_of(reading: Reading, facet: str) -> list[int]:
    spans = reading.evidence.get(facet, ())
    return [n for n, line in enumerate(reading.lines) if any(line.start <= span.start < line.end for span in spans)]


def line_naming(reading: Reading, facet: str, name: str) -> int:
    """Return the number of the first line that, read alone, gives `name`."""
    places = _lines_of(reading, facet)
    return next(
        (n for n, line in enumerate(reading.lines) if name in _named_in(line.text)[facet]),
        places[0] if places else 0,
    )


@lru_cache(maxsize=500)
def _alone(text: str) -> Mapping[str, Any]:
    return read_lines("", [(text, "responsibility")]).facets


def _named_in(text: str) -> dict[str, list[str]]:
    facets = _alone(text)
    told = list(tellings_in(text))
    return {facet: [*facets[facet], *(one.value for one in told if one.facet == facet)] for facet in NAMED_ANYWHERE}


def todo_of(resume: Mapping[str, Any]) -> list[str]:
    """Return what the CV leaves open that matching would use."""
    basics, work = resume.get("basics", {}), resume.get("work", [])
    todo = [f"basics.{key}: your {key}" for key in ("name", "email", "location") if not basics.get(key)]
    if not work:
        todo.append("work: no role with dates was found; add each with position, name, startDate and highlights")
    wishes = {facet: told["todo"] for facet, told in cv_knowledge("wordings").items() if "todo" in told}
    for n, role in enumerate(work):
        who = f"work[{n}] ({role.get('position', 'role')} at {role.get('name', '?')})"
        todo += [f"{who}: {key}" for key in ("name", "position", "startDate", "highlights") if not role.get(key)]
        facts = role.get(EXTENSION, {})
        todo += [f"{who}: {wish}" for key, wish in wishes.items() if n == 0 and key not in facts]
    if not resume.get("certificates"):
        todo.append("certificates: none named")
    if not resume.get("meta", {}).get(EXTENSION, {}).get("looking_for"):
        todo.append("meta.x-nextrung.looking_for: what you want (sectors, scope, country, workplace, min_salary)")
    return todo
