"""Demands and duties, one at a time: what themes and matching compare."""

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.reading.reading import Line, Statement

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
    """Return the statements of the lines that ask for something, in order.

    >>> line = Line("Lead a team. Own the budget; report risks.", 100, 142, "responsibility")
    >>> [(statement.start, statement.text) for statement in statements_of([line])]
    [(100, 'Lead a team.'), (113, 'Own the budget'), (129, 'report risks.')]
    """
    return tuple(
        Statement(number, first + start, first + end, text[start:end], section)
        for number, (text, first, _, section) in enumerate(lines)
        if section in _DEMANDING
        for start, end in _parts(text)
    )


@lru_cache(_KEPT)
def _parts(text: str) -> Sequence[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    start = 0
    ends = _SENTENCE_END if text.isascii() or not _BULLET.search(text) else _SENTENCE_END_OR_BULLET
    for stop in [*ends.finditer(text), None]:
        end = stop.start() + len(stop[0].rstrip(" ;•·●▪◦")) if stop else len(text)
        if _WORD.search(text, start, end):
            parts.append((start, end))
            start = stop.end() if stop else end
    return parts
