"""Where the words of all finders stand: one scan of a text tells which passages are worth a closer look."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from analysis.reading.needed import Possible, Texts

_KEPT = 20_000
"""Passages repeat from advert to advert; so many are remembered."""
_PIECES_KEPT = 100_000
_AROUND = frozenset(".,;:!?()[]{}/&*+-'\"|")
"""What may stand around a whole word, up to the next space."""
_NAMED = 1
"""The bit of a passage that holds a word of a vocabulary."""


class Cues:
    """Words of which one must stand in a passage, or a pattern is not tried there.

    A cue may be part of a word ("risk" in "risks") or several words; "=cto" is the whole word only.
    """

    def __init__(self, *cues: str) -> None:
        """Make `cues` known to all later scans."""
        self.bit = _SCANNER.bits(1)
        """What scans mark a passage with that holds one."""
        for cue in cues:
            _SCANNER.add(cue.removeprefix("="), self.bit, is_whole=cue.startswith("="))


class CuedPatterns:
    """Patterns, and which of them can match in a passage that was scanned."""

    def __init__(self, needs: Sequence[Sequence[Texts]]) -> None:
        """Make what each of the patterns needs known to all later scans."""
        self._possible = Possible(needs)
        lowest = _SCANNER.bits(self._possible.size)
        self._shift = lowest.bit_length() - 1
        self._all = (1 << self._possible.size) - 1
        self.bits = self._possible.signs * lowest
        """A passage without any of these marks is matched by none of the patterns."""
        for text, met in self._possible.met_by.items():
            _SCANNER.add(text, met * lowest)

    def possible(self, marks: int) -> tuple[int, ...]:
        """Return in order the numbers of the patterns that can match in a passage with these `marks`."""
        return self._possible.given(marks >> self._shift & self._all)


class Vocabulary:
    """Words that are found where they stand by themselves, the longest first."""

    def __init__(self, words: Iterable[str], *, joined: str = "") -> None:
        """Make `words` known to all later scans; none counts right behind a letter, a digit or a sign of `joined`."""
        self.joined = joined
        for word in words:
            _SCANNER.add_to(self, word)


class Word(NamedTuple):
    """A word of a vocabulary, and where in a body it stands."""

    start: int
    end: int
    passage: int
    word: str


class Hits:
    """What one scan has found."""

    def __init__(self) -> None:
        """Nothing was found yet."""
        self.marks: list[int] = []
        """Of each passage the bits of the cues that stand in it."""
        self.all_marks = 0
        self._words: dict[Vocabulary, list[tuple[int, int, int, str]]] = defaultdict(list)

    def add(self, held: "_Held", number: int, start: int) -> None:
        """Note what passage `number`, which begins at `start`, holds."""
        marks, words = held
        self.marks.append(marks)
        self.all_marks |= marks
        for vocabulary, first, last, word in words:
            self._words[vocabulary].append((start + first, -start - last, number, word))

    def words(self, vocabulary: Vocabulary) -> Iterator[Word]:
        """Yield the words found of a vocabulary from left to right, of words that overlap the first and longest."""
        done = 0
        for start, end, number, word in sorted(self._words.get(vocabulary, ())):
            if start >= done:
                done = -end
                yield Word(start, done, number, word)

    def overlapping(self, vocabulary: Vocabulary) -> Iterator[Word]:
        """Yield all words found of a vocabulary from left to right, of those that begin together the longest first."""
        for start, end, number, word in sorted(self._words.get(vocabulary, ())):
            yield Word(start, -end, number, word)


class _Owners:
    """Who looks for a word: as a part of others, as a whole word, or as one of a vocabulary."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.parts = 0
        self.wholes = 0
        self.vocabularies: list[Vocabulary] = []


_Named = tuple[Vocabulary, int, int, str]
"""A word of a vocabulary, and where it stands in its passage."""


class _Held(NamedTuple):
    """What one passage holds."""

    marks: int
    words: Sequence[_Named]
    """Each word that stands by itself; it may be part of a longer one."""


class _Automaton:
    """Words to look for, all at once (Aho & Corasick 1975)."""

    def __init__(self, owners: Sequence[_Owners]) -> None:
        self._parts = [one.parts for one in owners]
        self._others = [one if one.wholes or one.vocabularies else None for one in owners]
        self._automaton = AhoCorasick([one.word for one in owners], implementation=Implementation.ContiguousNFA)

    def held_by(self, text: str) -> _Held:
        """Return what stands in `text`."""
        marks = 0
        words: list[_Named] = []
        edged = f"\n{text}\n"  # every word has something before and after it
        for which, start, end in self._automaton.find_matches_as_indexes(edged, overlapping=True):
            marks |= self._parts[which]
            owners = self._others[which]
            if owners is None or edged[start - 1].isalnum() or edged[end].isalnum():
                continue  # most of what is found is only a piece of another word
            if owners.wholes and _stands_whole(edged, start, end):
                marks |= owners.wholes
            words += [
                (vocabulary, start - 1, end - 1, owners.word)
                for vocabulary in owners.vocabularies
                if _stands_free(edged, start, end, vocabulary.joined)
            ]
        return _Held(marks | _NAMED if words else marks, words)


