"""Results to stdout in the format asked for; everything else to stderr."""

import math
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from analysis.cli.options import settings
from analysis.printable import as_json, printable

if TYPE_CHECKING:
    import pandas as pd

WIDTH_OF_A_PIPE = 160


def out() -> Console:
    """Return the console for results: as wide as the terminal, wider in a pipe."""
    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_A_PIPE
    return Console(file=sys.stdout, width=wide, highlight=False, markup=False)


def note(message: str) -> None:
    """Say something about the work, on stderr, unless asked to be quiet."""
    if not settings().quiet:
        click.echo(printable(message), err=True)


@contextmanager
def progress(what: str) -> Iterator[Any]:
    """Show a bar with rate and time left on a terminal; yields `update(done, total)`."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    hidden = settings().quiet or not console.is_terminal
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=hidden, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def update(done: int, total: int | None = None, doing: str | None = None) -> None:
            bar.update(task, completed=done, total=total, description=doing or what)

        yield update


def rows_of(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows with plain Python values; missing is None.

    >>> import pandas as pd
    >>> rows_of(pd.DataFrame({"a": [1.0, float("nan")]}))
    [{'a': 1.0}, {'a': None}]
    """
    return [{str(key): plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def plain(value: Any) -> Any:
    """Return `value` as JSON knows it."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if value is None or value != value:  # noqa: PLR0124 nan and NaT are the values unequal to themselves
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int | float | bool) else str(value)


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
        headings = columns or {name: name.replace("_", " ") for name in names}
        (_markdown if how == "markdown" else _table)(rows, headings, title)


def _csv(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    import csv
    import io

    from analysis.interchange.cells import cell_of

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[cell_of(row[name]) for name in names] for row in rows])
    return file.getvalue()


def _markdown(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str], title: str | None) -> None:
    if title:
        click.echo(f"## {title}\n")
    click.echo("| " + " | ".join(headings.values()) + " |")
    click.echo("|" + " --- |" * len(headings))
    for row in rows:
        click.echo("| " + " | ".join(cell(row[name]).replace("|", "\\|") for name in headings) + " |")


def _table(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str], title: str | None) -> None:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name, heading in headings.items():
        numeric = any(isinstance(row[name], int | float) and not isinstance(row[name], bool) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(cell(row[name]) for name in headings))
    out().print(table)


def cell(value: Any) -> str:
    """Return a value as people read it; what is missing is a dash.

    >>> [cell(v) for v in (None, 0.8312, 12, True, ["a", "b"], 61000.0)]
    ['–', '0.83', '12', 'yes', 'a, b', '61,000']
    """
    if value is None or isinstance(value, bool):
        return {None: "–", True: "yes", False: "no"}[value]
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) >= 100 else f"{_rounded(value):,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return ", ".join(cell(inner) for inner in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {cell(inner)}" for key, inner in value.items())
    return printable(" ".join(str(value).split()))


def _rounded(value: float) -> float:
    return 0.0 if math.isclose(value, 0, abs_tol=0.005) else value
