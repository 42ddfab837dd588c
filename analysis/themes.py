"""Requirement and duty statements sorted into themes: clusters anchored on seeds, and an emergent pool.

Spherical k-means, over words and over what they mean, whose centres start at the seeds' own paraphrases and are held
to them; a statement near no seed goes to a pool, where a cluster is kept only if it is stable under the bootstrap
(Hennig 2007) and carried by three firms.
"""

import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from analysis.blind import hashed, unit_rows, words
from analysis.reading.section_model import DIRECTIONS, directions
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_matrix

FEATURES = 2**14
NEAR = 0.105
"""A statement less similar to every centre is in no theme."""
SURE = 0.15
"""From this likeness a statement moves the centre of its theme."""
MEANING = 0.3
"""How long the direction that a statement speaks of is, beside its words, whose length is 1."""
SEED_SHARE = 0.8
"""How much of a centre stays its seed's."""
ROUNDS = 4
FIT_ON = 40_000
EMERGENT = 8
STABLE = 0.6
FIRMS_AT_LEAST = 3
BOOTSTRAPS = 5
EMERGENT_IDS_FROM = 1001
EXAMPLES = 3_000
"""So many statements of a theme, and of all, show its words."""
TRIED = 6_000
"""So many statements, drawn from all, show how stable themes are."""


