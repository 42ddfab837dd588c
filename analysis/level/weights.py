"""Weights that best order adverts within groups whose order is known.

Least squares on within-group deviations is least squares on all pair differences (fixed effects; Mundlak 1978), drawn
toward weights known before (a ridge penalty around a prior). Each advert can be scored by weights that never saw its
firm.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.level.orders import ROWS_AT_LEAST, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import LinearOperator

FOLDS = 10
PENALTY = 1.0
TOLERANCE = 1e-5


def folds_of(firms: "pd.Series[str]") -> np.ndarray[Any, Any]:
    """Return the fold of each advert: whole firms together, folds of about one size."""
    sizes = firms.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    held, fold_of = np.zeros(FOLDS), {}
    for firm, size in sizes.items():
        fold_of[firm] = int(held.argmin())
        held[fold_of[firm]] += size
    return firms.map(fold_of).to_numpy(dtype=int)


def fit(
    features: "csr_matrix",
    orders: list[Order],
    start: np.ndarray[Any, Any],
    used: np.ndarray[Any, Any] | None = None,
) -> np.ndarray[Any, Any]:
    """Return the weights that best order the rows that are `used` within the groups of `orders`, near `start`."""
    from scipy.sparse.linalg import lsqr

    taught = [order for order in (_of(order, used) for order in orders) if len(order.rows) >= ROWS_AT_LEAST]
    if not taught:
        return start
    known = features @ start
    places = np.concatenate([order.places - known[order.rows] for order in taught])
    pairs, demean = _within_groups(features, taught)
    found = lsqr(pairs, demean(places), damp=np.sqrt(PENALTY), atol=TOLERANCE, btol=TOLERANCE)
    return np.asarray(start + found[0])


def fit_apart(
    features: "csr_matrix",
    orders: list[Order],
    start: np.ndarray[Any, Any],
    folds: np.ndarray[Any, Any],
    asked: "Iterable[int]",
) -> dict[int, np.ndarray[Any, Any]]:
    """Return for each fold that is `asked` the weights learned from the rows that are not of it."""
    return {fold: fit(features, orders, start, folds != fold) for fold in asked}


def cross_fitted(
    features: "csr_matrix", folds: np.ndarray[Any, Any], weights: Mapping[int, np.ndarray[Any, Any]]
) -> np.ndarray[Any, Any]:
    """Return scores of rows, each by the `weights` that never saw its fold."""
    scores = np.zeros(len(folds))
    for fold in np.unique(folds).tolist():
        own = folds == fold
        scores[own] = features[own] @ weights[fold]
    return scores


def _of(order: Order, used: np.ndarray[Any, Any] | None) -> Order:
    if used is None:
        return order
    kept = used[order.rows]
    return Order(order.rows[kept], order.groups[kept], order.places[kept], order.weights[kept])


def _within_groups(
    features: "csr_matrix", orders: list[Order]
) -> "tuple[LinearOperator, Callable[[np.ndarray[Any, Any]], np.ndarray[Any, Any]]]":
    """Return the features of the orders' rows less their group's mean, and what does the same to any values of rows.

    As an operator: the table of it would be dense, and one of features and groups side by side takes ten times as many
    steps to solve.
    """
    from scipy.sparse.linalg import LinearOperator

    firsts = np.cumsum([0, *(order.groups.max() + 1 for order in orders)])
    groups = np.concatenate([order.groups + first for order, first in zip(orders, firsts, strict=False)])
    used, rows = np.unique(np.concatenate([order.rows for order in orders]), return_inverse=True)
    features = features[used].astype(float)  # once, and not in every step
    roots = np.sqrt(np.concatenate([order.weights for order in orders]))
    sizes = np.bincount(groups, roots**2)

    def centred(rooted: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        means = np.bincount(groups, roots * rooted) / np.where(sizes > 0, sizes, 1)
        left: np.ndarray[Any, Any] = rooted - roots * means[groups]
        return left

    def forward(weights: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return centred(roots * (features @ weights)[rows])

    def back(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        told: np.ndarray[Any, Any] = features.T @ np.bincount(rows, roots * centred(values), features.shape[0])
        return told

    shape = (len(rows), features.shape[1])
    pairs = LinearOperator(shape, matvec=forward, rmatvec=back, dtype=float)
    return pairs, lambda values: centred(roots * values)
