"""The base salary that an advert states; bonuses and allowances are not pay."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from analysis.reading.body import Body, Found
from analysis.reading.lexicon import cues_of, lexicon, pattern_in, pattern_of
from analysis.reading.money import Sum, find_sums
from crawler.normal.currencies import is_of_part_time, money_table, scale_of, unit_of_contractors

_OF_TERMS = ("offer", "heading", "process", "summary")
_ANYWHERE = (*_OF_TERMS, "required", "preferred", "responsibility", "employer")
_BEFORE = 110
"""So far ahead of a sum stands what it is paid for, in letters."""
_NAMED_ONLY = ("DAY", "MONTH")
"""A sum of this size without a unit is an allowance or a misprint more often than pay."""
_pattern = partial(pattern_in, "pay")


@cache
def _units() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((unit, pattern_of(pattern)) for unit, pattern in money_table()["units"].items())


def find_pay(body: Body) -> Iterator[Found]:
    """Yield every sum that is stated as base pay: in the terms of the job, or elsewhere where it is called so."""
    for number in body.numbers_with(cues_of("pay"), _ANYWHERE):
        start, end = body.bounds(number)
        of_terms = body.sections[number] in _OF_TERMS
        text = body.texts[number]
        named = _pattern("called_pay").search(text) or (
            of_terms and (_pattern("pay").search(text) or _pattern("opens").search(text) or _follows_pay(body, number))
        )
        if named or (of_terms and end - start < 60):
            yield from _in_line(body, start, end, named=bool(named))


def _follows_pay(body: Body, number: int) -> bool:
    return number > 0 and bool(_pattern("called_pay").search(body.texts[number - 1]))


def _in_line(body: Body, start: int, end: int, *, named: bool) -> Iterator[Found]:
    sums = list(find_sums(body.folded, start, end))
    for number, found in enumerate(sums):
        if _is_of_part_time(body.folded, *sums[number : number + 2]):
            continue
        before = body.folded[max(start, found.start - _BEFORE) : found.start]
        after = body.folded[found.end : min(end, found.end + 30)]
        beside = body.folded[found.end - 2 : min(end, found.end + 20)]
        value = _value(found, before, after) if named or found.high > found.low else None
        paid_for = re.split(r"[.;,](?= )", before)[-1] + _pattern("beside").split(beside)[0]
        if value and not _pattern("not_pay").search(paid_for):
            yield Found("base_salary", value, found.start, found.end, "pay.sum")


def _is_of_part_time(text: str, part: Sum, whole: Sum | None = None) -> bool:
    after = text[whole.end : whole.end + 24] if whole else ""
    return bool(whole and is_of_part_time(part.high, text[part.end - 1 : whole.start], whole.high, after))


def _value(found: Sum, before: str, after: str) -> dict[str, object] | None:
    named = _named_unit(before, after) or unit_of_contractors(before + after, found.high)
    unit = named if named and not _is_yearly(found) else _unit_by_size(found)
    if not _is_plausible(found, unit) or (unit in _NAMED_ONLY and not named and not _is_monthly(found)):
        return None
    low: float | None = found.low
    high: float | None = found.high
    if found.low == found.high and _pattern("upper").search(before):
        low = None
    elif found.low == found.high and _pattern("lower").search(before):
        high = None
    return {"min": _whole(low), "max": _whole(high), "currency": found.currency, "unit": unit}


def _named_unit(before: str, after: str) -> str | None:
    """Return the unit that is named first after the sum, or else anywhere before it."""
    following = [(match.start(), unit) for unit, pattern in _units() if (match := pattern.search(after))]
    if following:
        return min(following)[1]
    return next((unit for unit, pattern in _units() if pattern.search(before)), None)


def plausible_pay(unit: str, currency: str) -> tuple[float, float]:
    """Return the least and the most that `unit` pays in `currency`.

    >>> plausible_pay("HOUR", "GBP"), plausible_pay("HOUR", "JPY")
    ((4.0, 500.0), (400.0, 50000.0))
    """
    least, most = lexicon("pay")["plausible"][unit]
    return least * scale_of(currency), most * scale_of(currency)


def _is_plausible(found: Sum, unit: str) -> bool:
    least, most = plausible_pay(unit, found.currency)
    return bool(least <= found.high <= most and found.low >= least / 4)


def _is_yearly(found: Sum) -> bool:
    """Tell whether no month pays so much: "salary/hourly range $94,300 to $176,040" is a year's pay."""
    _, most = plausible_pay("MONTH", found.currency)
    return bool(found.high >= most)


def _is_monthly(found: Sum) -> bool:
    """Tell whether this is a month's pay where nobody says so: "salary range $5,204 - $9,310"."""
    told = lexicon("pay")["monthly"].get(found.currency)
    if told is None or (told.get("only_ranges") and found.low == found.high):
        return False
    least, most = told["from"]
    return bool(least <= found.low <= most and found.high <= told["up_to"])


def _unit_by_size(found: Sum) -> str:
    if _is_monthly(found):
        return "MONTH"
    scale = scale_of(found.currency)
    units: Mapping[str, float] = lexicon("pay")["by_size"]
    return next(unit for unit, least in units.items() if found.high >= least * scale)


def _whole(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount


def settled_pay(found: list[Found]) -> tuple[dict[str, Any], list[Found]]:
    """Return the pay that holds, and what its bounds were read from.

    Of several ranges it is the lowest minimum and the highest maximum of the first currency. A later sum in another
    unit is the same pay told again. What is the most somewhere is nowhere the least.
    """
    first = found[0].value
    alike = [one for one in found if (one.value["currency"], one.value["unit"]) == (first["currency"], first["unit"])]
    ranges = [one for one in alike if None not in one.value.values() and one.value["min"] != one.value["max"]] or alike
    mosts = {one.value["max"] for one in ranges if one.value["min"] is None}
    lows = [one.value["min"] for one in ranges if one.value["min"] not in {None, *mosts}]
    highs = [one.value["max"] for one in ranges if one.value["max"] is not None]
    bounds = {"min": min(lows, default=None), "max": max(highs, default=None)}
    because = [one for one in ranges if any(one.value[end] == bounds[end] is not None for end in bounds)]
    return first | bounds, because
