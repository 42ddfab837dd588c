"""Where the words of all finders stand: one scan of a text tells which passages are worth a closer look."""

from collections.abc import Collection, Iterable, Iterator, Sequence
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
        numbers = self.passages.setdefault(cues, [])
        if not numbers or numbers[-1] != number:
            numbers.append(number)

    def add_word(self, words: Vocabulary, start: int, end: int, number: int, word: str) -> None:
        """Note a word that may be part of a longer one."""
        self._words.setdefault(words, []).append((start, -end, number, word))

    def words(self, words: Vocabulary) -> Iterator[Word]:
        """Yield the words found of a vocabulary from left to right, of words that overlap the first and longest."""
        done = 0
        for start, end, number, word in sorted(self._words.get(words, ())):
            if start >= done:
                done = -end
                yield Word(start, done, number, word)


class Scanner:
    """All words that anything looks for, as one automaton (Aho & Corasick 1975)."""

    def __init__(self) -> None:
        """No word is known yet."""
        self._owners: dict[str, tuple[list[Cues], list[Cues], list[Vocabulary]]] = {}
        self._automaton: AhoCorasick | None = None
        self.known = 0
        """So many words were made known: who scanned with fewer must scan again."""

    def add(self, word: str, owner: Cues | Vocabulary, *, is_whole: bool = False) -> None:
        """Look for `word` too, for `owner`."""
        parts, wholes, vocabularies = self._owners.setdefault(word, ([], [], []))
        if isinstance(owner, Vocabulary):
            vocabularies.append(owner)
        else:
            (wholes if is_whole else parts).append(owner)
        self._automaton = None
        self.known += 1

    def scan(self, text: str, starts: Sequence[int]) -> Hits:
        """Return what stands in the folded `text`, whose passages begin at `starts`."""
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._owners), implementation=Implementation.ContiguousNFA)
            self._by_number = [(word, *owners) for word, owners in self._owners.items()]
        hits, by_number = Hits(), self._by_number
        ends = [*starts[1:], len(text) + 1]
        number = 0
        for which, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            while start >= ends[number]:
                number += 1
            word, parts, wholes, vocabularies = by_number[which]
            for cues in parts:
                hits.add_passage(cues, number)
            for cues in wholes:
                if _stands_whole(text, start, end):
                    hits.add_passage(cues, number)
            for words in vocabularies:
                if _stands_free(text, start, end, words.joined):
                    hits.add_word(words, start, end, number, word)
        return hits


def _stands_whole(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but signs stands between the word and the spaces around it."""
    while start and text[start - 1] in _AROUND:
        start -= 1
    while end < len(text) and text[end] in _AROUND:
        end += 1
    return (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace())


def _stands_free(text: str, start: int, end: int, joined: Collection[str]) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before == "_" or after == "_" or (before and before in joined))


_SCANNER = Scanner()


def known() -> int:
    """Return how many words are known: who scanned when there were fewer must scan again."""
    return _SCANNER.known


def scan(text: str, starts: Sequence[int]) -> Hits:
    """Return what stands in the folded `text`, whose passages begin at `starts`."""
    return _SCANNER.scan(text, starts)
