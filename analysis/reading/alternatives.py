"""Long patterns, alternative by alternative: most of a pattern cannot match where a cue of it stands."""

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.reading.lexicon import cannot_be_read, expanded
from analysis.reading.needed import Patterns

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)
"""A piece of a pattern: an escape, a set of letters, a bracket or a stroke, or anything else."""


class Alternatives:
    """A pattern that finds what it finds when compiled whole, but tries, and compiles, only what can match a text."""

    def __init__(self, source: str) -> None:
        """Learn what each alternative of `source` needs; raises LexiconError where one cannot be read."""
        self._source = source
        self._compiled: dict[int, re.Pattern[str]] = {}
        try:
            self._sources = alternatives_of(expanded(source))
            self._patterns = Patterns(self._sources)
        except re.error as error:
            raise cannot_be_read(source, error) from error
        self.needs = self._patterns.needs
        """Of each alternative what must stand in a text that it matches."""

    def in_text(self, text: str) -> Sequence[re.Pattern[str]]:
        """Return the alternatives that can match the folded `text`, in order."""
        return self.numbered(self._patterns.possible(text))

    def stand_in(self, text: str) -> bool:
        """Tell whether any of the alternatives stands in the folded `text`."""
        return any(pattern.search(text) for pattern in self.in_text(text))

    def numbered(self, numbers: Iterable[int]) -> Sequence[re.Pattern[str]]:
        """Return the alternatives of these `numbers`."""
        return [self._alternative(number) for number in numbers]

    def _alternative(self, number: int) -> re.Pattern[str]:
        if number not in self._compiled:
            try:
                self._compiled[number] = re.compile(self._sources[number])
            except re.error as error:
                raise cannot_be_read(self._source, error) from error
        return self._compiled[number]


def alternatives_of(source: str) -> list[str]:
    r"""Return what stands between the strokes of a pattern that no bracket holds.

    >>> alternatives_of(r"a|(?:b|c)[|]\||d")
    ['a', '(?:b|c)[|]\\|', 'd']
    """
    pieces, depth = [""], 0
    for piece in _PIECE.findall(source):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += piece
    return pieces


def matches_of(patterns: Sequence[re.Pattern[str]], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield from left to right the matches of `patterns`: of those that begin together the first pattern's."""
    matches = [match for pattern in patterns if (match := pattern.search(text, start, end))]
    while matches:
        first = min(matches, key=re.Match.start)
        yield first
        start = max(first.end(), first.start() + 1)
        # what was found farther on is still the next of its pattern: to look again would take the square of the text
        ahead = [one if one.start() >= start else one.re.search(text, start, end) for one in matches]
        matches = [match for match in ahead if match]
