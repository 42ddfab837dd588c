"""The parts of a CV: which of its lines tell of work, of studies, of certificates."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.cv.dates import dates_in, is_span
from analysis.cv.head import head_first
from analysis.cv.held import is_degree, is_school, names_certificate
from analysis.cv.line import CvLine
from analysis.cv.openings import MOST_OF_A_HEAD, is_sentence, opens_role
from analysis.cv.words import (
    is_prize,
    is_title,
    names_what_follows,
    opens_with_verb,
    part_listed,
    part_meant,
    part_named,
    pattern_of_words,
)
from crawler.normal.gazetteer import meanings

_BACK_TO_WORK = ("awards", "summary", "objective", "skills")
"""In these a title with dates is a role again: they stand among the roles of some CVs."""

_EMPLOYERS_TOO = ("summary", "skills", "education", "certificates", "volunteer")
"""Employers, too, are called after what is learned, and a role follows: "Skills for Care"."""


def parts_of(lines: Sequence[CvLine]) -> dict[str, list[CvLine]]:
    """Return the lines of each part of a CV."""
    return _certificates_apart(_work_found(_studies_apart(_parts(head_first(lines)))))


class _Look(NamedTuple):
    """How a heading looks; those of a CV's parts look alike."""

    kind: str
    depth: int
    is_loud: bool
    has_colon: bool


def _look(line: CvLine) -> _Look:
    return _Look(line.kind, line.depth, line.text.isupper(), line.text.endswith(":"))


def _is_below(look: _Look, work: _Look | None) -> bool:
    """Say whether a heading looks other than that of the work; one of its depth, where the file tells it, does not."""
    return look != work and not (work and 0 < look.depth <= work.depth)


def _parts(lines: Sequence[CvLine]) -> dict[str, list[CvLine]]:
    parts: dict[str, list[CvLine]] = {"basics": []}
    part = "basics"
    look: _Look | None = None
    for n, line in enumerate(lines):
        if part == "work" and _is_below(_look(line), look) and _is_inside(line, parts["work"]):
            continue
        if named := _part_opened(lines, n, part):
            part = named
            look = _look(line) if named == "work" else look
            parts.setdefault(part, [])
            continue
        if part in _BACK_TO_WORK and "work" in parts and _begins_role(lines, n):
            part = "work"
        parts[part].append(line)
    return parts


def _is_inside(line: CvLine, work: Sequence[CvLine]) -> bool:
    """Say whether a line only names what follows in the role that was opened."""
    if line.kind == "item" or not names_what_follows(line.text):
        return False
    return any(opens_role(work, n) for n in range(len(work)))


def _part_opened(lines: Sequence[CvLine], number: int, part: str) -> str | None:
    line = lines[number]
    if line.kind == "item":
        return None
    if named := part_named(line.text):
        return named
    is_heading = line.kind == "heading" or (line.text.isupper() and len(line.text) <= 48)
    if (listed := part_listed(line.text)) and _heads_list(_after(lines, number), is_heading or part != "work"):
        return listed
    if not is_heading or is_title(line.text) or dates_in(line.text):
        return None
    meant = part_meant(line.text)
    if line.kind == "text" and meant == part:  # an employer may be called so
        return None
    is_employer = part == "work" and meant in _EMPLOYERS_TOO and _tells_of_role(_after(lines, number))
    return None if is_employer else meant


def _heads_list(after: CvLine, is_sure: bool) -> bool:
    """Say whether a list stands below what may head one; a role below it makes it a department or an employer."""
    is_list = after.kind == "item" or "," in after.text or ": " in after.text or " | " in after.text
    return bool(after.text) and not _tells_of_role(after) and (is_sure or is_list)


def _after(lines: Sequence[CvLine], number: int) -> CvLine:
    return next((line for line in lines[number + 1 :] if line.text), CvLine("", ""))


def _tells_of_role(line: CvLine) -> bool:
    return is_span(dates_in(line.text)) or (line.kind != "item" and is_title(line.text) and not is_sentence(line.text))


def _begins_role(lines: Sequence[CvLine], number: int) -> bool:
    """Say whether a role begins here: a title and its dates stand in this line, or in it and the next."""
    line, after = lines[number], _after(lines, number)
    if line.kind == "item" or not line.text or len(line.text) > MOST_OF_A_HEAD:
        return False
    if is_sentence(line.text) or is_prize(line.text):
        return False
    if is_span(dates_in(line.text)):
        return is_title(line.text) or (after.kind != "item" and is_title(after.text))
    return is_title(line.text) and after.kind != "item" and is_span(dates_in(after.text))


def _work_found(parts: dict[str, list[CvLine]]) -> dict[str, list[CvLine]]:
    """Return the parts of a CV without a heading of its work: it begins with the first role that has dates."""
    work = parts.get("work", [])
    if any(opens_role(work, n) for n in range(len(work))):
        return parts
    for name in ("basics", "summary", "objective", "projects"):
        lines = parts.get(name, [])
        first = next((n for n, line in enumerate(lines) if _opens_role(lines, n)), None)
        if first is not None:
            while first and lines[first - 1].kind != "gap" and is_title(lines[first - 1].text):
                first -= 1
            told = [*lines[first:], *work]
            studied = [line for line in told if _is_study(line)]
            return parts | {
                name: lines[:first],
                "work": [line for line in told if line not in studied],
                "education": [*parts.get("education", []), *studied],
            }
    return parts


def _opens_role(lines: Sequence[CvLine], number: int) -> bool:
    near = lines[max(number - 2, 0) : number + 2]
    return is_span(dates_in(lines[number].text)) and any(is_title(line.text) for line in near)


def _is_study(line: CvLine) -> bool:
    """Say whether a line that stands among the roles tells of a degree or a certificate."""
    if line.kind == "item" or is_span(dates_in(line.text)) or len(line.text) > MOST_OF_A_HEAD:
        return False
    if opens_with_verb(line.text):
        return False
    is_hospital = bool(pattern_of_words("degrees", "hospitals").search(line.text))
    names_school = is_school(line.text) and not is_hospital and not line.text.endswith(".")
    return names_school or is_degree(line.text) or names_certificate(line.text)


def _studies_apart(parts: dict[str, list[CvLine]]) -> dict[str, list[CvLine]]:
    """Return the parts with those of "Education and certificates" in the one or the other."""
    studies, learning = parts.pop("studies", []), parts.pop("learning", [])
    gained = [
        *(line for line in studies if not _is_learned(line)),
        *(line for line in learning if not _is_learned(line) and _is_dated(line)),
    ]
    learned = [line for line in (*studies, *learning) if line not in gained]
    for part, lines in (("education", learned), ("certificates", gained)):
        if lines:
            parts[part] = [*parts.get(part, []), *lines]
    return parts


def _is_learned(line: CvLine) -> bool:
    return is_degree(line.text) or is_school(line.text)


def _is_dated(line: CvLine) -> bool:
    """Say whether a line names something with its date, as a course is told; a town beside the date is none."""
    dates = dates_in(line.text)
    return dates is not None and bool(dates.rest) and not is_span(dates) and not meanings(dates.rest)


def _certificates_apart(parts: dict[str, list[CvLine]]) -> dict[str, list[CvLine]]:
    """Return the parts with certificates that stand among the studies in a part of their own."""
    studies = parts.get("education", [])
    others = [line for line in studies if not _is_learned(line)]
    held = [line for line in others if names_certificate(line.text)]
    if not held:
        return parts
    return parts | {
        "education": [line for line in studies if line not in held],
        "certificates": [*parts.get("certificates", []), *held],
    }
