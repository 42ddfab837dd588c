"""Dates as boards write them, as days."""

import re
from datetime import UTC, date, datetime
from typing import Any

from dateutil.parser import parse

MILLISECONDS_FROM = 10**11
"""An epoch from here on counts milliseconds (Lever); as seconds it would be the year 5138."""
FIRST_YEAR = 1990
"""A day before it is none: .NET writes the year 1 for "not said"."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_EPOCH = re.compile(r"(?:/?Date\()?(\d{10}(?:\d{3})?)(?:\.\d+)?(?:[+-]\d{4}\)/?|\)/?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=T|$)")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b.*\d\s?[AP]M\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\d{4}[./]")
_WORDED = re.compile(r"(?!.*\d ?[-–] ?\d)(?=.*(?:[A-Za-z]{3}|\b\d{4}\b))(?=.*\d[^\d].*\d)")
"""A month by its name or a year of four digits, and two numbers that are not from this to that."""
_SOME_DAY, _ANOTHER = datetime(2000, 1, 1), datetime(2001, 2, 2)  # noqa: DTZ001 - only their parts are lent


def day(value: Any) -> date | None:
    """Return the day a board means: ISO, epoch seconds or milliseconds, RFC 2822, DD/MM/YYYY; None where it is none.

    Before an hour of AM or PM the month comes first.

    >>> day(1769801375307), day("2026-07-29T08:50:01-04:00"), day("Posted 30+ Days Ago"), day("25/07/2026")
    (datetime.date(2026, 1, 30), datetime.date(2026, 7, 29), None, datetime.date(2026, 7, 25))
    >>> day("2026-5-3"), day("30-May-2026")
    (datetime.date(2026, 5, 3), datetime.date(2026, 5, 30))
    >>> day("5/6/2026 10:23 AM"), day("/Date(1769801375307)/"), day("0001-01-01T00:00:00")
    (datetime.date(2026, 5, 6), datetime.date(2026, 1, 30), None)
    >>> day("Wed, 05 Aug 2026 09:41:37 +0000"), day("8 August 2026"), day("2026-08-05 09:41:37 UTC")
    (datetime.date(2026, 8, 5), datetime.date(2026, 8, 8), datetime.date(2026, 8, 5))
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    found = _of_text(value.strip()) if isinstance(value, str) else _of_epoch(value)
    return found if found and found.year >= FIRST_YEAR else None


def _of_text(text: str) -> date | None:
    if epoch := _EPOCH.fullmatch(text):
        return _of_epoch(int(epoch[1]))
    for read in (_of_iso, _of_slashed, _of_words):
        if found := read(text):
            return found
    return None


def _of_epoch(value: float) -> date | None:
    try:
        return (
            datetime.fromtimestamp(value / 1000 if value >= MILLISECONDS_FROM else value, UTC).date()
            if value > 0
            else None
        )
    except (ValueError, OverflowError, OSError):
        return None


def _of_iso(text: str) -> date | None:
    return _date(*found.groups()) if (found := _ISO.match(text) or _COMPACT.match(text)) else None


def _of_slashed(text: str) -> date | None:
    if (found := MONTH_FIRST.match(text)) and (american := _date(found[3], found[1], found[2])):
        return american
    found = _SLASHED.match(text)
    return (_date(found[3], found[2], found[1]) or _date(found[3], found[1], found[2])) if found else None


def _of_words(text: str) -> date | None:
    """Read what dateutil knows; what it fills up from the day that it is lent was not said."""
    if not _WORDED.match(text):
        return None
    try:
        by_day = not _YEAR_FIRST.match(text)
        told = {parse(text, default=lent, dayfirst=by_day, ignoretz=True).date() for lent in (_SOME_DAY, _ANOTHER)}
    except (ValueError, OverflowError):
        return None
    return told.pop() if len(told) == 1 else None


def _date(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
