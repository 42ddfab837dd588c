"""How many people the holder leads or must have led."""

import re
from collections.abc import Iterator
from functools import cache

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.lexicon import cues_of, lexicon, pattern_in, pattern_of
from analysis.reading.needed import Patterns
from analysis.reading.numbers import has_number, number_of


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, pattern_of(entry["pattern"])) for key, entry in lexicon("people").items() if key != "not_led")


@cache
def _needs() -> Patterns:
    return Patterns(pattern.pattern for _, pattern in _patterns())


def find_team_sizes(body: Body) -> Iterator[Found]:
    """Yield the numbers of people led; of a range, the upper end."""
    for number in body.numbers_with(cues_of("people"), DEMANDS):
        text = body.texts[number]
        start, end = body.bounds(number)
        for possible in _needs().possible(text) if has_number(text) else ():
            key, pattern = _patterns()[possible]
            for match in pattern.finditer(body.folded, start, end):
                size = _led(match)
                if 1 < size < 100_000 and not pattern_in("people", "not_led").search(body.folded, start, match.start()):
                    yield Found("team_size", size, match.start(), match.end(), f"people.{key}")


def _led(match: re.Match[str]) -> int:
    """Return how many people `match` names: the upper end of a range, and those who are named after them."""
    groups = match.groupdict()
    named = (groups.get("m") or groups["n"], groups.get("p"), groups.get("q"))
    return sum(1 if one in ("a", "an") else number_of(one) for one in named if one)
