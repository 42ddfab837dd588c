"""Pay as boards write it: the figures that a text states, never annualised and never guessed."""

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, cast

from crawler.knowledge import knowledge
from crawler.normal.told import told
from crawler.posting import Money, SalaryUnit

Origin = Literal["structured", "text", "predicted"]
MOST_AN_HOUR = 200
"""A figure below it, without a unit, can only be an hourly rate."""
LEAST_AN_HOUR = 7
"""A bare number below it before "per hour" is a count of something."""
MOST_PAID: dict[SalaryUnit, int] = {"HOUR": 1_000, "DAY": 5_000, "WEEK": 10_000, "MONTH": 100_000, "YEAR": 10**9}
"""Larger figures are not paid for so short a time."""
LEAST_BARE = 4_000
"""A bare number below it, without currency, thousands or unit, is a band, a step or a week's hours."""
YEARS = range(1990, 2100)


@dataclass(frozen=True)
class _Figure:
    """One number of a text that may be pay."""

    value: Decimal
    start: int
    end: int
    currency: str | None
    is_written: bool
    """Written as money is: thousands apart, "k", or pence."""
    scale: int = 1
    """What it is counted in: 1,000 for "60k"."""


@dataclass(frozen=True)
class _Range:
    """What stands between the first and the last figure of a statement."""

    low: Decimal | None
    high: Decimal | None
    start: int
    end: int
    currency: str | None


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
    text = told(text)
    if not text or not any(char.isdigit() for char in text):
        return None
    raw = html.unescape(text).replace("\u200b", "").strip()
    text = _pattern("telephone", "pattern").sub(" ", raw)
    stated = _stated(text, _ranges(text, _figures(text)))
    if not stated:
        return None
    span = _with_further(text, stated)
    return Money(
        raw=raw,
        min=span.low,
        max=span.high,
        currency=_currency(span.currency, country),
        unit=_unit_of(text, span),
        origin="text",
    )


def money(
    raw: Any,
    low: Any,
    high: Any,
    currency: Any,
    unit_text: Any = None,
    origin: Origin = "structured",
) -> Money | None:
    """Return a salary published as fields; zero and nonsense are no figures.

    >>> money("", "60000", None, "eur", "per-year-salary").raw
    '60000 EUR per-year-salary'
    """
    figures = [_number(low), _number(high)]
    if not any(figures):
        return None
    if all(figures):
        figures.sort()
    code, unit_text = (told(currency) or "").strip().upper(), told(unit_text)
    shown = "-".join(str(figure) for figure in figures if figure)
    stated = " ".join(part for part in (shown, code, unit_text) if part)
    known = code if re.fullmatch("[A-Z]{3}", code) else _lexicon()["currencies"].get(code.lower())
    return Money(
        raw=told(raw) or stated, min=figures[0], max=figures[1], currency=known, unit=unit(unit_text), origin=origin
    )


def unit(text: Any) -> SalaryUnit | None:
    """Return what a word of a field says the figures are paid for.

    >>> unit("per-year-salary"), unit("1 MONTH"), unit("NONE"), unit("PH")
    ('YEAR', 'MONTH', None, 'HOUR')
    >>> unit("Bi-Weekly") is unit("semimonthly") is None
    True
    """
    if re.search(r"\b(?:bi|semi)[- ]?(?:week|month)", told(text) or "", re.IGNORECASE):
        return None  # every other week: no unit of schema.org's
    words = re.findall("[a-z]+", (told(text) or "").lower())
    found = [_lexicon()["words"][word] for word in words if word in _lexicon()["words"]]
    return cast("SalaryUnit", found[0]) if found else None


_POINT_APART = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+,\d{1,2}")
"""A text of figures as most of Europe writes them."""


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str) and _POINT_APART.fullmatch(value.strip()):
        value = value.replace(".", "").replace(",", ".")
    try:
        number = Decimal(str(value)) if value not in (None, "") else Decimal(0)
        return number if number > 0 and number.is_finite() else None
    except InvalidOperation:
        found = pay_in(str(value))
        return (found.min or found.max) if found else None


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(knowledge("normal", "pay.toml").read_text(encoding="utf-8"))


@cache
def _pattern(*keys: str) -> re.Pattern[str]:
    entry: Any = _lexicon()
    for key in keys:
        entry = entry[key]
    return re.compile(entry, re.IGNORECASE)


