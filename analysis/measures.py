"""Facets as numbers for the level; what an advert does not say is missing, not zero."""

from collections.abc import Mapping
from functools import cache
from math import log1p
from typing import Any

from analysis.printable import is_missing
from analysis.reading.lexicon import lexicon
from analysis.reading.pay import plausible_pay
from analysis.reading.reading import BOOLEAN_FACETS, RISING_FACETS
from crawler.normal.currencies import scale_of, scales

DEGREES = {"secondary": 0.0, "vocational": 1.0, "bachelor": 2.0, "master": 3.0, "doctorate": 4.0}
MEASURES = (
    "years_experience", "years_managing", "budget", "team_size", "stakeholder_level", "geographic_reach", "education",
    "certifications", "methods", *BOOLEAN_FACETS,
)  # fmt: skip
AFC = {"2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8a": 8, "8b": 9, "8c": 10, "8d": 11, "9": 12}
CIVIL = {"AA": 1, "AO": 2, "EO": 3, "HEO": 4, "SEO": 5, "GRADE 7": 6, "GRADE 6": 7, "SCS": 8}
FAR_ABOVE = {"afc": 2.0, "civil_service": 2.0, "gs": 3.0}
"""So many grades up are more than one step: of the General Schedule many posts of one ladder are two apart."""
YEARLY_AT_LEAST = 15_000
"""A sum as large, in pounds, dollars or euros, that names no unit is meant for a year."""
TIMES_A_YEAR = {"HOUR": 1950.0, "DAY": 225.0, "WEEK": 52.0, "MONTH": 12.0, "YEAR": 1.0}
"""How often pay for each unit is paid in a year of full-time work: 52 weeks of 37.5 hours, 45 of five days."""
RANKS = {"assistant": -1.0, "plain": 0.0, "senior": 1.0, "lead": 1.5, "head": 2.5}


def measures_in(facets: Mapping[str, Any]) -> list[float | None]:
    """Return the measures of one Reading's facets, in the order of MEASURES; None where it is silent.

    Sums of money and counts are on a log scale.

    >>> found = dict(zip(MEASURES, measures_in({"education": {"level": "master"}, "risk": True}), strict=True))
    >>> found["education"], found["risk"], found["change"], found["budget"]
    (3.0, 1.0, 0.0, None)
    """
    budget, education = facets.get("budget") or {}, facets.get("education") or {}
    amounts = {name: facets.get(name) for name in ("years_experience", "years_managing", "team_size")}
    amounts["budget"] = budget.get("amount")
    made: dict[str, float | None] = {
        name: None if amount is None else log1p(float(amount)) for name, amount in amounts.items()
    }
    made |= {name: _place(name, facets.get(name)) for name in ("stakeholder_level", "geographic_reach")}
    made["education"] = DEGREES.get(education.get("level") or "")
    made |= {name: float(min(len(facets.get(name) or ()), 4)) for name in ("certifications", "methods")}
    made |= {name: float(bool(facets.get(name))) for name in BOOLEAN_FACETS}
    return [made[name] for name in MEASURES]


def grade_number(scheme: str | None, value: str | None) -> float | None:
    """Return the place of a public grade on its own scheme's scale.

    >>> grade_number("afc", "8a"), grade_number("gs", "13"), grade_number(None, None)
    (8.0, 13.0, None)
    """
    if not isinstance(scheme, str) or not isinstance(value, str):
        return None
    bare = value.lower().replace("band", "").replace("gs-", "").replace("gs", "").strip()
    if scheme == "afc":
        return _float(AFC.get(bare, AFC.get(bare.rstrip("abcd"))))
    if scheme == "civil_service":
        return _float(CIVIL.get(value.upper()))
    return _float(bare) if bare.isdigit() else None


def yearly(amount: float | None, unit: str | None, currency: str | None) -> float | None:
    """Return pay as if for a full year, for comparing only; None where the unit is neither told nor plain from the sum.

    None too where no such unit pays so much or so little: a slip of the pen.

    >>> yearly(140_000, None, "USD"), yearly(25, "HOUR", "USD"), yearly(25, None, "USD"), yearly(45_000, "HOUR", "USD")
    (140000.0, 48750.0, None, None)
    """
    if amount is None or is_missing(amount):
        return None
    told = currency if isinstance(currency, str) else ""
    meant = unit if isinstance(unit, str) else "YEAR" if amount >= YEARLY_AT_LEAST * scale_of(told) else ""
    if meant not in TIMES_A_YEAR:
        return None
    least, most = plausible_pay(meant, told)
    return float(amount) * TIMES_A_YEAR[meant] if least <= amount <= most else None


@cache
def pay_of_a_year() -> dict[str, Any]:
    """Return what a question in SQL needs to tell the same."""
    lowest, highest = ({unit: bounds[at] for unit, bounds in lexicon("pay")["plausible"].items()} for at in (0, 1))
    maps = {
        "times_a_year": TIMES_A_YEAR,
        "lowest_pay": lowest,
        "highest_pay": highest,
        "scale": scales(),
    }
    told: dict[str, Any] = {
        name: {"key": list(numbers), "value": [float(number) for number in numbers.values()]}
        for name, numbers in maps.items()
    }
    return told | {"yearly_at_least": YEARLY_AT_LEAST}


def _place(facet: str, value: str | None) -> float | None:
    heights = RISING_FACETS[facet]
    return float(heights.index(value)) if value in heights else None


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
