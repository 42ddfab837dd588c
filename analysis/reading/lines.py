"""An advert's plain text to lines, each with its place in the text."""

from typing import NamedTuple


class TextLine(NamedTuple):
    """A line that has no section yet; `start` and `end` are offsets into the text."""

    text: str
    start: int
    end: int


def lines_of(text: str) -> list[TextLine]:
    r"""Return each non-empty line of `text`, in order, without the space around it.

    Only a line end ends a line: a broken-off sentence stays broken, as whoever wrote the text can count on it.

    >>> lines_of("You need\n\n  SQL \n")
    [TextLine(text='You need', start=0, end=8), TextLine(text='SQL', start=12, end=15)]
    """
    lines: list[TextLine] = []
    start = 0
    for raw in text.split("\n"):
        if trimmed := raw.strip():
            first = start if len(trimmed) == len(raw) else start + raw.index(trimmed)
            lines.append(TextLine(trimmed, first, first + len(trimmed)))
        start += len(raw) + 1
    return lines
