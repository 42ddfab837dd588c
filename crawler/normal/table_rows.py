"""The rows of a table of HTML, with each cell in the columns that it stands in."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_FARTHEST = 40
"""No cell of a table that people read stands or reaches farther; where others stand does not matter."""
_SIGNS = 'img, svg, input[checked], [class*="fa-check"], [class*="icon-check"], [class*="icon-tick"]'


class Row(NamedTuple):
    """One row of a table."""

    own: dict[int, LexborNode]
    """Its cells, by their first columns."""
    cells: dict[int, LexborNode]
    """Those and the ones that reach down to it, by all their columns."""
    said: dict[int, str]
    """How the text of each of them begins."""

    def width(self) -> int:
        return len({cell.mem_id for cell in self.cells.values()})


def rows_of(table: LexborNode) -> Iterator[Row]:
    """Yield the rows of a table, without those of the tables in its cells."""
    for part in table.iter():
        reaching: defaultdict[int, dict[int, LexborNode]] = defaultdict(dict)
        for number, row in enumerate(row for row in part.iter() if row.tag == "tr"):
            cells = reaching.pop(number, {})
            own: dict[int, LexborNode] = {}
            for cell in (cell for cell in row.iter() if cell.tag in ("td", "th")):
                column = next(free for free in count(max(own, default=0)) if free not in cells)
                if column > _FARTHEST:
                    break
                own[column] = cell
                here = dict.fromkeys(range(column, column + reach(cell, "colspan")), cell)
                cells |= here
                for below in range(number + 1, number + reach(cell, "rowspan")):
                    reaching[below] |= here
            yield Row(own, cells, {column: _said(cell) for column, cell in cells.items()})


def reach(cell: LexborNode, way: str) -> int:
    """Return how many rows or columns a cell takes, as its `rowspan` or `colspan` says."""
    said = cell.attributes.get(way) or ""
    return max(1, min(int(said), _FARTHEST)) if said.isdecimal() and len(said) < 5 else 1


def text_of(node: LexborNode) -> str:
    """Return the text of a node on one line."""
    return " ".join((node.text(deep=True) or "").split())


def _said(cell: LexborNode) -> str:
    """Return how a cell's text begins; an image alone says what stands for it, else "x" as a tick does."""
    sign = None if (text := text_of(cell)) else cell.css_first(_SIGNS)
    return (sign.attributes.get("alt") or "x") if sign else text[:80]
