"""The rows of a text as lines of a CV: one column after the other, what was wrapped at the page's edge joined."""

import re
from collections.abc import Iterator, Sequence

from analysis.cv.dates import dates_in, is_span
from analysis.cv.line import RULE, CvLine, line_of
from analysis.cv.words import is_title, names_column, names_work_column, opens_with_verb, part_named

_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)|^ {12,}(?=\S)")
_NEAR = 0.85
_WRAPPED = 3
"""So many rows come near the edge in a text that is wrapped there."""


def lines_of_text(text: str) -> Iterator[CvLine]:
    r"""Yield the lines of a CV in Markdown or plain text; hard-wrapped lines are joined.

    >>> [(line.text, line.kind) for line in lines_of_text("# Kim Doe\n\n- Led a team\n  of nine.")]
    [('Kim Doe', 'heading'), ('', 'gap'), ('Led a team of nine.', 'item')]
    """
    rows = in_one_column(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n"))
    rows = _without_table_heads(rows)
    yield from joined(((row, f"line {number}") for number, row in enumerate(rows, 1)), width(rows))


def _without_table_heads(rows: list[str]) -> list[str]:
    """Return rows with a blank for each that names the columns of the table below it."""
    return ["" if _is_table_head(*pair) else pair[0] for pair in zip(rows, [*rows[1:], ""], strict=True)]


def _is_table_head(row: str, below: str) -> bool:
    is_ruled = "|" in row and {*"|+"} & {*below} and "-" in below and RULE.fullmatch(below)
    cells = row.split("|")
    return bool(is_ruled) and (any(map(names_column, cells)) or sum(map(names_work_column, cells)) > 1)


def width(rows: list[str]) -> int:
    """Return the width that rows were wrapped at; 0 where too few come near it to be wrapped at all."""
    widest = max((len(row) for row in rows), default=0)
    return widest if sum(len(row.rstrip()) > widest * _NEAR for row in rows) >= _WRAPPED else 0


def in_one_column(rows: list[str]) -> list[str]:
    """Return rows of two columns one column after the other; rows of one column as they are.

    Two columns stand side by side where most rows leave the same gutter free, and a part of a CV opens on either side.
    """
    for start in sorted({found.end() for row in rows for found in _GUTTER.finditer(row)}):
        left = [row[:start].rstrip() for row in rows]
        right = [row[start:].rstrip() for row in rows]
        is_free = all(row[start - 2 : start].strip() == "" for row in rows)
        beside = sum(bool(one and two) for one, two in zip(left, right, strict=True))
        if is_free and beside >= 4 and all(any(part_named(row) for row in side) for side in (left, right)):
            return [*left, "", *right]
    return rows


def joined(rows: Iterator[tuple[str, str]], widest: int) -> Iterator[CvLine]:
    """Put together what was wrapped at the page's edge."""
    held: list[CvLine] = []
    last = ""
    for row, place in rows:
        line = line_of(row, place)
        if held and line.kind == "text" and _continues(held, last, line.text, row, widest):
            held.append(line)
        else:
            yield from _one(held)
            held = [line]
        last = row
    yield from _one(held)


def _one(rows: list[CvLine]) -> Iterator[CvLine]:
    if rows:
        yield rows[0]._replace(text=" ".join(row.text for row in rows if row.text))


def _continues(held: Sequence[CvLine], last: str, text: str, row: str, widest: int) -> bool:
    kind, above = held[0].kind, held[-1].text
    if kind in ("gap", "heading") or text.startswith(("http", "www.")):
        return False
    if kind == "item" and not above:  # some PDFs tell the mark of an item in a row of its own
        return not part_named(text)
    is_below_item = kind == "item" and row.startswith("  ")
    if part_named(text) and not (is_below_item and text[0].islower()):
        return False
    if is_below_item:
        return True
    first_word = len(text.split(" ", 1)[0])
    is_full = widest >= 60 and len(last.rstrip()) + first_word + 1 > widest * 0.93
    is_wrapped = len(held) > 1 or len(last) > 40
    goes_on, ends = (is_wrapped, (".",)) if text[0].islower() else (is_full, (".", ":", "!"))
    if not goes_on or above.endswith(ends):
        return False
    return kind == "item" or above.endswith("|") or not (_is_row(above) or _is_row(text))


def _is_row(text: str) -> bool:
    """Say whether a row stands for itself: an address, or the head of a role with its dates, and no told sentence."""
    dates = dates_in(text)
    if dates is None or not is_span(dates) or opens_with_verb(text):
        return "@" in text
    opens = text.endswith(dates.rest) and dates.rest[:1].isupper()
    return opens or len(dates.rest) <= 60 or is_title(dates.rest) or "@" in text
