"""The employer's field, by a vote of the words that show it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from analysis.reading.body import Body, Found
from analysis.reading.cues import Vocabulary
from analysis.reading.lexicon import lexicon

_WEIGHTS = {"itself": 8.0, "telling": 5.0, "decisive": 5.0, "strong": 2.0, "weak": 0.5}
_IN_EMPLOYER = 2.0
_IN_DEMANDS = 0.5
"""What the applicant should know is often of another field than the employer's."""
_USUAL = ("software", 1.0)
"""Most boards are of software firms: where a vote is all but even, it is one."""
_UNUSUAL = frozenset({"healthcare", "education", "public", "construction"})
"""Employers of these fields name little but their work, and one word of it is enough."""
_ENOUGH = 0.5
_CLEAR = 12.0
"""So many votes of the employer's own lines leave nothing open."""


@cache
def _votes() -> dict[str, tuple[tuple[str, float], ...]]:
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for sector, words in lexicon("sectors").items():
        for group, weight in _WEIGHTS.items():
            for word in words.get(group, ()):
                votes[word][sector] = votes[word].get(sector, 0.0) + weight
    return {word: tuple(given.items()) for word, given in votes.items()}


@cache
def _telling() -> frozenset[str]:
    """Return the words that name an employer of one kind even among the terms of the job."""
    return frozenset(word for words in lexicon("sectors").values() for word in words.get("telling", ()))


@cache
def _words() -> Vocabulary:
    return Vocabulary(_votes())


def find_sector(body: Body) -> Iterator[Found]:
    """Yield the sector with the most votes, with the first word that voted for it.

    The employer's own lines vote first, and twice; the others are asked only where those leave it open, demands with
    half a vote, and of the terms only what names an employer of one kind ("Civil Service pension"); that has its whole
    vote everywhere.
    """
    votes = _Votes(body)
    votes.cast(("employer", "summary"), _IN_EMPLOYER)
    if votes.most() < _CLEAR:
        votes.cast(("heading", "responsibility"), 1.0)
        votes.cast(("required", "preferred"), _IN_DEMANDS)
        votes.cast(("required", "preferred"), 1.0 - _IN_DEMANDS, _telling())
        votes.cast(("offer", "process"), 1.0, _telling())
    votes.lean()
    if votes.most() >= _ENOUGH:
        best = max(votes.scores, key=lambda sector: votes.scores[sector])
        yield Found("sector", best, *votes.first[best], "sectors.vote")


class _Votes:
    """The count of an advert's votes."""

    def __init__(self, body: Body) -> None:
        self._words = [(body.sections[found.passage], found) for found in body.words(_words())]
        self.scores: dict[str, float] = defaultdict(float)
        self.first: dict[str, tuple[int, int]] = {}

    def most(self) -> float:
        return max(self.scores.values(), default=0.0)

    def lean(self) -> None:
        """Add a little to the usual sector if it or none of the unusual was voted for: the first word stands for it."""
        sector, weight = _USUAL
        if sector in self.first or (self.first and _UNUSUAL.isdisjoint(self.first)):
            self.scores[sector] += weight
            self.first.setdefault(sector, min(self.first.values()))

    def cast(self, sections: tuple[str, ...], times: float, only: Collection[str] = ()) -> None:
        """Let each word of the lines of `sections` vote once; of `only`, if given."""
        counted: set[str] = set()
        for section, (start, end, _, word) in self._words:
            if section in sections and word not in counted and (not only or word in only):
                counted.add(word)
                self._count(word, start, end, times)

    def _count(self, word: str, start: int, end: int, times: float) -> None:
        for sector, weight in _votes()[word]:
            self.scores[sector] += weight * times
            self.first.setdefault(sector, (start, end))
