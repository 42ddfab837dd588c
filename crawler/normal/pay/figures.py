"""The numbers of a text that may be pay, written as money is or large enough."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice

from crawler.normal.currencies import money_table, scale_of, signs
from crawler.normal.pay.signs import sign_of, signs_pattern
from crawler.normal.pay.words import joint_words, lexicon, pattern_of, unit_pattern

LEAST_AN_HOUR = 7
"""A bare number below it before "per hour" is a count of something."""
LEAST_BARE = 4_000
"""A bare number below it, without currency, thousands or unit, is a band, a step or a week's hours."""
_OF_A_SHARE = re.compile(r"\s?(?:[-–—]|to\b)\s?\d{1,2}(?:[.,]\d{1,3})?\s?%")
_SCALES = {"k": 1_000, "ten_thousands": 10_000, "lakh": 100_000, "million": 1_000_000}
YEARS = range(1990, 2100)
MOST_NUMBERS = 50
"""A text of more numbers is read no further: it is no statement of pay, and takes long."""


@dataclass(frozen=True)
class Figure:
    """One number of a text that may be pay."""

    value: Decimal
    start: int
    end: int
    currency: str | None
    is_written: bool
    """Written as money is: thousands apart, "k", or pence."""
    scale: int = 1
    """What it is counted in: 1,000 for "60k"."""


def figures_in(text: str) -> list[Figure]:
    """Return the numbers that are written as money is, or stand in a range with one that is."""
    numbers = islice(_number_pattern().finditer(text), MOST_NUMBERS)
    figures = (_figure(found) for found in numbers if _is_counted_as_pay(found))
    return [one for one in figures if is_pay(text, one) or _is_paired(text, one) or not _is_labelled(text, one)]


@cache
def _number_pattern() -> re.Pattern[str]:
    sign = signs_pattern()
    apart = r"[ ,.'\u00a0\u202f\u2019]"
    digits = (
        rf"\d{{1,3}}(?:{apart}\s?\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"  # 60,000 60.000,00 60 000 110'000
        r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 25,00,000
        r"|\d+(?:[.,]\d{1,2}(?!\d))?"
    )
    scale = lexicon()["scale"]
    # Japanese words stand close to a number: "年収600万円".
    unsigned = r"(?<![\d.,])(?<![^\W\u3040-\u9fff])"
    # "8a" is a band.
    return re.compile(
        rf"(?:(?P<before>(?:{sign}){{1,2}})(?:[)\]]?:?(?=\s?\d{{1,3}}{apart}\d{{3}}))?\s?|{unsigned})"
        rf"(?P<digits>{digits})(?![.,]?\d)(?![a-d]\b)(?:,-+)?"
        rf"(?:\s?(?:(?P<k>{scale['thousands']})|(?P<lakh>{scale['lakhs']})|(?P<million>{scale['millions']})"
        rf"|(?P<ten_thousands>{scale['ten_thousands']})))?"
        rf"(?P<after>\s?(?:{sign})(?!\s?\d))?"
        rf"(?!\s?(?:%|weeks?\b|wks?\b|months?\b|days?\b|years\b|hours\b|hrs\b|{scale['no_pay']}))",
        re.IGNORECASE,
    )


def _is_counted_as_pay(found: re.Match[str]) -> bool:
    """Say whether a number can be pay: millions of yen, not of pounds; and no share of the firm ("$0.5-1%")."""
    if found["million"] and scale_of(signs().get(_sign(found) or "")) < lexicon()["scale"]["in_millions_from"]:
        return False
    return not (_OF_A_SHARE.match(found.string, found.end()) and _figure(found).value < LEAST_AN_HOUR)


def _figure(found: re.Match[str]) -> Figure:
    digits = found["digits"]
    pence = re.search(r"[.,]\d{1,2}$", digits)
    whole = re.sub(r"\D", "", digits[: pence.start()] if pence else digits)
    scale = next((times for name, times in _SCALES.items() if found[name]), 1)
    value = Decimal(f"{whole}.{pence[0][1:]}" if pence else whole) * scale
    is_written = scale > 1 or bool(re.search(r"\d\D\s?\d{3}(?!\d)", digits) or re.search(r"\.\d\d$", digits))
    start = found.start("before" if found["before"] else "digits")
    return Figure(value, start, found.end(), _sign(found), is_written, scale)


def _sign(found: re.Match[str]) -> str | None:
    """Return the currency beside a figure; in "$110,000 CAD" the second says which dollars."""
    before, after = sign_of(found["before"] or ""), sign_of(found["after"] or "")
    return after if before is None or (after and before in money_table()["by_country"]) else before


def is_pay(text: str, figure: Figure) -> bool:
    """Say whether a number is written as money is; a bare one only where it is large, or so much an hour."""
    if not figure.value:
        return False  # zero stands for a figure that is missing
    if figure.currency or figure.is_written:
        return True
    if figure.value >= LEAST_BARE:
        return figure.value not in YEARS and not pattern_of("reference", "pattern").search(text[: figure.start])
    return figure.value >= LEAST_AN_HOUR and unit_pattern("HOUR").match(text[figure.end :].lstrip()) is not None


def _is_paired(text: str, figure: Figure) -> bool:
    """Say whether a bare number stands beside one of its kind: "Salary 50-60k", not "Clerk 12 (£30,000)"."""
    return _pair().match(text, figure.start) is not None


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"\d{{2,4}}\s?(?:[-–—]|\b(?:{joint_words()})\b)\s?\d{{2,4}}(?![.,]?\d)", re.IGNORECASE)


def _is_labelled(text: str, figure: Figure) -> bool:
    return pattern_of("label", "pattern").search(text[: figure.start]) is not None
