"""Sums of money as adverts write them, and the largest that the holder manages."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.employer import is_told_of_employer
from analysis.reading.lexicon import cues_of, pattern_in, trie_pattern
from crawler.normal.currencies import money_table, needs_thousands, signs

_budget = partial(pattern_in, "budget")
_SAME_SCALE = 5
"""The last point of a scale is at most so many times the first: "£45-753-£51,668" is none."""
_THOUSANDS = 1000


class Sum(NamedTuple):
    """A sum or a range of money; `low` is None for "up to", `high` for "from" and a bare plus sign."""

    low: float
    high: float
    currency: str
    start: int
    end: int


def _letters() -> str:
    """Return a pattern of the signs of one letter: money before thousands, unless they name a band."""
    named = "".join(rf"(?<!\b{word} )" for word in money_table()["lettered"]["words"])
    letters = "|".join(sign for sign in signs() if needs_thousands(sign))
    return rf"{named}(?:{letters})(?= ?\d{{1,3}}[ ,.]\d{{3}})"


@cache
def _sum_pattern() -> re.Pattern[str]:
    plain = trie_pattern(sign for sign in signs() if not needs_thousands(sign))
    currency = f"(?:{plain}|{_letters()})"
    # "Rs. 90,000", "(GBP) 60,000" and "(CAD) $90,000": the word says which dollars.
    beside = r"(?:(?<=\b[a-z]{2})\.|[)\]]?:?(?: ?\$)?) ?"
    many = trie_pattern(money_table()["multipliers"])
    # A comma before one or two digits is a decimal sign where millions or thousands follow: "€3,5 million".
    decimal = rf"\d{{1,3}},\d{{1,2}}(?=(?: ?(?:-|to|and) ?\d{{1,3}},\d{{1,2}})? ?-?(?:{many})(?!\w))"
    grouped = r"(?:\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:[,. ']\d{3}(?!\d))+)(?:\.\d{1,2})?"
    number = rf"{grouped}|{decimal}|\d+(?:\.\d+)?"
    parts = (
        rf"(?:(?P<before>{currency}){beside})?(?P<low>{number})\+?(?: ?-?(?P<low_many>{many})(?!\w))?\+?",
        rf"(?: ?(?:-|to|and) ?(?:up to )?(?(before)(?:{currency}{beside})?)",
        rf"(?P<high>{number})\+?(?: ?(?P<high_many>{many})(?!\w))?)?",
        rf"(?:\+|-|(?P<bracket> ?\()(?=(?:{plain})\))| )?(?P<after>(?:{plain})(?![\w{{]))?(?(bracket)\))",
    )
    return re.compile(r"(?:(?<![\w.,])|(?<=[a-z]{3})(?=[$£€])|(?:(?<=\bc)|(?<=\bc\.))(?=[$£€]))" + "".join(parts))


def find_sums(text: str, start: int, end: int) -> Iterator[Sum]:
    """Yield the sums of money in the folded `text` between `start` and `end`.

    >>> [(s.low, s.high, s.currency) for s in find_sums("budgets of £2m-£10m", 0, 19)]
    [(2000000.0, 10000000.0, 'GBP')]
    >>> [(s.high, s.currency) for s in find_sums("1.2 million euros", 0, 17)]
    [(1200000.0, 'EUR')]
    >>> [(s.low, s.high) for s in find_sums("£30,000 - £32,000 - £35,000", 0, 27)]
    [(30000.0, 35000.0)]
    """
    row: Sum | None = None
    for found in _sums(text, start, end):
        if row and _goes_on(text, row, found):
            row = row._replace(high=found.high, end=found.end)
            continue
        if row:
            yield row
        row = found
    if row:
        yield row


def _goes_on(text: str, row: Sum, found: Sum) -> bool:
    """Tell whether a sum is the next point of a scale: "£30,000 - £32,000 - £35,000"."""
    is_rising = row.currency == found.currency and row.high < found.low <= _SAME_SCALE * row.low
    return is_rising and text[row.end - 1 : found.start].strip() == "-"


def _sums(text: str, start: int, end: int) -> Iterator[Sum]:
    for match in _sum_pattern().finditer(text, start, end):
        # "$90,000 CAD" is no American money
        sign = match["after"] if match["before"] in (None, "$") and match["after"] else match["before"]
        if sign:
            low, high = _bounds(match)
            if high >= _THOUSANDS or sign not in money_table()["weights"]["words"]:
                yield Sum(low, high, signs()[sign], match.start(), match.end())


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    many = money_table()["multipliers"]
    high_many = many.get(match["high_many"], 1)
    low_many = many.get(match["low_many"], high_many if match["high"] else 1)
    low = amount_of(match["low"]) * low_many
    high = amount_of(match["high"]) * (high_many if match["high_many"] else low_many) if match["high"] else low
    if match["high"] and not match["low_many"] and low > high:
        low = amount_of(match["low"])
    return low, high


def amount_of(text: str) -> float:
    """Return the number that `text` writes, whichever way it groups thousands.

    >>> amount_of("1,250"), amount_of("60.000"), amount_of("1.5"), amount_of("45,753.50"), amount_of("110'000")
    (1250.0, 60000.0, 1.5, 45753.5, 110000.0)
    >>> amount_of("3,5"), amount_of("6,50,000")
    (3.5, 650000.0)
    """
    grouped = re.fullmatch(r"(\d{1,3}(?:[,. ']\d{2,3})*[,. ']\d{3})(\.\d{1,2})?", text)
    if grouped:
        return float(re.sub(r"[,. ']", "", grouped[1]) + (grouped[2] or ""))
    return float(text.replace(",", "."))


_LEAST = 5000
"""A smaller sum is a price, and nobody's budget."""

_MOST = 2e10
"""A larger sum is an economy, and nobody's budget."""

_LEAST_A_YEAR = 400_000
"""A smaller sum "per annum" is somebody's pay."""


def find_budgets(body: Body) -> Iterator[Found]:
    """Yield the sums of money that the holder manages or must have managed."""
    for number in body.numbers_with(cues_of("budget"), DEMANDS):
        start, end = body.bounds(number)
        if not _budget("context").search(body.folded, start, end):
            continue
        for found in find_sums(body.folded, start, end):
            around = body.folded[max(start, found.start - 80) : min(end, found.end + 60)]
            before = body.folded[max(start, found.start - 80) : found.start]
            if _budget("before").search(before):
                continue
            if _budget("excludes").search(around) and not _budget("held").search(before):
                continue
            if _budget("word").search(body.folded[found.start : found.end]) and not _budget("spent").search(before):
                continue
            if found.high < _LEAST_A_YEAR and "budget" not in before and _budget("yearly").search(around):
                continue
            if is_told_of_employer(body.folded, found.start, start, end):
                continue
            if value := budget_of(found):
                yield Found("budget", value, found.start, found.end, "budget.sum")


def budget_of(found: Sum) -> dict[str, Any] | None:
    """Return a sum as a budget of its most, or None where it is too small or too large to be anybody's.

    >>> budget_of(Sum(2e6, 3e6, "GBP", 0, 0)), budget_of(Sum(900.0, 900.0, "GBP", 0, 0))
    ({'amount': 3000000, 'currency': 'GBP'}, None)
    """
    if not _LEAST <= found.high <= _MOST:
        return None
    return {"amount": int(found.high) if found.high.is_integer() else found.high, "currency": found.currency}
