"""The days of a row: of one whose month could be its day, the other dates of its file tell, else its own country."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache, cached_property
from typing import Any

from analysis.interchange.column_names import field_of
from analysis.interchange.row_values import as_day, as_text
from analysis.interchange.rows import Row, UnreadableFileError
from crawler.normal.dates_order import First, day_in, first_part, is_unsettled

FIELDS = ("date_posted", "valid_through")


class Dates:
    """Reads the dates of one file, whose rows are gone through once more if one of them alone is not clear."""

    def __init__(self, rows: Callable[[], Iterable[Row]]) -> None:
        self._rows = rows

    def of(self, found: Mapping[str, Any], countries: Collection[str]) -> dict[str, date | None]:
        """Return the days of a row's fields, of an advert in `countries`."""
        stated = {name: found.get(name) for name in FIELDS}
        if not any(map(is_unsettled, stated.values())):
            return {name: as_day(value) for name, value in stated.items()}
        first = self._first or first_part(stated.values(), countries)
        return {name: day_in(value, first) if is_unsettled(value) else as_day(value) for name, value in stated.items()}

    @cached_property
    def _first(self) -> First | None:
        return first_part(_dates_in(self._rows()))


def _dates_in(rows: Iterable[Row]) -> Iterator[Any]:
    is_date = cache(lambda column: field_of(column) in FIELDS)
    with suppress(UnreadableFileError):  # said where the rows themselves are read
        for _, row in rows:
            if isinstance(row, dict):
                yield from (value for column, value in row.items() if is_date(column))


def unread_days(found: Mapping[str, Any], days: Mapping[str, date | None]) -> Iterator[tuple[str, str]]:
    """Yield the fields in which something stands that is no day, each with what stands there."""
    for name, read in days.items():
        text = as_text(found.get(name))
        # The year 1 and nought mean "not said".
        if text and not text.startswith(("0001-", "0000-")) and read is None:
            yield name, text
