"""Figures that say how well one thing orders another, each with the interval when whole firms are drawn again."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Figure = Callable[["pd.DataFrame"], float]
BOOTSTRAPS = 100
SHUFFLES = 40
ISOTONIC_AT_LEAST = 20
_BARE = re.compile(r"\s*[(\-–|,:/].*|\bband \w+")


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


def measured(name: str, among: str, frame: "pd.DataFrame", of: Figure, rng: "np.random.Generator") -> Measured:
    """Return the figure `of` a frame (with a column `firm`), and its interval."""
    low, high = interval(frame, of, rng)
    return Measured(name, among, of(frame), low, high, len(frame), frame["firm"].nunique())


def interval(frame: "pd.DataFrame", of: Figure, rng: "np.random.Generator") -> tuple[float, float]:
    """Return the 90 % interval of a figure when whole firms are drawn again (cluster bootstrap)."""
    import numpy as np

    places = list(frame.reset_index(drop=True).groupby("firm").indices.values())
    drawn = (np.concatenate([places[i] for i in rng.integers(0, len(places), len(places))]) for _ in range(BOOTSTRAPS))
    # Figures are made of numbers: texts drawn along a hundred times would take most of the time.
    numbers = frame.select_dtypes("number")
    found = np.asarray([of(numbers.iloc[rows]) for rows in drawn])
    low, high = np.nanquantile(found, [0.05, 0.95]) if np.isfinite(found).any() else (np.nan, np.nan)
    return float(low), float(high)


def spearman(one: str, two: str) -> Figure:
    """Return the rank correlation of two columns."""

    def of(frame: "pd.DataFrame") -> float:
        a, b = frame[one].rank(), frame[two].rank()
        return float(a.corr(b)) if min(len(set(a)), len(set(b))) > 1 else float("nan")

    return of


def by_chance(frame: "pd.DataFrame", one: str, two: str, rng: "np.random.Generator") -> tuple[float, float, float]:
    """Return the mean rank correlation of `one` with shuffled `two`, and where 90 % of the shuffles lie."""
    import numpy as np

    ranks, truth = frame[one].rank().to_numpy(), frame[two].rank().to_numpy()
    found = [np.corrcoef(ranks, rng.permutation(truth))[0, 1] for _ in range(SHUFFLES)]
    low, high = np.quantile(found, [0.05, 0.95])
    return float(np.mean(found)), float(low), float(high)


def gain(one: str, over: str, against: str) -> Figure:
    """Return by how much `one` orders `against` better than `over` does."""
    better, base = spearman(one, against), spearman(over, against)
    return lambda frame: better(frame) - base(frame)


def mean_error(one: str, two: str) -> Figure:
    """Return the mean absolute difference of two columns."""
    return lambda frame: float((frame[one] - frame[two]).abs().mean())


def quadratic_kappa(one: str, two: str) -> Figure:
    """Return the agreement of two columns of whole numbers beyond chance, misses counted by their square."""

    def of(frame: "pd.DataFrame") -> float:
        from sklearn.metrics import cohen_kappa_score

        a, b = frame[one].round().astype(int), frame[two].round().astype(int)
        return float(cohen_kappa_score(a, b, weights="quadratic")) if a.nunique() + b.nunique() > 2 else float("nan")

    return of


def read_off(
    scores: "pd.Series[float]", truth: "pd.Series[float]", folds: "np.ndarray[Any, Any]"
) -> "np.ndarray[Any, Any]":
    """Return what each score reads as on the scale of `truth`, by the adverts of the other folds (isotonic)."""
    import numpy as np
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
    import numpy as np
    import pandas as pd
    from sklearn.linear_model import Ridge

    known = frame[controls].fillna("").astype(str)
    common = known.apply(lambda names: names.where(names.map(names.value_counts()) >= 5, "other"))
    dummies = pd.get_dummies(common).to_numpy(dtype=float)
    fitted = Ridge(alpha=1.0).fit(dummies, frame[column])
    return pd.Series(np.asarray(frame[column] - fitted.predict(dummies)), index=frame.index)


def bare_title(title: str) -> str:
    """Return a title without what qualifies it.

    >>> bare_title("Staff Nurse (Band 5) - Ward 12"), bare_title("Project Manager, Estates")
    ('staff nurse', 'project manager')
    """
    return " ".join(re.sub(r"[^a-z ]", " ", _BARE.sub("", title.lower())).split())


def pairs_of_one_title(frame: "pd.DataFrame", against: str) -> "pd.DataFrame":
    """Return all pairs of adverts with one title at two firms whose `against` differs: title, right (1, 0 or 0.5)."""
    import pandas as pd

    titled = frame.assign(key=frame["title"].map(bare_title))
    groups = [_pairs(str(key), own, against) for key, own in titled[titled["key"] != ""].groupby("key") if len(own) > 1]
    return pd.concat(groups, ignore_index=True) if groups else pd.DataFrame({"firm": [], "right": []})


def _pairs(key: str, own: "pd.DataFrame", against: str) -> "pd.DataFrame":
    import numpy as np
    import pandas as pd

    level, truth = own["level"].to_numpy(), own[against].to_numpy()
    firm = own["firm"].to_numpy(dtype=str)
    first, second = np.triu_indices(len(own), 1)
    unlike = (firm[first] != firm[second]) & (truth[first] != truth[second])
    first, second = first[unlike], second[unlike]
    agree = (level[first] - level[second]) * (truth[first] - truth[second])
    # Drawn again by title: pairs of one title share their adverts.
    return pd.DataFrame({"firm": key, "right": np.where(agree == 0, 0.5, (agree > 0).astype(float))})
