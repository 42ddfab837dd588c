"""What the level is held against: text alone, the title alone, and a scale made without any known order.

- `text_alone`: ridge regression on TF-IDF of words and pairs of words, the usual strong baseline.
- `title_alone`: the same on the words of the title, which the level never sees.
- `latent_trait`: one factor behind facets and themes (factor analysis; Bartholomew, Knott & Moustaki 2011).
- `hedonic`: log pay regressed on facets and themes (Rosen 1974).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.blind import terms_of
from analysis.measures import MEASURES

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TEXT_PENALTY = 1.0
FACET_PENALTY = 10.0
Scores = Any
"""An array of one number an advert."""


def counted(texts: Sequence[str]) -> "csr_matrix":
    """Return how often each text says each word and pair of words, shape (texts, terms)."""
    return _counted([text.lower() for text in texts], terms_of)


def text_alone(counts: "csr_matrix", truth: Scores, folds: Scores) -> Scores:
    """Return what TF-IDF with ridge says of each text (its `counted` words), learned from the other folds."""
    scores = np.full(counts.shape[0], np.nan)
    for fold in set(folds.tolist()):
        own = folds == fold
        if (~own).sum() > 1:
            scores[own] = text_learned_from(counts[~own], truth[~own], counts[own])
    return scores


def text_learned_from(counts: "csr_matrix", truth: Scores, others: "csr_matrix") -> Scores:
    """Return what TF-IDF with ridge says of the texts `others`, learned from those of `counts` by their words alone."""
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import Ridge

    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    known = np.flatnonzero(documents >= (2 if counts.shape[0] > 50 else 1))
    weighed = TfidfTransformer(sublinear_tf=True)
    ridge = Ridge(alpha=TEXT_PENALTY, solver="lsqr").fit(weighed.fit_transform(counts[:, known]), truth)
    return np.asarray(ridge.predict(weighed.transform(others[:, known])))


def title_alone(titles: Sequence[str], truth: Scores, folds: Scores) -> Scores:
    """Return what the words of each title say, learned from the other folds."""
    return text_alone(_counted([title.lower() for title in titles], str.split), truth, folds)


def latent_trait(features: Scores) -> Scores:
    """Return each advert's place on the one factor behind `features`, turned so that a higher one asks more.

    `features`: measures first, in their order, then whatever else is asked; what is not said is 0.
    """
    from sklearn.decomposition import FactorAnalysis

    factor = FactorAnalysis(n_components=1, random_state=0).fit(features)
    loadings = factor.components_[0, : len(MEASURES)]
    return factor.transform(features)[:, 0] * (1 if loadings.sum() >= 0 else -1)


def hedonic(features: Scores, log_pay: Scores, folds: Scores) -> Scores:
    """Return what the market pays for what each advert asks, learned from the other folds; NaN pay is not learned."""
    from sklearn.linear_model import Ridge

    scores = np.full(len(folds), np.nan)
    for fold in set(folds.tolist()):
        taught, own = (folds != fold) & np.isfinite(log_pay), folds == fold
        if taught.sum() >= len(MEASURES):
            scores[own] = Ridge(alpha=FACET_PENALTY).fit(features[taught], log_pay[taught]).predict(features[own])
    return scores


def together(columns: Sequence[Scores], truth: Scores, folds: Scores) -> Scores:
    """Return what several scores say together, weighed on the other folds (least squares); NaN where one is missing."""
    from sklearn.linear_model import LinearRegression

    said, scores = np.column_stack(columns), np.full(len(folds), np.nan)
    known = np.isfinite(said).all(axis=1)
    for fold in set(folds.tolist()):
        taught, own = known & (folds != fold), known & (folds == fold)
        if own.any() and taught.sum() > said.shape[1]:
            scores[own] = LinearRegression().fit(said[taught], truth[taught]).predict(said[own])
    return scores


def _counted(texts: list[str], analyzer: Any) -> "csr_matrix":
    from sklearn.feature_extraction.text import CountVectorizer

    counts: csr_matrix = CountVectorizer(analyzer=analyzer, dtype=np.float32).fit_transform(texts)
    return counts
