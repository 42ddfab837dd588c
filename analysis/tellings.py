"""What a line of a CV tells in words of its own, beside what the reader of adverts finds in it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from analysis.cv.words import cv_knowledge
from analysis.measures import DEGREES
from analysis.reading.body import fold
from analysis.reading.money import budget_of, find_sums
from analysis.reading.numbers import number_of
from analysis.reading.reading import RISING_FACETS
from crawler.normal.currencies import per_pound

HEIGHTS: Mapping[str, tuple[str, ...]] = {**RISING_FACETS, "education_level": tuple(DEGREES)}
_MACRO = re.compile(r"@([a-z]+)")


class Telling(NamedTuple):
    """A facet that a line tells, its value, and where in the line."""

    facet: str
    value: Any
    start: int
    end: int


class _Rule(NamedTuple):
    facet: str
    value: Any
    """True for a duty, the word for a height or a method, None where the line holds the number."""
    patterns: tuple[re.Pattern[str], ...]


def facet_height(facet: str, value: Any) -> float:
    """Return how much a value of `facet` is, to compare it with another."""
    if facet in HEIGHTS:
        return HEIGHTS[facet].index(value)
    if facet == "budget":
        return pounds(value["amount"], value["currency"]) or 0
    return float(value)


def pounds(amount: float, currency: str | None) -> float | None:
    """Return a sum in pounds, roughly; None where the currency is not known.

    >>> round(pounds(1_170_000, "EUR") or 0)
    1000000
    """
    rate = per_pound().get(currency or "")
    return amount / rate if rate else None


def in_each_currency(amount: float, currency: str) -> dict[str, float]:
    """Return a sum in every currency whose rate is known, roughly; in its own alone where its rate is not.

    >>> sums = in_each_currency(117.0, "EUR")
    >>> sums["EUR"], round(sums["GBP"]), in_each_currency(5.0, "XXX")
    (117.0, 100, {'XXX': 5.0})
    """
    rates = per_pound()
    own = rates.get(currency)
    return {name: amount * rate / own for name, rate in rates.items()} if own else {currency: amount}


def tellings_in(text: str) -> Iterator[Telling]:
    """Yield what the line `text` of a CV tells of the person's own work.

    >>> {telling.facet: telling.value for telling in tellings_in("Headed a crew of twelve, six direct reports.")}
    {'line_management': True, 'team_size': 12, 'direct_reports': 6}
    """
    folded = fold(text)
    for rule in _rules():
        found = next((match for pattern in rule.patterns if (match := pattern.search(folded))), None)
        if found is None:
            continue
        value = rule.value if rule.value is not None else _value(found, folded)
        if value:
            yield Telling(rule.facet, value, *found.span())


def _value(found: re.Match[str], folded: str) -> Any:
    if "n" in found.groupdict():
        return number_of(found["n"])
    first = next(find_sums(folded, found.start("money"), len(folded)), None)
    return budget_of(first) if first else None


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_all_rules(cv_knowledge("tellings")))


def _all_rules(told: Mapping[str, Any]) -> Iterator[_Rule]:
    for facet, entry in told.items():
        if facet == "macros":
            continue
        if "patterns" in entry:
            is_number = any("(?P<n>" in pattern or "@sum" in pattern for pattern in entry["patterns"])
            yield _Rule(facet, None if is_number else True, _compiled(entry["patterns"]))
        else:
            for value, inner in entry.items():
                yield _Rule(facet, value, _compiled(inner["patterns"]))


def _compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    macros = cv_knowledge("tellings")["macros"]
    return tuple(re.compile(_MACRO.sub(lambda name: str(macros[name[1]]), pattern)) for pattern in patterns)
