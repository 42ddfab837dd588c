"""Where the words of all finders stand: one scan of a text tells which passages are worth a closer look."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

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

    def add_passage(self, cues: Cues, number: int) -> None:
        """Note that one of `cues` stands in passage `number`."""
        numbers = self.passages.get(cues)
        if numbers is None:
            self.passages[cues] = [number]
        elif numbers[-1] != number:
            numbers.append(number)

    def add_word(self, vocabulary: Vocabulary, start: int, end: int, number: int, word: str) -> None:
        """Note a word that may be part of a longer one."""
        self._words.setdefault(vocabulary, []).append((start, -end, number, word))

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
        self.parts: list[Cues] = []
        self.wholes: list[Cues] = []
        self.vocabularies: list[Vocabulary] = []


class Scanner:
    """All words that anything looks for, as one automaton (Aho & Corasick 1975)."""

    def __init__(self) -> None:
        """No word is known yet."""
        self._owners: dict[str, _Owners] = {}
        self._all: list[_Owners] = []
        self._free: list[bool] = []
        self._automaton: AhoCorasick | None = None
        self.known = 0
        """So many words were made known: who scanned with fewer must scan again."""

    def add(self, word: str, owner: Cues | Vocabulary, *, is_whole: bool = False) -> None:
        """Look for `word` too, for `owner`."""
        owners = self._owners.setdefault(word, _Owners(word))
        if isinstance(owner, Vocabulary):
            owners.vocabularies.append(owner)
        else:
            (owners.wholes if is_whole else owners.parts).append(owner)
        self._automaton = None
        self.known += 1

    def _prepared(self) -> AhoCorasick:
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._owners), implementation=Implementation.ContiguousNFA)
            self._all = list(self._owners.values())
            self._free = [not owners.parts for owners in self._all]
        return self._automaton

    def scan(self, text: str, starts: Sequence[int]) -> Hits:
        """Return what stands in the folded `text`, whose passages begin at `starts`."""
        automaton, hits = self._prepared(), Hits()
        all_owners, must_be_free = self._all, self._free
        edged = f"\n{text}\n"  # every word has something before and after it
        ends = [start + 1 for start in [*starts[1:], len(text)]]
        number = 0
        for which, start, end in automaton.find_matches_as_indexes(edged, overlapping=True):
            if must_be_free[which] and (edged[start - 1].isalnum() or edged[end].isalnum()):
                continue  # most of what is found is only a piece of another word
            while start >= ends[number]:
                number += 1
            owners = all_owners[which]
            for cues in owners.parts:
                hits.add_passage(cues, number)
            if owners.wholes and _stands_whole(edged, start, end):
                for cues in owners.wholes:
                    hits.add_passage(cues, number)
            for vocabulary in owners.vocabularies:
                if _stands_free(edged, start, end, vocabulary.joined):
                    hits.add_word(vocabulary, start - 1, end - 1, number, owners.word)
        return hits


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


def scan(text: str, starts: Sequence[int]) -> Hits:
    """Return what stands in the folded `text`, whose passages begin at `starts`."""
    return _SCANNER.scan(text, starts)
