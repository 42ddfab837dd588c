"""Sentences that a hard wrap has broken over several lines of a text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.reading.reading import Line

_SHORTEST = 45
"""A shorter line was not broken by a hard wrap."""
_WIDEST = 100
"""No text is wrapped at more letters a line."""
_FEW_LINES = 6
_FEW_WRAPS = 2
_EVENLY = 0.95
"""So great a share of the lines that go on in small letters stands below one that has no place for their first word."""
_WIDTH_AT = 0.97
"""So great a share of a wrapped text's lines is no longer than its width: a web address may be."""
_UNFINISHED = frozenset(
    ["of", "the", "and", "a", "an", "to", "for", "in", "with", "or", "on", "by", "our", "your", "from", "as",
     "across", "including", "into", "its", "their", "through", "using", "via", "within"]
)  # fmt: skip
"""With none of these a sentence ends, whatever the next line begins with."""
_ENDS = ".:;!?"
_BETWEEN = ". "
"""What stands between two sentences of a line."""
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
    return len(line) >= _SHORTEST and line[-1] not in _ENDS


def width_of(lines: Sequence[str]) -> int:
    """Return how many letters the lines of a text were wrapped at; 0 where not all of them were."""
    sizes = sorted(map(len, lines))
    width = sizes[int(_WIDTH_AT * (len(sizes) - 1))] if len(sizes) >= _FEW_LINES else 0
    return width if width <= _WIDEST else 0


def wrapped_at(lines: Sequence[str]) -> int:
    """Return how many letters `lines` were surely wrapped at: most that break off at that width go on in small letters.

    >>> wrapped_at(["Plan the work of all teams in all the towns of the county", "and keep the board told."] * 4)
    57
    """
    if not (width := width_of(lines)):
        return 0
    full = [line for above, line in pairwise(lines) if breaks_off(above) and _is_full(above, line, width)]
    small = sum(line[0].islower() for line in full)
    return width if small >= _FEW_WRAPS and 2 * small >= len(full) else 0


def passages_in(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line of each passage of evenly wrapped `lines` and the one after its last; of others, each line.

    >>> list(passages_in(["Plan the work of all teams in all the towns of the county", "and keep the board told."] * 3))
    [(0, 2), (2, 4), (4, 6)]
    """
    width = wrapped_at(lines)
    if not width or not _are_filled(lines, width):
        yield from pairwise(range(len(lines) + 1))
        return
    first = 0
    for number, (above, line) in enumerate(pairwise(lines), 1):
        if not (goes_on(above, line) or _goes_on_in_a_capital(above, line, width)):
            yield first, number
            first = number
    yield first, len(lines)


def _are_filled(lines: Sequence[str], width: int) -> bool:
    """Tell whether `lines` break off only where the next word would not have fitted in."""
    filled = [_is_full(above, line, width) for above, line in pairwise(lines) if goes_on(above, line)]
    return sum(filled) >= _EVENLY * len(filled)


def sentences_in(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line of each sentence of `lines` and the one after its last.

    A line in which one sentence ends and another begins belongs to the one that ends.

    >>> list(sentences_in(["Lead a team of nine engineers and report to the", "board every month", "Own the budget"]))
    [(0, 2), (2, 3)]
    """
    in_small = [goes_on(above, line) for above, line in pairwise(lines)]
    # Where no line goes on in small letters short items are listed, and nothing is wrapped.
    first, width = 0, width_of(lines) if any(in_small) else 0
    for number, (above, line) in enumerate(pairwise(lines), 1):
        if _BETWEEN in above or not (in_small[number - 1] or _goes_on_in_a_capital(above, line, width)):
            yield first, number
            first = number
    if lines:
        yield first, len(lines)


def _goes_on_in_a_capital(above: str, line: str, width: int) -> bool:
    """Tell whether `line`, which may begin with a name, is the end of the sentence that breaks off in `above`."""
    if not width or line[-1] == ":" or _BETWEEN in line or not _may_break(above, line):
        return False
    if _is_full(above, line, width):
        return _is_unfinished(above) or above.rpartition(" ")[2][0].isupper()
    return above[-1] != "," and _is_unfinished(above)


def lines_going_on(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the `lines` that go on with the sentence, and in the section, of the line above them.

    >>> texts = ["Lead a team of nine engineers and report to the", "board every month", "Own the budget"]
    >>> lines_going_on([Line(text, 0, 0, "responsibility") for text in texts])
    {1}
    """
    texts = [line.text for line in lines]
    width, surely = width_of(texts), wrapped_at(texts)
    found: set[int] = set()
    for number, (above, line) in enumerate(pairwise(texts), 1):
        if not _may_break(above, line):
            continue
        if line[0].islower():
            goes_on = bool(width) or number - 1 in found or not above[0].islower()  # else items begin in small letters
        else:
            goes_on = _is_full(above, line, surely)  # else one of two items of a list, the upper a long one
        if goes_on or _is_unfinished(above):
            found.add(number)
    return {number for number in found if lines[number].section == lines[number - 1].section}


def _may_break(above: str, line: str) -> bool:
    return breaks_off(above) and not above.endswith(_ITEM_ENDS) and _may_go_on(line)


def _is_full(above: str, line: str, width: int) -> bool:
    """Tell whether the first word of `line` would not have fitted into the line `above`."""
    return len(above) + 1 + len(line.split(" ", 1)[0]) > width > 0


def _is_unfinished(line: str) -> bool:
    return line[-1] == "," or line.rpartition(" ")[2] in _UNFINISHED or line.rfind("(") > line.rfind(")")


def _may_go_on(line: str) -> bool:
    first = line[:1]
    return bool(first) and (first.isalnum() or first in _OPENS) and not (first.islower() and _ONE_LETTER.match(line))
