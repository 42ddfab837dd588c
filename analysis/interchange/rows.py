"""A row of somebody's table, or what stands there and is none."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from analysis.interchange.row_values import is_blank
from analysis.store import StoreError


class Broken(NamedTuple):
    """What is no row, and why."""

    reason: str
    told: Any
    """What stands there: a text, or what was made of it."""


Row = tuple[str, dict[str, Any] | Broken]
"""Where it stands ("row 3"), and the row."""


class UnreadableFileError(StoreError):
    """A file that is no table of postings."""


def row_of(names: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    """Return a row by the names of its columns; of columns of one name the first that is filled counts.

    >>> row_of(["title", "place", "place"], ["PM", "Leeds", ""])
    {'title': 'PM', 'place': 'Leeds'}
    """
    row: dict[str, Any] = {}
    for name, value in zip(names, values, strict=False):
        if name not in row or is_blank(row[name]):
            row[name] = value
    return row
