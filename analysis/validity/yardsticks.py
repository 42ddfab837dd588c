"""Figures that say how well one thing orders another, each with the interval when whole firms are drawn again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Counted = Callable[[np.ndarray[Any, Any]], float]
"""What says a figure where each row of a frame stands for so many (shape (rows,))."""
Figure = Callable[["pd.DataFrame"], Counted]
BOOTSTRAPS = 1_000
"""With 100 the seed moved an end of an interval by 0.01 and more."""
SHUFFLES = 40
ISOTONIC_AT_LEAST = 20


class Measured(NamedTuple):
    """One row of the report card."""

    measure: str
    among: str
    value: float | None
    low: float | None
    """90 % interval, where whole firms are drawn again."""
    high: float | None
    adverts: int
    firms: int


def measured(name: str, among: str, frame: "pd.DataFrame", of: Figure, rng: np.random.Generator) -> Measured:
    """Return the figure `of` a frame (with a column `firm`), and its interval."""
    low, high = interval(frame, of, rng)
    return Measured(name, among, figure(frame, of), low, high, len(frame), frame["firm"].nunique())


def figure(frame: "pd.DataFrame", of: Figure) -> float:
    """Return the figure `of` the frame as it is, each row counted once."""
    return of(frame)(np.ones(len(frame)))


def interval(frame: "pd.DataFrame", of: Figure, rng: np.random.Generator) -> tuple[float, float]:
    """Return the 90 % interval of a figure when whole firms are drawn again (cluster bootstrap)."""
    codes, firms = frame["firm"].factorize(sort=True)
    counted = of(frame)
    # A firm drawn twice counts twice: no row is copied, and nothing is sorted again.
    draws = (rng.integers(0, len(firms), len(firms)) for _ in range(BOOTSTRAPS))
    found = np.asarray([counted(np.bincount(drawn, minlength=len(firms))[codes].astype(float)) for drawn in draws])
    low, high = np.nanquantile(found, [0.05, 0.95]) if np.isfinite(found).any() else (np.nan, np.nan)
    return float(low), float(high)


def spearman(one: str, two: str) -> Figure:
    """Return the rank correlation of two columns; rows that lack either do not count."""

    def of(frame: "pd.DataFrame") -> Counted:
        known = frame[[one, two]].notna().all(axis=1).to_numpy(dtype=float)
        first, second = (frame[name].factorize(sort=True)[0] for name in (one, two))

        def counted(counts: np.ndarray[Any, Any]) -> float:
            counts = counts * known
            return _correlation(_ranks(first, counts), _ranks(second, counts), counts)

        return counted

    return of


def _ranks(codes: np.ndarray[Any, Any], counts: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the rank of each row, those alike in their middle, where each row stands for `counts` rows."""
    alike = np.bincount(codes + 1, weights=counts)
    ranks: np.ndarray[Any, Any] = (alike.cumsum() - alike / 2)[codes + 1]
    return ranks


def _correlation(one: np.ndarray[Any, Any], two: np.ndarray[Any, Any], counts: np.ndarray[Any, Any]) -> float:
    total = counts.sum()
    if not total:
        return float("nan")
    one, two = one - counts @ one / total, two - counts @ two / total
    spread = np.sqrt((counts @ one**2) * (counts @ two**2))
    return float(counts @ (one * two) / spread) if spread > 0 else float("nan")


def by_chance(frame: "pd.DataFrame", one: str, two: str, rng: np.random.Generator) -> tuple[float, float, float]:
    """Return the mean rank correlation of `one` with shuffled `two`, and where 90 % of the shuffles lie."""
    ranks, truth = frame[one].rank().to_numpy(), frame[two].rank().to_numpy()
    found = [np.corrcoef(ranks, rng.permutation(truth))[0, 1] for _ in range(SHUFFLES)]
    low, high = np.quantile(found, [0.05, 0.95])
    return float(np.mean(found)), float(low), float(high)


def gain(one: str, over: str, against: str) -> Figure:
    """Return by how much `one` orders `against` better than `over` does."""

    def of(frame: "pd.DataFrame") -> Counted:
        better, base = spearman(one, against)(frame), spearman(over, against)(frame)
        return lambda counts: better(counts) - base(counts)

    return of


def mean_error(one: str, two: str) -> Figure:
    """Return the mean absolute difference of two columns."""
    return lambda frame: _mean((frame[one] - frame[two]).abs().to_numpy(dtype=float))


def _mean(values: np.ndarray[Any, Any]) -> Counted:
    return lambda counts: float(counts @ values / counts.sum()) if counts.sum() else float("nan")


def quadratic_kappa(one: str, two: str) -> Figure:
    """Return the agreement of two columns of whole numbers beyond chance, misses counted by their square."""

    def of(frame: "pd.DataFrame") -> Counted:
        a, b = (frame[name].round().to_numpy(dtype=float) for name in (one, two))

        def counted(counts: np.ndarray[Any, Any]) -> float:
            total = counts.sum()
            if not total:
                return float("nan")
            means, squares = [counts @ x / total for x in (a, b)], [counts @ x**2 / total for x in (a, b)]
            # By chance, the expected square of the difference of two that know nothing of each other.
            chance = sum(squares) - 2 * means[0] * means[1]
            return float(1 - (counts @ (a - b) ** 2 / total) / chance) if chance > 0 else float("nan")

        return counted

    return of


def read_off(
    scores: "pd.Series[float]", truth: "pd.Series[float]", folds: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Return what each score reads as on the scale of `truth`, by the adverts of the other folds (isotonic)."""
    from sklearn.isotonic import IsotonicRegression

    told, known = np.full(len(scores), np.nan), truth.to_numpy()
    for fold in set(folds.tolist()):
        own = folds == fold
        if (~own).sum() >= ISOTONIC_AT_LEAST:
            fitted = IsotonicRegression(out_of_bounds="clip").fit(scores.to_numpy()[~own], known[~own])
            told[own] = fitted.predict(scores.to_numpy()[own])
    return told


def without(frame: "pd.DataFrame", column: str, controls: list[str]) -> "pd.Series[float]":
    """Return `column` less what goes with `controls` (columns of names), by least squares; rare names are one."""
    import pandas as pd
    from sklearn.linear_model import Ridge

    known = frame[controls].fillna("").astype(str)
    common = known.apply(lambda names: names.where(names.map(names.value_counts()) >= 5, "other"))
    dummies = pd.get_dummies(common).to_numpy(dtype=float)
    fitted = Ridge(alpha=1.0).fit(dummies, frame[column])
    return pd.Series(np.asarray(frame[column] - fitted.predict(dummies)), index=frame.index)
