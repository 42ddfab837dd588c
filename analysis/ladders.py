"""Levels by firm and title: partial pooling of firm, title and firm × title (a mixed model by its BLUPs).

y = title mean + firm + firm × title + advert, normal; variances by maximum marginal likelihood, cell means by their
best linear unbiased predictions (Henderson 1975; Efron & Morris 1975), so that few adverts lean on the market.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.families import FAMILIES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

FIRMS_FOR_VARIANCES = 400
WORDING = 0.15
"""How far a firm's way of writing moves its level, in SDs: measured where true ladders are known, the sample market."""


class Variances(NamedTuple):
    """Between firms, between a firm's titles beyond that, and between adverts of one title at one firm."""

    firm: float
    title: float
    advert: float


def placed(vacancies: "pd.DataFrame") -> "pd.DataFrame":
    """Return those of `vacancies`, as the store's question `compared` tells them, that the ladders of firms are of."""
    return vacancies[vacancies["title_family"].isin(FAMILIES) & vacancies["level"].notna()]


def title_levels(vacancies: "pd.DataFrame") -> "pd.DataFrame":
    """Return the store's table `title_level`: each firm's titles with 90 % intervals and reliability.

    `vacancies` has the columns of the store's question `compared`.
    """
    import numpy as np
    import pandas as pd

    cells = _cells(placed(vacancies))
    if cells.empty:
        names = ["firm", "title_family", "title_rank", "adverts", "level", "level_low", "level_high", "reliability"]
        return pd.DataFrame({name: pd.Series(dtype=object if i < 3 else float) for i, name in enumerate(names)})
    cells = cells.sort_values("firm", kind="stable", ignore_index=True)
    numbers = cells[["adverts", "own", "market", "firms"]].to_numpy(dtype=float)
    ends = np.flatnonzero(cells["firm"].ne(cells["firm"].shift())).tolist()[1:]
    firms = np.split(numbers, ends)
    variances = _variances(cells, firms[:FIRMS_FOR_VARIANCES])
    pooled = np.vstack([_pooled(own, variances) for own in firms])
    columns = pd.DataFrame(pooled, columns=["level", "level_low", "level_high", "reliability"])
    return pd.concat([cells[["firm", "title_family", "title_rank", "adverts"]], columns], axis=1)


def _cells(vacant: "pd.DataFrame") -> "pd.DataFrame":
    keys = ["firm", "title_family", "title_rank"]
    cells = vacant.groupby(keys, as_index=False).agg(
        adverts=("level", "size"), own=("level", "mean"), variance=("level", "var")
    )
    cells["squares"] = cells.pop("variance").fillna(0) * (cells["adverts"] - 1)
    by_title = cells.groupby(["title_family", "title_rank"])["own"]
    market = by_title.transform("mean")
    overall = cells["own"].mean() if len(cells) else 0.0
    firms = by_title.transform("size")
    return cells.assign(market=(firms * market + overall) / (firms + 1), firms=firms)


def _variances(cells: "pd.DataFrame", firms: "list[np.ndarray[Any, Any]]") -> Variances:
    """Return the variances under which the cells of these firms are likeliest."""
    import numpy as np
    from scipy.optimize import minimize

    spare = float((cells["adverts"] - 1).sum())
    within = float(cells["squares"].sum() / spare) if spare >= 5 else 0.3
    within = max(within, 0.01)

    def unlikelihood(logs: "np.ndarray[Any, Any]") -> float:
        tried = Variances(float(np.exp(logs[0])), float(np.exp(logs[1])), within)
        return sum(_unlikelihood(own[:, 0], own[:, 1] - own[:, 2], tried) for own in firms)

    found = minimize(unlikelihood, np.log([0.2, 0.1]), method="Nelder-Mead", options={"maxiter": 120, "xatol": 0.02})
    firm, title = np.exp(np.clip(found.x, -6, 3))
    return Variances(float(firm), float(title), within)


def _unlikelihood(n: "np.ndarray[Any, Any]", deviation: "np.ndarray[Any, Any]", v: Variances) -> float:
    import numpy as np

    covariance = v.firm + np.diag(v.title + v.advert / n)
    _, logdet = np.linalg.slogdet(covariance)
    return float(0.5 * (logdet + deviation @ np.linalg.solve(covariance, deviation)))


def reach_over(firms: Any) -> "np.ndarray[Any, Any]":
    """Return how many standard errors an interval of 90 % over so many `firms` reaches (Student 1908).

    >>> reach_over([3, 30]).round(2).tolist()
    [2.92, 1.7]
    """
    import numpy as np
    from scipy.special import stdtrit

    return np.asarray(stdtrit(np.asarray(firms) - 1, 0.95))


def firms_by_weight(firms: "pd.Series[str]") -> float:
    """Return as how many firms with equally many adverts the `firms` of these adverts weigh (Kish 1965).

    >>> import pandas as pd
    >>> firms_by_weight(pd.Series(list("abc"))), firms_by_weight(pd.Series(list("aaabcd")))
    (3.0, 3.0)
    """
    adverts = firms.value_counts()
    return float(adverts.sum() ** 2 / (adverts**2).sum()) if len(adverts) else 0.0


def _pooled(own: "np.ndarray[Any, Any]", v: Variances) -> "np.ndarray[Any, Any]":
    """Return level, low, high and reliability of a firm's cells, drawn toward their titles' markets as they are few.

    `own`: a row each cell: adverts, their mean level, the market's mean of the title, the firms that have it.
    """
    import numpy as np

    n, mean, market, firms = own.T
    between = v.firm + v.title * np.eye(len(n))
    gain = between @ np.linalg.inv(between + np.diag(v.advert / n))
    level = market + gain @ (mean - market)
    left = np.diag(between - gain @ between)
    # The market's mean of a title is itself known from few firms, and so are the variances.
    unsure = (np.eye(len(n)) - gain) ** 2 @ ((v.firm + v.title + v.advert) / (firms + 1))
    error = np.sqrt(np.maximum(left, 0) + unsure + WORDING**2) * reach_over(np.maximum(firms, 3))
    return np.column_stack([level, level - error, level + error, 1 - left / (v.firm + v.title)])
