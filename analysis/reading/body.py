"""An advert's lines as one searchable text whose positions lead back to the advert."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from analysis.reading.cues import CUES
from analysis.reading.reading import Evidence, Line

DEMANDS = ("responsibility", "required", "preferred", "summary")
"""The sections that speak of the job and of the applicant, not of the employer or the terms."""

_PLAIN = tuple(zip("’‘`´“”–—‐‑‒−\u00a0\u2009\u202f\t", "''''\"\"------    ", strict=True))


class Found(NamedTuple):
    """One value, where in a body it stands, and the rule that read it."""

    facet: str
    value: Any
    start: int
    end: int
    rule: str


def fold(text: str) -> str:
    """Return `text` in lower case with plain quotes, dashes and spaces, letter for letter.

    >>> fold("The Board’s £5M – £10M")
    "the board's £5m - £10m"
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered, and positions must not move
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for odd, plain in _PLAIN:
        if odd in lowered:
            lowered = lowered.replace(odd, plain)
    return lowered


class Body:
    """The lines of an advert, joined by line ends: `folded` to search in, `raw` where the case of letters counts."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.raw = "\n".join(line.text.replace("\n", " ") for line in lines)
        self.folded = fold(self.raw)
        self.texts = self.folded.split("\n")
        self._by_stem: dict[str, list[int]] | None = None
        self.starts: list[int] = []
        position = 0
        for line in lines:
            self.starts.append(position)
            position += len(line.text) + 1

    def number_at(self, position: int) -> int:
        """Return the number of the line that holds `position`."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where line `number` starts and ends in the body."""
        return self.starts[number], self.starts[number] + len(self.lines[number].text)

    def line(self, number: int) -> str:
        """Return the folded text of line `number`."""
        return self.texts[number]

    def section_at(self, position: int) -> str:
        """Return the section of the line that holds `position`."""
        return self.lines[self.number_at(position)].section

    def numbers_with(self, cues: tuple[str, ...], sections: Collection[str]) -> list[int]:
        """Return the numbers of the lines of `sections` that hold one of `cues`, in order."""
        if CUES.know(cues) or self._by_stem is None:
            self._by_stem = CUES.index(self.texts)
        numbers = {
            number
            for cue, stem in CUES.stems(cues)
            for number in self._by_stem.get(stem, ())
            if self.lines[number].section in sections and (cue is stem or cue in self.texts[number])
        }
        return sorted(numbers)

    def evidence(self, found: Found) -> Evidence:
        """Return where `found` stands in the advert's own text."""
        number = self.number_at(found.start)
        shift = self.lines[number].start - self.starts[number]
        return Evidence(found.start + shift, found.end + shift, found.rule)
