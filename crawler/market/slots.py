"""What fills the {slots} of a statement: figures and names drawn noisily from the planted level, never from a title."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log10
from random import Random
from typing import Any

from crawler.market.bank import words
from crawler.market.shapes import MarketFirm

ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10)
BUDGET_OF_SECTOR = {"construction": 4.0, "consulting": 0.6, "non_profit": 0.3, "education": 0.6}


@dataclass(frozen=True)
class Asked:
    """Who asks, and how much: what a slot is filled from."""

    rng: Random
    firm: MarketFirm
    level: float
    place: str


Filled = tuple[str, Mapping[str, Any]]
"""The words in the slot, and the facets that they state beyond the statement's own."""


def fill(slot: str, asked: Asked) -> Filled:
    """Return the words for `slot` and what they state."""
    return _FILLERS[slot](asked)


def round_sum(amount: float) -> int:
    """Return `amount` as a sum that people would write.

    >>> round_sum(2_345_000), round_sum(780_000)
    (2500000, 750000)
    """
    power: int = 10 ** int(log10(amount))
    return round(min(ROUND, key=lambda step: abs(step - amount / power)) * power)


def money(sign: str, amount: int, form: str) -> str:
    """Return `amount` in one of the ways in which adverts write it.

    >>> money("£", 2_500_000, "m"), money("$", 750_000, "m"), money("€", 1_200_000, "in full")
    ('£2.5m', '$750k', '€1,200,000')
    """
    if form == "in full" or amount < 10_000:
        return f"{sign}{amount:,}"
    if amount < 1_000_000:
        return f"{sign}{amount // 1000}k"
    return f"{sign}{amount / 1_000_000:g}{form}"


def _years(asked: Asked) -> Filled:
    years = min(15, max(1, round(4.5 + 1.8 * asked.level + asked.rng.gauss(0, 0.7))))
    text = asked.rng.choice(words("slots")["years"])
    word = _in_words(years)
    return text.format(n=years, more=years + 2, word=word, Word=word.capitalize()), {"years": years}


def _team(asked: Asked) -> Filled:
    drawn = 7.0 * exp(0.65 * asked.level + asked.rng.gauss(0, 0.2))
    people = max(2, round(drawn) if drawn < 20 else round(drawn / 5) * 5)
    text = asked.rng.choice(words("slots")["team"])
    return text.format(n=people, less=max(2, people * 2 // 3), word=_in_words(people)), {"team": people}


def _in_words(number: int) -> str:
    names = words("slots")["numbers"]
    return str(names[number - 1]) if number <= len(names) else str(number)


def _budget(asked: Asked) -> Filled:
    country = words("names")["countries"][asked.firm.country]
    drawn = 10 ** (6.15 + 0.5 * asked.level + asked.rng.gauss(0, 0.15)) * BUDGET_OF_SECTOR.get(asked.firm.sector, 1.0)
    high = round_sum(drawn)
    form = asked.rng.choice(("m", " million", "in full"))
    sums = {"low": money(country["sign"], round_sum(high * 0.4), form), "high": money(country["sign"], high, form)}
    text = asked.rng.choice(words("slots")["budget"]).format(**sums)
    return text, {"budget": {"amount": high, "currency": country["currency"]}}


def _certificate(asked: Asked) -> Filled:
    entry = _near("certificate", asked)
    return entry["name"], {"certificate": entry["name"], "methods": entry.get("methods", [])}


def _degree(asked: Asked) -> Filled:
    entry = _near("degree", asked)
    return entry["says"], {"degree": entry["states"]}


def _near(slot: str, asked: Asked) -> Mapping[str, Any]:
    """Draw an entry of `slot`, the likelier the nearer its level."""
    entries = _entries(slot, asked.firm.country, asked.firm.sector)
    weights = [exp(-((entry["level"] - asked.level) ** 2) / 0.3) + 1e-9 for entry in entries]
    return asked.rng.choices(entries, weights)[0]


@cache
def _entries(slot: str, country: str, sector: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        entry
        for entry in words("slots")[slot]
        if country in entry.get("countries", [country]) and sector in entry.get("sectors", [sector])
    )


def _projects(asked: Asked) -> Filled:
    return asked.rng.choice(words("slots")["projects"]), {}


def _travel(asked: Asked) -> Filled:
    percent = asked.rng.choice(words("slots")["travel_percents"])
    return asked.rng.choice(words("slots")["travel"]).format(n=percent), {"travel": percent}


def _regulation(asked: Asked) -> Filled:
    table = words("slots")["regulation_us" if asked.firm.country == "US" else "regulation"]
    return asked.rng.choice(table.get(asked.firm.sector, ["GDPR"])), {}


def _region(asked: Asked) -> Filled:
    return dict(words("names")["places"][asked.firm.country])[asked.place], {}


def _nation(asked: Asked) -> Filled:
    return words("names")["countries"][asked.firm.country]["nation"], {}


_FILLERS: Mapping[str, Callable[[Asked], Filled]] = {
    "years": _years, "team": _team, "budget": _budget, "certificate": _certificate, "degree": _degree,
    "projects": _projects, "travel": _travel, "regulation": _regulation, "region": _region, "nation": _nation,
}  # fmt: skip


def grade_of(scheme: str, level: float) -> Mapping[str, Any]:
    """Return the step of a public pay scheme that is usual for `level`.

    >>> grade_of("afc", 0.8)["value"]
    '8a'
    """
    steps: list[Mapping[str, Any]] = words("slots")["grades"][scheme]["steps"]
    return steps[bisect_left([step["upto"] for step in steps], level)]
