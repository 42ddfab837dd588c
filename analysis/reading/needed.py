"""What a match must hold: the letters that are left of a pattern when all that may vary is taken away.

Of many patterns one scan tells which can match at all (Cox 2012, "Regular Expression Matching with a Trigram Index").
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import groupby, starmap
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from crawler.knowledge import knowledge

Texts = frozenset[str]

_MOST = 48
"""So many texts are told apart; what may be more is taken for anything."""
_RARE = (3,)
"""Of several needs those with a shorter text tell nothing more."""
_NOTHING: Texts = frozenset({""})
_WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class _Told(NamedTuple):
    """All texts that a piece of a pattern can match, where they are few; and of which one must be in each match."""

    exact: Texts | None
    needed: Texts


def needed(pattern: str) -> Texts:
    r"""Return texts of which one stands in every match of `pattern`; none where nothing is sure.

    >>> sorted(needed(r"\b(?:bonus|extra) points?\b|\ba plus\b|nice[ -]to[ -]have"))
    ['a plus', 'bonus point', 'extra point', 'nice to have', 'nice to-have', 'nice-to have', 'nice-to-have']
    >>> needed(r"\w+ plus|\d+")
    frozenset()
    """
    return max(all_needed(pattern), key=rarity, default=Texts())


def all_needed(pattern: str) -> Sequence[Texts]:
    r"""Return several such sets of texts: of each set one text stands in every match of `pattern`.

    >>> [sorted(texts) for texts in all_needed(r"\b(?:lead|run) \w+ (?:teams?|staff)\b")]
    [['lead ', 'run '], [' staff', ' team']]
    """
    asked.add(pattern)
    known = _learned().get(key_of(pattern))
    return learn(pattern) if known is None else [Texts(texts) for texts in known]


asked: set[str] = set()
"""The patterns of which it was asked what they need."""


@cache
def _learned() -> Mapping[str, Sequence[Sequence[str]]]:
    """Return by their keys what the patterns of the lexicon need: to learn it again takes seconds."""
    try:
        learned: Mapping[str, Sequence[Sequence[str]]] = json.loads(knowledge("lexicon", "needed.json").read_bytes())
    except (OSError, ValueError):
        return {}  # all is learned anew then: later, and the same
    return learned


def key_of(pattern: str) -> str:
    """Return what `pattern` is known by: one that was edited is not known, and learned."""
    return hashlib.blake2b(pattern.encode(), digest_size=8).hexdigest()


def learn(pattern: str) -> Sequence[Texts]:
    """Return what `all_needed` returns, from the pattern itself; raises re.error where it cannot be read."""
    _, needs = _followed(_parser.parse(pattern))
    rare = [texts for texts in needs if rarity(texts) >= _RARE] or ([max(needs, key=rarity)] if needs else [])
    return [_shortest(texts) for texts in dict.fromkeys(rare)]


def _shortest(needs: Texts) -> Texts:
    """Return `needs` without the texts that hold another of them."""
    texts: list[str] = []
    for text in sorted(needs, key=len):
        if not any(shorter in text for shorter in texts):
            texts.append(text)
    return frozenset(texts)


_KEPT = 20_000
"""The same texts are met together again and again; what is possible then is remembered."""


class Possible:
    """Which of several patterns are possible, given which texts were met."""

    def __init__(self, needs: Sequence[Sequence[Texts]]) -> None:
        """Give each of the `needs` of each pattern a bit, and each text the bits that it meets."""
        self.met_by: dict[str, int] = {}
        self._wanted: list[int] = []
        self.given = lru_cache(_KEPT)(self._given)
        """Returns in order the numbers of the patterns all of whose needs are among the bits that are met."""
        self.size = 0
        """So many bits are used."""
        self.signs = 0
        """Of each pattern the bit of its rarest need: where none of them is met, no pattern is possible."""
        for texts_of_pattern in needs:
            self._wanted.append(((1 << len(texts_of_pattern)) - 1) << self.size)
            self.signs |= 1 << self.size + _rarest(texts_of_pattern)
            for texts in texts_of_pattern:
                for text in texts:
                    self.met_by[text] = self.met_by.get(text, 0) | 1 << self.size
                self.size += 1

    def _given(self, met: int) -> tuple[int, ...]:
        return tuple([number for number, wanted in enumerate(self._wanted) if met & wanted == wanted])


def _rarest(needs: Sequence[Texts]) -> int:
    """Return the number of the need that is met least, as one guesses: by few texts, and long ones."""
    return min(range(len(needs)), key=lambda number: sum(1.5 ** -len(text) for text in needs[number]))


class Patterns:
    """Patterns in an order, and which of them can match a text."""

    def __init__(self, sources: Iterable[str]) -> None:
        """Learn what each of the `sources` needs; raises re.error where one cannot be read."""
        self.needs = [all_needed(source) for source in sources]
        """Of each pattern sets of texts: of each set one stands in every match."""

    @cached_property
    def _scan(self) -> tuple[AhoCorasick, Sequence[int], Possible]:
        """What looks for all texts, and the bits of what each meets."""
        possible = Possible(self.needs)
        automaton = AhoCorasick(list(possible.met_by), implementation=Implementation.ContiguousNFA)
        return automaton, list(possible.met_by.values()), possible

    def possible(self, text: str) -> Sequence[int]:
        """Return in order the numbers of the patterns that may match the folded `text`: all they need stands in it."""
        automaton, met_by, possible = self._scan
        met = 0
        for which, _, _ in automaton.find_matches_as_indexes(text, overlapping=True):
            met |= met_by[which]
        return possible.given(met)


def _told(parsed: Any) -> _Told:
    exact, needs = _followed(parsed)
    return _Told(exact, max(needs, key=rarity, default=Texts()))


def _followed(parsed: Any) -> tuple[Texts | None, list[Texts]]:
    """Follow a sequence from left to right: texts that follow each other make one, up to what is not known."""
    before, needs, is_exact = _NOTHING, [], True
    for piece in _pieces(parsed.data):
        if piece.exact is not None and len(before) * len(piece.exact) <= _MOST:
            before = frozenset(one + other for one in before for other in piece.exact)
            continue
        needs += [before, piece.needed]
        before = piece.exact if piece.exact is not None else _NOTHING
        is_exact = False
    needs.append(before)
    return before if is_exact else None, [texts for texts in needs if rarity(texts)[0]]


def rarity(texts: Texts) -> tuple[float, ...]:
    """Return how rarely one of `texts` stands anywhere, by the letters of the shortest, then of all."""
    sizes = [len(text.strip()) for text in texts]
    return (min(sizes), sum(sizes) / len(sizes)) if sizes else (0,)


def _pieces(parsed: Iterable[tuple[Any, Any]]) -> Iterator[_Told]:
    """Yield what each piece tells; letters that follow each other are one, as most of a pattern is."""
    for are_letters, pieces in groupby(parsed, key=_is_letter):
        if are_letters:
            text = Texts({"".join(chr(letter) for _, letter in pieces)})
            yield _Told(text, text)
        else:
            yield from starmap(_piece, pieces)


def _is_letter(piece: tuple[Any, Any]) -> bool:
    return piece[0] is op.LITERAL


def _piece(kind: Any, argument: Any) -> _Told:
    if kind in _WIDTHLESS:
        return _Told(_NOTHING, Texts())
    if kind is op.SUBPATTERN:
        return _told(argument[3])
    if kind is op.BRANCH:
        return _any_of([_told(branch) for branch in argument[1]])
    if kind in _REPEATS:
        return _repeated(*argument)
    if kind is op.IN and all(map(_is_letter, argument)):
        texts = frozenset(chr(letter) for _, letter in argument)
        return _Told(texts, texts)
    return _Told(None, Texts())


def _any_of(branches: Sequence[_Told]) -> _Told:
    needs = [branch.needed for branch in branches]
    exact = [branch.exact for branch in branches if branch.exact is not None]
    are_few = len(exact) == len(branches) and sum(map(len, exact)) <= _MOST
    return _Told(
        frozenset().union(*exact) if are_few else None,
        frozenset().union(*needs) if all(needs) else Texts(),
    )


def _repeated(least: int, most: int, parsed: Any) -> _Told:
    told = _told(parsed)
    if told.exact is not None and most == 1:
        return _Told(told.exact | (_NOTHING if least == 0 else Texts()), Texts() if least == 0 else told.needed)
    return _Told(None, told.needed if least else Texts())
