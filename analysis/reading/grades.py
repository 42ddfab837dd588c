"""Public pay grades that an advert states: NHS bands, Civil Service grades, the US General Schedule."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from analysis.reading.body import Body, Found, fold
from analysis.reading.lexicon import cues_of, lexicon, pattern_of

_SECTIONS = ("offer", "summary", "heading", "process", "responsibility", "required")


class _Scheme(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    context: re.Pattern[str]
    write: str
    """How a grade is written that is not among the names; in capitals if nothing is said."""
    names: Mapping[str, str]

    def written(self, grade: str) -> str:
        """Return a grade, as it was found, as it is written."""
        return self.names.get(grade) or (self.write.format(grade) if self.write else grade.upper())


@cache
def _schemes() -> tuple[_Scheme, ...]:
    return tuple(
        _Scheme(
            name=one["scheme"],
            pattern=pattern_of(one["pattern"]),
            context=pattern_of(one["context"]),
            write=one.get("write", ""),
            names=one.get("names", {}),
        )
        for one in lexicon("grades").values()
    )


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
            return {"scheme": scheme.name, "value": scheme.written(found)}, match.start(), match.end()
    return None


def find_grades(body: Body) -> list[Found]:
    """Return the grade that the first line to state one states."""
    for number in body.numbers_with(cues_of("grades"), _SECTIONS):
        start, _ = body.bounds(number)
        stated = grade_in(body.texts[number])
        if stated:
            value, first, last = stated
            return [Found("grade", value, start + first, start + last, f"grades.{value['scheme']}")]
    return []
