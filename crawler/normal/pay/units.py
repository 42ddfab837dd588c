"""What is paid for: an hour, a day, a week, a month or a year."""

import re
from bisect import bisect_left
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from crawler.normal.pay.words import lexicon, pattern_of, unit_pattern
from crawler.normal.told import told
from crawler.posting import SalaryUnit

MOST_PAID: dict[SalaryUnit, int] = {"HOUR": 1_000, "DAY": 5_000, "WEEK": 10_000, "MONTH": 100_000, "YEAR": 10**9}
"""Larger figures are not paid for so short a time; of small money so many times more are."""

_SEVERAL = re.compile(
    r"\b(?:bi|semi)[- ]?(?:week|month)|^\s*(?!1(?:\.0+)?(?![\d.]))\d+(?:\.\d+)?[\s_-]*[^\W\d_]+\s*$", re.IGNORECASE
)
"""Two weeks or half a year: "Bi-Weekly", "6 MONTH"."""


def unit(text: Any) -> SalaryUnit | None:
    """Return what a word of a field says the figures are paid for.

    >>> unit("per-year-salary"), unit("1 MONTH"), unit("NONE"), unit("PH")
    ('YEAR', 'MONTH', None, 'HOUR')
    >>> unit("jährlich"), unit("mois")
    ('YEAR', 'MONTH')
    >>> unit("Bi-Weekly") is unit("semimonthly") is unit("2 WEEK") is unit("0.5 YEAR") is None
    True
    """
    text = told(text) or ""
    if _SEVERAL.search(text):
        return None  # every other week: no unit of schema.org's
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = [lexicon()["words"][word] for word in words if word in lexicon()["words"]]
    return cast("SalaryUnit", found[0]) if found else None


def unit_in(text: str, figure: Decimal) -> SalaryUnit | None:
    """Return what prose says that a figure so large is paid for: in other units it speaks of other things.

    >>> unit_in("An annual range, your bonus is paid monthly", Decimal(60_000)), unit_in("A month's pay", Decimal(900))
    ('YEAR', None)
    """
    patterns: dict[SalaryUnit, re.Pattern[str]] = {
        "HOUR": unit_pattern("HOUR"),
        "YEAR": unit_pattern("YEAR"),
        "MONTH": pattern_of("month_in_prose", "pattern"),
    }
    return next((one for one, pattern in patterns.items() if figure < MOST_PAID[one] and pattern.search(text)), None)


def unit_at(text: str, start: int) -> str | None:
    """Return the unit that stands right after a figure."""
    after = text[start : start + 24].lstrip()
    return next((name for name in MOST_PAID if unit_pattern(name).match(after)), None)


def first_unit(text: str, start: int, value: Decimal, times: float) -> SalaryUnit | None:
    """Return the unit that is named first from `start` on, of those that so much can be paid for."""
    found = [
        (starts[place], name)
        for name, starts in _starts_of_units(text).items()
        if value < MOST_PAID[name] * times and (place := bisect_left(starts, start)) < len(starts)
    ]
    return min(found)[1] if found else None


@lru_cache(maxsize=64)
def _starts_of_units(text: str) -> dict[SalaryUnit, list[int]]:
    # Kept, because each figure of a text asks: else the time would grow with figures times letters.
    return {name: [one.start() for one in unit_pattern(name).finditer(text)] for name in MOST_PAID}
