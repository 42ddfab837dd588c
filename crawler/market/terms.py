"""The terms of an invented job: pay, grade, hours and place of work; what is published as fields and what is said."""

from dataclasses import dataclass, field
from math import exp
from random import Random
from typing import Any

from crawler.market.bank import words
from crawler.market.shapes import MarketFirm
from crawler.market.slots import grade_of


@dataclass
class Terms:
    """Fields that a platform may publish, lines that the advert says, and what these lines state."""

    fields: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)


def draw_terms(rng: Random, firm: MarketFirm, level: float, place: str) -> Terms:
    """Draw pay, hours and place of work; pay follows `level`, noisily."""
    terms = Terms()
    hours = rng.choices(("FULL_TIME", "PART_TIME", "TEMPORARY", "CONTRACTOR"), (78, 6, 11, 5 if not firm.grades else 0))
    if firm.grades:
        _graded_pay(terms, rng, firm, level)
    else:
        _market_pay(terms, rng, firm, level, unit="DAY" if hours == ["CONTRACTOR"] else "YEAR")
    _say(terms, rng, "employment_type", "employment", hours[0], place)
    weights = (30, 65, 5) if firm.sector in {"construction", "healthcare"} else (15, 60, 25)
    _say(terms, rng, "workplace", "workplace", rng.choices(("on_site", "hybrid", "remote"), weights)[0], place)
    return terms


def _say(terms: Terms, rng: Random, name: str, bank: str, value: str, place: str) -> None:
    if rng.random() < 0.6:
        terms.fields[name] = value
    if rng.random() < 0.55:
        terms.lines.append(rng.choice(words("boilerplate")[bank][value]).format(place=place))
        terms.states[name] = [value] if name == "employment_type" else value


def _graded_pay(terms: Terms, rng: Random, firm: MarketFirm, level: float) -> None:
    scheme = firm.grades or ""
    step = grade_of(scheme, level + rng.gauss(0, 0.18))
    grade = words("slots")["grades"][scheme]["text"].format(value=step["value"])
    low, high = step["pay"]
    terms.fields |= {"grade": grade} | _pay_fields(firm, low, high, "YEAR")
    if rng.random() < 0.85:
        line = rng.choice(words("boilerplate")["pay"]["graded"])
        terms.lines.append(line.format(grade=grade, **_written(rng, firm, low, high)))
        terms.states["grade"] = {"scheme": scheme, "value": grade}
        terms.states["base_salary"] = _stated(firm, low, high, "YEAR")


def _market_pay(terms: Terms, rng: Random, firm: MarketFirm, level: float, unit: str) -> None:
    year = words("names")["countries"][firm.country]["pay"] * exp(0.24 * level + firm.pay + rng.gauss(0, 0.06))
    low, high = _span(year, unit, rng)
    if rng.random() < 0.55:
        terms.fields |= _pay_fields(firm, low, high, unit)
    if rng.random() < 0.6:
        _say_pay(terms, rng, firm, (low, high), unit)


def _span(year: float, unit: str, rng: Random) -> tuple[int, int]:
    if unit == "DAY":
        middle = round(year / 210 * 1.6 / 25) * 25
        return middle, middle + rng.choice((25, 50, 75))
    low = round(year * 0.95 / 500) * 500
    return low, round(low * rng.choice((1.08, 1.12, 1.2)) / 500) * 500


def _say_pay(terms: Terms, rng: Random, firm: MarketFirm, span: tuple[int, int], unit: str) -> None:
    form = rng.choices(("span", "upto", "single"), (80, 10, 10))[0] if unit == "YEAR" else "span"
    lines = words("boilerplate")["pay"][unit if form == "span" else form]
    terms.lines.append(rng.choice(lines).format(**_written(rng, firm, *span)))
    low: int | None = span[0] if form != "upto" else None
    high = span[1] if form != "single" else span[0]
    terms.states["base_salary"] = _stated(firm, low, high, unit)


def _written(rng: Random, firm: MarketFirm, low: int, high: int) -> dict[str, str]:
    sign = words("names")["countries"][firm.country]["sign"]
    if low % 1000 == 0 and high % 1000 == 0 and rng.random() < 0.3:
        return {"low": f"{sign}{low // 1000}k", "high": f"{sign}{high // 1000}k"}
    return {"low": f"{sign}{low:,}", "high": f"{sign}{high:,}"}


def _currency(firm: MarketFirm) -> str:
    return str(words("names")["countries"][firm.country]["currency"])


def _stated(firm: MarketFirm, low: int | None, high: int, unit: str) -> dict[str, Any]:
    return {"min": low, "max": high, "currency": _currency(firm), "unit": unit}


def _pay_fields(firm: MarketFirm, low: int, high: int, unit: str) -> dict[str, Any]:
    return {"salary_min": low, "salary_max": high, "salary_currency": _currency(firm), "salary_unit": unit}
