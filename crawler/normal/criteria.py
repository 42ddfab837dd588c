"""Tables of what applicants must and should have, and of bullets: what to write before their cells.

Each criterion then stands below the heading of its need, as its line can be labelled nowhere else.
"""

import re
from collections.abc import Mapping
from functools import cache

from selectolax.lexbor import LexborNode

from crawler.knowledge import known_words
from crawler.normal.bullets import marks_of_bullet
from crawler.normal.table_rows import Row, reach, rows_of, text_of

CELL = "\x1f"
"""Before a cell that shares a line with the one before it."""
LEFT_OUT = "\x1e"
"""Before a cell of which nothing is written."""
_EITHER = ""
"""The heading of a column whose cells each say which need it is."""
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_BLOCKS = "p, div, ul, li"
_MOST_TABLES = 100
"""No advert has more; of tables within tables each is read again for every one around it."""
_MOST_AROUND = 40
"""No text that people write stands in more blocks."""

Marks = dict[int, str]
"""What is written before a node, by its number in memory."""


def criteria_marks(root: LexborNode) -> Marks:
    """Return what to write before the cells of each table below `root` that has columns of needs, or of bullets."""
    marks: Marks = {}
    tables = root.css("table")
    for table in tables if len(tables) <= _MOST_TABLES else ():
        marks |= _marks_of(table)
    return marks


def _marks_of(table: LexborNode) -> Marks:
    marks: Marks = {}
    header: Row | None = None
    columns: dict[int, str] = {}
    above: str | None = None
    for row in rows_of(table):
        if named := _columns_of_needs(row.said):
            header, columns, above = row, named, None
            marks |= dict.fromkeys((cell.mem_id for cell in row.own.values()), LEFT_OUT)
        elif header:
            need = _ticked(columns, row.said)
            here = _below_need(row, header, columns, need, above) if need else _each_below_its_own(row, columns, header)
            above = need if here else None
            marks |= here
        else:
            marks |= marks_of_bullet(row)
    return marks


def _columns_of_needs(said: Mapping[int, str]) -> dict[int, str]:
    """Return the headings of needs in a row, by column: one for either need, or one for each."""
    either = {column: _EITHER for column, text in said.items() if _is(text, "headings", "either")}
    needs = {column: text for column, text in said.items() if _is(text, "headings", "one")}
    return either or (needs if len(set(needs.values())) > 1 else {})


def _ticked(columns: Mapping[int, str], said: Mapping[int, str]) -> str | None:
    """Return the need that a row's cells tick; None where they tick none, or say more than ticks do."""
    signs = {heading: said.get(column, "") for column, heading in columns.items()}
    signs = {heading: sign for heading, sign in signs.items() if not _is(sign, "cells", "blank")}
    if _EITHER in signs:
        return next((need for need in _words()["needs"] if _is(signs[_EITHER], "needs", need)), None)
    is_alone = len(signs) == 1
    if all(_is(sign, "cells", "tick") or (is_alone and _is(sign, "cells", "code")) for sign in signs.values()):
        return next((_FIRST_WORD.findall(heading)[0].capitalize() for heading in signs), None)
    return None


def _below_need(row: Row, header: Row, columns: Mapping[int, str], need: str, above: str | None) -> Marks:
    """Mark a row whose need is ticked: the need goes before its criterion, unless it is that of the row above."""
    written = [column for column in row.own if not _is_sign(row.said[column], columns.get(column))]
    marks = {cell.mem_id: LEFT_OUT for cell in row.own.values()} if written else {}
    for column in written:
        cell = row.own[column]
        whole = text_of(cell)
        marks |= {block.mem_id: "" for block in cell.css(_BLOCKS)[:_MOST_AROUND] if text_of(block) == whole}
        marks[cell.mem_id] = "\n" if _is_aside(row.said[column], header.said.get(column, "")) else CELL
    if len(written) > 1 and reach(row.own[written[0]], "rowspan") > 1:  # it heads a group of criteria
        marks[row.own[written.pop(0)].mem_id] = "\n"
        above = None
    if written and need != above:
        marks[row.own[written[0]].mem_id] = f"\n{need}\n{CELL}"
    return marks


def _is_sign(text: str, heading: str | None) -> bool:
    return heading == _EITHER or _is(text, "cells", "tick") or (heading is not None and _is(text, "cells", "blank"))


def _is_aside(text: str, heading: str) -> bool:
    """Say whether a cell tells in words how the criterion is assessed, which is no part of it."""
    return _is(heading, "headings", "assessed") and not _is(text, "cells", "code")


def _each_below_its_own(row: Row, columns: Mapping[int, str], header: Row) -> Marks:
    """Mark cells that hold the criteria themselves, in a row of as many cells as its header."""
    if _EITHER in columns.values() or row.width() != header.width():
        return {}
    return {
        cell.mem_id: f"\n{columns[column]}\n" if column in columns and row.said[column] else "\n"
        for column, cell in row.own.items()
    }


def _is(text: str, *keys: str) -> bool:
    return _pattern(*keys).fullmatch(text) is not None


@cache
def _pattern(part: str, name: str) -> re.Pattern[str]:
    return re.compile(_words()[part][name], re.IGNORECASE)


def _words() -> dict[str, dict[str, str]]:
    return known_words("normal", "criteria.toml")
