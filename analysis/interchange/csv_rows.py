"""Rows of CSV as it really comes: any delimiter, blank lines before the head, delimiters too many, quotes left open."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from analysis.interchange.cells import text_of
from analysis.interchange.rows import Broken, Row, row_of

_NEVER_CLOSES = "a quote that never closes"
_BEFORE_HEAD = re.compile(r"\A(?:[ \t,;|]*\r?\n)*(?:sep=.\r?\n(?:[ \t,;|]*\r?\n)*)?", re.IGNORECASE)
"""Lines that say nothing, and what some spreadsheets write first."""
_LOOKS_AGAIN = 20
"""So many times the length of a file is read in search of the ends of quotes."""


def csv_rows(text: str) -> Iterator[Row]:
    """Yield the rows of a CSV below its head, which is row 1."""
    csv.field_size_limit(50_000_000)
    file = io.StringIO(_BEFORE_HEAD.sub("", text, count=1), newline="")
    delimiter = _delimiter(file)
    head = next(csv.reader(file, delimiter=delimiter), [])
    for number, cells in enumerate(filter(None, _cells(file, delimiter, head)), start=2):
        yield f"row {number}", cells if isinstance(cells, Broken) else _row(head, cells)


def _delimiter(file: io.StringIO) -> str:
    header = file.readline()
    file.seek(0)
    return max(",;\t|", key=header.count)


def _row(head: Sequence[str], cells: Sequence[str]) -> dict[str, str] | Broken:
    row = row_of(head, map(text_of, cells))
    more = cells[len(head) :]
    return Broken("more cells than columns", {**row, None: more}) if any(map(str.strip, more)) else row


def _cells(file: io.StringIO, delimiter: str, head: Sequence[str]) -> Iterator[list[str] | Broken]:
    """Yield the cells of each row; of a quote left open the lines down to the next row, which it would swallow."""
    text = file.getvalue()
    looks_left = _LOOKS_AGAIN * len(text)
    while (start := file.tell()) < len(text):
        cells, lines = _next(file, delimiter)
        end = file.tell()
        is_checked = lines > 1 or end == len(text)
        if not is_checked or _is_whole(text[start:end], lines, delimiter):
            yield cells
            continue
        looks_left -= end - start
        file.seek(start)
        spoilt = file.readline() + _lines_before_row(file, delimiter, head) if looks_left > 0 else file.read()
        yield Broken(_NEVER_CLOSES, spoilt)


def _next(file: io.StringIO, delimiter: str) -> tuple[list[str], int]:
    """Return the cells of the next row, and how many lines it takes."""
    reader = csv.reader(file, delimiter=delimiter)
    try:
        return next(reader), reader.line_num
    except csv.Error:  # a cell larger than any
        return [], reader.line_num + 1


def _is_whole(row: str, lines: int, delimiter: str) -> bool:
    """Say whether each quote of a row is closed, and in a row of several lines not by one that opens another cell."""
    if lines == 1:
        reader = csv.reader([row, "."], delimiter=delimiter)
        next(reader)
        return reader.line_num == 1
    try:
        next(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _lines_before_row(file: io.StringIO, delimiter: str, head: Sequence[str]) -> str:
    """Return the lines of `file` down to one that looks like a row."""
    start = at = file.tell()
    while (line := file.readline()) and not _looks_like_row(line, delimiter, head):
        at = file.tell()
    file.seek(at)
    return file.getvalue()[start:at]


def _looks_like_row(line: str, delimiter: str, head: Sequence[str]) -> bool:
    """Say whether a line has all cells, and no blank at the start of one, which a comma of prose has behind it."""
    cells = next(csv.reader([line], delimiter=delimiter))
    is_blank_before = any(name[:1].isspace() for name in head)
    return len(cells) == len(head) and (is_blank_before or not any(cell[:1].isspace() for cell in cells))
