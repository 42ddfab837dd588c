"""The demand level of an advert: what it asks, on one scale, blind to its title, pay and grade.

A linear score over facets, themes and hashed words. Its weights order adverts *within* groups whose order is known
(a firm's rank words, a public grading scheme, pay within a country), so that differences between groups cancel: least
squares on within-group deviations is least squares on all pair differences (fixed effects; Mundlak 1978). Weights are
drawn toward those that ship with the project (a ridge penalty around a prior). Every advert is scored by weights that
never saw its firm.
"""

import json
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from analysis.blind import TEXT_FEATURES, hashed, unit_rows, without_title
from analysis.measures import MEASURES, RANKS, grade_number, measures_of, row_of, yearly
from analysis.themes import ThemeModel, seed_names
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_matrix

    from analysis.reading.reading import Reading

FOLDS = 5
PENALTY = 1.0
MEASURE_SCALE, THEME_SCALE, TEXT_SCALE = 0.1, 0.1, 1.0
"""How freely weights of each kind may move: a feature scaled down is penalised more."""
GROUP_SCALE = 30.0
"""Group effects are hardly penalised: only order within a group counts."""
UNSEEN = ("offer",)
"""Sections that say nothing of what is asked; the store's question `level_texts` leaves them out too."""
GRADED_AT_LEAST = 30
MARKET_AT_LEAST = 20
SEEN_AT_MOST = 0.1
WEIGHT_OF = {"rank": 0.5, "grade": 1.0, "pay": 0.5}
Z_90 = 1.645


class LevelEstimate(NamedTuple):
    """A level in standard deviations of the market, its 90 % interval, and what it is made of."""

    level: float
    low: float
    high: float
    parts: dict[str, float]


@dataclass(frozen=True)
class LevelModel:
    """Weights over measures, themes and hashed words, and the scale they are read on."""

    weights: "np.ndarray[Any, Any]"
    """Shape (measures + themes + text features,)."""
    means: "np.ndarray[Any, Any]"
    """What a measure is where an advert states it, shape (measures,); a silent one adds nothing."""
    spreads: "np.ndarray[Any, Any]"
    idf: "np.ndarray[Any, Any]"
    centre: float
    spread: float
    noise: float
    """Standard error of the level of an advert with the usual number of statements, in SDs of the market."""
    usual_statements: float
    grades: tuple[tuple[float, float], ...] = ()
    """Agenda for Change: (level, band number), increasing, where the market's own grades allow it."""
    seen: frozenset[str] = frozenset()
    """Hashes of the firms it was estimated on."""

    def to_json(self) -> str:
        """Return the model as JSON; text weights that are not zero by index."""
        import numpy as np

        kept = np.flatnonzero(np.abs(self.weights) > 5e-4)
        used = kept[kept >= FIXED] - FIXED
        return json.dumps({
            "weights": {int(i): round(float(self.weights[i]), 4) for i in kept},
            "means": self.means.round(4).tolist(), "spreads": self.spreads.round(4).tolist(),
            "idf": {int(i): round(float(self.idf[i]), 2) for i in used},
            "centre": self.centre, "spread": self.spread, "noise": self.noise,
            "usual_statements": self.usual_statements, "seen": sorted(self.seen), "grades": self.grades,
        })  # fmt: skip

    @classmethod
    def from_json(cls, body: str) -> Self:
        """Return the model of `to_json`."""
        import numpy as np

        said = json.loads(body)
        weights, idf = np.zeros(FIXED + TEXT_FEATURES), np.zeros(TEXT_FEATURES)
        for into, values in ((weights, said["weights"]), (idf, said["idf"])):
            into[[int(i) for i in values]] = list(values.values())
        return cls(
            weights, np.asarray(said["means"]), np.asarray(said["spreads"]), idf, said["centre"], said["spread"],
            said["noise"], said["usual_statements"], tuple(tuple(pair) for pair in said["grades"]),
            frozenset(said.get("seen", ())),
        )  # fmt: skip


