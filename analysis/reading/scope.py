"""What the holder manages: a project, a programme, a portfolio."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.lexicon import lexicon, pattern_of

_CUES = ("project", "program")


class _Mention(NamedTuple):
    name: str
    weight: float
    pattern: re.Pattern[str]


@cache
def _mentions() -> tuple[_Mention, ...]:
    entries = lexicon("scope")["weighing"]["mentions"].items()
    return tuple(_Mention(name, entry["weight"], pattern_of(entry["pattern"])) for name, entry in entries)


@cache
def _portfolio() -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    entry = lexicon("scope")["portfolio"]
    return (
        tuple(entry["cues"]),
        tuple(pattern_of(pattern) for pattern in entry["patterns"]),
        pattern_of(entry["unless"]),
    )


def find_scope(body: Body) -> Iterator[Found]:
    """Yield where the highest thing that is managed is named."""
    portfolio = list(_find_portfolio(body))
    yield from portfolio or _weigh(body)


def _find_portfolio(body: Body) -> Iterator[Found]:
    cues, patterns, unless = _portfolio()
    for number in body.numbers_with(cues, DEMANDS):
        line = body.line(number)
        match = next((match for pattern in patterns if (match := pattern.search(line))), None)
        if match and not unless.search(line):
            start = body.starts[number]
            yield Found("scope", "portfolio", start + match.start(), start + match.end(), "scope.portfolio")


def _weigh(body: Body) -> list[Found]:
    most, score = lexicon("scope")["weighing"]["most"], lexicon("scope")["weighing"]["start"]
    counts: dict[str, int] = {}
    programmes, projects = [], []
    for number in body.numbers_with(_CUES, DEMANDS):
        start, end = body.bounds(number)
        for mention in _mentions():
            for match in mention.pattern.finditer(body.folded, start, end):
                counts[mention.name] = counts.get(mention.name, 0) + 1
                score += mention.weight if counts[mention.name] <= most else 0
                kind = "programme" if mention.weight > 0 else "project"
                found = Found("scope", kind, match.start(), match.end(), f"scope.{mention.name}")
                (programmes if mention.weight > 0 else projects).append(found)
    return (programmes if score > 0 and programmes else projects or programmes)[:3]