@cache
def _number_pattern() -> re.Pattern[str]:
    signs = sorted(_lexicon()["currencies"], key=len, reverse=True)
    sign = "|".join(re.escape(one) if not one.isalpha() else rf"\b{one}\b" for one in signs)
    apart = r"[ ,.'\u00a0\u202f\u2019]"
    digits = (
        rf"\d{{1,3}}(?:{apart}\s?\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"  # 60,000 60.000,00 60 000 110'000
        r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 25,00,000
        r"|\d+(?:[.,]\d{1,2}(?!\d))?"
    )
    scale = _lexicon()["scale"]
    # "8a" is a band.
    return re.compile(
        rf"(?P<before>(?:{sign}){{1,2}})?\s?(?<![\d.,])(?<!\w)(?P<digits>{digits})(?![.,]?\d)(?![a-d]\b)(?:,-+)?"
        rf"(?:\s?(?:(?P<k>{scale['thousands']})|(?P<lakh>{scale['lakhs']})|(?P<million>{scale['millions']})))?"
        rf"(?P<after>\s?(?:{sign})(?!\s?\d))?"
        rf"(?!\s?(?:%|weeks?\b|wks?\b|months?\b|days?\b|years\b|hours\b|hrs\b|{scale['no_pay']}))",
        re.IGNORECASE,
    )


def _figures(text: str) -> list[_Figure]:
    """Return the numbers that are written as money is, or stand in a range with one that is."""
    figures = (_figure(found) for found in _number_pattern().finditer(text) if _is_counted_as_pay(found))
    return [one for one in figures if _is_pay(text, one) or not _pattern("label", "pattern").search(text[: one.start])]


def _is_counted_as_pay(found: re.Match[str]) -> bool:
    """Say whether millions can be pay: of yen, not of pounds."""
    sign = _lexicon()["currencies"].get(_sign(found) or "")
    return not found["million"] or sign in _lexicon()["scale"]["in_millions"]


def _figure(found: re.Match[str]) -> _Figure:
    digits = found["digits"]
    pence = re.search(r"[.,]\d{1,2}$", digits)
    whole = re.sub(r"\D", "", digits[: pence.start()] if pence else digits)
    scale = 1000 if found["k"] else 100_000 if found["lakh"] else 1_000_000 if found["million"] else 1
    value = Decimal(f"{whole}.{pence[0][1:]}" if pence else whole) * scale
    is_written = scale > 1 or bool(re.search(r"\d\D\s?\d{3}(?!\d)", digits) or re.search(r"\.\d\d$", digits))
    return _Figure(value, found.start(), found.end(), _sign(found), is_written, scale)


def _sign(found: re.Match[str]) -> str | None:
    """Return the currency beside a figure; in "$110,000 CAD" the second says which dollars."""
    before, after = _sign_of(found["before"] or ""), _sign_of(found["after"] or "")
    return after if before is None or (after and before in _lexicon()["by_country"]) else before


def _sign_of(text: str) -> str | None:
    """Return the currency that "US$", "££" or "USD$" begins with."""
    sign = text.strip().lower()
    return max((one for one in _lexicon()["currencies"] if sign.startswith(one)), key=len, default=None)


@cache
def _joint() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _lexicon()["joint"]["words"]))
    return re.compile(rf"[\s.]*(?:[-–—−~/]+|\b(?:{words})\b)*[\s.]*", re.IGNORECASE)


_DASHES = ("-", "–", "—")
_ASIDE = re.compile(r"\([^)]*\)|\b(?:rising|up(?=to)|up|increasing)|[()]", re.IGNORECASE)


def _ranges(text: str, figures: list[_Figure]) -> Iterator[_Range]:
    """Join the figures that stand as "a to b", and those that stand in a row of pay points."""
    together: list[_Figure] = []
    for figure in figures:
        if together and not _is_joint(text[together[-1].end : figure.start], together, figure):
            yield from _spans(text, together)
            together = []
        together.append(figure)
    yield from _spans(text, together)


def _is_joint(between: str, together: list[_Figure], figure: _Figure) -> bool:
    """Say whether a figure goes on from the one before it: after two, only a row of points "a / b / c" does."""
    if len(together) > 1:
        is_rising = together[0].value < together[-1].value < figure.value
        return between.strip() == "/" or (is_rising and between.strip() in _DASHES)
    if not between.strip():
        return together[-1].is_written
    for name in _lexicon()["units"]:
        between = _pattern("units", name).sub("", between)
    return bool(_joint().fullmatch(_ASIDE.sub("", between)))


