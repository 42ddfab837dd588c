"""Where the words of all finders stand: one scan of a text tells which passages are worth a closer look."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

_KEPT = 20_000
"""Passages repeat from advert to advert; so many are remembered."""
_PIECES_KEPT = 100_000
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
        self.passages: dict[Cues, list[int]] = defaultdict(list)
        """For each group of cues the numbers of the passages that hold one, in order."""
        self._words: dict[Vocabulary, list[tuple[int, int, int, str]]] = defaultdict(list)

    def add(self, held: "_Held", number: int, start: int) -> None:
        """Note what passage `number`, which begins at `start`, holds."""
        for cues in held.cues:
            self.passages[cues].append(number)
        for vocabulary, first, last, word in held.words:
            self._words[vocabulary].append((start + first, -start - last, number, word))

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

    cues: dict[Cues, None]
    words: list[tuple[Vocabulary, int, int, str]]
    """Each word that stands by itself, with its place in the passage; it may be part of a longer one."""


class _Automaton:
    """Words to look for, all at once (Aho & Corasick 1975)."""

    def __init__(self, owners: Sequence[_Owners]) -> None:
        self._owners = owners
        self._free = [not one.parts for one in owners]
        self._automaton = AhoCorasick([one.word for one in owners], implementation=Implementation.ContiguousNFA)

    def held_by(self, text: str) -> _Held:
        """Return what stands in `text`."""
        cues: dict[Cues, None] = {}
        words: list[tuple[Vocabulary, int, int, str]] = []
        edged = f"\n{text}\n"  # every word has something before and after it
        for which, start, end in self._automaton.find_matches_as_indexes(edged, overlapping=True):
            if self._free[which] and (edged[start - 1].isalnum() or edged[end].isalnum()):
                continue  # most of what is found is only a piece of another word
            owners = self._owners[which]
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
        return _Held(cues, words)


class _Pieces(dict[str, _Held | None]):
    """What stands between two spaces to what it holds, if anything: few of the words of a text were not seen before."""

    def __init__(self, automaton: _Automaton) -> None:
        super().__init__()
        self._automaton = automaton

    def __missing__(self, piece: str) -> _Held | None:
        if len(self) > _PIECES_KEPT:
            self.clear()
        held = self._automaton.held_by(piece)
        value = self[piece] = held if held.cues or held.words else None
        return value


class Scanner:
    """All words that anything looks for: those with a space in them are sought in the text, the others word by word."""

    def __init__(self) -> None:
        """No word is known yet."""
        self._owners: dict[str, _Owners] = {}
        self._prepared: tuple[_Automaton, _Pieces] | None = None
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
        self._prepared = None
        self._held.cache_clear()
        self.known += 1

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
        cues, words = spaced.held_by(passage)
        edged = f"\n{passage}\n"
        place = 1  # what stands before it was looked through
        for piece in passage.split():
            held = pieces[piece]
            if held is None:
                continue
            its_cues, its_words = held
            cues |= its_cues
            if its_words:
                place = _place_of(piece, edged, place)
                words += [(which, place - 1 + start, place - 1 + end, word) for which, start, end, word in its_words]
                place += len(piece)
        return _Held(cues, words)


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
