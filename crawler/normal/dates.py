"""Dates as boards write them, as days."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

MILLISECONDS_FROM = 10**11
"""An epoch from here on counts milliseconds (Lever); as seconds it would be the year 5138."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_WORDED = (
    "%a, %d %b %Y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%A %d %B %Y",
    "%Y/%m/%d", "%Y%m%d",
)  # fmt: skip


def day(value: Any) -> date | None:
    """Return the day a board means: ISO, epoch seconds or milliseconds, RFC 2822, DD/MM/YYYY; None where it is none.

    >>> day(1769801375307), day("2026-07-29T08:50:01-04:00"), day("Posted 30+ Days Ago"), day("25/07/2026")
    (datetime.date(2026, 1, 30), datetime.date(2026, 7, 29), None, datetime.date(2026, 7, 25))
    >>> day("2026-5-3"), day("30-May-2026")
    (datetime.date(2026, 5, 3), datetime.date(2026, 5, 30))
    >>> day("Wed, 05 Aug 2026 09:41:37 +0000"), day("8 August 2026"), day("2026-08-05 09:41:37 UTC")
    (datetime.date(2026, 8, 5), datetime.date(2026, 8, 8), datetime.date(2026, 8, 5))
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not isinstance(value, str):
        return _of_epoch(value)
    text = value.strip()
    if text.isdigit() and len(text) in (10, 13):
        return _of_epoch(int(text))
    for read in (_of_iso, _of_slashed, _of_rfc_2822, _of_words):
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
    return _date(*found.groups()) if (found := _ISO.match(text)) else None


def _of_slashed(text: str) -> date | None:
    found = _SLASHED.match(text)
    return (_date(found[3], found[2], found[1]) or _date(found[3], found[1], found[2])) if found else None


def _of_rfc_2822(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if "," in text[:5] or ":" in text else None
    except (ValueError, TypeError):
        return None


def _of_words(text: str) -> date | None:
    for form in _WORDED:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _date(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
