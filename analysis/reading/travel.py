"""How much travel the job asks for."""

import re
from collections.abc import Iterator
from functools import cache

from analysis.reading.body import Body, Found
from analysis.reading.cues import Cues
from analysis.reading.lexicon import lexicon, pattern_of

_CUES = Cues("travel")
_SECTIONS = ("required", "responsibility", "offer", "summary", "preferred", "heading", "process")


@cache
def _pattern(entry: str) -> re.Pattern[str]:
    return pattern_of(lexicon("travel")[entry]["pattern"])


def find_travel(body: Body) -> Iterator[Found]:
    """Yield the percentages of travel, and True where travel is asked for without one."""
    for number in body.numbers_with(_CUES, _SECTIONS):
        start, end = body.bounds(number)
        share = _pattern("percent").search(body.folded, start, end)
        if share:
            percent = int(share["m"] or share["n"] or share["m2"] or share["n2"])
            if 0 < percent <= 100:
                yield Found("travel", percent, share.start(), share.end(), "travel.percent")
            continue
        some = _pattern("some").search(body.folded, start, end)
        if some and not _pattern("not_travel").search(body.folded, start, end):
            yield Found("travel", True, some.start(), some.end(), "travel.some")
