"""Pay as boards write it: the figures that a text states, never annualised and never guessed."""

import html
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from crawler.normal.currencies import is_of_part_time, money_table, scale_of, unit_of_contractors
from crawler.normal.pay.figures import figures_in
from crawler.normal.pay.ranges import Range, ranges_of
from crawler.normal.pay.signs import currency_of, sign_after
from crawler.normal.pay.units import first_unit
from crawler.normal.pay.words import pattern_of
from crawler.normal.told import told
from crawler.posting import Money, SalaryUnit

MOST_LETTERS = 4_000
"""A statement of pay is read as far as that."""
MOST_AN_HOUR = 200
"""A figure below it, without a unit, can only be an hourly rate."""
SURELY_A_YEAR = 10_000
"""Beside such a figure a small one is no hour's pay, but a slip of the pen: "£20-00 - £25,000"."""
MOST_TIMES_APART = 20
"""Figures further apart are no row of one pay."""


def pay_in(text: Any, country: str | None = None) -> Money | None:
    """Return the salary that a text states, or None where it states no figure.

    >>> pay_in("Band 7 £37,890 to £44,503 a year pa").max, pay_in("up to £60k").min, pay_in("Competitive")
    (Decimal('44503'), None, None)
    >>> pay_in("USD$101,000 per year - USD$112,500 per year").max
    Decimal('112500')
    >>> pay_in("£14.66-£19.03 per hour dependent on experience").unit
    'HOUR'
    >>> pay_in("Day rate £22.64 p/h, night rate £28.33 p/h").max
    Decimal('28.33')
    """
    text = (told(text) or "")[:MOST_LETTERS]
    if not any(char.isdigit() for char in text):
        return None
    raw = html.unescape(text).replace("\u200b", "").strip()
    text = pattern_of("slip", "pattern").sub(",", pattern_of("telephone", "pattern").sub(" ", raw))
    stated = _stated(text, ranges_of(text, figures_in(text)))
    if not stated:
        return None
    span = _of_whole_time(text, stated) or _with_further(text, stated)
    return Money(
        raw=raw,
        min=span.low,
        max=span.high,
        currency=currency_of(_sign_of(text, span), country),
        unit=_unit_of(text, span),
        origin="text",
    )


def _stated(text: str, ranges: Iterator[Range]) -> list[Range]:
    """Leave out bonuses, allowances and what else is not the salary, unless nothing else is stated.

    What a good year brings does not stand in its place: on-target earnings alone tell no salary.
    """
    found = list(ranges)
    ends = [_label_end(text, one) for one in found]
    bare = [(one, since) for one, end, since in zip(found, ends, [0, *ends], strict=False) if end == one.end]
    salaries = [one for one, since in bare if not _is_other(text, one, since)]
    if salaries or any(_is_on_target(text, one) for one in found):
        return salaries
    return [one for one, _ in bare] or found[:1]


def _label_end(text: str, span: Range) -> int:
    """Return where the label ends that says right after a figure that it is no salary; the figure's end without one."""
    label = pattern_of("other_after", "pattern").match(text[span.end : span.end + 48])
    return span.end + (label.end() if label else 0)


def _is_other(text: str, span: Range, since: int) -> bool:
    """Say whether what stands before a figure, after the label of another, makes it no salary."""
    before = text[max(since, span.start - 48) : span.start]
    return bool(pattern_of("other_before", "pattern").search(before))


def _is_on_target(text: str, span: Range) -> bool:
    before = pattern_of("other_before", "pattern").search(text[max(0, span.start - 48) : span.start])
    labels = (before[0] if before else "", text[span.end : _label_end(text, span)])
    return any(map(pattern_of("on_target", "pattern").search, labels))


def _with_further(text: str, stated: list[Range]) -> Range:
    """Return the first statement; a row of single figures in one money and unit is one: a day and a night rate."""
    span, unit = stated[0], _unit_of(text, stated[0])
    points = [span]
    for one in stated[1:]:
        is_alike = one.currency == span.currency and _unit_of(text, one) == unit
        is_row = is_alike and _is_point(span) and _is_point(one) and _are_of_one_size(span, one)
        if not is_row or _is_retold(text, points[-1], one):
            break
        points.append(one)
    values = [one.low for one in points if one.low is not None]
    return replace(span, low=min(values), high=max(values), end=points[-1].end) if len(points) > 1 else span


def _of_whole_time(text: str, stated: list[Range]) -> Range | None:
    """Return the pay of full-time work, where it stands in brackets behind what is paid for a part of the time."""
    if len(stated) < 2:
        return None
    part, whole = stated[:2]
    least, most = part.high or part.low or Decimal(0), whole.high or whole.low or Decimal(0)
    if not is_of_part_time(least, text[part.end : whole.start], most, text[whole.end : whole.end + 24]):
        return None
    return whole if part.low else replace(whole, low=None)


def _sign_of(text: str, span: Range) -> str | None:
    """Return the sign of a range; after one of many countries ("$") a code may say which of them."""
    told_apart = money_table()["by_country"].get(span.currency, {}).values()
    after = sign_after(text, span.end) if told_apart else None
    return after if after and currency_of(after, None) in told_apart else span.currency


def _is_point(span: Range) -> bool:
    return span.low is not None and span.low == span.high


def _are_of_one_size(span: Range, other: Range) -> bool:
    low, high = sorted(one.low or Decimal(0) for one in (span, other))
    return high <= MOST_TIMES_APART * low


def _is_retold(text: str, span: Range, following: Range) -> bool:
    """Say whether two figures are one pay in two ways: whole and part time, with and without something."""
    beside = text[span.end : following.start] + text[following.end : following.end + 24]
    return bool(pattern_of("retold", "pattern").search(beside))


def _unit_of(text: str, span: Range) -> SalaryUnit | None:
    """Return the unit nearest after the figures, else anywhere, of those that figures of this size can be paid for."""
    value = span.high or span.low or Decimal(0)
    times = scale_of(currency_of(span.currency, None))
    if (near := first_unit(text[span.end : span.end + 24], 0, value, times)) is not None:
        return near
    for start in (span.start, 0):
        if (found := first_unit(text, start, value, times)) is not None:
            return found
    if day := unit_of_contractors(text, value):
        return day
    if value >= MOST_AN_HOUR or (value == int(value) and _tells_a_year(text)):
        return None
    around = text[max(0, span.start - 16) : span.end + 24]
    return None if pattern_of("by_the_piece", "pattern").search(around) else "HOUR"


@lru_cache(maxsize=64)
def _tells_a_year(text: str) -> bool:
    # Kept, because each figure of a text asks.
    return any(figure.value >= SURELY_A_YEAR for figure in figures_in(text))
