"""Which lines hold a cue: words are looked up in a table that fills itself, so that patterns run where it pays."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_COMMON = {
    "manage", "management", "managers", "work", "working", "team", "teams", "project", "projects", "part", "rate",
    "across",
    "their", "full", "business", "service", "report", "level", "within", "time", "program", "programme", "engineering",
    "product",
}  # fmt: skip
_WORDS_KEPT = 200_000
_AROUND = ".,;:!?()[]{}/&*+-'\"|"


class Group(NamedTuple):
    """Cues that are asked for together: the words they are looked up by, and the cues of each such word."""

    stems: frozenset[str]
    cues: Mapping[str, tuple[str, ...]]


class Cues:
    """The cues of all patterns, and for each word ever met which of them it holds.

    A cue may be part of a word ("risk" in "risks") or several words; "=cto" is the whole word only.
    """

    def __init__(self) -> None:
        self._groups: dict[tuple[str, ...], Group] = {}
        self._all: set[str] = set()
        self._longest = 0
        self._held: dict[str, tuple[str, ...]] = {}

    def know(self, cues: tuple[str, ...]) -> bool:
        """Take `cues` up, and tell whether they were new."""
        if cues in self._groups:
            return False
        by_stem: dict[str, list[str]] = {}
        for cue in cues:
            by_stem.setdefault(cue if " " not in cue else _rarest(cue), []).append(cue)
        self._groups[cues] = Group(frozenset(by_stem), {stem: tuple(held) for stem, held in by_stem.items()})
        fresh = by_stem.keys() - self._all
        if fresh:
            self._all |= fresh
            self._longest = max(map(len, self._all))
            self._held.clear()
        return bool(fresh)

    def group(self, cues: tuple[str, ...]) -> Group:
        """Return `cues` as they are looked up."""
        return self._groups[cues]

    def index(self, lines: Sequence[str]) -> dict[str, list[int]]:
        """Return for each word that cues are looked up by the numbers of the `lines` that hold it."""
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
        pieces = {word[start : start + size] for start in range(len(word)) for size in range(1, self._longest + 1)}
        pieces.add("=" + word.strip(_AROUND))
        stems = self._held[word] = tuple(sorted(pieces & self._all))
        return stems


def _rarest(cue: str) -> str:
    """Of a cue of several words, the one to look it up by: the longest that is not in every advert."""
    words = cue.split()
    return max([word for word in words if word not in _COMMON] or words, key=len)


CUES = Cues()
"""Shared by all readings of a process: the table only remembers, it never changes an answer."""
