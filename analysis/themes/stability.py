"""How stable themes are: each over bootstrap samples of statements, all together over samples of adverts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.themes.finding import BOOTSTRAPS, FIT_ON, fit_told, jaccard
from analysis.themes.model import told, untitled

if TYPE_CHECKING:
    import pandas as pd


def stability_of(some: "pd.DataFrame", *, seed: int = 0) -> dict[int, float]:
    """Return how like each theme is to itself as bootstrap samples of `some` statements give it (Hennig 2007)."""
    if len(some) < 200:
        return {}
    rng = np.random.default_rng(seed)
    return likeness_to_fits(some, (rng.integers(0, len(some), len(some)) for _ in range(BOOTSTRAPS)))


def likeness_to_fits(some: "pd.DataFrame", draws: Iterable[np.ndarray[Any, Any]]) -> dict[int, float]:
    """Return each theme's mean Jaccard likeness, as all of `some` (title, text) teach it, with what each draw teaches.

    Whatever rows taught a model, it sorts all of `some`, and as the store's own does: without titles, phrases last.
    """
    texts = untitled(some)
    counts = told(texts)
    model = fit_told(counts)
    owned, found = model.assign_both(texts, counts), []
    for rows in draws:
        labels = fit_told(counts[rows]).assign_both(texts, counts)
        found.append([jaccard(owned == theme_id, labels == theme_id) for theme_id in model.ids])
    return dict(zip(model.ids, np.mean(found, axis=0).tolist(), strict=True))


def themes_agree(statements: "pd.DataFrame", *, seed: int = 0) -> float | None:
    """Return how alike statements are sorted by themes of bootstrap samples of their adverts (adjusted Rand index)."""
    from sklearn.metrics import adjusted_rand_score

    if len(statements) < 200:
        return None
    postings = statements["posting_id"].unique()
    rng, sorted_ = np.random.default_rng(seed), []
    tested = told(untitled(statements.sample(min(6000, len(statements)), random_state=seed)))
    some = statements.sample(min(FIT_ON // 2, len(statements)), random_state=seed)
    counts, by_posting = told(untitled(some)), some.groupby("posting_id").indices
    for _ in range(3):
        drawn = np.concatenate([by_posting[one] for one in rng.choice(postings, len(postings)) if one in by_posting])
        sorted_.append(fit_told(counts[drawn]).assign_told(tested))
    pairs = [(one, two) for at, one in enumerate(sorted_) for two in sorted_[at + 1 :]]
    return float(np.mean([adjusted_rand_score(one, two) for one, two in pairs]))
