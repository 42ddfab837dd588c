"""Requirement and duty statements sorted into themes: clusters anchored on seeds, and an emergent pool.

Spherical k-means, over words and over what they mean, whose centres start at the seeds' own paraphrases and are held
to them; a statement near no seed goes to a pool, where a cluster is kept only if it is stable under the bootstrap
(Hennig 2007) and carried by three firms.
"""

from typing import TYPE_CHECKING, Any

from analysis.theme_model import FEATURES, ThemeModel, nearest, seed_names, seeds, told, weighed_by
from analysis.theme_words import EXAMPLES, counted, terms_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_matrix

SURE = 0.15
"""From this likeness a statement moves the centre of its theme."""
SEED_SHARE = 0.8
"""How much of a centre stays its seed's."""
ROUNDS = 4
FIT_ON = 40_000
EMERGENT = 8
STABLE = 0.6
FIRMS_AT_LEAST = 3
BOOTSTRAPS = 5
EMERGENT_IDS_FROM = 1001
TRIED = 6_000
"""So many statements, drawn from all, show how stable themes are."""


def drawn(statements: int, most: int, *, seed: int = 0) -> list[int]:
    """Return which of so many statements are looked at, counted from 0, where not all need be."""
    import numpy as np

    picked: list[int] = np.random.RandomState(seed).choice(statements, min(most, statements), replace=False).tolist()
    return picked


def fit(some: "pd.DataFrame", *, seed: int = 0) -> ThemeModel:
    """Return the seeds' centres moved toward what `some` statements (text, firm) say, and the emergent themes."""
    return fit_told(some, told(some["text"]), seed=seed)


def fit_told(some: "pd.DataFrame", counts: "csr_matrix", *, seed: int) -> ThemeModel:
    """Return what `fit` does, where the `counts` told of `some` are known."""
    import numpy as np
    from scipy.sparse import vstack

    said = told(text for theme in seeds().values() for text in theme["says"])
    idf = _idf(vstack([said, counts]).tocsr())
    anchors = _anchors(weighed_by(said, idf))
    centres = settle(weighed_by(counts, idf), anchors)
    ids = list(range(1, len(anchors) + 1))
    centres = _trim(centres) * _weights()[:, None]
    model = ThemeModel(tuple(ids), tuple(seed_names()), ("seed",) * len(ids), idf, centres)
    pool = np.flatnonzero(model.assign_told(counts) == 0)
    emergent = _emergent(some.iloc[pool], counts[pool], idf, np.random.default_rng(seed))
    if not emergent:
        return model
    more = np.vstack([centre for centre, _ in emergent])
    return ThemeModel(
        (*model.ids, *range(EMERGENT_IDS_FROM, EMERGENT_IDS_FROM + len(emergent))),
        (*model.names, *(name for _, name in emergent)),
        (*model.kinds, *("emergent",) * len(emergent)),
        idf,
        np.vstack([model.centres, _trim(more)]),
    )


def _idf(counts: "csr_matrix") -> "np.ndarray[Any, Any]":
    import numpy as np

    documents = np.bincount(counts[:, :FEATURES].indices, minlength=FEATURES)
    # What nearly every statement says weighs nearly nothing: statements with nothing in common share it.
    return np.log((1 + counts.shape[0]) / (1 + documents)).astype(np.float32)


def _anchors(weighed: "csr_matrix") -> "np.ndarray[Any, Any]":
    import numpy as np
    from sklearn.preprocessing import normalize

    rows, first = [], 0
    for theme in seeds().values():
        rows.append(np.asarray(weighed[first : first + len(theme["says"])].mean(axis=0)).ravel())
        first += len(theme["says"])
    return np.asarray(normalize(np.vstack(rows)))


def _weights() -> "np.ndarray[Any, Any]":
    """Return how much is believed of the likeness to each seed: less where its words stand in lines of all kinds."""
    import numpy as np

    return np.array([seed.get("weight", 1) for seed in seeds().values()], dtype=np.float32)


def settle(weighed: "csr_matrix", anchors: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Move each centre toward its statements, held to its seed."""
    import numpy as np
    from sklearn.preprocessing import normalize

    centres = anchors
    for _ in range(ROUNDS):
        near, best = nearest(weighed, centres)
        sure = near >= SURE
        means = [
            np.asarray(weighed[sure & (best == k)].mean(axis=0)).ravel() if (sure & (best == k)).any() else anchors[k]
            for k in range(len(anchors))
        ]
        centres = normalize(SEED_SHARE * anchors + (1 - SEED_SHARE) * normalize(np.vstack(means)))
    return centres


def _trim(centres: "np.ndarray[Any, Any]", keep: int = 400) -> "np.ndarray[Any, Any]":
    """Keep each centre's heaviest terms, and what it speaks of."""
    import numpy as np
    from sklearn.preprocessing import normalize

    terms = centres[:, :FEATURES]
    least = np.partition(terms, -keep, axis=1)[:, -keep][:, None]
    kept = np.where(terms >= np.maximum(least, 1e-6), terms, 0)
    return np.asarray(normalize(np.hstack([kept, centres[:, FEATURES:]])), dtype=np.float32)


def _emergent(
    pool: "pd.DataFrame", counts: "csr_matrix", idf: Any, rng: "np.random.Generator"
) -> list[tuple[Any, str]]:
    """Return centre and name of each cluster of the pool that is stable and carried by three firms or more."""
    import numpy as np
    from sklearn.cluster import KMeans

    if pool["text"].nunique() < 40 * EMERGENT:
        return []
    pool = pool.head(TRIED)
    weighed = weighed_by(counts[: len(pool)], idf)
    whole = KMeans(EMERGENT, n_init=1, random_state=0).fit(weighed)
    again = [
        KMeans(EMERGENT, n_init=1, random_state=0).fit(weighed[rng.integers(0, len(pool), len(pool))]).predict(weighed)
        for _ in range(BOOTSTRAPS)
    ]
    kept, everywhere = [], counted(pool["text"].head(EXAMPLES))
    for k in range(EMERGENT):
        own = whole.labels_ == k
        stable = float(np.mean([max(jaccard(own, labels == j) for j in range(EMERGENT)) for labels in again]))
        members = pool[own]
        if stable >= STABLE and members["firm"].nunique() >= FIRMS_AT_LEAST and len(members) < len(pool) / 2:
            terms = terms_of(members, everywhere)
            kept.append((whole.cluster_centers_[k], ", ".join(terms[:3])))
    return kept


def jaccard(one: "np.ndarray[Any, Any]", two: "np.ndarray[Any, Any]") -> float:
    union = (one | two).sum()
    return float((one & two).sum() / union) if union else 1.0
