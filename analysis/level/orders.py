"""Orders that are known without reading an advert: rank words within a firm, public grades, pay within a country.

They teach the level its weights, and they are what it is checked against; none of them ever enters it.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.measures import RANKS, grade_number, yearly

if TYPE_CHECKING:
    import pandas as pd

WEIGHT_OF = {"rank": 0.3, "grade": 0.3, "pay": 1.0}
"""Rank words are claims; a grade was evaluated, but most that state one state its pay too."""
FAMILY_WEIGHT = 3.0
"""An advert of the project families counts for so many others: theirs is the scale that is asked for."""
FARTHEST = 2.5
"""An amount farther from its group's mean (in SDs) is as likely a slip; it counts as so far."""
ROWS_AT_LEAST = 10
COUNTRY_OF = {"afc": "GB", "civil_service": "GB", "gs": "US"}


class Order(NamedTuple):
    """Rows of adverts, the group within which each is placed, and its place there."""

    rows: np.ndarray[Any, Any]
    groups: np.ndarray[Any, Any]
    places: np.ndarray[Any, Any]
    """Ranks or amounts within the group, centred; one spread for all groups."""
    weights: np.ndarray[Any, Any]
    """How much each row counts."""

    def among(self, rows: np.ndarray[Any, Any]) -> "Order":
        """Return what it tells of some `rows` (increasing), which are numbered anew."""
        kept = np.isin(self.rows, rows)
        return Order(np.searchsorted(rows, self.rows[kept]), self.groups[kept], self.places[kept], self.weights[kept])


def orders_of(postings: "pd.DataFrame") -> list[Order]:
    """Return the orders that these adverts tell."""
    family = postings["title_family"]
    ranked = postings["title_rank"].map(RANKS).where(family != "other")
    kinds = (
        ("rank", ranked, postings["firm"] + "/" + family),
        ("grade", grades_of(postings), postings["grade_scheme"]),
        ("pay", log_pay_of(postings), market_of(postings)),  # which places employers of several schemes on one scale
    )
    counts = family.ne("other").map({True: FAMILY_WEIGHT, False: 1.0})
    found = []
    for kind, values, groups in kinds:
        weights = WEIGHT_OF[kind] * counts / _copies(values, postings["cluster"])
        found.append(order_of(values, groups, weights, is_amount=kind == "pay"))
    return [order for order in found if order is not None]


def _copies(values: "pd.Series[float]", clusters: "pd.Series[str]") -> "pd.Series[float]":
    """Return how many adverts of its vacancy tell a value: one that is advertised again weighs no more than before."""
    return values.notna().groupby(clusters).transform("sum").clip(lower=1)


def grades_of(postings: "pd.DataFrame") -> "pd.Series[float]":
    """Return each advert's public grade as a number on its own scheme's scale; abroad it is another word (SEO)."""
    import pandas as pd

    told = zip(postings["grade_scheme"], postings["grade_value"], postings["country"], strict=True)
    found = [grade_number(scheme, value) if is_at_home(scheme, country) else None for scheme, value, country in told]
    return pd.Series(found, index=postings.index, dtype=float)


def is_at_home(scheme: Any, country: Any) -> bool:
    """Say whether an advert of `country` can state a grade of `scheme`."""
    return not isinstance(country, str) or COUNTRY_OF.get(scheme, country) == country


def log_pay_of(postings: "pd.DataFrame") -> "pd.Series[float]":
    """Return the logarithm of each advert's stated pay for a year, the middle of its range."""
    import pandas as pd

    middle = postings[["base_salary_min", "base_salary_max"]].astype(float).mean(axis=1)
    told = zip(middle, postings["base_salary_unit"], postings["base_salary_currency"], strict=True)
    paid = pd.Series([yearly(*pay) for pay in told], index=postings.index, dtype=float)
    return pd.Series(np.log(paid), index=postings.index)


def is_stated(postings: "pd.DataFrame") -> "pd.Series[bool]":
    """Return whether each advert states a grade or pay that can be compared."""
    return grades_of(postings).notna() | log_pay_of(postings).notna()


def market_of(postings: "pd.DataFrame") -> "pd.Series[str]":
    """Return where pay can be compared: one currency in one country."""
    return postings["base_salary_currency"].astype(str) + " in " + postings["country"].astype(str)


def order_of(
    values: "pd.Series[float]", groups: "pd.Series[str]", weights: "pd.Series[float] | float", *, is_amount: bool
) -> Order | None:
    """Return the order that `values` tell within `groups`, or None where hardly any is told; the index is the rows.

    Of an amount it counts how much more one is than another, of a grade or rank only which is more.
    """
    frame = values.to_frame("value").assign(group=groups, weight=weights).dropna()
    by_group = frame.groupby("group")["value"]
    frame = frame[(by_group.transform("size") >= 2) & (by_group.transform("std") > 0)]
    if len(frame) < ROWS_AT_LEAST:
        return None
    by_group = frame.groupby("group")["value"]
    if is_amount:
        place = ((frame["value"] - by_group.transform("mean")) / by_group.transform("std")).clip(-FARTHEST, FARTHEST)
    else:
        place = by_group.rank(pct=True)
    within = place - place.groupby(frame["group"]).transform("mean")
    codes = np.unique(frame["group"].to_numpy(dtype=str), return_inverse=True)[1]
    return Order(frame.index.to_numpy(), codes, (within / within.std()).to_numpy(), frame["weight"].to_numpy())
