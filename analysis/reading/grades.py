"""Public pay grades that an advert states: NHS bands, Civil Service grades, the US General Schedule."""

import re
from functools import cache
from typing import NamedTuple

from analysis.reading.body import Body, Found, fold
from analysis.reading.lexicon import cues_of, lexicon, pattern_of

_SECTIONS = ("offer", "summary", "heading", "process", "responsibility", "required")


class _Scheme(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    context: re.Pattern[str]


@cache
def _schemes() -> tuple[_Scheme, ...]:
    entries = lexicon("grades").values()
    return tuple(_Scheme(one["scheme"], pattern_of(one["pattern"]), pattern_of(one["context"])) for one in entries)


_LONG = {
    "senior executive officer": "SEO",
    "higher executive officer": "HEO",
    "executive officer": "EO",
    "administrative officer": "AO",
    "senior civil service": "SCS",
}
_WRITTEN = {"g6": "Grade 6", "g7": "Grade 7"}


def grade_in(text: str) -> tuple[dict[str, str], int, int] | None:
    """Return the public grade that `text` states, and where.

    >>> grade_in("Senior Project Manager (Band 8a)")
    ({'scheme': 'afc', 'value': 'Band 8a'}, 24, 31)
    >>> grade_in("Program Manager GS-13")[0]
    {'scheme': 'gs', 'value': 'GS-13'}
    """
    folded = fold(text)
    for scheme in _schemes():
        match = scheme.pattern.search(folded) if scheme.context.search(folded) else None
        if match:
            found = next(value for value in match.groups() if value)
            return {"scheme": scheme.name, "value": _written(scheme.name, found)}, match.start(), match.end()
    return None


def _written(scheme: str, value: str) -> str:
    if scheme == "afc":
        return f"Band {value}"
    if scheme == "gs":
        return f"GS-{value}"
    return (
        _LONG.get(value) or _WRITTEN.get(value) or (value.capitalize() if value.startswith("grade") else value.upper())
    )


def find_grades(body: Body) -> list[Found]:
    """Return the grade that the first line to state one states."""
    for number in body.numbers_with(cues_of("grades"), _SECTIONS):
        start, _ = body.bounds(number)
        stated = grade_in(body.texts[number])
        if stated:
            value, first, last = stated
            return [Found("grade", value, start + first, start + last, f"grades.{value['scheme']}")]
    return []
