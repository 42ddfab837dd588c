"""The employer's field, by a vote of the words that show it."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from analysis.reading.body import Body, Found
from analysis.reading.cues import Vocabulary
from analysis.reading.lexicon import lexicon

_WEIGHTS = {"decisive": 5.0, "strong": 2.0, "weak": 0.5}
_IN_EMPLOYER = 2.0
_ENOUGH = 0.5
_CLEAR = 12.0
"""So many votes of the employer's own lines leave nothing open."""


@cache
def _votes() -> dict[str, tuple[tuple[str, float], ...]]:
    votes: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for sector, words in lexicon("sectors").items():
        for group, weight in _WEIGHTS.items():
            for word in words[group]:
                votes[word].append((sector, weight))
    return {word: tuple(given) for word, given in votes.items()}


@cache
def _words() -> Vocabulary:
    return Vocabulary(_votes())


def find_sector(body: Body) -> Iterator[Found]:
    """Yield the sector with the most votes, with the first word that voted for it.

    The employer's own lines vote first, and twice; the others are asked only where those leave it open.
    """
    votes = _Votes()
    votes.cast(body, ("employer", "summary"), _IN_EMPLOYER)
    if votes.most() < _CLEAR:
        votes.cast(body, ("heading", "responsibility", "required", "preferred"), 1.0)
    if votes.most() >= _ENOUGH:
        best = max(votes.scores, key=lambda sector: votes.scores[sector])
        yield Found("sector", best, *votes.first[best], "sectors.vote")


class _Votes:
    """The count of an advert's votes."""

    def __init__(self) -> None:
        self.scores: dict[str, float] = defaultdict(float)
        self.first: dict[str, tuple[int, int]] = {}

    def most(self) -> float:
        return max(self.scores.values(), default=0.0)

    def cast(self, body: Body, sections: tuple[str, ...], times: float) -> None:
        """Let each word of the lines of `sections` vote once."""
        counted: set[str] = set()
        for start, end, number, word in body.words(_words()):
            if body.sections[number] in sections and word not in counted:
                counted.add(word)
                self._count(word, start, end, times)

    def _count(self, word: str, start: int, end: int, times: float) -> None:
        for sector, weight in _votes()[word]:
            self.scores[sector] += weight * times
            self.first.setdefault(sector, (start, end))