@dataclass(frozen=True)
class Levels:
    """What levelling gives."""

    levels: "pd.DataFrame"
    """posting_id, level, level_low, level_high, grade_like."""
    parts: "pd.DataFrame"
    """posting_id, part, contribution; a posting's contributions sum to its level."""
    model: LevelModel


FIXED = len(MEASURES) + len(seed_names())


@cache
def shipped() -> LevelModel | None:
    """Return the model that ships with the project, or None where it was not estimated yet."""
    path = knowledge("level.json")
    return LevelModel.from_json(path.read_text("utf-8")) if path.exists() else None


def derive_levels(
    postings: "pd.DataFrame", statements: "pd.DataFrame", texts: "pd.DataFrame", model: LevelModel | None = None
) -> Levels:
    """Return the level of each advert; without `model`, weights are estimated on these adverts (cross-fitted by firm).

    `postings`: columns of the store's question `postings`; `statements`: posting_id, theme_id, is_boilerplate;
    `texts`: posting_id, text (what it says of the work and the person).
    """
    postings = postings.reset_index(drop=True)
    seen = frozenset(map(_hash_of, set(postings["firm"])))
    prior = _prior_for(seen)
    inputs = _Inputs.of(postings, statements, texts, model or prior, is_learning=model is None)
    if model is not None:
        return _levels(postings, inputs, inputs.raw(model.weights), model)
    wanted = _targets(postings)
    weights = _estimate(inputs.features, wanted, prior)
    raw = _cross_fitted(inputs, postings["firm"], wanted, prior)
    fitted = replace(_on_scale(postings, inputs, weights, raw, prior), seen=seen)
    return _levels(postings, inputs, raw, fitted)


def _prior_for(firms: frozenset[str]) -> LevelModel | None:
    """Return the model that ships, unless it knows these firms: then their levels would vouch for themselves."""
    prior = shipped()
    return None if prior and len(prior.seen & firms) > SEEN_AT_MOST * len(firms) else prior


def _hash_of(firm: str) -> str:
    return blake2b(firm.casefold().encode(), digest_size=4).hexdigest()


def level_of(
    reading: "Reading", model: LevelModel | None = None, themes: ThemeModel | None = None, *, title: str = ""
) -> LevelEstimate:
    """Return the level of one text: an advert, or a role in a CV; mentions of `title` in it are not seen."""
    import pandas as pd

    used = model or shipped()
    assert used is not None, "the project ships data/level.json"
    said = [s.text for s in reading.statements]
    theme_ids = list(themes.assign(said)) if themes and said else [0] * len(said)
    statements = pd.DataFrame({"posting_id": "1", "theme_id": theme_ids, "is_boilerplate": [False] * len(said)})
    told = "\n".join(line.text for line in reading.lines if line.section not in UNSEEN)
    about = {"posting_id": "1", "firm": "", "title": title, "title_family": "", **row_of(reading.facets)}
    texts = pd.DataFrame({"posting_id": ["1"], "text": [told]})
    found = derive_levels(pd.DataFrame([about]), statements, texts, used)
    row = found.levels.iloc[0]
    parts = dict(zip(found.parts["part"], found.parts["contribution"], strict=True))
    return LevelEstimate(float(row["level"]), float(row["level_low"]), float(row["level_high"]), parts)


