"""Where the words of all finders stand: one scan of a text tells which passages are worth a closer look."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

_KEPT = 20_000
"""Passages repeat from advert to advert; so many are remembered."""
_AROUND = frozenset(".,;:!?()[]{}/&*+-'\"|")
"""What may stand around a whole word, up to the next space."""


class Cues:
    """Words of which one must stand in a passage, or a pattern is not tried there.

    A cue may be part of a word ("risk" in "risks") or several words; "=cto" is the whole word only.
    """

    def __init__(self, *cues: str) -> None:
        """Make `cues` known to all later scans."""
        self.bare = tuple(cue.removeprefix("=") for cue in cues)
        for cue in cues:
            _SCANNER.add(cue.removeprefix("="), self, is_whole=cue.startswith("="))


class Vocabulary:
    """Words that are found where they stand by themselves, the longest first."""

    def __init__(self, words: Iterable[str], *, joined: str = "") -> None:
        """Make `words` known to all later scans; none counts right behind a letter, a digit or a sign of `joined`."""
        self.joined = joined
        for word in words:
            _SCANNER.add(word, self)


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
        self.passages: dict[Cues, list[int]] = {}
        """For each group of cues the numbers of the passages that hold one, in order."""
        self._words: dict[Vocabulary, list[tuple[int, int, int, str]]] = {}

    def add(self, held: "_Held", number: int, start: int) -> None:
        """Note what passage `number`, which begins at `start`, holds."""
        for cues in held.cues:
            self.passages.setdefault(cues, []).append(number)
        for vocabulary, first, last, word in held.words:
            self._words.setdefault(vocabulary, []).append((start + first, -start - last, number, word))

    def words(self, vocabulary: Vocabulary) -> Iterator[Word]:
        """Yield the words found of a vocabulary from left to right, of words that overlap the first and longest."""
        done = 0
        for start, end, number, word in sorted(self._words.get(vocabulary, ())):
            if start >= done:
                done = -end
                yield Word(start, done, number, word)


class _Owners:
    """Who looks for a word: as a part of others, as a whole word, or as one of a vocabulary."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.parts: dict[Cues, None] = {}
        self.wholes: dict[Cues, None] = {}
        self.vocabularies: list[Vocabulary] = []


class _Held(NamedTuple):
    """What one passage holds."""

    cues: Sequence[Cues]
    words: Sequence[tuple[Vocabulary, int, int, str]]
    """Each word that stands by itself, with its place in the passage; it may be part of a longer one."""


class Scanner:
    """All words that anything looks for, as one automaton (Aho & Corasick 1975)."""

    def __init__(self) -> None:
        """No word is known yet."""
        self._owners: dict[str, _Owners] = {}
        self._all: list[_Owners] = []
        self._free: list[bool] = []
        self._automaton: AhoCorasick | None = None
        self._held = lru_cache(_KEPT)(self._held_by)
        self.known = 0
        """So many words were made known: who scanned with fewer must scan again."""

    def add(self, word: str, owner: Cues | Vocabulary, *, is_whole: bool = False) -> None:
        """Look for `word` too, for `owner`."""
        owners = self._owners.setdefault(word, _Owners(word))
        if isinstance(owner, Vocabulary):
            owners.vocabularies.append(owner)
        else:
            (owners.wholes if is_whole else owners.parts)[owner] = None
        self._automaton = None
        self._held.cache_clear()
        self.known += 1

    def _prepared(self) -> AhoCorasick:
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._owners), implementation=Implementation.ContiguousNFA)
            self._all = list(self._owners.values())
            self._free = [not owners.parts for owners in self._all]
        return self._automaton

    def scan(self, passages: Sequence[str], starts: Sequence[int]) -> Hits:
        """Return what stands in the folded `passages`, which begin at `starts`."""
        hits = Hits()
        for number, (passage, start) in enumerate(zip(passages, starts, strict=True)):
            hits.add(self._held(passage), number, start)
        return hits

    def _held_by(self, passage: str) -> _Held:
        automaton, all_owners, must_be_free = self._prepared(), self._all, self._free
        cues: dict[Cues, None] = {}
        words: list[tuple[Vocabulary, int, int, str]] = []
        edged = f"\n{passage}\n"  # every word has something before and after it
        for which, start, end in automaton.find_matches_as_indexes(edged, overlapping=True):
            if must_be_free[which] and (edged[start - 1].isalnum() or edged[end].isalnum()):
                continue  # most of what is found is only a piece of another word
            owners = all_owners[which]
            if owners.parts:
                cues |= owners.parts
            if owners.wholes and _stands_whole(edged, start, end):
                cues |= owners.wholes
            if owners.vocabularies:
                words += [
                    (vocabulary, start - 1, end - 1, owners.word)
                    for vocabulary in owners.vocabularies
                    if _stands_free(edged, start, end, vocabulary.joined)
                ]
        return _Held(tuple(cues), words)


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
