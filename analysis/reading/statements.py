"""Demands and duties, one at a time: what themes and matching compare."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from analysis.reading.reading import Line, Section, Statement
from analysis.reading.softness import is_wish
from analysis.reading.wraps import lines_going_on

_DEMANDING = frozenset(("responsibility", "required", "preferred"))
_BULLET = re.compile(r"[•·●▪◦]")
_AFTER = (
    r"(?<=\S)(?<!\be\.g.)(?<!\bi\.e.)(?<!\betc.)(?<!\bincl.)(?<!\bapprox.)(?<!\bSr.)(?<!\bJr.)(?<!\bNo.)"
    r"(?<!\bvs.)(?<!\b[A-Z].)[.!?;]*[\"'”’)]*\s+(?=[\"'“(\[]?[A-Z0-9•\-])|(?<=;)\s+"
)
_EARLY = r"(?<![.!?;]{3})"
"""A run of stops is tried from its first two alone: from each of them it would take the square of its length."""
# Both begin with one set of letters, so that the search leaps over all others; only a bullet is worth a stop at spaces.
_SENTENCE_END = re.compile(rf"[.!?;]{_EARLY}(?:{_AFTER})")
_SENTENCE_END_OR_BULLET = re.compile(rf"[.!?;\s]{_EARLY}(?:{_AFTER}|(?<=\s){_BULLET.pattern}\s)")
_KEPT = 20_000
"""Lines repeat from advert to advert; so many are remembered."""
_WORD = re.compile(r"\w")


def statements_of(lines: Sequence[Line]) -> tuple[Statement, ...]:
    """Return the statements of the lines that ask for something, in order; a hard wrap does not part one.

    >>> line = Line("Lead a team. Own the budget; report risks.", 100, 142, "responsibility")
    >>> [(statement.start, statement.text) for statement in statements_of([line])]
    [(100, 'Lead a team.'), (113, 'Own the budget'), (129, 'report risks.')]
    """
    goes_on = lines_going_on(lines)
    return tuple(
        statement
        for number, line in enumerate(lines)
        if line.section in _DEMANDING and number not in goes_on
        for statement in _statements(lines, number, goes_on)
    )


def _statements(lines: Sequence[Line], number: int, goes_on: Collection[int]) -> Iterator[Statement]:
    """Yield the statements of the line of this `number`, and of the lines that it goes on in."""
    end = number + 1
    while end in goes_on:
        end += 1
    if end > number + 1:
        yield from _over_wraps(lines, range(number, end))
        return
    text, first, _, section = lines[number]
    for start, stop in statement_spans(text):
        part = text[start:stop]
        yield Statement(number, first + start, first + stop, part, _section(part, section))


def _over_wraps(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[Statement]:
    """Yield the statements of the lines of these `numbers`, which hard wraps broke one text into."""
    texts = [lines[number].text for number in numbers]
    text, section = " ".join(texts), lines[numbers[0]].section
    begins = [0, *accumulate(len(one) + 1 for one in texts)]
    for start, end in statement_spans(text):
        first, last = (bisect_right(begins, place) - 1 for place in (start, end - 1))
        yield Statement(
            numbers[first],
            start - begins[first] + lines[numbers[first]].start,
            end - begins[last] + lines[numbers[last]].start,
            text[start:end],
            _section(text[start:end], section),
        )


def _section(text: str, of_line: Section) -> Section:
    """Return the section of a statement: a wish among the demands is one though its line is not."""
    return "preferred" if of_line == "required" and is_wish(text) else of_line


@lru_cache(_KEPT)
def statement_spans(text: str) -> Sequence[tuple[int, int]]:
    """Return where each statement of `text` starts and ends."""
    parts: list[tuple[int, int]] = []
    start = 0
    ends = _SENTENCE_END if text.isascii() or not _BULLET.search(text) else _SENTENCE_END_OR_BULLET
    for stop in [*ends.finditer(text), None]:
        end = stop.start() + len(stop[0].rstrip().rstrip(" ;•·●▪◦").rstrip()) if stop else len(text)
        if _WORD.search(text, start, end):
            parts.append((start, end))
            start = stop.end() if stop else end
    return parts