@dataclass(frozen=True)
class _Inputs:
    """The features of adverts, row by row."""

    features: "csr_matrix"
    means: "np.ndarray[Any, Any]"
    spreads: "np.ndarray[Any, Any]"
    idf: "np.ndarray[Any, Any]"
    statements: "np.ndarray[Any, Any]"

    @classmethod
    def of(
        cls,
        postings: "pd.DataFrame",
        statements: "pd.DataFrame",
        texts: "pd.DataFrame",
        like: LevelModel | None,
        *,
        is_learning: bool,
    ) -> Self:
        import numpy as np
        from scipy.sparse import csr_matrix, hstack

        measures = measures_of(postings).to_numpy()
        means = like.means if like else np.nan_to_num(_stated(np.nanmean, measures))
        spreads = like.spreads if like else np.maximum(np.nan_to_num(_stated(np.nanstd, measures), nan=1.0), 0.1)
        asked = statements[~statements["is_boilerplate"].astype(bool)]
        said = texts.set_index("posting_id")["text"].reindex(postings["posting_id"]).fillna("")
        counts = hashed(without_title(text, title) for text, title in zip(said, postings["title"], strict=True))
        idf = _weights_of_words(counts, like, is_learning=is_learning)
        blocks = [
            csr_matrix(MEASURE_SCALE * np.nan_to_num((measures - means) / spreads)),
            THEME_SCALE * _theme_shares(asked, postings["posting_id"]),
            TEXT_SCALE * unit_rows(counts.multiply(idf).tocsr()),
        ]
        numbers = asked.groupby("posting_id").size().reindex(postings["posting_id"]).fillna(0).to_numpy()
        return cls(hstack(blocks).tocsr(), means, spreads, idf, numbers)

    def raw(self, weights: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        raw: np.ndarray[Any, Any] = self.features @ weights
        return raw


def _stated(how: Any, measures: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return mean or spread of each column over the adverts that state it."""
    import numpy as np

    return np.asarray([how(col[~np.isnan(col)]) if (~np.isnan(col)).any() else np.nan for col in measures.T])


def _weights_of_words(counts: "csr_matrix", like: LevelModel | None, *, is_learning: bool) -> "np.ndarray[Any, Any]":
    """Return the model's weights; while learning, words it does not know are weighed by these adverts."""
    import numpy as np

    if like is None:
        return _idf(counts)
    return np.where(like.idf > 0, like.idf, _idf(counts)) if is_learning else like.idf


def _idf(counts: "csr_matrix") -> "np.ndarray[Any, Any]":
    import numpy as np

    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    rare = documents < 2
    return np.where(rare, 0.0, np.log((1 + counts.shape[0]) / (1 + documents)) + 1)


def _theme_shares(statements: "pd.DataFrame", posting_ids: "pd.Series[str]") -> "csr_matrix":
    """Return which seed themes each advert asks, 1 or 0, less the share of a usual advert."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {posting_id: row for row, posting_id in enumerate(posting_ids)}
    themes = statements["theme_id"].fillna(0).to_numpy(dtype=int)
    known = (themes >= 1) & (themes <= len(seed_names()))
    rows = statements["posting_id"].map(place).to_numpy()[known]
    shape = (len(posting_ids), len(seed_names()))
    asked = csr_matrix((np.ones(known.sum()), (rows.astype(int), themes[known] - 1)), shape=shape)
    asked.data = np.ones_like(asked.data)
    return asked


class _Target(NamedTuple):
    """An order that is known: rows, their group, their place in it, how much it counts."""

    rows: "np.ndarray[Any, Any]"
    groups: "np.ndarray[Any, Any]"
    places: "np.ndarray[Any, Any]"
    weight: float


def _targets(postings: "pd.DataFrame") -> list[_Target]:
    """Return the orders these adverts tell: rank words within a firm, public grades, pay within a country."""
    import numpy as np
    import pandas as pd

    family = postings["title_family"]
    ranked = postings["title_rank"].map(RANKS).where(family != "other")
    graded = pd.Series(
        [grade_number(s, v) for s, v in zip(postings["grade_scheme"], postings["grade_value"], strict=True)],
        dtype=float,
    )
    middle = postings[["base_salary_min", "base_salary_max"]].astype(float).mean(axis=1)
    paid = pd.Series([yearly(m, u) for m, u in zip(middle, postings["base_salary_unit"], strict=True)], dtype=float)
    paid = paid.where(paid.between(8_000, 900_000)).map(np.log)
    place = postings["base_salary_currency"].astype(str) + "/" + postings["country"].astype(str)
    kinds = (
        ("rank", ranked, postings["firm"] + "/" + family),
        ("grade", graded, postings["grade_scheme"]),
        ("pay", paid, place),
    )
    return [found for kind, values, groups in kinds if (found := _target(kind, values, groups)) is not None]


def _target(kind: str, values: "pd.Series[float]", groups: "pd.Series[str]") -> _Target | None:
    import numpy as np

    frame = values.to_frame("place").assign(group=groups).dropna()
    sizes, spreads = frame.groupby("group")["place"].transform("size"), frame.groupby("group")["place"].transform("std")
    frame = frame[(sizes >= 2) & (spreads > 0)]
    if len(frame) < 10:
        return None
    within = frame["place"] - frame.groupby("group")["place"].transform("mean")
    codes = np.unique(frame["group"].to_numpy(dtype=str), return_inverse=True)[1]
    return _Target(frame.index.to_numpy(), codes, (within / within.std()).to_numpy(), WEIGHT_OF[kind])


def _estimate(
    features: "csr_matrix", targets: list[_Target], prior: LevelModel | None, rows: "np.ndarray[Any, Any] | None" = None
) -> "np.ndarray[Any, Any]":
    """Return the weights that best order `rows` within the groups of `targets`."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.linear_model import Ridge

    start = prior.weights if prior else np.zeros(features.shape[1])
    blocks, places, weights = [], [], []
    for target in targets:
        used = np.ones(len(target.rows), dtype=bool) if rows is None else rows[target.rows]
        if used.sum() < 10:
            continue
        own = features[target.rows[used]]
        blocks.append((own, target.groups[used]))
        offset = own @ start
        places.append(target.places[used] - (offset - offset.mean()))
        weights.append(np.full(used.sum(), target.weight))
    if not blocks:
        return start
    widths = np.cumsum([0, *(groups.max() + 1 for _, groups in blocks)])
    stacked = []
    for (own, groups), first in zip(blocks, widths, strict=False):
        ones = np.full(len(groups), GROUP_SCALE)
        stacked.append(
            hstack([own, csr_matrix((ones, (np.arange(len(groups)), groups + first)), (len(groups), widths[-1]))])
        )
    ridge = Ridge(alpha=PENALTY, fit_intercept=False, solver="lsqr", tol=1e-5)
    ridge.fit(vstack(stacked).tocsr(), np.concatenate(places), sample_weight=np.concatenate(weights))
    return np.asarray(start + ridge.coef_[: features.shape[1]])


def _cross_fitted(
    inputs: _Inputs, firms: "pd.Series[str]", targets: list[_Target], prior: LevelModel | None
) -> "np.ndarray[Any, Any]":
    """Return raw scores, each advert's by weights that never saw its firm."""
    import numpy as np

    names = sorted(set(firms))
    fold_of = {firm: number % FOLDS for number, firm in enumerate(names)}
    folds = firms.map(fold_of).to_numpy()
    raw = np.zeros(len(firms))
    for fold in range(min(FOLDS, len(names))):
        weights = _estimate(inputs.features, targets, prior, rows=folds != fold)
        own = folds == fold
        raw[own] = inputs.features[own] @ weights
    return raw


def _on_scale(
    postings: "pd.DataFrame",
    inputs: _Inputs,
    weights: "np.ndarray[Any, Any]",
    raw: "np.ndarray[Any, Any]",
    prior: LevelModel | None,
) -> LevelModel:
    """Return the model with centre and spread of this market, its noise, and the grades read on it.

    A handful of adverts is no market: they are placed on the scale of the model that ships.
    """
    import numpy as np

    market = (postings["title_family"] != "other").to_numpy()
    if market.sum() < MARKET_AT_LEAST and prior:
        return replace(prior, weights=weights, idf=inputs.idf)
    if market.sum() < MARKET_AT_LEAST:
        market = np.ones(len(raw), dtype=bool)
    centre, spread = float(raw[market].mean()), float(raw[market].std()) or 1.0
    usual = float(np.median(inputs.statements[market])) or 1.0
    noise = _noise(postings, (raw - centre) / spread)
    grades = _grades(postings, (raw - centre) / spread)
    return LevelModel(weights, inputs.means, inputs.spreads, inputs.idf, centre, spread, noise, usual, grades)


def _noise(postings: "pd.DataFrame", level: "np.ndarray[Any, Any]") -> float:
    """Return how far adverts of one firm and title differ: the spread within cells (pooled)."""
    import pandas as pd

    cells = pd.DataFrame(
        {"level": level, "firm": postings["firm"], "title": postings["title_rank"] + postings["title_family"]}
    )
    deviations = cells["level"] - cells.groupby(["firm", "title"])["level"].transform("mean")
    spare = len(cells) - cells.groupby(["firm", "title"]).ngroups
    return float(min(0.6, (deviations.pow(2).sum() / spare) ** 0.5)) if spare > 20 else 0.5


def _grades(postings: "pd.DataFrame", level: "np.ndarray[Any, Any]") -> tuple[tuple[float, float], ...]:
    """Return Agenda for Change bands read on the scale (isotonic regression; Barlow et al. 1972)."""
    import numpy as np
    from sklearn.isotonic import IsotonicRegression

    pairs = zip(postings["grade_scheme"], postings["grade_value"], strict=True)
    bands = np.asarray([grade_number(s, v) if s == "afc" else None for s, v in pairs], dtype=float)
    known = ~np.isnan(bands)
    if known.sum() < GRADED_AT_LEAST:
        return ()
    fitted = IsotonicRegression(out_of_bounds="clip").fit(level[known], bands[known])
    return tuple(
        (round(float(x), 3), round(float(y), 2))
        for x, y in zip(fitted.X_thresholds_, fitted.y_thresholds_, strict=True)
    )


def _levels(postings: "pd.DataFrame", inputs: _Inputs, raw: "np.ndarray[Any, Any]", model: LevelModel) -> Levels:
    import numpy as np
    import pandas as pd

    level = (raw - model.centre) / model.spread
    error = model.noise * np.sqrt(model.usual_statements / np.maximum(inputs.statements, 1.0)).clip(0.6, 3.0)
    low, high = level - Z_90 * error, level + Z_90 * error
    grades = [_grade_like(a, b, model) for a, b in zip(level - error, level + error, strict=True)]
    frame = pd.DataFrame({
        "posting_id": postings["posting_id"], "level": level, "level_low": low, "level_high": high,
        "grade_like": pd.Series(grades, dtype=object),
    })  # fmt: skip
    return Levels(frame, _parts(postings["posting_id"], inputs, level, model), model)


def _grade_like(low: float, high: float, model: LevelModel) -> str | None:
    """Return the bands that adverts between two levels state: "afc 7-8a"."""
    import numpy as np

    if not model.grades:
        return None
    levels, bands = zip(*model.grades, strict=True)
    names = {number: name for name, number in _bands().items()}
    first, last = (names[round(float(np.interp(x, levels, bands)))] for x in (low, high))
    return f"afc {first}" if first == last else f"afc {first}-{last}"


def _bands() -> dict[str, int]:
    from analysis.measures import AFC

    return AFC


def _parts(
    posting_ids: "pd.Series[str]", inputs: _Inputs, level: "np.ndarray[Any, Any]", model: LevelModel
) -> "pd.DataFrame":
    """Return each level taken apart; what fixed weights do not explain of a cross-fitted level is `words`."""
    import pandas as pd

    fixed = (inputs.features[:, :FIXED].multiply(model.weights[:FIXED]) / model.spread).tocoo()
    names = [*MEASURES, *seed_names()]
    rows = pd.DataFrame({"row": fixed.row, "part": [names[c] for c in fixed.col], "contribution": fixed.data})
    rows = rows[rows["contribution"].abs() > 1e-12]
    said = rows.groupby("row")["contribution"].sum().reindex(range(len(level)), fill_value=0.0)
    rest = pd.DataFrame({"row": range(len(level)), "part": "words", "contribution": level - said.to_numpy()})
    parts = pd.concat([rows, rest], ignore_index=True)
    return parts.assign(posting_id=posting_ids.to_numpy()[parts["row"]])[["posting_id", "part", "contribution"]]
