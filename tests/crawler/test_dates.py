"""A day is read in each way that boards write it, and what is no day is none."""

from datetime import date

import pytest

from crawler.normal.dates import day


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5. August 2026", date(2026, 8, 5)),
        ("Wednesday, August 5, 2026", date(2026, 8, 5)),
        ("20260805T101010Z", date(2026, 8, 5)),
        ("20260805", date(2026, 8, 5)),
        ("20-Aug-26", date(2026, 8, 20)),
        ("1769801375.0", date(2026, 1, 30)),
        ("/Date(1769801375307)/", date(2026, 1, 30)),
        ("/Date(1769801375307+0000)/", date(2026, 1, 30)),
        ("5/6/2026", date(2026, 6, 5)),
        ("5/6/2026 10:23 AM", date(2026, 5, 6)),
        ("25/6/2026 10:23 AM", date(2026, 6, 25)),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
    ],
)
def test_a_day_is_read_as_boards_write_it(written: str, expected: date | None) -> None:
    assert day(written) == expected