@dataclass(frozen=True)
class ThemeModel:
    """Centres of themes over hashed terms."""

    ids: tuple[int, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    idf: "np.ndarray[Any, Any]"
    """Shape (features,)."""
    centres: "np.ndarray[Any, Any]"
    """Shape (themes, features and directions of meaning), rows of length 1, or of their seeds' `weight`."""

    def assign(self, texts: "list[str] | pd.Series[str]") -> "np.ndarray[Any, Any]":
        """Return the theme id of each text; 0 is none."""
        import numpy as np

        if not len(texts):
            return np.zeros(0, dtype=int)
        return self.assign_told(told(texts))

    def assign_told(self, counts: "csr_matrix") -> "np.ndarray[Any, Any]":
        """Return the theme id of each text by what is `told` of it; 0 is none."""
        import numpy as np

        near, best = _nearest(_weighed(counts, self.idf), self.centres)
        return np.where(near >= NEAR, np.asarray(self.ids)[best], 0)

    def likeness(self, texts: "pd.Series[str]", theme_id: int) -> "np.ndarray[Any, Any]":
        """Return how near each text is to the centre of the theme."""
        import numpy as np

        return np.asarray(_weighed(told(texts), self.idf) @ self.centres[self.ids.index(theme_id)])

    def to_json(self) -> str:
        """Return the model as JSON; only what is not zero."""
        kept = [[int(i) for i in row.nonzero()[0]] for row in self.centres]
        values = [[round(float(row[i]), 4) for i in which] for row, which in zip(self.centres, kept, strict=True)]
        return json.dumps({
            "ids": self.ids, "names": self.names, "kinds": self.kinds,
            "idf": [round(float(x), 3) for x in self.idf], "terms": kept, "values": values,
        })  # fmt: skip

    @classmethod
    def from_json(cls, body: str) -> Self:
        """Return the model of `to_json`."""
        import numpy as np

        said = json.loads(body)
        centres = np.zeros((len(said["ids"]), FEATURES + DIRECTIONS), dtype=np.float32)
        for row, which, values in zip(centres, said["terms"], said["values"], strict=True):
            row[which] = values
        idf = np.asarray(said["idf"], dtype=np.float32)
        return cls(tuple(said["ids"]), tuple(said["names"]), tuple(said["kinds"]), idf, centres)


def told(texts: "Iterable[str]") -> "csr_matrix":
    """Return counts of the hashed terms of each text, then in which direction it leaves what all demands speak of."""
    from scipy.sparse import csr_matrix, hstack

    texts = list(texts)
    meant = _apart(directions(texts), _usual_direction())
    return csr_matrix(hstack([hashed(texts, features=FEATURES), csr_matrix(meant)], format="csr"))


@cache
def _usual_direction() -> "np.ndarray[Any, Any]":
    """Return what the seeds' paraphrases speak of in the mean: any two demands have most of it in common."""
    usual: np.ndarray[Any, Any] = directions([text for seed in seeds().values() for text in seed["says"]]).mean(axis=0)
    return usual


def _apart(found: "np.ndarray[Any, Any]", usual: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return where each direction lies as seen from the `usual` one, at distance 1; nothing that was not found."""
    import numpy as np

    apart = np.where(found.any(axis=1, keepdims=True), found - usual, 0.0)
    return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9), dtype=np.float32)


@cache
def seeds() -> dict[str, dict[str, Any]]:
    """Return the seed themes by key, in the file's order; ids count from 1."""
    return tomllib.loads(knowledge("themes.toml").read_text("utf-8"))


def seed_names() -> list[str]:
    """Return the seeds' names, in order of their ids."""
    return [seed["name"] for seed in seeds().values()]


def sorted_by(model: ThemeModel, statements: "pd.DataFrame") -> "pd.DataFrame":
    """Return posting_id, number and theme_id (missing: in none) of `statements` (these, text, is_boilerplate)."""
    import numpy as np
    import pandas as pd

    own = ~statements["is_boilerplate"].to_numpy(dtype=bool)
    theme_ids = np.zeros(len(statements), dtype=int)
    theme_ids[own] = model.assign(statements["text"][own])
    found = pd.Series(theme_ids, index=statements.index, dtype="Int64")
    return statements[["posting_id", "number"]].assign(theme_id=found.mask(found == 0))


def drawn(statements: int, most: int, *, seed: int = 0) -> list[int]:
    """Return which of so many statements are looked at, counted from 0, where not all need be."""
    import numpy as np

    picked: list[int] = np.random.RandomState(seed).choice(statements, min(most, statements), replace=False).tolist()
    return picked


def fit(some: "pd.DataFrame", *, seed: int = 0) -> ThemeModel:
    """Return the seeds' centres moved toward what `some` statements (text, firm) say, and the emergent themes."""
    return _fit(some, told(some["text"]), seed=seed)


def _fit(some: "pd.DataFrame", counts: "csr_matrix", *, seed: int) -> ThemeModel:
    import numpy as np
    from scipy.sparse import vstack

    said = told(text for theme in seeds().values() for text in theme["says"])
    idf = _idf(vstack([said, counts]).tocsr())
    anchors = _anchors(_weighed(said, idf))
    centres = _settle(_weighed(counts, idf), anchors)
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


def describe(
    model: ThemeModel, examples: "pd.DataFrame", carriers: "pd.DataFrame", some: "pd.DataFrame", *, seed: int = 0
) -> "pd.DataFrame":
    """Return the table `theme`: size, terms, a typical statement, stability and spread over firms of each.

    `examples`: theme_id (missing: in none), text, is_first, the first statements of each theme and of all; `carriers`:
    theme_id, statements and adverts of each firm; `some`: theme_id and text of statements drawn from all.
    """
    import pandas as pd

    stability = _stability(some, model, seed=seed)
    everywhere = _counted(examples["text"][examples["is_first"]])
    groups, carried = (dict(iter(frame.groupby("theme_id"))) for frame in (examples, carriers))
    rows = []
    for theme_id, name, kind in zip(model.ids, model.names, model.kinds, strict=True):
        own, by_firm = groups.get(theme_id, examples[:0]), carried.get(theme_id, carriers[:0])
        rows.append({
            "theme_id": theme_id, "name": name, "kind": kind, "terms": _terms_of(own, everywhere),
            "typical": _typical(own, model, theme_id), "adverts": by_firm["adverts"].sum(),
            "firms": len(by_firm), "stability": stability.get(theme_id),
            "firm_entropy": _entropy(by_firm["statements"]),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _idf(counts: "csr_matrix") -> "np.ndarray[Any, Any]":
    import numpy as np

    documents = np.bincount(counts[:, :FEATURES].indices, minlength=FEATURES)
    # What nearly every statement says weighs nearly nothing: statements with nothing in common share it.
    return np.log((1 + counts.shape[0]) / (1 + documents)).astype(np.float32)


def _weighed(counts: "csr_matrix", idf: "np.ndarray[Any, Any]") -> "csr_matrix":
    from scipy.sparse import csr_matrix, hstack

    words = unit_rows(counts[:, :FEATURES].multiply(idf).tocsr())
    return csr_matrix(hstack([words, MEANING * counts[:, FEATURES:]], format="csr"))


def _nearest(weighed: "csr_matrix", centres: "np.ndarray[Any, Any]") -> "tuple[Any, Any]":
    likeness = weighed @ centres.T
    return likeness.max(axis=1), likeness.argmax(axis=1)


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


def _settle(weighed: "csr_matrix", anchors: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Move each centre toward its statements, held to its seed."""
    import numpy as np
    from sklearn.preprocessing import normalize

    centres = anchors
    for _ in range(ROUNDS):
        near, best = _nearest(weighed, centres)
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

    if len(pool) < 40 * EMERGENT:
        return []
    pool = pool.head(TRIED)
    weighed = _weighed(counts[: len(pool)], idf)
    whole = KMeans(EMERGENT, n_init=1, random_state=0).fit(weighed)
    again = [
        KMeans(EMERGENT, n_init=1, random_state=0).fit(weighed[rng.integers(0, len(pool), len(pool))]).predict(weighed)
        for _ in range(BOOTSTRAPS)
    ]
    kept, everywhere = [], _counted(pool["text"].head(EXAMPLES))
    for k in range(EMERGENT):
        own = whole.labels_ == k
        stable = float(np.mean([max(_jaccard(own, labels == j) for j in range(EMERGENT)) for labels in again]))
        members = pool[own]
        if stable >= STABLE and members["firm"].nunique() >= FIRMS_AT_LEAST and len(members) < len(pool) / 2:
            terms = _terms_of(members, everywhere)
            kept.append((whole.cluster_centers_[k], ", ".join(terms[:3])))
    return kept


def _stability(some: "pd.DataFrame", model: ThemeModel, *, seed: int) -> dict[int, float]:
    """Return for each theme the mean Jaccard likeness with itself over bootstrap samples of adverts (Hennig 2007)."""
    import numpy as np

    if len(some) < 200:
        return {}
    weighed = _weighed(told(some["text"]), model.idf)
    owned = some["theme_id"].fillna(0).to_numpy(dtype=int)
    rng, found = np.random.default_rng(seed), []
    for _ in range(BOOTSTRAPS):
        drawn = rng.integers(0, len(some), len(some))
        near, best = _nearest(weighed, _settle(weighed[drawn], model.centres))
        labels = np.where(near >= NEAR, np.asarray(model.ids)[best], 0)
        found.append([_jaccard(owned == theme_id, labels == theme_id) for theme_id in model.ids])
    return dict(zip(model.ids, np.mean(found, axis=0).tolist(), strict=True))


def themes_agree(statements: "pd.DataFrame", *, seed: int = 0) -> float | None:
    """Return how alike statements are sorted by themes of bootstrap samples of their adverts (adjusted Rand index)."""
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    if len(statements) < 200:
        return None
    postings = statements["posting_id"].unique()
    rng, sorted_ = np.random.default_rng(seed), []
    tested = told(statements["text"].sample(min(6000, len(statements)), random_state=seed))
    some = statements.sample(min(FIT_ON // 2, len(statements)), random_state=seed)
    counts, by_posting = told(some["text"]), some.groupby("posting_id").indices
    for _ in range(3):
        drawn = np.concatenate([by_posting[one] for one in rng.choice(postings, len(postings)) if one in by_posting])
        sorted_.append(_fit(some.iloc[drawn], counts[drawn], seed=seed).assign_told(tested))
    pairs = [(one, two) for at, one in enumerate(sorted_) for two in sorted_[at + 1 :]]
    return float(np.mean([adjusted_rand_score(one, two) for one, two in pairs]))


def _jaccard(one: "np.ndarray[Any, Any]", two: "np.ndarray[Any, Any]") -> float:
    union = (one | two).sum()
    return float((one & two).sum() / union) if union else 1.0


def _counted(texts: "pd.Series[str]") -> Counter[str]:
    """Return how many of `texts` say each word."""
    return Counter(word for text in texts for word in set(words(text)))


def _terms_of(own: "pd.DataFrame", everywhere: Counter[str], most: int = 6) -> list[str]:
    """Return the words that are commoner in `own` than elsewhere."""
    inside = _counted(own["text"].head(EXAMPLES))
    ratio = {w: n * n / everywhere[w] for w, n in inside.items() if n >= 2 and len(w) > 3 and everywhere[w]}
    return sorted(ratio, key=lambda w: (-ratio[w], w))[:most]


def _typical(own: "pd.DataFrame", model: ThemeModel, theme_id: int) -> str | None:
    if own.empty:
        return None
    some = own.head(2000)
    return str(some["text"].iloc[int(model.likeness(some["text"], theme_id).argmax())])


def _entropy(statements: "pd.Series[int]") -> float | None:
    """Return 0 for one firm, 1 where all firms that carry it have as many `statements`."""
    import numpy as np

    share = (statements / statements.sum()).to_numpy(dtype=float)
    return (
        float(-(share * np.log(share)).sum() / np.log(len(share))) if len(share) > 1 else (0.0 if len(share) else None)
    )
