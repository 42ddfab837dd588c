"""The degrees and schools that the education part of a CV names."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.cv.dates import dates_in
from analysis.cv.entry import Entry
from analysis.cv.held import is_degree, is_school, without_states
from analysis.cv.line import CvLine
from analysis.cv.words import any_of
from crawler.normal.gazetteer import meanings

_STUDY = {"institution", "studyType"}
_DATES = {"startDate", "endDate"}
_DEGREE_OF = re.compile(r"(?:Bachelor|Master)(?:'s|’s)? of \w+|(?:[\w'’-]+ ){1,3}(?:[Dd]egree|[Dd]iploma)")
_DEGREE = re.compile(
    r"^(?P<type>(?:[A-Z][A-Za-z]{1,6}|HNC|HND|[Bb]achelor(?:'s|’s)?(?: of \w+)?|"
    r"[Mm]aster(?:'s|’s)?(?: of \w+)?|[Dd]iploma|[Dd]egree)"
    r"(?: ?\((?:Hons?|Honours)\)| Hons)?)(?: (?:degree|diploma))?(?: in| of|:)? (?P<area>(?!(?:degree|diploma)$).+)$"
)


def education_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield the degrees and schools that the education part names; a school and dates below its degree belong to it."""
    held: Entry | None = None
    for entry in _without_dates_above([*_studies_in(lines)]):
        if held and held.value.keys().isdisjoint(entry.value) and _are_one(held, entry):
            held = held._replace(value=held.value | entry.value)
        elif not _is_dates(entry):
            if held:
                yield held
            held = entry
    if held:
        yield held


def _are_one(held: Entry, below: Entry) -> bool:
    return len({*held.value, *below.value} & _STUDY) == 2 or _is_dates(below)


def _is_dates(entry: Entry) -> bool:
    return entry.value.keys() <= _DATES


def _without_dates_above(entries: list[Entry]) -> list[Entry]:
    """Return entries without lines of dates alone where these stand above what they date."""
    return [one for one in entries if not _is_dates(one)] if entries and _is_dates(entries[0]) else entries


def _studies_in(lines: Sequence[CvLine]) -> Iterator[Entry]:
    for line in lines:
        dates = dates_in(line.text)
        spans = (("startDate", dates.start), ("endDate", dates.end)) if dates else ()
        dated = {key: date for key, date in spans if date}
        parts = _parts_of_study(without_states(dates.rest if dates else line.text))
        studied = next((part for part in parts if is_degree(part)), None)
        school = next((part for part in parts if is_school(part) and part != studied), None)
        value: dict[str, Any] = {}
        if school:
            value["institution"] = re.sub(r"\s*\([^)]*\)$", "", school)
        if studied:
            value |= _degree(studied, parts[parts.index(studied) + 1 :])
        if value or (dates and not dates.rest):
            yield Entry(value | dated, line)


def _parts_of_study(text: str) -> list[str]:
    """Return what the separators of a line part; some schools hold one: "University of Texas at Austin"."""
    parts = [part.strip(" ,") for part in re.split(r",\s+|\s+[|–—-]\s+", text)]
    return [
        piece.strip()
        for part in parts
        for piece in ([part] if is_school(part.partition(" at ")[0]) else re.split(r"\s+at\s+", part))
    ]


def _degree(text: str, behind: Sequence[str]) -> dict[str, str]:
    """Return what a degree is called and its area, which may stand behind a comma: "B.S., Industrial Engineering"."""
    if behind and _DEGREE_OF.fullmatch(text) and _is_area(behind[0]):
        return {"studyType": text, "area": behind[0]}
    found = _DEGREE.match(text)
    if found and is_degree(found["type"]):
        return {"studyType": found["type"], "area": found["area"]}
    return {"studyType": text} | ({"area": behind[0]} if behind and _is_bare(text) and _is_area(behind[0]) else {})


def _is_bare(text: str) -> bool:
    """Say whether a degree is named by its letters alone.

    >>> _is_bare("B.S."), _is_bare("BSc (Hons)"), _is_bare("Bachelor of Science in Physics")
    (True, True, False)
    """
    return bool(re.fullmatch(r"(?:[A-Z][A-Za-z]{0,3}\.?){1,4}(?: \(?Hon(?:ou)?rs?\)?| \(?Hons\)?)?", text))


def _is_area(text: str) -> bool:
    """Say whether what stands behind a degree is its area: no school, place, grade or number."""
    is_other = is_school(text) or is_degree(text) or text.isupper() or bool(re.search(r"\d", text)) or meanings(text)
    return bool(text) and not is_other and not any_of("cv", "grades").search(text)
