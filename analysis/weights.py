"""Weights that best order adverts within groups whose order is known.

Least squares on within-group deviations is least squares on all pair differences (fixed effects; Mundlak 1978), drawn
toward weights known before (a ridge penalty around a prior). Each advert can be scored by weights that never saw its
firm.
"""

from typing import TYPE_CHECKING, Any

from analysis.orders import ROWS_AT_LEAST, Order

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_matrix

FOLDS = 10
PENALTY = 1.0
GROUP_SCALE = 30.0
"""Group effects are hardly penalised: only order within a group counts."""


def folds_of(firms: "pd.Series[str]") -> "np.ndarray[Any, Any]":
    """Return the fold of each advert: whole firms together, folds of about one size."""
    import numpy as np

    sizes = firms.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    held, fold_of = np.zeros(FOLDS), {}
    for firm, size in sizes.items():
        fold_of[firm] = int(held.argmin())
        held[fold_of[firm]] += size
    return firms.map(fold_of).to_numpy(dtype=int)


def fit(
    features: "csr_matrix",
    orders: list[Order],
    start: "np.ndarray[Any, Any]",
    used: "np.ndarray[Any, Any] | None" = None,
) -> "np.ndarray[Any, Any]":
    """Return the weights that best order the rows that are `used` within the groups of `orders`, near `start`."""
    import numpy as np
    from scipy.sparse import vstack
    from sklearn.linear_model import Ridge

    taught = [order for order in (_of(order, used) for order in orders) if len(order.rows) >= ROWS_AT_LEAST]
    if not taught:
        return start
    known = features @ start
    places = [order.places - (known[order.rows] - known[order.rows].mean()) for order in taught]
    weights = [order.weights for order in taught]
    ridge = Ridge(alpha=PENALTY, fit_intercept=False, solver="lsqr", tol=1e-5)
    ridge.fit(vstack(_with_groups(features, taught)).tocsr(), np.concatenate(places), np.concatenate(weights))
    return np.asarray(start + ridge.coef_[: features.shape[1]])


def cross_fitted(
    features: "csr_matrix",
    folds: "np.ndarray[Any, Any]",
    orders: list[Order],
    start: "np.ndarray[Any, Any]",
    taught: "np.ndarray[Any, Any]",
) -> "np.ndarray[Any, Any]":
    """Return scores, each advert's by weights learned from those `taught` that are not of its fold."""
    import numpy as np

    scores = np.zeros(len(folds))
    for fold in set(folds.tolist()):
        own = folds == fold
        scores[own] = features[own] @ fit(features, orders, start, taught & ~own)
    return scores


def _of(order: Order, used: "np.ndarray[Any, Any] | None") -> Order:
    if used is None:
        return order
    kept = used[order.rows]
    return Order(order.rows[kept], order.groups[kept], order.places[kept], order.weights[kept])


def _with_groups(features: "csr_matrix", orders: list[Order]) -> "list[csr_matrix]":
    """Return the features of each order's rows with a column for each of its groups."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack

    firsts = np.cumsum([0, *(order.groups.max() + 1 for order in orders)])
    stacked = []
    for order, first in zip(orders, firsts, strict=False):
        at = (np.arange(len(order.rows)), order.groups + first)
        groups = csr_matrix((np.full(len(order.rows), GROUP_SCALE), at), shape=(len(order.rows), firsts[-1]))
        stacked.append(hstack([features[order.rows], groups]).tocsr())
    return stacked
