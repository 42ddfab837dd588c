"""An advert's plain text to lines, each with its place in the text."""

import re
from typing import NamedTuple


class TextLine(NamedTuple):
    """A line that has no section yet; `start` and `end` are offsets into the text."""

    text: str
    start: int
    end: int


_LINE = re.compile(r"[^\n]+")


def lines_of(text: str) -> list[TextLine]:
    r"""Return each non-empty line of `text`, in order, without the space around it.

    Only a line end ends a line: a broken-off sentence stays broken, as whoever wrote the text can count on it.

    >>> lines_of("You need\n\n  SQL \n")
    [TextLine(text='You need', start=0, end=8), TextLine(text='SQL', start=12, end=15)]
    """
    return [line for match in _LINE.finditer(text) if (line := _trimmed(match[0], match.start())).text]


def _trimmed(raw: str, start: int) -> TextLine:
    text = raw.strip()
    if len(text) < len(raw):
        start += len(raw) - len(raw.lstrip())
    return TextLine(text, start, start + len(text))
