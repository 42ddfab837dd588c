"""Which lines of a CV open a role: those in which its dates stand."""

import re
from collections.abc import Iterator, Sequence

from analysis.cv.dates import Dates, as_span, dates_in, is_during, is_span
from analysis.cv.heads import begins_with_title
from analysis.cv.held import is_degree, names_certificate
from analysis.cv.line import CvLine
from analysis.cv.words import ends_in_full_stop, opens_with_verb

MOST_OF_A_HEAD = 110
"""A line longer than this is a sentence, not a heading of a role."""


def openers(lines: Sequence[CvLine]) -> Iterator[int]:
    """Yield the lines that open a role; an item tells of the role above it where it falls in its years."""
    above: Dates | None = None
    for n, line in enumerate(lines):
        dates = dates_in(line.text)
        if dates is None or not opens_role(lines, n):
            continue
        if line.kind != "item":
            above = as_span(dates)
        elif above and is_during(dates, above):
            continue
        yield n


def opens_role(lines: Sequence[CvLine], number: int) -> bool:
    """Say whether the dates of a role stand in a line: a span, or one date beside or below a title."""
    line = lines[number]
    dates = dates_in(line.text)
    if dates is None or len(line.text) > MOST_OF_A_HEAD or is_sentence(line.text):
        return False
    if line.kind == "item":
        return is_span(dates) and begins_with_title(dates.rest)
    if is_span(dates):
        return not (dates.rest[:1].islower() and opens_with_verb(dates.rest))
    if dates.rest:
        return begins_with_title(dates.rest) and _stands_apart(line.text, dates.rest) and not _is_gained(line.text)
    above = lines[number - 1] if number else line
    is_headed = above.kind != "item" and begins_with_title(above.text) and dates_in(above.text) is None
    return is_headed and not _is_gained(above.text)


def _stands_apart(text: str, rest: str) -> bool:
    """Say whether the date in a line is parted from the rest of it, as in no sentence."""
    return text.endswith(rest) or bool(text.startswith(rest) and re.match(r"\s*[,|(–—-]", text[len(rest) :]))


def _is_gained(text: str) -> bool:
    return is_degree(text) or names_certificate(text)


def is_sentence(text: str) -> bool:
    """Say whether a line is told, not headed.

    >>> is_sentence("During 2019 I also ran the move."), is_sentence("Project Manager, Acme Ltd.")
    (True, False)
    """
    if re.search(r"\bI [a-z]", text) or opens_with_verb(text):
        return True
    is_ended = text.endswith((";", "!", "?")) or ends_in_full_stop(text)
    return is_ended and not begins_with_title(text)
