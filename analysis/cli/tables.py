"""Tables for a terminal: as wide as it is, and record by record where words would break."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from analysis.printable import printable, rounded

if TYPE_CHECKING:  # whoever asks for JSON does not wait for Rich
    from rich.console import Console

_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?$")
WIDTH_OF_A_PIPE = 160
NARROWEST = 20
"""In fewer columns nothing of a table is left."""
TALLEST_CELL = 5
"""Lines of a cell beyond which a table is harder to read than records."""


def _console() -> "Console":
    """Return the console for results: as wide as the terminal, wider in a pipe."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() else WIDTH_OF_A_PIPE
    if (asked := os.environ.get("COLUMNS", "")).isdecimal():
        wide = max(int(asked), NARROWEST) if int(asked) else wide  # 0 is said where nobody knows
    return Console(file=sys.stdout, width=wide, highlight=False, markup=False, emoji=False)


def print_table(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str], title: str | None) -> None:
    """Print a table as wide as the terminal; what would break words or stand too tall is printed record by record."""
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    console = _console()
    cells = [[cell(row[name]) for name in headings] for row in rows]
    if title:
        _print(console, Text(title, style="bold"))
    if not rows:
        _print(console, "(nothing)")
        return
    heads = list(headings.values())
    widths = [_longest_word([head, *column]) for head, *column in zip(heads, *cells, strict=True)]
    numeric = [any(_is_number(row[name]) for row in rows) for name in headings]
    spare = console.width - sum(widths) - 2 * (len(widths) - 1)
    widths = _widened(
        widths,
        [max(map(cell_len, (head, *column))) for head, *column in zip(heads, *cells, strict=True)],
        max(0, spare),
    )
    if spare < 0 or any(
        cell_len(text) > TALLEST_CELL * width for line in cells for text, width in zip(line, widths, strict=True)
    ):
        _records(console, heads, cells)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head, width, right in zip(heads, widths, numeric, strict=True):
        table.add_column(head, justify="right" if right else "left", overflow="fold", width=width)
    for line in cells:
        table.add_row(*line)
    _print(console, table)


def _widened(widths: Sequence[int], natural: Sequence[int], spare: int) -> list[int]:
    """Return the widths with `spare` shared among the columns that would like more, by how much they would.

    >>> _widened([5, 5, 4], [5, 25, 14], 15), _widened([5, 5], [8, 9], 40)
    ([5, 15, 9], [8, 9])
    """
    wanted = [max(0, most - least) for least, most in zip(widths, natural, strict=True)]
    share = min(1.0, spare / max(1, sum(wanted)))
    return [least + int(share * more) for least, more in zip(widths, wanted, strict=True)]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _longest_word(texts: Sequence[str], most: int = 16) -> int:
    """Return the width below which words would break; longer ones than `most` may, but no address.

    >>> _longest_word(["Firm", "Alder Vale"]), _longest_word(["x" * 80]), _longest_word(["東京"])
    (5, 16, 4)
    >>> _longest_word(["https://alder.example/jobs/1"])
    28
    """
    from rich.cells import cell_len

    words = (word for text in texts for word in text.split())
    return max((cell_len(word) if _is_address(word) else min(most, cell_len(word)) for word in words), default=1)


def _is_address(word: str) -> bool:
    """Say whether a word is a link, which nobody can follow once it is broken."""
    return word.startswith(("https://", "http://"))


def _records(console: "Console", heads: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    for number, line in enumerate(cells):
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for head, text in zip(heads, line, strict=True):
            table.add_row(head, text)
        if number:
            _print(console, "")
        _print(console, table)


def _print(console: "Console", what: Any) -> None:
    """Print without the spaces with which Rich fills lines."""
    with console.capture() as caught:
        console.print(what)
    click.echo("\n".join(line.rstrip() for line in caught.get().rstrip("\n").split("\n")))


def cell(value: Any) -> str:
    """Return a value as people read it; what is missing is a dash.

    >>> [cell(v) for v in (None, 0.8312, 12, True, ["a", "b"], 61000.0, "2026-05-01T06:00:00")]
    ['–', '0.83', '12', 'yes', 'a, b', '61,000', '2026-05-01 06:00']
    """
    if value is None or isinstance(value, bool):
        return {None: "–", True: "yes", False: "no"}[value]
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) >= 100 else f"{rounded(value):,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return ", ".join(cell(inner) for inner in value)
    if isinstance(value, dict):
        return ", ".join(f"{cell(str(key))} {cell(inner)}" for key, inner in value.items())
    return _MOMENT.sub(r"\1 \2", printable(" ".join(str(value).split()))).removesuffix(" 00:00")
