"""Bullets that have a line or a cell of their own, as word processors write lists: what follows goes on their line."""

from collections.abc import Iterator, Sequence

from crawler.normal.signs import bullets
from crawler.normal.table_rows import Row, text_of

GLUE = "\x1d"
"""Between a cell and the next, with which it shares a line whatever blocks are in either."""
_BLOCKS = "p, div, ul, li"


def marks_of_bullet(row: Row) -> dict[int, str]:
    """Return what to write before the cells of a row whose first holds a bullet alone, by their numbers in memory."""
    cells = list(row.own.values())
    if len(cells) < 2 or text_of(cells[0]) not in bullets():
        return {}
    return {block.mem_id: "" for block in cells[0].css(_BLOCKS)} | {cells[1].mem_id: GLUE}


def joined_to_bullets(lines: Sequence[str]) -> Iterator[str]:
    """Yield `lines`, a bullet together with the line that it begins.

    >>> list(joined_to_bullets(["You", "•", "lead", "•", "plan", "•"]))
    ['You', '• lead', '• plan', '•']
    """
    before = ""
    for line in lines:
        if line in bullets():
            before = f"{line} "
        else:
            yield before + line
            before = ""
    yield from filter(None, [before.strip()])
