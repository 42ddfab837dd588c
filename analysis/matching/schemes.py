"""Whether a grade is one of a public scheme, and which others stand beside it."""

import re
from functools import cache

from analysis.cv.words import any_of, cv_knowledge
from analysis.measures import grade_number

_NEAR = 40
"""So many letters behind a grade another may stand that is offered beside it."""


def is_evident(scheme: str, firm: str, source: str, named: str, text: str) -> bool:
    """Say whether a grade that stands in `named` is one of `scheme`: universities and councils have their own.

    >>> is_evident("afc", "Puppet NHS Trust", "", "Band 7", ""), is_evident("afc", "Puppet Ltd", "", "Band 7", "")
    (True, False)
    """
    if "employer" not in cv_knowledge("grades")[scheme]:
        return True
    if any_of("grades", scheme, "unless").search(firm):
        return False
    told = {"employer": firm, "source": source, "named": named, "text": text}
    return any(any_of("grades", scheme, sign).search(words) for sign, words in told.items())


def beside(scheme: str, text: str, start: int, end: int) -> tuple[str, tuple[float, ...]] | None:
    """Return how a grade that stands in `text` is written with another beside it, and the numbers of the outer two.

    >>> beside("afc", "Project Manager (Band 6/7)", 17, 23), beside("afc", "Band 7 - 6 months", 0, 6)
    (('Band 6/7', (6.0, 7.0)), None)
    """
    found = _pair(scheme).search(text, start, end + _NEAR)
    if found is None or found.start() >= end:
        return None
    names = cv_knowledge("grades")[scheme]["names"]
    values = (found[end].lower() for end in ("first", "last"))
    numbers = tuple(number for value in values if (number := grade_number(scheme, names.get(value, value))))
    return found[0], numbers


@cache
def _pair(scheme: str) -> re.Pattern[str]:
    known, joints = cv_knowledge("grades")[scheme], "|".join(cv_knowledge("grades")["beside"]["joints"])
    prefix, value = known["prefix"], known["value"]
    joint = rf"\)?(?: ?\((?:{prefix}(?:{value}))\))? ?(?:{joints}) ?\(?{prefix}"
    unless = "|".join(cv_knowledge("grades")["beside"]["unless"])
    return re.compile(
        rf"\b{prefix}(?P<first>{value})\b(?:{joint}(?:{value})\b)*?{joint}(?P<last>{value})\b(?!{unless})"
        rf"(?!{joint}(?:{value})\b(?!{unless}))",
        re.IGNORECASE,
    )
