"""Results to stdout in the format asked for; everything else to stderr."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.messages import one_line
from analysis.cli.options import settings
from analysis.cli.tables import cell, print_table
from analysis.printable import as_json, printable, rows_of

if TYPE_CHECKING:
    import pandas as pd

SHOWN_AFTER_SECONDS = 2.0
"""Work that is done sooner needs no bar, which would only flicker."""


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
        (_markdown if how == "markdown" else print_table)(rows, headings, title and printable(title))


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
