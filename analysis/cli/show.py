"""Results to stdout in the format asked for; everything else to stderr."""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.messages import one_line
from analysis.cli.options import settings
from analysis.printable import as_json, printable, rounded, rows_of

if TYPE_CHECKING:  # whoever asks for JSON does not wait for Rich
    import pandas as pd
    from rich.console import Console

_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?$")
WIDTH_OF_A_PIPE = 160
NARROWEST = 20
"""In fewer columns nothing of a table is left."""
TALLEST_CELL = 5
"""Lines of a cell beyond which a table is harder to read than records."""
SHOWN_AFTER_SECONDS = 2.0
"""Work that is done sooner needs no bar, which would only flicker."""


def out() -> "Console":
    """Return the console for results: as wide as the terminal, wider in a pipe."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() else WIDTH_OF_A_PIPE
    if (asked := os.environ.get("COLUMNS", "")).isdecimal():
        wide = max(int(asked), NARROWEST) if int(asked) else wide  # 0 is said where nobody knows
    return Console(file=sys.stdout, width=wide, highlight=False, markup=False, emoji=False)


def note(message: str) -> None:
    """Say something about the work, on stderr, unless asked to be quiet."""
    if not settings().quiet:
        click.echo(one_line(message), err=True)


def warn(message: str) -> None:
    """Say what needs the person, on stderr, however quiet the command is asked to be."""
    click.echo(one_line(message), err=True)


def detail(message: str) -> None:
    """Say more of what is done, on stderr, where that was asked for."""
    if settings().verbose:
        click.echo(one_line(message), err=True)


@contextmanager
def progress(what: str, unit: str = "adverts") -> Iterator[Any]:
    """Show on a terminal how far work of over two seconds is, its rate and the time left; yields `update(done, total)`.

    Work that cannot be counted shows only how long it has run: do not call `update` then.
    """
    if settings().quiet or not sys.stderr.isatty():
        yield lambda *_, **__: None
        return
    from threading import Timer

    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True, emoji=False)
    columns = (
        TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TimeRemainingColumn(elapsed_when_finished=True),
    )  # fmt: skip
    bar = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    task = bar.add_task(what, total=None, rate="")

    def update(done: int, total: int | None = None, doing: str | None = None) -> None:
        speed = bar.tasks[0].speed
        rate = f"{speed:,.0f} {unit}/s" if speed else ""
        bar.update(task, completed=done, total=total, description=doing or what, rate=rate)

    showing = Timer(SHOWN_AFTER_SECONDS, bar.start)
    showing.daemon = True
    showing.start()
    try:
        yield update
    finally:
        showing.cancel()
        showing.join()  # it may just be starting the bar
        bar.stop()


def tell(sentence: str, figures: Mapping[str, Any]) -> None:
    """Tell what a command did: in a sentence on stderr, or as one row of the format asked for on stdout."""
    if settings().format == "table":
        note(sentence)
        return
    import pandas as pd

    show(pd.DataFrame([figures]))


def say(sentence: str) -> None:
    """Print a sentence on stdout, above a table, as the format asked for has it."""
    from analysis import markdown

    click.echo(markdown.plain(sentence) if settings().format == "markdown" else printable(sentence))


def show(frame: "pd.DataFrame", columns: Mapping[str, str] | None = None, title: str | None = None) -> None:
    """Print `frame` in the format asked for; `columns` names those of the table and their headings."""
    show_rows(rows_of(frame), list(frame.columns), columns, title)


def show_rows(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    columns: Mapping[str, str] | None = None,
    title: str | None = None,
) -> None:
    """Print `rows`, which have the fields `names`, as `show` does."""
    how = settings().format
    if how == "json":
        click.echo(as_json(rows, indent=1))
    elif how == "jsonl":
        for row in rows:
            click.echo(as_json(row))
    elif how == "csv":
        click.echo(_csv(rows, names), nl=False)
    else:
        _part_from_the_last()
        headings = columns or {name: cell(name.replace("_", " ")) for name in names}
        (_markdown if how == "markdown" else _table)(rows, headings, title and printable(title))


def _part_from_the_last() -> None:
    """Leave a line between two tables of one command."""
    told = click.get_current_context().meta
    if told.get("nextrung.shown"):
        click.echo()
    told["nextrung.shown"] = True


def _csv(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    import csv
    import io

    from analysis.interchange.cells import cell_of

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[cell_of(_seen(row[name])) for name in names] for row in rows])
    return printable(file.getvalue())


def _seen(value: Any) -> Any:
    """Return a text without what a terminal would obey, which could stand before a formula and then be gone."""
    return printable(re.sub(r"\r\n?", "\n", value)) if isinstance(value, str) else value


def _markdown(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str], title: str | None) -> None:
    from analysis import markdown

    if title:
        click.echo(f"## {markdown.plain(title)}\n")
    click.echo("| " + " | ".join(map(markdown.cell, headings.values())) + " |")
    click.echo("|" + " --- |" * len(headings))
    for row in rows:
        click.echo("| " + " | ".join(markdown.cell(cell(row[name])) for name in headings) + " |")


def _table(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str], title: str | None) -> None:
    """Print a table as wide as the terminal; what would break words or stand too tall is printed record by record."""
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    console = out()
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
