"""Which lines hold a cue: words are looked up in a table that fills itself, so that patterns run where it pays."""

import re
from collections.abc import Iterable, Sequence

_COMMON = {
    "manage", "management", "managers", "work", "working", "team", "teams", "project", "projects", "part", "rate",
    "across",
    "their", "full", "business", "service", "report", "level", "within", "time", "program", "programme", "engineering",
    "product",
}  # fmt: skip
_WORDS_KEPT = 200_000
_AROUND = ".,;:!?()[]{}/&*+-'\"|"


class Cues:
    """The cues of all patterns, and for each word ever met which of them it holds.

    A cue may be part of a word ("risk" in "risks") or several words; "=cto" is the whole word only.
    """

    def __init__(self) -> None:
        self._stems: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
        self._all: set[str] = set()
        self._held: dict[str, tuple[str, ...]] = {}
        self._any: re.Pattern[str] = re.compile("$^")

    def know(self, cues: tuple[str, ...]) -> bool:
        """Take `cues` up, and tell whether they were new."""
        if cues in self._stems:
            return False
        pairs = tuple((cue, cue if " " not in cue else _rarest(cue)) for cue in cues)
        self._stems[cues] = pairs
        fresh = {stem for _, stem in pairs} - self._all
        self._all |= fresh
        if fresh:
            self._held.clear()
            self._any = re.compile("|".join(re.escape(stem.removeprefix("=")) for stem in sorted(self._all)))
        return bool(fresh)

    def stems(self, cues: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return each of `cues` with the word that it is looked up by."""
        return self._stems[cues]

    def index(self, lines: Sequence[str]) -> dict[str, list[int]]:
        """Return for each cue the numbers of the `lines` that hold it."""
        by_stem: dict[str, list[int]] = {}
        held = self._held
        for number, line in enumerate(lines):
            for word in set(line.split()):
                stems = held.get(word)
                if stems is None:
                    stems = self._learn(word)
                for stem in stems:
                    numbers = by_stem.setdefault(stem, [])
                    if not numbers or numbers[-1] != number:
                        numbers.append(number)
        return by_stem

    def _learn(self, word: str) -> tuple[str, ...]:
        if len(self._held) > _WORDS_KEPT:  # hostile text must not fill the memory
            self._held.clear()
        stems = self._held[word] = _in_word(word, self._all) if self._any.search(word) else ()
        return stems


def _rarest(cue: str) -> str:
    """Of a cue of several words, the one to look it up by: the longest that is not in every advert."""
    words = cue.split()
    return max([word for word in words if word not in _COMMON] or words, key=len)


def _in_word(word: str, stems: Iterable[str]) -> tuple[str, ...]:
    bare = word.strip(_AROUND)
    return tuple(stem for stem in stems if (bare == stem[1:] if stem[0] == "=" else stem in word))


CUES = Cues()
"""Shared by all readings of a process: the table only remembers, it never changes an answer."""
