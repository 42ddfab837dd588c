"""Pay as boards write it: the figures that a text states, never annualised and never guessed."""

import html
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import islice
from typing import Any, Literal, cast

from crawler.knowledge import knowledge
from crawler.normal.gazetteer import words
from crawler.normal.place import closeness
from crawler.normal.told import told
from crawler.posting import Money, Place, SalaryUnit

Origin = Literal["structured", "text", "predicted"]
MOST_AN_HOUR = 200
"""A figure below it, without a unit, can only be an hourly rate."""
LEAST_AN_HOUR = 7
"""A bare number below it before "per hour" is a count of something."""
MOST_PAID: dict[SalaryUnit, int] = {"HOUR": 1_000, "DAY": 5_000, "WEEK": 10_000, "MONTH": 100_000, "YEAR": 10**9}
"""Larger figures are not paid for so short a time; of small money so many times more are."""
LEAST_BARE = 4_000
"""A bare number below it, without currency, thousands or unit, is a band, a step or a week's hours."""
YEARS = range(1990, 2100)
MOST_NUMBERS = 50
"""A text of more numbers is read no further: it is no statement of pay, and takes long."""


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
    >>> unit("jährlich"), unit("mois")
    ('YEAR', 'MONTH')
    >>> unit("Bi-Weekly") is unit("semimonthly") is None
    True
    """
    if re.search(r"\b(?:bi|semi)[- ]?(?:week|month)", told(text) or "", re.IGNORECASE):
        return None  # every other week: no unit of schema.org's
    words = re.findall(r"[^\W\d_]+", (told(text) or "").lower())
    found = [_lexicon()["words"][word] for word in words if word in _lexicon()["words"]]
    return cast("SalaryUnit", found[0]) if found else None


def unit_in(text: str, figure: Decimal) -> SalaryUnit | None:
    """Return what prose says that a figure so large is paid for: in other units it speaks of other things.

    >>> unit_in("An annual range, your bonus is paid monthly", Decimal(60_000)), unit_in("A month's pay", Decimal(900))
    ('YEAR', None)
    """
    patterns: dict[SalaryUnit, re.Pattern[str]] = {
        "HOUR": _pattern("units", "HOUR"),
        "YEAR": _pattern("units", "YEAR"),
        "MONTH": _pattern("month_in_prose", "pattern"),
    }
    return next((one for one, pattern in patterns.items() if figure < MOST_PAID[one] and pattern.search(text)), None)


Titled = tuple[str, Money]
"""Pay and what its range is called."""


def best_of(ranges: Iterable[tuple[Any, Money | None]], where: Iterable[Place] = ()) -> Money | None:
    """Return the pay of an advert that states several ranges, each with its title.

    It is that of the advert's own place; of several, the lowest and the highest of the first currency and unit.

    >>> pay = [("San Francisco", money("SF", 160, 200, "USD")), ("London base", money("L", 80, 100, "GBP"))]
    >>> best_of(pay, [Place(raw="London", country="GB", locality="London")]).raw, best_of(pay).raw
    ('L', 'SF')
    """
    titled = [(_pattern("aside", "pattern").split(told(title) or "")[0], pay) for title, pay in ranges if pay]
    stated = [one for one in titled if not _pattern("other_title", "pattern").search(one[0])] or titled
    near = [pay for _, pay in _nearest(stated, list(where))]
    alike = [pay for pay in near if (pay.currency, pay.unit) == (near[0].currency, near[0].unit)]
    if len(alike) < 2:
        return next(iter(alike), None)
    figures = {
        "raw": "; ".join(dict.fromkeys(pay.raw for pay in alike)),
        "min": min((pay.min for pay in alike if pay.min is not None), default=None),
        "max": max((pay.max for pay in alike if pay.max is not None), default=None),
    }
    return alike[0].model_copy(update=figures)


def _nearest(stated: list[Titled], where: list[Place]) -> list[Titled]:
    """Return the pay whose title comes closest to a place, else that in its country's money, else not in another's."""
    if len(stated) < 2:
        return stated
    close = [max((closeness(title, place) for place in where), default=0) for title, _ in stated]
    if most := max(close, default=0):
        return [one for one, how in zip(stated, close, strict=True) if how == most]
    lands = {place.country for place in where if place.country}
    homes = [words()["money"].get(pay.currency) for _, pay in stated]
    own = [one for one, home in zip(stated, homes, strict=True) if home in lands]
    return own or [one for one, home in zip(stated, homes, strict=True) if home is None or not lands] or stated


_POINT_APART = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+,\d{1,2}")
"""A text of figures as most of Europe writes them."""


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str) and _POINT_APART.fullmatch(value.strip()):
        value = value.replace(".", "").replace(",", ".")
    try:
        number = Decimal(str(value or 0))
        return number if number.is_finite() and number > 0 else None
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


_LETTER = r"[^\W\d_]"


@cache
def _number_pattern() -> re.Pattern[str]:
    sign = _signs()
    apart = r"[ ,.'\u00a0\u202f\u2019]"
    digits = (
        rf"\d{{1,3}}(?:{apart}\s?\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"  # 60,000 60.000,00 60 000 110'000
        r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 25,00,000
        r"|\d+(?:[.,]\d{1,2}(?!\d))?"
    )
    scale = _lexicon()["scale"]
    # "8a" is a band.
    return re.compile(
        rf"(?:(?P<before>(?:{sign}){{1,2}})\s?|(?<![\d.,])(?<!\w))(?P<digits>{digits})(?![.,]?\d)(?![a-d]\b)(?:,-+)?"
        rf"(?:\s?(?:(?P<k>{scale['thousands']})|(?P<lakh>{scale['lakhs']})|(?P<million>{scale['millions']})))?"
        rf"(?P<after>\s?(?:{sign})(?!\s?\d))?"
        rf"(?!\s?(?:%|weeks?\b|wks?\b|months?\b|days?\b|years\b|hours\b|hrs\b|{scale['no_pay']}))",
        re.IGNORECASE,
    )


def _signs() -> str:
    """Return a pattern of all signs of money: codes are no part of a word, and "$" stands after no unknown code."""
    signs = sorted(_lexicon()["currencies"], key=len, reverse=True)
    apart = "|".join(_sign_pattern(one) for one in signs if one[0].isalpha())
    glued = "|".join(re.escape(one) for one in signs if not one[0].isalpha() and one != "$")
    unknown = rf"(?<!\b{_LETTER})(?<!\b{_LETTER}{{2}})(?-i:(?<!\b[A-Z]{{3}}))"
    return rf"(?<!{_LETTER})(?:{apart})|{unknown}\$|{glued}"


def _sign_pattern(sign: str) -> str:
    if len(sign) == 1 and sign.isalpha():  # "R45,000"
        named = "".join(rf"(?<!\b{word}\s)" for word in _lexicon()["lettered"]["words"])
        return rf"{named}(?-i:{sign.upper()})(?=\s?\d{{1,3}}[ ,.]\d{{3}})"
    return re.escape(sign) + (rf"(?!{_LETTER})(?:\s?\$)?" if sign[-1].isalpha() else "")


def _figures(text: str) -> list[_Figure]:
    """Return the numbers that are written as money is, or stand in a range with one that is."""
    numbers = islice(_number_pattern().finditer(text), MOST_NUMBERS)
    figures = (_figure(found) for found in numbers if _is_counted_as_pay(found))
    return [one for one in figures if _is_pay(text, one) or _is_paired(text, one) or not _is_labelled(text, one)]


def _is_paired(text: str, figure: _Figure) -> bool:
    """Say whether a bare number stands beside one of its kind: "Salary 50-60k", not "Clerk 12 (£30,000)"."""
    return _pair().match(text, figure.start) is not None


def _is_labelled(text: str, figure: _Figure) -> bool:
    return _pattern("label", "pattern").search(text[: figure.start]) is not None


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
    start = found.start("before" if found["before"] else "digits")
    return _Figure(value, start, found.end(), _sign(found), is_written, scale)


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
    return re.compile(rf"(?:[\s.~/−–—-]|\b(?:{_joint_words()})\b)*", re.IGNORECASE)


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"\d{{2,4}}\s?(?:[-–—]|\b(?:{_joint_words()})\b)\s?\d{{2,4}}(?![.,]?\d)", re.IGNORECASE)


def _joint_words() -> str:
    return "|".join(map(re.escape, _lexicon()["joint"]["words"]))


_DASHES = ("-", "–", "—")
_ASIDE = re.compile(r"\([^)]*\)|\b(?:rising|up(?=to)|up|increasing)|[()]", re.IGNORECASE)


def _ranges(text: str, figures: list[_Figure]) -> Iterator[_Range]:
    """Join the figures that stand as "a to b", and those that stand in a row of pay points."""
    together: list[_Figure] = []
    for figure in figures:
        if together and not _is_joint(text, together, figure):
            yield from _spans(text, together)
            together = []
        together.append(figure)
    yield from _spans(text, together)


def _is_joint(text: str, together: list[_Figure], figure: _Figure) -> bool:
    """Say whether a figure goes on from the one before it: after two, only a row of points "a / b / c" does."""
    between = text[together[-1].end : figure.start]
    if not _is_of_one_money(together[-1], figure):
        return False
    if len(together) > 1:
        is_row = text[together[0].end : together[1].start].strip() == between.strip()
        is_rising = together[0].value < together[-1].value < figure.value
        return is_row and (between.strip() == "/" or (is_rising and between.strip() in _DASHES))
    if not between.strip():
        return together[-1].is_written
    bare = between
    for name in _lexicon()["units"]:
        bare = _pattern("units", name).sub("", bare)
    is_of_another = bare != between and _are_of_two_units(text, together[-1], figure)
    return not is_of_another and bool(_joint().fullmatch(_ASIDE.sub("", bare)))


def _is_of_one_money(figure: _Figure, following: _Figure) -> bool:
    """Say whether the currencies of two figures can be the same: "$" is that of many countries."""
    one, other = figure.currency, following.currency
    return one == other or not (one and other) or not _currencies_of(one).isdisjoint(_currencies_of(other))


def _currencies_of(sign: str) -> set[str]:
    return {_lexicon()["currencies"][sign], *_lexicon()["by_country"].get(sign, {}).values()}


def _are_of_two_units(text: str, figure: _Figure, following: _Figure) -> bool:
    """Say whether two figures are each paid for a time of its own: "$60/hr ($124,800/yr)"."""
    one, other = _unit_at(text, figure.end), _unit_at(text, following.end)
    return bool(one and other) and one != other


def _unit_at(text: str, start: int) -> str | None:
    """Return the unit that stands right after a figure."""
    after = text[start : start + 24].lstrip()
    return next((name for name in MOST_PAID if _pattern("units", name).match(after)), None)


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
    after = text[figure.end :]
    is_most = _pattern("upper", "pattern").search(before) or _pattern("upper_after", "pattern").match(after)
    is_least = _pattern("lower", "pattern").search(before) or _pattern("open_end", "pattern").match(after)
    low = None if is_most else figure.value
    high = None if low and is_least else figure.value
    return _Range(low, high, figure.start, figure.end, figure.currency)


def _is_pay(text: str, figure: _Figure) -> bool:
    """Say whether a number is written as money is; a bare one only where it is large, or so much an hour."""
    if figure.currency or figure.is_written:
        return True
    if figure.value >= LEAST_BARE:
        return figure.value not in YEARS and not _pattern("reference", "pattern").search(text[: figure.start])
    return figure.value >= LEAST_AN_HOUR and _pattern("units", "HOUR").match(text[figure.end :].lstrip()) is not None


def _stated(text: str, ranges: Iterator[_Range]) -> list[_Range]:
    """Leave out bonuses, allowances and what else is not the salary, unless nothing else is stated."""
    found = list(ranges)
    ends = [_label_end(text, one) for one in found]
    bare = [(one, since) for one, end, since in zip(found, ends, [0, *ends], strict=False) if end == one.end]
    salaries = [one for one, since in bare if not _is_other(text, one, since)]
    return salaries or [one for one, _ in bare] or found[:1]


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


def _label_end(text: str, span: _Range) -> int:
    """Return where the label ends that says right after a figure that it is no salary; the figure's end without one."""
    label = _pattern("other_after", "pattern").match(text[span.end : span.end + 48])
    return span.end + (label.end() if label else 0)


def _is_other(text: str, span: _Range, since: int) -> bool:
    """Say whether what stands before a figure, after the label of another, makes it no salary."""
    before = text[max(since, span.start - 48) : span.start]
    return bool(_pattern("other_before", "pattern").search(before))


def _currency(sign: str | None, country: str | None) -> str | None:
    if sign is None:
        return None
    local = _lexicon()["by_country"].get(sign, {}).get(country)
    return cast("str", local or _lexicon()["currencies"][sign])


def _unit_of(text: str, span: _Range) -> SalaryUnit | None:
    """Return the unit nearest after the figures, else anywhere, of those that figures of this size can be paid for."""
    value = span.high or span.low or Decimal(0)
    times = _lexicon()["small_money"].get(_currency(span.currency, None), 1)
    for part in (text[span.end : span.end + 24], text[span.start :], text):
        if (found := _first_unit(part, value, times)) is not None:
            return found
    return "HOUR" if value < MOST_AN_HOUR else None


def _first_unit(text: str, value: Decimal, times: int) -> SalaryUnit | None:
    found = [
        (match.start(), name)
        for name, most in MOST_PAID.items()
        if value < most * times and (match := _pattern("units", name).search(text))
    ]
    return min(found)[1] if found else None
