"""Sentences that a hard wrap has broken over several lines of a text."""

import re
from collections.abc import Iterator, Sequence

SHORTEST_WRAPPED = 45
"""A shorter line was not broken by a hard wrap."""
_WIDEST = 100
"""No text is wrapped at more letters a line."""
_FEW_LINES = 6
_WIDTH_AT = 0.97
"""So great a share of a wrapped text's lines is no longer than its width: a web address may be."""
_UNFINISHED = re.compile(r"(?:,|(?:^| )(?:of|the|and|a|an|to|for|in|with|or|on|by|our|your|from|as))$")
"""No sentence ends so, whatever the next line begins with."""
_ENDS = (".", ":", ";", "!", "?")
_ITEM_ENDS = ("; and", "; or")
"""So ends an item of a list that is told as one sentence."""
_OPENS = "(\"'“‘£$€"
"""With these a sentence may go on; any other sign begins an item of a list."""
_ONE_LETTER = re.compile(r"[a-z]\W")
"""What begins an item of a list, too: a bullet typed as "o", the letter of a list."""


def goes_on(above: str, line: str) -> bool:
    """Tell whether `line` goes on in small letters with the sentence that a hard wrap broke off in the line `above`."""
    return line[:1].islower() and breaks_off(above)


def breaks_off(line: str) -> bool:
    """Tell whether a hard wrap may have ended `line` before its sentence did."""
    return len(line) >= SHORTEST_WRAPPED and not line.endswith(_ENDS)


def width_of(lines: Sequence[str]) -> int:
    """Return how many letters the lines of a text were wrapped at; 0 where not all of them were."""
    sizes = sorted(map(len, lines))
    width = sizes[int(_WIDTH_AT * (len(sizes) - 1))] if len(sizes) >= _FEW_LINES else 0
    return width if width <= _WIDEST else 0


def sentences(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first of the `lines` that hard wraps broke one passage into, and the line after the last of them.

    >>> list(sentences(["Lead a team of nine engineers and report to the", "board every month", "Own the budget"]))
    [(0, 2), (2, 3)]
    """
    width = width_of(lines)
    first = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or not _is_broken(lines, first, number, width):
            yield first, number
            first = number


def _is_broken(lines: Sequence[str], first: int, number: int, width: int) -> bool:
    """Tell whether the passage that begins with line `first` goes on in line `number`."""
    above, line = lines[number - 1], lines[number]
    if not breaks_off(above) or above.endswith(_ITEM_ENDS) or not _may_go_on(line):
        return False
    if _UNFINISHED.search(above) or above.rfind("(") > above.rfind(")"):
        return True
    if line[0].islower():
        return bool(width) or not lines[first][0].islower()  # else items of a list begin in small letters
    return len(above) + 1 + len(line.split(" ", 1)[0]) > width > 0  # the next word would not have fitted


def _may_go_on(line: str) -> bool:
    return (line[0].isalnum() or line[0] in _OPENS) and not _ONE_LETTER.match(line)
