"""What an advert says of its terms: where one works, pay, grade, and until when one may apply."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from analysis.cv.words import cv_knowledge
from analysis.demands import SIGNS
from analysis.level.orders import is_at_home

TERMS = ("pay", "places", "workplace", "grade", "valid_through")
_PLACES = 3
_PLACE_LETTERS = 40


def terms_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the terms by name, as stated; what the advert does not say is None, or an empty list of places."""
    return {
        "pay": _pay(row), "places": list(dict.fromkeys(_places(row))), "workplace": row["workplace"],
        "grade": _grade(row), "valid_through": row["valid_through"] and row["valid_through"].isoformat(),
    }  # fmt: skip


def _grade(row: Mapping[str, Any]) -> str | None:
    """Return the grade that the board tells, else what is read from the text; abroad that is another word."""
    return row["board_grade"] or (row["grade_value"] if is_at_home(row["grade_scheme"], row["country"]) else None)


def _pay(row: Mapping[str, Any]) -> dict[str, Any] | None:
    least, most = (_figure(row[f"base_salary_{end}"]) for end in ("min", "max"))
    if not least and not most:
        return None
    return {"min": least, "max": most, "currency": row["base_salary_currency"], "unit": row["base_salary_unit"]}


def _figure(amount: Any) -> float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


def _places(row: Mapping[str, Any]) -> Iterator[str]:
    for place in row["job_location"] or ():
        if told := place["locality"] or place["raw"] or place["region"]:
            yield str(told)


def terms_in_words(terms: Mapping[str, Any]) -> str:
    """Return the terms as a person says them; what is not stated is left out.

    >>> terms_in_words({"places": ["Leeds"], "workplace": "hybrid", "grade": "Band 8a", "valid_through": "2026-12-03"})
    'Leeds, hybrid; Band 8a; apply by 3 December 2026'
    """
    told = (_where(terms), pay_in_words(terms.get("pay")), terms.get("grade"), _until(terms.get("valid_through")))
    return "; ".join(one for one in told if one)


def _until(told: str | None) -> str | None:
    if not told:
        return None
    last = date.fromisoformat(told)
    return f"apply by {last.day} {last:%B %Y}"


def _where(terms: Mapping[str, Any]) -> str:
    places, workplace = [_shortened(place) for place in terms.get("places") or ()], terms.get("workplace")
    more = [f"{len(places) - _PLACES} more places"] if len(places) > _PLACES + 1 else []
    shown = places[:_PLACES] + more if more else places
    return ", ".join([*shown, *([_in_words(workplace)] if workplace else [])])


def _shortened(place: str) -> str:
    return place if len(place) <= _PLACE_LETTERS else f"{place[: _PLACE_LETTERS - 1].rstrip(' ,;')}…"


def _in_words(workplace: str) -> str:
    return str(cv_knowledge("wordings")["workplaces"].get(workplace, workplace))


def pay_in_words(pay: Mapping[str, Any] | None) -> str | None:
    """Return pay as stated, in words; None where the advert is silent.

    >>> pay_in_words({"min": 55_000, "max": 62_000, "currency": "GBP", "unit": "YEAR"})
    '£55,000 to £62,000 a year'
    >>> pay_in_words({"min": None, "max": 22.5, "currency": "CHF", "unit": "HOUR"})
    'up to CHF 22.50 an hour'
    """
    if not pay:
        return None
    known = cv_knowledge("wordings")
    ends = {end: _sum_in_words(pay[end], pay["currency"]) for end in ("min", "max") if pay[end]}
    sums = list(dict.fromkeys(ends.values()))
    told = " to ".join(sums) if len(ends) > 1 else known["pay_ends"][next(iter(ends))].format(*sums)
    return f"{told} {known['pay_units'][pay['unit']]}" if pay["unit"] else told


def _sum_in_words(amount: float, currency: str | None) -> str:
    sign = SIGNS.get(currency or "", f"{currency} " if currency else "")
    return f"{sign}{amount:,.0f}" if amount == int(amount) else f"{sign}{amount:,.2f}"
