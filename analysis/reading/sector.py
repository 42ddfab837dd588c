"""The employer's field, by a vote of the words that show it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple

from analysis.reading.body import Body, Found
from analysis.reading.cues import Vocabulary, Word
from analysis.reading.lexicon import lexicon, pattern_in

_OWN_LINES = ("employer", "summary")
_DEMANDS = ("required", "preferred")
_IN_EMPLOYER = 2.0
_IN_DEMANDS = 0.5
"""What the applicant should know is often of another field than the employer's."""
_IN_OWN = (("itself", 2.0), ("changed", 0.25), ("served", 0.5))
"""What the words weigh by which an employer says what it is, whose field it changes and whom it serves."""
_PLACES = dict.fromkeys(_OWN_LINES, _IN_OWN) | dict.fromkeys(_DEMANDS, (("past", 0.0),))
"""Of each section; where the applicant may come from is not where the job is."""
_ENOUGH = 0.5
_CLEAR = 12.0
"""So many votes of the employer's own lines leave nothing open."""
_KEPT = 20_000
"""Lines repeat from advert to advert; so many are remembered."""
_UNHEARD = (0.0, 0, 0)
_pattern = partial(pattern_in, "employers")
_Kinds = tuple[tuple[str, float], ...]


class _Vote(NamedTuple):
    sector: str
    weight: float
    elsewhere: float


@cache
def _votes() -> dict[str, tuple[_Vote, ...]]:
    """Return whom each word votes for; those that only look like a word of some field vote for nobody."""
    votes: dict[str, dict[str, _Vote]] = defaultdict(dict)
    weights, elsewhere = lexicon("votes")["weight"], lexicon("votes")["elsewhere"]
    for sector, words in lexicon("sectors").items():
        for group, weight in weights.items():
            for word in words.get(group, ()):
                _, own, others = votes[word].get(sector, (sector, 0.0, 0.0))
                votes[word][sector] = _Vote(sector, own + weight, others + elsewhere.get(group, weight))
        for word in words.get("never", ()):
            votes[word] = {}
    return {word: tuple(given.values()) for word, given in votes.items()}


@cache
def _telling() -> frozenset[str]:
    """Return the words that name an employer of one kind even among the terms of the job."""
    return frozenset(word for words in lexicon("sectors").values() for word in words.get("telling", ()))


@cache
def _unusual() -> frozenset[str]:
    """Return the words that vote for employers who name little but their work."""
    sectors = lexicon("votes")["unusual"]["sectors"]
    return frozenset(word for word, given in _votes().items() if any(vote.sector in sectors for vote in given))


@cache
def _words() -> Vocabulary:
    return Vocabulary(_votes())


@cache
def _exact() -> Mapping[str, frozenset[str]]:
    """Return how those words must be written that are others in other letters."""
    written = frozenset(lexicon("votes")["exact"]["words"])
    return dict.fromkeys((word.lower() for word in written), written)


def find_sector(body: Body) -> Iterator[Found]:
    """Yield the sector with the most votes, with the first word that voted for it.

    The employer's own lines vote first, and twice; the others are asked only where those leave it open, demands with
    half a vote. What names an employer of one kind ("Civil Service pension") votes everywhere, and once more. The terms
    of the job are asked where all else is silent, for the fields whose employers name little but their work.
    """
    votes = _Count(body)
    votes.cast(_OWN_LINES, _IN_EMPLOYER)
    is_open = votes.most() < _CLEAR
    votes.cast(("heading", "responsibility", *_DEMANDS, "offer", "process"), 1.0, _telling())
    if is_open:
        votes.cast(("heading", "responsibility"), 1.0)
        votes.cast(_DEMANDS, _IN_DEMANDS)
    if votes.most() < _ENOUGH:
        votes.cast(("offer", "process"), 1.0, _unusual())
    votes.lean()
    if votes.most() >= _ENOUGH:
        best = max(votes.scores, key=lambda sector: votes.scores[sector])
        yield Found("sector", best, *votes.first[best], "sectors.vote")


class _Count:
    """The count of an advert's votes."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._words = [(body.sections[found.passage], found) for found in body.words(_words()) if self._is_meant(found)]
        self.scores: dict[str, float] = defaultdict(float)
        self.first: dict[str, tuple[int, int]] = {}

    def _is_meant(self, found: Word) -> bool:
        return found.word not in _exact() or self._body.raw[found.start : found.end] in _exact()[found.word]

    def most(self) -> float:
        return max(self.scores.values(), default=0.0)

    def lean(self) -> None:
        """Add a little to the usual sector if it or none of the unusual was voted for: the first word stands for it."""
        usual, unusual = lexicon("votes")["usual"], lexicon("votes")["unusual"]["sectors"]
        sector = usual["sector"]
        if sector in self.first or (self.first and self.first.keys().isdisjoint(unusual)):
            self.scores[sector] += usual["weight"]
            self.first.setdefault(sector, min(self.first.values()))

    def cast(self, sections: tuple[str, ...], times: float, only: Collection[str] = ()) -> None:
        """Let each word of the lines of `sections` vote once, where it weighs most; of `only`, if given."""
        heaviest: dict[str, tuple[float, int, int]] = {}
        for section, (start, end, number, word) in self._words:
            if section in sections and (not only or word in only):
                weight = self._weight(section, number, start, end)
                if weight > heaviest.get(word, _UNHEARD)[0]:
                    heaviest[word] = weight, start, end
        for word, (weight, start, end) in heaviest.items():
            self._count(word, start, end, times * weight, is_own=sections == _OWN_LINES)

    def _weight(self, section: str, number: int, start: int, end: int) -> float:
        line = self._body.starts[number]
        places = _places(self._body.texts[number], _PLACES.get(section, ()))
        return next((weight for weight, a, b in places if a <= start - line and end - line <= b), 1.0)

    def _count(self, word: str, start: int, end: int, times: float, *, is_own: bool) -> None:
        for sector, own, elsewhere in _votes()[word]:
            self.scores[sector] += times * (own if is_own else elsewhere)
            self.first.setdefault(sector, (start, end))


@lru_cache(_KEPT)
def _places(text: str, kinds: _Kinds) -> tuple[tuple[float, int, int], ...]:
    """Return where a line says something of `kinds`, as what the employer is, with what words weigh there.

    >>> text = "we are a puppet company and help theatres"
    >>> [(weight, text[start:end]) for weight, start, end in _places(text, _IN_OWN)]
    [(2.0, 'we are a puppet company'), (0.5, 'help theatres')]
    """
    return tuple((weight, *match.span()) for name, weight in kinds for match in _pattern(name).finditer(text))
