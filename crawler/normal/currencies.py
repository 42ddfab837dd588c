"""The one table of money, `data/money.toml`: how currencies are written, what they are worth, what they pay."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from crawler.knowledge import known_words

_MOST_TIMES_PART = 10
"""So many times what is paid for part of the time is the whole at most."""


def money_table() -> Mapping[str, Any]:
    return known_words("money.toml")


@cache
def signs() -> Mapping[str, str]:
    """Return the code of each currency by all that it is written as, in small letters.

    >>> signs()["£"], signs()["gbp"], signs()["pounds"]
    ('GBP', 'GBP', 'GBP')
    """
    currencies = money_table()["currencies"]
    return {sign: code for code, entry in currencies.items() for sign in (code.lower(), *entry["signs"])}


@cache
def per_pound() -> Mapping[str, float]:
    """Return how much of each currency is worth a pound, roughly."""
    return {code: float(entry["pound"]) for code, entry in money_table()["currencies"].items()}


@cache
def scales() -> Mapping[str, float]:
    """Return, of the currencies of which that is not one, how much pays about what one pound, dollar or euro pays."""
    currencies = money_table()["currencies"]
    return {code: float(entry["pays"]) for code, entry in currencies.items() if "pays" in entry}


def scale_of(currency: str | None) -> float:
    """Return how much of a currency pays about what one pound, dollar or euro pays.

    >>> scale_of("EUR"), scale_of("JPY"), scale_of(None)
    (1.0, 100.0, 1.0)
    """
    return scales().get(currency or "", 1.0)


def unit_of_contractors(around: str, amount: float | Decimal) -> Literal["DAY"] | None:
    """Return the day where a sum that a day pays stands among words of contractors, and names no unit.

    >>> unit_of_contractors("(inside IR35)", 650), unit_of_contractors("(inside IR35)", 65_000)
    ('DAY', None)
    """
    told = money_table()["by_the_day"]
    is_of_a_day = told["least"] <= amount <= told["most"]
    return "DAY" if is_of_a_day and re.search(told["pattern"], around, re.IGNORECASE) else None


@cache
def whole_time() -> re.Pattern[str]:
    """Return a pattern of what says that a figure is paid for full-time work."""
    return re.compile(money_table()["whole_time"]["pattern"], re.IGNORECASE)


def is_of_part_time(part: float | Decimal, between: str, whole: float | Decimal, after: str) -> bool:
    """Say whether a figure is paid for a part of the time, as the one in brackets behind it is that of full-time work.

    >>> is_of_part_time(22_000, " (", 36_000, " FTE)"), is_of_part_time(22_000, " (", 36_000, " a year)")
    (True, False)
    """
    before = between.rpartition("(")[2]
    is_told = "(" in between and ")" not in before and whole_time().search(before + after.partition(")")[0])
    return bool(is_told and part < whole <= _MOST_TIMES_PART * part)


def needs_thousands(sign: str) -> bool:
    """Say whether a sign is one letter, which is money only before a number of thousands: "R45,000"."""
    return len(sign) == 1 and sign.isascii() and sign.isalpha()
