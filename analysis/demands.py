"""What adverts ask, demand by demand, as the store holds it."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import duckdb

from analysis.cv.words import cv_knowledge
from analysis.store.asking import answers

Need = Literal["must", "nice"]
SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


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


def with_demands(con: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> list[Advert]:
    """Return the adverts of `rows`, which have a `posting_number`, with what each asks."""
    asked: dict[int, list[Demand]] = {row["posting_number"]: [] for row in rows}
    for one in answers(con, "match_demands", numbers=list(asked)):
        asked[one["posting_number"]].append(_demand(one))
    return [Advert(row["posting_id"], row, tuple(asked[row["posting_number"]])) for row in rows]


def _demand(row: Mapping[str, Any]) -> Demand:
    facet, amount = row["facet"], row["amount"]
    value: Any = True if row["value"] is None else row["value"]
    if amount is not None:
        value = int(amount) if facet in ("years_experience", "years_managing", "team_size") else float(amount)
    return Demand(facet, value, "nice" if row["is_wish"] else "must", row["currency"])


def label_of(facet: str) -> str:
    """Return what a person calls `facet`."""
    return str(cv_knowledge("wordings").get(facet, {}).get("label", facet.replace("_", " ")))


def step_in_words(step: str, unsure: str = "cannot tell") -> str:
    """Return what a person calls a step; `unsure` where which it is cannot be told.

    >>> step_in_words("far"), step_in_words("cannot tell", "perhaps a step up")
    ('more than one step up', 'perhaps a step up')
    """
    return str(cv_knowledge("wordings")["steps"].get(step, unsure))


def value_in_words(value: Any) -> str:
    """Return what a person calls `value`."""
    return str(cv_knowledge("wordings")["values"].get(str(value), str(value).replace("_", " ")))


def money_in_words(amount: float, currency: str | None) -> str:
    """Return a sum as a person says it.

    >>> money_in_words(1_400_000, "GBP"), money_in_words(60_000, "CHF"), money_in_words(999_999, "EUR")
    ('£1.4m', 'CHF 60k', '€1m')
    """
    sign = SIGNS.get(currency or "", f"{currency} " if currency else "")
    rounded = float(f"{amount:.3g}")  # before the unit is chosen: what rounds to a thousand k is 1m
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if rounded >= size:
            return f"{sign}{rounded / size:g}{letter}"
    return f"{sign}{rounded:.0f}"


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
