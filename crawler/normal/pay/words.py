"""The words that boards write about pay, as the lexicon holds them."""

import re
from functools import cache
from typing import Any

from crawler.knowledge import known_words
from crawler.normal.currencies import money_table
from crawler.posting import SalaryUnit


def lexicon() -> dict[str, Any]:
    return known_words("normal", "pay.toml")


@cache
def pattern_of(*keys: str) -> re.Pattern[str]:
    entry: Any = lexicon()
    for key in keys:
        entry = entry[key]
    return re.compile(entry, re.IGNORECASE)


@cache
def units() -> dict[SalaryUnit, str]:
    """Return how a text about pay alone says what is paid for, where the bare word "hour" does too."""
    bare = lexicon()["bare_units"]
    return {unit: "|".join(filter(None, (told, bare.get(unit)))) for unit, told in money_table()["units"].items()}


@cache
def unit_pattern(unit: SalaryUnit) -> re.Pattern[str]:
    return re.compile(units()[unit], re.IGNORECASE)


def joint_words() -> str:
    return "|".join(map(re.escape, lexicon()["joint"]["words"]))
