"""The lowest level of education that is acceptable, and whether it is demanded or welcome."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from analysis.reading.alternatives import Alternatives, matches_of
from analysis.reading.body import Body, Found
from analysis.reading.lexicon import cues_of, lexicon
from analysis.reading.softness import is_soft

_SECTIONS = ("required", "preferred", "summary")
_BARE = 3
"""The rank that a bare "degree" names."""


class Level(NamedTuple):
    """A named level, its place among the others and the words for it."""

    name: str
    rank: int
    pattern: Alternatives


@cache
def _levels() -> tuple[Level, ...]:
    entries = lexicon("education").items()
    levels = (Level(name, entry["rank"], Alternatives(entry["pattern"])) for name, entry in entries if "rank" in entry)
    return tuple(sorted(levels, key=lambda level: (level.rank == _BARE, level.rank)))


@cache
def _not_education() -> Alternatives:
    return Alternatives(lexicon("education")["not_education"]["pattern"])


def find_education(body: Body) -> Iterator[Found]:
    """Yield, for each line that asks for education, the lowest level it accepts; a demand before a wish."""
    for number in body.numbers_with(cues_of("education"), _SECTIONS):
        yield from _in_line(body, number)


def _in_line(body: Body, number: int) -> Iterator[Found]:
    start = body.starts[number]
    text = body.texts[number]
    blanked = _hidden(text, _places(_not_education(), text), " ")
    mentions: list[tuple[Level, int, int]] = []
    for level in _levels():
        found = _places(level.pattern, blanked)
        mentions += [(level, first + start, last + start) for first, last in found]
        # "Master's degree" must not be read again as a degree of any kind
        blanked = _hidden(blanked, found, "#") if level.rank != _BARE else blanked
    if not mentions:
        return
    needs = {mention: is_soft(body, mention[1], mention[2]) for mention in mentions}
    demanded = [mention for mention in mentions if not needs[mention]]
    level, first, last = min(demanded or mentions, key=lambda mention: mention[0].rank)
    if level.name == "secondary" and len(demanded) > 1 and not re.search(r"\bor\b|/", blanked):
        level, first, last = max(demanded, key=lambda mention: mention[0].rank)
    need = "required" if demanded else "preferred"
    yield Found("education", {"level": level.name, "need": need}, first, last, f"education.{level.name}")


def _places(pattern: Alternatives, text: str) -> list[tuple[int, int]]:
    patterns = pattern.in_text(text)
    return [match.span() for match in matches_of(patterns, text, 0, len(text))] if patterns else []


def _hidden(text: str, places: Sequence[tuple[int, int]], sign: str) -> str:
    """Return `text` with a `sign` in place of each letter of `places`, which follow each other."""
    pieces: list[str] = []
    done = 0
    for first, last in places:
        pieces += (text[done:first], sign * (last - first))
        done = last
    return "".join([*pieces, text[done:]]) if places else text


def best_education(found: Sequence[Found]) -> Found:
    """Return the one that holds for the advert: the lowest demand, else the lowest wish."""
    return min([one for one in found if one.value["need"] == "required"] or found, key=_rank)


@cache
def _ranks() -> Mapping[str, int]:
    return {level.name: level.rank for level in _levels()}


def _rank(found: Found) -> int:
    return _ranks()[found.value["level"]]
