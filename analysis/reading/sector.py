"""The employer's field, by a vote of the words that show it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from analysis.reading.body import Body, Found
from analysis.reading.lexicon import lexicon, trie_pattern

_WEIGHTS = {"decisive": 5.0, "strong": 2.0, "weak": 0.5}
_IN_EMPLOYER = 2.0
_ENOUGH = 0.5


@cache
def _votes() -> dict[str, tuple[tuple[str, float], ...]]:
    votes: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for sector, words in lexicon("sectors").items():
        for group, weight in _WEIGHTS.items():
            for word in words[group]:
                votes[word].append((sector, weight))
    return {word: tuple(given) for word, given in votes.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{trie_pattern(_votes())})(?!\w)")


def find_sector(body: Body) -> Found | None:
    """Return the sector with the most votes, with the first word that voted for it."""
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, re.Match[str]] = {}
    counted: set[tuple[str, bool]] = set()
    for match, section in _votes_cast(body):
        in_employer = section in ("employer", "summary")
        if (match[0], in_employer) in counted:
            continue
        counted.add((match[0], in_employer))
        for sector, weight in _votes()[match[0]]:
            scores[sector] += weight * (_IN_EMPLOYER if in_employer else 1)
            first.setdefault(sector, match)
    if not scores or max(scores.values()) < _ENOUGH:
        return None
    best = max(scores, key=lambda sector: scores[sector])
    return Found("sector", best, first[best].start(), first[best].end(), "sectors.vote")


def _votes_cast(body: Body) -> Iterator[tuple[re.Match[str], str]]:
    for number, section in enumerate(body.sections):
        if section not in ("offer", "process"):
            for match in _pattern().finditer(body.folded, *body.bounds(number)):
                yield match, section
