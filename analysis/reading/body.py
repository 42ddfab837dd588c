"""An advert's lines as one searchable text whose positions lead back to the advert."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from analysis.reading.cues import Cues, Hits, Vocabulary, Word, known, scan
from analysis.reading.reading import Evidence, Line
from analysis.reading.short_forms import may_be_short, written_out, written_places
from analysis.reading.signs import is_odd, read_places, readable, without_unread
from analysis.reading.wraps import lines_going_on

DEMANDS = ("responsibility", "required", "preferred", "summary")
"""The sections that speak of the job and of the applicant, not of the employer or the terms."""

_PLAIN = tuple(zip("’‘`´“”–—‐‑‒−\u00a0\u2009\u202f\t", "''''\"\"------    ", strict=True))
_PLAIN_ASCII = tuple((odd, plain) for odd, plain in _PLAIN if odd.isascii())

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")

_LONGEST = 4000
"""A longer line is no sentence; it is read page by page."""


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
    return _folded(readable(text))


def _folded(text: str) -> str:
    is_ascii = text.isascii()
    if not is_ascii:
        text = _writable(text)
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered, and positions must not move
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for odd, plain in _PLAIN_ASCII if is_ascii else _PLAIN:
        if odd in lowered:
            lowered = lowered.replace(odd, plain)
    return lowered


def _writable(text: str) -> str:
    """Return `text` without what cannot be written as UTF-8; to try is sooner than to look for it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


class Marked(NamedTuple):
    """Passages, and what a scan has marked them with."""

    passages: Sequence[tuple[int, int]]
    """Each with its number and its marks."""
    all_marks: int


class Body:
    """The passages of an advert, joined by line ends: `folded` to search in, `raw` where the case of letters counts.

    A passage is a line, or several lines that a hard wrap has broken one sentence into.
    """

    _marked: dict[frozenset[str], Marked]

    def __init__(self, lines: Sequence[Line]) -> None:
        """Join `lines`, letter for letter but for signs that nobody sees and words that are written short."""
        self._lines = lines
        self._line_starts: list[int] = []
        self._odd: set[int] = set()
        """The numbers of the lines that may be read without some of their letters."""
        self._short: set[int] = set()
        """The numbers of the lines in which a word may be written short."""
        self.starts: list[int] = []
        self.sections: list[str] = []
        pieces: list[str] = []
        position = 0
        goes_on = lines_going_on(lines)
        self._is_short = may_be_short("\n".join([line.text for line in lines]))
        for number, line in enumerate(lines):
            text = self._read(number, line.text.replace("\n", " "))
            wrapped = number in goes_on
            if not wrapped:
                self.starts.append(position)
                self.sections.append(line.section)
            if len(text) > _LONGEST:
                text = _cut(text)
                cuts = [place + 1 for place, letter in enumerate(text) if letter == "\n"]
                self.starts += [position + cut for cut in cuts]
                self.sections += [line.section] * len(cuts)
            pieces += (" " if wrapped else "\n", text)
            self._line_starts.append(position)
            position += len(text) + 1
        self.raw = "".join(pieces[1:])
        self.folded = _folded(self.raw)
        self.texts = self.folded.split("\n") if lines else []
        self._hits, self._known, self._marked = Hits(), 0, {}

    def _read(self, number: int, text: str) -> str:
        """Return the `text` of line `number` without what nobody sees, its short words written out."""
        if is_odd(text):
            text = readable(without_unread(text))
            self._odd.add(number)
        if self._is_short and may_be_short(text):
            text = written_out(text)
            self._short.add(number)
        return text

    def number_at(self, position: int) -> int:
        """Return the number of the passage that holds `position`."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where passage `number` starts and ends in the body."""
        return self.starts[number], self.starts[number] + len(self.texts[number])

    def section_at(self, position: int) -> str:
        """Return the section of the passage that holds `position`."""
        return self.sections[self.number_at(position)]

    def numbers_with(self, cues: Cues, sections: Collection[str]) -> list[int]:
        """Return the numbers of the passages of `sections` that hold one of `cues`, in order."""
        hits, bit, own = self.scan(), cues.bit, self.sections
        if not hits.all_marks & bit:
            return []
        return [number for number, marks in enumerate(hits.marks) if marks & bit and own[number] in sections]

    def numbers_among(self, numbers: Iterable[int], cues: Cues) -> list[int]:
        """Return which of `numbers` are those of passages that hold one of `cues`."""
        marks, bit = self.scan().marks, cues.bit
        return [number for number in numbers if marks[number] & bit]

    def words(self, vocabulary: Vocabulary) -> Iterator[Word]:
        """Yield the words of `vocabulary` from left to right; of words that overlap only the first and longest."""
        return self.scan().words(vocabulary)

    def marked(self, sections: frozenset[str]) -> "Marked":
        """Return the passages of `sections` with their marks; many rules ask for the same."""
        marks = self.scan().marks
        if sections not in self._marked:
            passages = [(number, marks[number]) for number, own in enumerate(self.sections) if own in sections]
            self._marked[sections] = Marked(passages, reduce(or_, (held for _, held in passages), 0))
        return self._marked[sections]

    def scan(self) -> Hits:
        """Return where the words of all finders stand; scans once, and again when more words have become known."""
        if self._known < known():
            self._hits, self._known = scan(self.texts, self.starts), known()
            self._marked.clear()
        return self._hits

    def evidence(self, found: Found) -> Evidence:
        """Return where `found` stands in the advert's own text."""
        _, _, start, end, rule = found
        matched = self.folded[start:end]  # the space at either end may be the one that joins two lines
        start += len(matched) - len(matched.lstrip())
        first = bisect_right(self._line_starts, start) - 1
        final = max(start, start + len(matched.strip()) - 1)
        last = bisect_right(self._line_starts, final, first) - 1
        return Evidence(self._in_advert(first, start), self._in_advert(last, final) + 1, rule)

    def _in_advert(self, number: int, position: int) -> int:
        """Return where in the advert's own text the letter at `position` stands, which is one of line `number`."""
        line, place = self._lines[number], position - self._line_starts[number]
        odd = number in self._odd
        if number in self._short:
            place = written_places(without_unread(line.text) if odd else line.text)[place]
        return line.start + (read_places(line.text)[place] if odd else place)


def _cut(text: str) -> str:
    """Put line ends into a text of unreasonable length, so that no pattern ever sees more than a page."""
    pages = []
    while len(text) > _LONGEST:
        space = text.rfind(" ", 1, _LONGEST)
        end = space if space > 0 else _LONGEST
        pages.append(text[:end])
        text = text[end + 1 :]
    return "\n".join([*pages, text])
