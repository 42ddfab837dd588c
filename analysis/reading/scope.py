"""What the holder manages: a project, a programme, a portfolio."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.cues import Cues
from analysis.reading.lexicon import lexicon, pattern_of
from analysis.reading.needed import needed

_KINDS = {"project": "project", "program": "programme"}
"""What is managed, by the cue of it."""
_CUES = {name: Cues(name) for name in _KINDS}


class _Mention(NamedTuple):
    name: str
    cue: str
    needed: Cues
    """One of these stands in whatever the pattern matches."""
    programme: float
    """What it weighs for a programme, against a project."""
    managed: float
    """What it weighs for anything being managed at all."""
    says: int
    """1 where it says that somebody manages a thing, 0 where it only names one, -1 where it takes back a saying."""
    pattern: re.Pattern[str]


@cache
def _mentions() -> tuple[_Mention, ...]:
    entries = lexicon("scope")["weighing"]["mentions"].items()
    return tuple(_mention(name, entry) for name, entry in entries)


def _mention(name: str, entry: Mapping[str, Any]) -> _Mention:
    pattern = pattern_of(entry["pattern"])
    texts = Cues(*(needed(pattern.pattern) or [entry["cue"]]))
    is_bare = entry["managed"] <= 0 or entry.get("bare", False)
    says = -1 if entry.get("takes_back") else 0 if is_bare else 1
    return _Mention(name, entry["cue"], texts, entry["programme"], entry["managed"], says, pattern)


@cache
def _portfolio() -> tuple[Cues, tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    entry = lexicon("scope")["portfolio"]
    return (
        Cues(*entry["cues"]),
        tuple(pattern_of(pattern) for pattern in entry["patterns"]),
        pattern_of(entry["unless"]),
        pattern_of(entry["neighbours"]),
    )


def find_scope(body: Body) -> Iterator[Found]:
    """Yield where the highest thing that is managed is named."""
    portfolio = list(_find_portfolio(body))
    yield from portfolio or _weigh(body)


def _find_portfolio(body: Body) -> Iterator[Found]:
    cues, patterns, unless, neighbours = _portfolio()
    for number in body.numbers_with(cues, DEMANDS):
        line = neighbours.sub(_blank, body.texts[number])
        match = next((match for pattern in patterns if (match := pattern.search(line))), None)
        if match and not unless.search(line):
            start = body.starts[number]
            yield Found("scope", "portfolio", start + match.start(), start + match.end(), "scope.portfolio")


def _blank(match: re.Match[str]) -> str:
    """Return as many spaces as `match` has letters: what stands behind it keeps its place."""
    return " " * len(match[0])


def _weigh(body: Body) -> list[Found]:
    weighing, mentions = lexicon("scope")["weighing"], _mentions()
    programme, managed = weighing["programme"], weighing["managed"]
    founds: dict[str, list[Found]] = {"programme": [], "project": []}
    numbers = {cue: body.numbers_with(cues, DEMANDS) for cue, cues in _CUES.items()}
    said = 0
    for mention in mentions if any(numbers.values()) else ():
        here = body.numbers_among(numbers[mention.cue], mention.needed)
        if found := list(islice(_mentioned(mention, body, here), weighing["most"])):
            programme += mention.programme * len(found)
            managed += mention.managed * len(found)
            founds[_KINDS[mention.cue]] += found
            said += mention.says * len(found)
    if managed <= 0 or said <= 0:
        return []
    preferred = "programme" if programme > 0 and founds["programme"] else "project"
    return (founds[preferred] or founds["programme"])[:3]


def _mentioned(mention: _Mention, body: Body, numbers: Iterable[int]) -> Iterator[Found]:
    for number in numbers:
        for match in mention.pattern.finditer(body.folded, *body.bounds(number)):
            yield Found("scope", _KINDS[mention.cue], match.start(), match.end(), f"scope.{mention.name}")
