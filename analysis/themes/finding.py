"""Requirement and duty statements sorted into themes: clusters anchored on seeds.

Spherical k-means, over words and over what they mean, whose centres start at the seeds' own paraphrases and are held
to them; a statement near no seed is in no theme.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.themes.model import FEATURES, ThemeModel, nearest, seed_names, seeds, told, untitled, weighed_by

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix

SURE = 0.15
"""From this likeness a statement moves the centre of its theme."""
SEED_SHARE = 0.8
"""How much of a centre stays its seed's."""
ROUNDS = 4
FIT_ON = 40_000
BOOTSTRAPS = 5
TRIED = 6_000
"""So many statements, drawn from all, show how stable themes are."""


def drawn(statements: int, most: int, *, seed: int = 0) -> list[int]:
    """Return which of so many statements are looked at, counted from 0, where not all need be."""
    picked: list[int] = np.random.RandomState(seed).choice(statements, min(most, statements), replace=False).tolist()
    return picked


def fit(some: "pd.DataFrame") -> ThemeModel:
    """Return the seeds' centres moved toward what `some` statements (title, text) say."""
    return fit_told(told(untitled(some)))


def fit_told(counts: "csr_matrix") -> ThemeModel:
    """Return what `fit` does, where the `counts` told of the statements are known."""
    from scipy.sparse import vstack

    said = told(text for theme in seeds().values() for text in theme["says"])
    idf = _idf(vstack([said, counts]).tocsr())
    anchors = _anchors(weighed_by(said, idf))
    centres = settle(weighed_by(counts, idf), anchors)
    ids = range(1, len(anchors) + 1)
    centres = _trim(centres) * _weights()[:, None]
    return ThemeModel(tuple(ids), tuple(seed_names()), idf, centres)


def _idf(counts: "csr_matrix") -> np.ndarray[Any, Any]:
    documents = np.bincount(counts[:, :FEATURES].indices, minlength=FEATURES)
    # What nearly every statement says weighs nearly nothing: statements with nothing in common share it.
    return np.log((1 + counts.shape[0]) / (1 + documents)).astype(np.float32)


def _anchors(weighed: "csr_matrix") -> np.ndarray[Any, Any]:
    from sklearn.preprocessing import normalize

    rows, first = [], 0
    for theme in seeds().values():
        rows.append(np.asarray(weighed[first : first + len(theme["says"])].mean(axis=0)).ravel())
        first += len(theme["says"])
    return np.asarray(normalize(np.vstack(rows)))


def _weights() -> np.ndarray[Any, Any]:
    """Return how much is believed of the likeness to each seed: less where its words stand in lines of all kinds."""
    return np.array([seed.get("weight", 1) for seed in seeds().values()], dtype=np.float32)


def settle(weighed: "csr_matrix", anchors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Move each centre toward its statements, held to its seed."""
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


def _trim(centres: np.ndarray[Any, Any], keep: int = 400) -> np.ndarray[Any, Any]:
    """Keep each centre's heaviest terms, and what it speaks of."""
    from sklearn.preprocessing import normalize

    terms = centres[:, :FEATURES]
    least = np.partition(terms, -keep, axis=1)[:, -keep][:, None]
    kept = np.where(terms >= np.maximum(least, 1e-6), terms, 0)
    return np.asarray(normalize(np.hstack([kept, centres[:, FEATURES:]])), dtype=np.float32)


def jaccard(one: np.ndarray[Any, Any], two: np.ndarray[Any, Any]) -> float:
    union = (one | two).sum()
    return float((one & two).sum() / union) if union else 1.0
