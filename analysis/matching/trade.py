"""Is an advert in the person's line of work?"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from analysis.cv.words import cv_knowledge
from analysis.families import WORK
from analysis.person import Person


def trade_of(title: str, family: str | None) -> str | None:
    """Return the line of work of a title.

    >>> trade_of("Head of PMO", "pmo"), trade_of("GP Training Programme Director", "programme_manager")
    ('project', None)
    """
    if _elsewhere().search(title):
        return None
    return WORK.get(family or "")


def trade_of_person(person: Person) -> str | None:
    """Return the line of work of the latest role that has one."""
    trades = (trade_of(role.title, role.reading.title_family) for role in reversed(person.in_order))
    return next((trade for trade in trades if trade), None)


def families_of(person: Person) -> list[str] | None:
    """Return the families of titles in the person's line of work; None where any will do."""
    trade = trade_of_person(person)
    return _families_of(trade) if trade else None


def families_beside(family: str) -> list[str]:
    """Return the families of titles in the line of work of `family`, it among them.

    >>> families_beside("product_manager"), families_beside("other")
    (['product_manager'], [])
    """
    return _families_of(WORK[family]) if family in WORK else []


def is_in_trade(person: Person, row: Mapping[str, Any]) -> bool:
    """Say whether what the advert asks can be set against what the person does."""
    own = trade_of_person(person)
    return own is None or trade_of(str(row["title"]), row["title_family"]) == own


def _families_of(trade: str) -> list[str]:
    return [family for family, work in WORK.items() if work == trade]


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile("|".join(cv_knowledge("trades")["elsewhere"]["patterns"]), re.IGNORECASE)
