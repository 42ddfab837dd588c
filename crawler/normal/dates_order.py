"""Which part of "05/08/2026" is the day: what the other dates of the same advert or file prove, else their country."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Literal

from crawler.knowledge import known_words
from crawler.normal.dates import MONTH_FIRST, day

First = Literal["day", "month"]
_PARTS = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")


def first_part(stated: Iterable[Any], countries: Collection[str] = ()) -> First | None:
    """Return which part comes first in dates of one origin; None where nothing tells, or all is contradicted.

    Before an hour of AM or PM the month comes first, unless a date beside it proves otherwise.

    >>> first_part(["08/05/2026", "08/25/2026"], ["GB"]), first_part(["08/05/2026"], ["GB"]), first_part(["08/05/2026"])
    ('month', 'day', None)
    """
    texts = [one for one in stated if isinstance(one, str)]
    parts = [(int(found[1]) > 12, int(found[2]) > 12) for text in texts if (found := _PARTS.match(text))]
    proven: set[First] = {"day" if is_first else "month" for is_first, is_second in parts if is_first != is_second}
    if proven:
        return proven.pop() if len(proven) == 1 else None
    if any(map(MONTH_FIRST.match, texts)):
        return "month"
    habits = set(map(_habit, countries))
    return habits.pop() if len(habits) == 1 else None


def day_in(value: Any, first: First | None) -> date | None:
    """Return the day that `day` does; of one whose month could be its day, that of the order `first`, else none.

    >>> day_in("08/05/2026", "month"), day_in("08/05/2026", None), day_in("5/5/2026", None)
    (datetime.date(2026, 8, 5), None, datetime.date(2026, 5, 5))
    """
    if not is_unsettled(value):
        return day(value)
    found = _PARTS.match(value)
    if found is None or first is None:
        return None
    month, number = (found[1], found[2]) if first == "month" else (found[2], found[1])
    return day(f"{found[3]}-{month}-{number}")


def is_unsettled(value: Any) -> bool:
    """Say whether a date's month could be its day."""
    found = _PARTS.match(value) if isinstance(value, str) else None
    return found is not None and int(found[1]) != int(found[2]) and max(int(found[1]), int(found[2])) <= 12


def _habit(country: str) -> First | None:
    habits = _habits()
    if country in habits["either"]:
        return None
    return "month" if country in habits["month"] else "day"


def _habits() -> dict[str, list[str]]:
    return known_words("normal", "dates.toml")