def _spans(text: str, together: list[_Figure]) -> list[_Range]:
    if len(together) < 2:
        return [_alone(text, one) for one in together if _is_pay(text, one)]
    figures = _in_one_scale(together)
    low, high = min(one.value for one in figures), max(one.value for one in figures)
    if high > 20 * low or not any(_is_pay(text, one) for one in figures):
        return [_alone(text, one) for one in together if _is_pay(text, one)]
    sign = next((one.currency for one in figures if one.currency), None)
    return [_Range(low, high, figures[0].start, figures[-1].end, sign)]


def _in_one_scale(figures: list[_Figure]) -> list[_Figure]:
    """Read "£38-£41,000" and "130-150k" as both ends mean it."""
    last = figures[-1]
    return [replace(one, value=one.value * times) if (times := _lost_scale(one, last)) else one for one in figures]


def _lost_scale(figure: _Figure, last: _Figure) -> int | None:
    """Return what a figure is counted in, where only the last one of its range says it."""
    times = max(last.scale, 1000)
    is_short = figure.scale == 1 and figure.value * times <= last.value < figure.value * times * 20
    return times if is_short and figure.value == int(figure.value) else None


def _alone(text: str, figure: _Figure) -> _Range:
    before = text[: figure.start]
    low = None if _pattern("upper", "pattern").search(before) else figure.value
    is_least = _pattern("lower", "pattern").search(before) or _pattern("open_end", "pattern").match(text[figure.end :])
    high = None if low and is_least else figure.value
    return _Range(low, high, figure.start, figure.end, figure.currency)


def _is_pay(text: str, figure: _Figure) -> bool:
    """Say whether a number is written as money is; a bare one only where it is large, or so much an hour."""
    if figure.currency or figure.is_written:
        return True
    if figure.value >= LEAST_BARE:
        return figure.value not in YEARS
    return figure.value >= LEAST_AN_HOUR and _pattern("units", "HOUR").match(text[figure.end :].lstrip()) is not None


def _stated(text: str, ranges: Iterator[_Range]) -> list[_Range]:
    """Leave out bonuses, allowances and what else is not the salary, unless nothing else is stated."""
    found = list(ranges)
    return [one for one in found if not _is_other(text, one)] or found[:1]


def _with_further(text: str, stated: list[_Range]) -> _Range:
    """Return the first statement; a row of single figures in one money and unit is one: a day and a night rate."""
    span, unit = stated[0], _unit_of(text, stated[0])
    points = [span]
    for one in stated[1:]:
        is_alike = one.currency == span.currency and _unit_of(text, one) == unit
        if not (is_alike and _is_point(span) and _is_point(one)) or _is_retold(text, points[-1], one):
            break
        points.append(one)
    values = [one.low for one in points if one.low is not None]
    return replace(span, low=min(values), high=max(values), end=points[-1].end) if len(points) > 1 else span


def _is_point(span: _Range) -> bool:
    return span.low is not None and span.low == span.high


def _is_retold(text: str, span: _Range, following: _Range) -> bool:
    """Say whether two figures are one pay in two ways: whole and part time, with and without something."""
    beside = text[span.end : following.start] + text[following.end : following.end + 24]
    return bool(_pattern("retold", "pattern").search(beside))


def _is_other(text: str, span: _Range) -> bool:
    before, after = text[max(0, span.start - 48) : span.start], text[span.end : span.end + 32]
    return bool(_pattern("other_before", "pattern").search(before) or _pattern("other_after", "pattern").match(after))


def _currency(sign: str | None, country: str | None) -> str | None:
    if sign is None:
        return None
    local = _lexicon()["by_country"].get(sign, {}).get(country)
    return cast("str", local or _lexicon()["currencies"][sign])


def _unit_of(text: str, span: _Range) -> SalaryUnit | None:
    """Return the unit nearest after the figures, else anywhere, of those that figures of this size can be paid for."""
    value = span.high or span.low or Decimal(0)
    for part in (text[span.end : span.end + 24], text[span.start :], text):
        if (found := _first_unit(part, value)) is not None:
            return found
    return "HOUR" if value < MOST_AN_HOUR else None


def _first_unit(text: str, value: Decimal) -> SalaryUnit | None:
    found = [
        (match.start(), name)
        for name, most in MOST_PAID.items()
        if value < most and (match := _pattern("units", name).search(text))
    ]
    return min(found)[1] if found else None
