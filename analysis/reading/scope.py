"""What the holder manages: a project, a programme, a portfolio."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.lexicon import lexicon, pattern_of

_CUES = ("project", "program")


class _Mention(NamedTuple):
    name: str
    cue: str
    weight: float
    pattern: re.Pattern[str]


@cache
def _mentions() -> tuple[_Mention, ...]:
    entries = lexicon("scope")["weighing"]["mentions"].items()
    return tuple(_Mention(name, entry["cue"], entry["weight"], pattern_of(entry["pattern"])) for name, entry in entries)


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
        line = body.texts[number]
        match = next((match for pattern in patterns if (match := pattern.search(line))), None)
        if match and not unless.search(line):
            start = body.starts[number]
            yield Found("scope", "portfolio", start + match.start(), start + match.end(), "scope.portfolio")


def _weigh(body: Body) -> list[Found]:
    programmes: list[Found] = []
    projects: list[Found] = []
    score = lexicon("scope")["weighing"]["start"]
    lines = {cue: body.numbers_with((cue,), DEMANDS) for cue in _CUES}
    for mention in _mentions() if lines["program"] else _mentions()[-1:]:
        found = list(islice(_mentioned(mention, body, lines[mention.cue]), lexicon("scope")["weighing"]["most"]))
        score += mention.weight * len(found)
        (programmes if mention.weight > 0 else projects).extend(found)
    return (programmes if score > 0 and programmes else projects or programmes)[:3]


def _mentioned(mention: _Mention, body: Body, numbers: list[int]) -> Iterator[Found]:
    kind = "programme" if mention.weight > 0 else "project"
    for number in numbers:
        for match in mention.pattern.finditer(body.folded, *body.bounds(number)):
            yield Found("scope", kind, match.start(), match.end(), f"scope.{mention.name}")