class _Pieces(dict[str, int]):
    """What stands between two spaces to its marks: few of the words of a text were not seen before."""

    def __init__(self, automaton: _Automaton) -> None:
        super().__init__()
        self._automaton = automaton
        self.named: dict[str, _Held] = {}
        """Those that hold a word of a vocabulary."""
        self._marks: dict[int, int] = {}
        """Marks that many pieces share stand in memory once, and so in the processor's cache."""

    def __missing__(self, piece: str) -> int:
        if len(self) > _PIECES_KEPT:
            self.clear()
        held = self._automaton.held_by(piece)
        if held.words:
            self.named[piece] = held
        marks = self[piece] = self._marks.setdefault(held.marks, held.marks)
        return marks


class Scanner:
    """All words that anything looks for: those with a space in them are sought in the text, the others word by word."""

    def __init__(self) -> None:
        """No word is known yet."""
        self._owners: dict[str, _Owners] = {}
        self._next = _NAMED << 1
        self._prepared: tuple[_Automaton, _Pieces] | None = None
        self._held = lru_cache(_KEPT)(self._held_by)
        self.known = 0
        """So many words were made known: who scanned with fewer must scan again."""

    def bits(self, count: int) -> int:
        """Return the lowest of `count` bits that mark nothing yet."""
        lowest = self._next
        self._next <<= count
        return lowest

    def add(self, word: str, marks: int, *, is_whole: bool = False) -> None:
        """Mark what holds `word` with `marks` too."""
        owners = self._owner_of(word)
        if is_whole:
            owners.wholes |= marks
        else:
            owners.parts |= marks

    def add_to(self, vocabulary: Vocabulary, word: str) -> None:
        """Look for `word` too, for `vocabulary`."""
        self._owner_of(word).vocabularies.append(vocabulary)

    def _owner_of(self, word: str) -> _Owners:
        if self._prepared:
            self._prepared = None
            self._held.cache_clear()
        self.known += 1
        return self._owners.setdefault(word, _Owners(word))

    def _prepare(self) -> tuple[_Automaton, _Pieces]:
        spaced: list[_Owners] = []
        single: list[_Owners] = []
        for word, owners in self._owners.items():
            (single if [word] == word.split() else spaced).append(owners)
        return _Automaton(spaced), _Pieces(_Automaton(single))

    def scan(self, passages: Sequence[str], starts: Sequence[int]) -> Hits:
        """Return what stands in the folded `passages`, which begin at `starts`."""
        hits = Hits()
        for number, (passage, start) in enumerate(zip(passages, starts, strict=True)):
            hits.add(self._held(passage), number, start)
        return hits

    def _held_by(self, passage: str) -> _Held:
        self._prepared = self._prepared or self._prepare()
        spaced, pieces = self._prepared
        held, split = spaced.held_by(passage), passage.split()
        marks = reduce(or_, filter(None, map(pieces.__getitem__, split)), held.marks)
        words = [*held.words, *_named_in(passage, split, pieces.named)] if marks & _NAMED else ()
        return _Held(marks, words)


def _named_in(passage: str, split: Sequence[str], named: Mapping[str, _Held]) -> Iterator[_Named]:
    """Yield the words of vocabularies in the pieces that `passage` was `split` into, with their places in it."""
    edged = f"\n{passage}\n"
    place = 1  # what stands before it was looked through
    for piece in split:
        if piece in named:
            place = _place_of(piece, edged, place)
            for vocabulary, start, end, word in named[piece].words:
                yield vocabulary, place - 1 + start, place - 1 + end, word
            place += len(piece)


def _place_of(piece: str, edged: str, start: int) -> int:
    """Return the first place from `start` on where `piece` stands between two spaces of a text with spaces around."""
    start = edged.index(piece, start)
    while not (edged[start - 1].isspace() and edged[start + len(piece)].isspace()):
        start = edged.index(piece, start + 1)
    return start


def _stands_whole(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but signs stands between the word and the spaces around it."""
    while text[start - 1] in _AROUND:
        start -= 1
    while text[end] in _AROUND:
        end += 1
    return text[start - 1].isspace() and text[end].isspace()


def _stands_free(text: str, start: int, end: int, joined: str) -> bool:
    before, after = text[start - 1], text[end]
    return not (before.isalnum() or after.isalnum() or before == "_" or after == "_" or before in joined)


_SCANNER = Scanner()


def known() -> int:
    """Return how many words are known: who scanned when there were fewer must scan again."""
    return _SCANNER.known


def scan(passages: Sequence[str], starts: Sequence[int]) -> Hits:
    """Return what stands in the folded `passages`, which begin at `starts`."""
    return _SCANNER.scan(passages, starts)
