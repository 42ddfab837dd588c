"""How stable themes are: each over bootstrap samples of statements, all together over samples of adverts."""

from typing import TYPE_CHECKING

from analysis.themes.finding import BOOTSTRAPS, FIT_ON, fit_told, jaccard, settle
from analysis.themes.model import NEAR, ThemeModel, nearest, told, untitled, weighed_by

if TYPE_CHECKING:
    import pandas as pd


def stability_of(some: "pd.DataFrame", model: ThemeModel, *, seed: int) -> dict[int, float]:
    """Return each theme's mean Jaccard likeness with itself over bootstrap samples of statements (Hennig 2007)."""
    import numpy as np

    if len(some) < 200:
        return {}
    weighed = weighed_by(told(some["text"]), model.idf)
    owned = some["theme_id"].fillna(0).to_numpy(dtype=int)
    rng, found = np.random.default_rng(seed), []
    for _ in range(BOOTSTRAPS):
        drawn = rng.integers(0, len(some), len(some))
        near, best = nearest(weighed, settle(weighed[drawn], model.centres))
        labels = np.where(near >= NEAR, np.asarray(model.ids)[best], 0)
        found.append([jaccard(owned == theme_id, labels == theme_id) for theme_id in model.ids])
    return dict(zip(model.ids, np.mean(found, axis=0).tolist(), strict=True))


def themes_agree(statements: "pd.DataFrame", *, seed: int = 0) -> float | None:
    """Return how alike statements are sorted by themes of bootstrap samples of their adverts (adjusted Rand index)."""
    import numpy as np
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
