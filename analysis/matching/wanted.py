"""What a person looks for: how much of it an advert offers, and which of it is a limit."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pycountry

from analysis.matching.candidates import Wishes
from analysis.measures import TIMES_A_YEAR
from analysis.person import Person
from analysis.profile import Profile, country_code
from analysis.tellings import HEIGHTS, pounds
from crawler.boards import SECTORS
from crawler.exit_codes import WRONG_USE

_SILENT = 0.5


def wishes_of(profile: Profile, **told: Any) -> Wishes:
    """Return the wishes of `profile`: its constraints are limits, but for those `told` otherwise (not None)."""
    limits = profile.constraints
    pay = limits.get("min_salary")
    stated = {
        **{name: limits.get(name) for name in ("country", "workplace", "sector", "scope")},
        "min_salary": _a_year(pay) if pay else None,
        "min_currency": pay["currency"] if pay else None,
        "step": profile.looking_for.get("step"),
    }
    said = {name: value for name, value in told.items() if value is not None}
    if "country" in said:
        said["country"] = country_code(said["country"])
    if "min_salary" in said:
        stated["min_currency"] = None
    return Wishes(**{name: value for name, value in {**stated, **said}.items() if value is not None})


class WishError(Exception):
    """A wish that no advert can fulfil, as it is no word of ours; the message says which are."""

    exit_code = WRONG_USE


def check_wishes(wishes: Wishes) -> None:
    """Refuse a sector or country that does not exist: silence would look like an empty market."""
    if wishes.sector and wishes.sector not in SECTORS:
        raise WishError(f"no sector {wishes.sector!r}; there are: {', '.join(SECTORS)}")
    if wishes.min_salary is not None and not math.isfinite(wishes.min_salary):
        raise WishError(f"a salary of {wishes.min_salary} is no sum of money")
    if wishes.country and pycountry.countries.get(alpha_2=wishes.country.upper()) is None:
        raise WishError(f"{wishes.country!r} is no country code of two letters, such as GB, US or DE")


def wanted(person: Person, row: Mapping[str, Any]) -> float:
    """Return how much of what the person looks for the advert offers; silence is half.

    Who names no sector is taken to stay in those they know.
    """
    told = person.profile.looking_for
    if any(_names(_about(row), word) for word in told.get("avoid") or () if word.strip()):
        return 0.0
    pay, budget = told.get("min_salary") or {}, told.get("min_budget") or {}
    offered = [
        _one_of(told.get("sectors") or list(person.named.get("sector", ())), row["sector"]),
        _one_of(told.get("scope"), row["scope"]),
        _any_of(told.get("country"), row["countries"]),
        _one_of(told.get("workplace"), row["workplace"]),
        _so_high(told.get("stakeholder_level"), row["stakeholder_level"]),
        _at_least(pay and _in_pounds(_a_year(pay), pay["currency"]), _in_pounds(row["salary_year"], row["currency"])),
        _at_least(
            budget and _in_pounds(budget["amount"], budget["currency"]),
            _in_pounds(row["budget_amount"], row["budget_currency"]),
        ),
    ]
    known = [one for one in offered if one is not None]
    return sum(known) / len(known) if known else _SILENT


def _about(row: Mapping[str, Any]) -> str:
    return _spaced(" ".join(str(row[name]) for name in ("title", "firm", "sector", "workplace") if row[name]))


def _names(about: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_spaced(word))}(?!\w)", about) is not None


def _spaced(text: str) -> str:
    """Return a text to compare; names of ours such as "life_sciences" are written with spaces by people."""
    return " ".join(text.casefold().replace("_", " ").split())


def _a_year(pay: Mapping[str, Any]) -> float:
    return float(pay["amount"]) * TIMES_A_YEAR[pay.get("unit", "YEAR")]


def _in_pounds(amount: float | None, currency: str | None) -> float | None:
    return None if amount is None else pounds(amount, currency)


def _one_of(wished: Any, offered: Any) -> float | None:
    if not wished:
        return None
    if offered is None:
        return _SILENT
    return float(offered in ([wished] if isinstance(wished, str) else wished))


def _any_of(wished: Any, offered: Sequence[str]) -> float | None:
    return _one_of(wished, next((one for one in offered if one in (wished or ())), next(iter(offered), None)))


def _so_high(wished: str | None, offered: str | None) -> float | None:
    if wished is None:
        return None
    heights = HEIGHTS["stakeholder_level"]
    return _SILENT if offered is None else float(heights.index(offered) >= heights.index(wished))


def _at_least(wished: Any, offered: float | None) -> float | None:
    if not wished:
        return None
    return _SILENT if offered is None else min(offered / float(wished), 1.0) ** 2
