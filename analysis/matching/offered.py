"""What an advert says of its terms: where one works, pay, grade, and until when one may apply."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from analysis.cv.words import cv_knowledge
from analysis.demands import SIGNS

TERMS = ("pay", "places", "workplace", "grade", "valid_through")
_PLACES = 3


def terms_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the terms by name, as stated; what the advert does not say is None, or an empty list of places."""
    return {
        "pay": _pay(row), "places": list(dict.fromkeys(_places(row))), "workplace": row["workplace"],
        "grade": row["grade"], "valid_through": row["valid_through"] and row["valid_through"].isoformat(),
    }  # fmt: skip


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
    places, workplace = list(terms.get("places") or ()), terms.get("workplace")
    more = [f"{len(places) - _PLACES} more places"] if len(places) > _PLACES + 1 else []
    shown = places[:_PLACES] + more if more else places
    return ", ".join([*shown, *([_in_words(workplace)] if workplace else [])])


def _in_words(workplace: str) -> str:
    return str(cv_knowledge("wordings")["workplaces"].get(workplace, workplace))


def pay_in_words(pay: Mapping[str, Any] | None) -> str | None:
    """Return pay as stated, in words; None where the advert is silent.

    >>> pay_in_words({"min": 55_000, "max": 62_000, "currency": "GBP", "unit": "YEAR"})
    '£55,000 to £62,000 a year'
    >>> pay_in_words({"min": None, "max": 22.5, "currency": "CHF", "unit": None})
    'CHF 22.50'
    """
    if not pay:
        return None
    sign = SIGNS.get(pay["currency"] or "", f"{pay['currency']} " if pay["currency"] else "")
    figures = sorted({figure for figure in (pay["min"], pay["max"]) if figure})
    told = " to ".join(
        f"{sign}{figure:,.0f}" if figure == int(figure) else f"{sign}{figure:,.2f}" for figure in figures
    )
    return f"{told} a {pay['unit'].lower()}" if pay["unit"] else told
