"""How much travel the job asks for."""

import re
from collections.abc import Iterator
from functools import partial

from analysis.reading.body import Body, Found
from analysis.reading.lexicon import cues_of, pattern_in

_HEADING = 40
"""A longer line is no heading."""
_SECTIONS = ("required", "responsibility", "offer", "summary", "preferred", "heading", "process")
_pattern = partial(pattern_in, "travel")


def find_travel(body: Body) -> Iterator[Found]:
    """Yield the percentages of travel, and True where travel is asked for without one."""
    for number in body.numbers_with(cues_of("travel"), _SECTIONS):
        start, end = body.bounds(number)
        share = _pattern("percent").search(body.folded, start, end) or _share_below(body, number)
        if share:
            percent = max(int(number) for number in share.groups() if number)
            if 0 < percent <= 100:
                yield Found("travel", percent, share.start(), share.end(), "travel.percent")
            continue
        if part := _pattern("fraction").search(body.folded, start, end):
            yield Found("travel", int(str(part.lastgroup)[1:]), part.start(), part.end(), "travel.fraction")
            continue
        for some in _pattern("some").finditer(body.folded, start, end):
            if not _is_denied(body.folded, some, start, end):
                yield Found("travel", True, some.start(), some.end(), "travel.some")


def _is_denied(text: str, some: re.Match[str], start: int, end: int) -> bool:
    """Tell whether what was found speaks of something else, or its sentence denies it."""
    first, last = _sentence(text, some, start, end)
    if _pattern("not_travel").search(text, first, last):
        return True
    others = _pattern("something_else").finditer(text, first, last)
    return any(other.start() < some.end() and some.start() < other.end() for other in others)


def _sentence(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence of `match` between `start` and `end`."""
    before, after = text.rfind(". ", start, match.start()), text.find(". ", match.end(), end)
    return (start if before < 0 else before + 1), (end if after < 0 else after + 1)


def _share_below(body: Body, number: int) -> re.Match[str] | None:
    """Return the share that stands by itself below "Travel Requirements:"."""
    if len(body.texts[number]) > _HEADING or number + 1 == len(body.texts):
        return None
    return _pattern("alone").fullmatch(body.folded, *body.bounds(number + 1))
