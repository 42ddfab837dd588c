"""What adverts ask, demand by demand, as the store holds it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

import duckdb
import pandas as pd

from analysis.cv_words import cv_knowledge
from analysis.reading.reading import BOOLEAN_FACETS
from analysis.store.asking import ask

Need = Literal["must", "nice"]
_NUMBERS = ("years_experience", "years_managing", "team_size")
_HEIGHTS = ("scope", "stakeholder_level", "geographic_reach")
_NO_DEMAND = {("scope", "project"), ("stakeholder_level", "team"), ("geographic_reach", "local"), ("sector", "other")}
"""Everyone who manages projects meets these."""


class Demand(NamedTuple):
    """One thing that an advert asks."""

    facet: str
    value: Any
    need: Need
    currency: str | None = None

    @property
    def weight(self) -> float:
        """How much it counts."""
        weights = cv_knowledge("weights")["demand"]
        return float(weights.get(self.facet, weights["other"]))


class Advert(NamedTuple):
    """An advert as a match sees it."""

    posting_id: str
    row: Mapping[str, Any]
    demands: tuple[Demand, ...]
    places: Mapping[str, int]
    """Where each facet first stands in the text."""


def adverts(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> list[Advert]:
    """Return the adverts `posting_ids` with what they ask."""
    rows = ask(con, "match_adverts", posting_ids=posting_ids)
    soft = ask(con, "match_softness", posting_ids=posting_ids)
    wishes: dict[str, dict[str, bool]] = {}
    places: dict[str, dict[str, int]] = {}
    for posting_id, facet, start, is_wish in soft.itertuples(index=False):
        wishes.setdefault(posting_id, {})[facet] = bool(is_wish)
        places.setdefault(posting_id, {})[facet] = int(start)
    return [
        Advert(
            row["posting_id"],
            row,
            tuple(demands_of(row, wishes.get(row["posting_id"], {}))),
            places.get(row["posting_id"], {}),
        )
        for row in map(_plain, rows.to_dict("records"))
    ]


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the row with None for what pandas holds as not a number."""
    return {
        str(key): None
        if not isinstance(value, list | dict) and pd.api.types.is_scalar(value) and pd.isna(value)
        else value
        for key, value in row.items()
    }


def demands_of(row: Mapping[str, Any], wishes: Mapping[str, bool]) -> Iterator[Demand]:
    """Yield the demands of one row of facets; `wishes` tells which facets are only wished for."""

    def need(facet: str) -> Need:
        return "nice" if wishes.get(facet) else "must"

    yield from _numbers(row, need)
    for facet in _HEIGHTS:
        if row.get(facet) and (facet, row[facet]) not in _NO_DEMAND:
            yield Demand(facet, row[facet], need(facet))
    for facet in BOOLEAN_FACETS:
        if row.get(facet):
            yield Demand(facet, True, need(facet))
    yield from _named(row, need("methods"), need("tools"))
    if row.get("education_level"):
        yield Demand("education_level", row["education_level"], _need(row.get("education_need")))
    if row.get("sector") and ("sector", row["sector"]) not in _NO_DEMAND:
        yield Demand("sector", row["sector"], "nice")


def _numbers(row: Mapping[str, Any], need: Callable[[str], Need]) -> Iterator[Demand]:
    for facet in _NUMBERS:
        if row.get(facet):
            yield Demand(facet, int(row[facet]), need(facet))
    if row.get("budget_amount"):
        yield Demand("budget", float(row["budget_amount"]), need("budget"), row.get("budget_currency"))


def _named(row: Mapping[str, Any], methods: Need, tools: Need) -> Iterator[Demand]:
    held = _list(row.get("certifications"))
    for one in held:
        yield Demand("certifications", one["name"], _need(one["need"]))
    implied = {str(one["name"]).split()[0].casefold() for one in held}
    for name in _list(row.get("methods")):
        if name.casefold() not in implied:  # the certificate asks it already
            yield Demand("methods", name, methods)
    for name in _list(row.get("tools")):
        yield Demand("tools", name, tools)


def _need(stated: str | None) -> Need:
    return "nice" if stated == "preferred" else "must"


def _list(value: Any) -> list[Any]:
    return [] if value is None else list(value)


def label_of(facet: str) -> str:
    """Return what a person calls `facet`."""
    return str(cv_knowledge("wordings").get(facet, {}).get("label", facet.replace("_", " ")))


def value_in_words(value: Any) -> str:
    """Return what a person calls `value`."""
    return str(cv_knowledge("wordings")["values"].get(str(value), str(value).replace("_", " ")))


def money_in_words(amount: float, currency: str | None) -> str:
    """Return a sum as a person says it.

    >>> money_in_words(1_400_000, "GBP"), money_in_words(60_000, "CHF")
    ('£1.4m', 'CHF 60k')
    """
    sign = {"GBP": "£", "EUR": "€", "USD": "$"}.get(currency or "", f"{currency} " if currency else "")
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if amount >= size:
            return f"{sign}{amount / size:.3g}{letter}"
    return f"{sign}{amount:.0f}"


def in_words(demand: Demand) -> str:
    """Return what is asked, as a person says it.

    >>> in_words(Demand("team_size", 12, "must")), in_words(Demand("certifications", "PMP", "nice"))
    ('team of 12', 'PMP')
    """
    value = demand.value
    if demand.facet == "budget":
        return f"budget of {money_in_words(value, demand.currency)}"
    if demand.facet == "team_size":
        return f"team of {value}"
    if demand.facet in ("years_experience", "years_managing"):
        return f"{value} {label_of(demand.facet)}"
    if demand.facet in ("certifications", "methods", "tools"):
        return value_in_words(value)
    if value is True:
        return label_of(demand.facet)
    return f"{label_of(demand.facet)}: {value_in_words(value)}"
