"""The demand level of an advert: what it asks, on one scale, blind to its title, pay and grade.

A linear score over facets, themes, hashed words and what they mean, so that every level can be taken apart. Its weights
order adverts *within* groups whose order is known (`orders`), near the weights that ship with the project, and every
advert is scored by weights that never saw its firm (`weights`).
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.blind import Blind, blind_of_texts, unnamed
from analysis.cluster import Spread, here
from analysis.level.beginning import beginning
from analysis.level.inputs import ACCENT_AT_LEAST, Inputs, Scored, together
from analysis.level.model import Accent, LevelModel
from analysis.level.orders import grades_of, is_stated, order_of, orders_of
from analysis.level.sight import Blinds, Numbers, Sight
from analysis.level.told import Levels, levels_told
from analysis.level.weights import cross_fitted, fit, fit_apart, folds_of
from analysis.themes.model import ThemeModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

LEARN_FROM = 30_000
"""More adverts than these teach little more, and cost time."""
GRADED_AT_LEAST = 30
MARKET_AT_LEAST = 20


def derive_levels(
    postings: "pd.DataFrame",
    blind: "Blinds | pd.DataFrame",
    themes: ThemeModel | None = None,
    model: LevelModel | None = None,
    spread: Spread | None = None,
) -> Levels:
    """Return the level of each advert; without `model`, weights are estimated on these adverts (cross-fitted by firm).

    `postings`: columns of the store's question `levelled`; `blind`: posting_id, measures, asked, told (see `Blind`) of
    all of them, or what tells these of some. Adverts are seen part by part, by the workers of `spread`: only those that
    teach are held together.
    """
    sight = Sight.of(postings.reset_index(drop=True), blind, themes, spread or here())
    if model is None:
        return _estimated(sight)
    countries = _countries_of(sight.postings)
    scored = together(
        Scored.of(inputs, inputs.raw(model, countries[rows]))
        for rows, inputs in ((rows, Inputs.seen_by(model, numbers)) for rows, numbers in sight.parts())
    )
    return levels_told(sight.postings["posting_id"], scored, model)


def _estimated(sight: Sight) -> Levels:
    """Return levels by weights that are learned from these adverts, and the model."""
    postings, countries, folds = sight.postings, _countries_of(sight.postings), folds_of(sight.postings["firm"])
    began = beginning(postings)
    prior = began.prior
    taught = _taught(len(postings))
    numbers = sight.of_rows(taught)
    inputs = Inputs.of(postings["firm"].iloc[taught], numbers, prior)
    orders = [order.among(taught) for order in orders_of(postings)]
    names = _with_accents(postings, countries, prior)
    features, start = inputs.spoken(countries[taught], names), inputs.start(prior, names)
    weights, *own = inputs.everyones(fit(features, orders, start), names)
    accents = inputs.accents(dict(zip(names, own, strict=True)), countries[taught], prior)
    apart = fit_apart(features, orders, start, folds[taught], set(folds.tolist()))
    parts = [(taught, numbers)] if len(taught) == len(postings) else sight.parts()
    scored = together(
        Scored.of(one, cross_fitted(one.spoken(countries[rows], names), folds[rows], apart))
        for rows, one in ((rows, inputs.looking_at(numbers)) for rows, numbers in parts)
    )
    scored = scored._replace(raw=scored.raw - _centres(countries, accents))
    placed = _on_scale(postings, inputs, weights, scored, prior)
    fitted = replace(placed, seen=began.firms, accents=accents, start=began.start)
    return levels_told(postings["posting_id"], scored, fitted)


def _countries_of(postings: "pd.DataFrame") -> np.ndarray[Any, Any]:
    """Return each advert's country, empty where it is not known."""
    if "country" not in postings:
        return np.full(len(postings), "", dtype=object)
    return postings["country"].astype(object).where(postings["country"].notna(), "").to_numpy()


def _with_accents(postings: "pd.DataFrame", countries: np.ndarray[Any, Any], prior: LevelModel | None) -> list[str]:
    """Return the countries that have an accent: those `prior` knows, else all that teach enough but the commonest."""
    import pandas as pd

    if prior:
        return sorted(prior.accents)
    found = (
        pd.Series(countries)[is_stated(postings).to_numpy() & (countries != "")]
        .value_counts()
        .sort_index(kind="stable")
    )
    return sorted(str(name) for name in found[found >= ACCENT_AT_LEAST].index if name != found.idxmax())


def _centres(countries: np.ndarray[Any, Any], accents: "Mapping[str, Accent]") -> np.ndarray[Any, Any]:
    return np.asarray([accents[name].centre if name in accents else 0.0 for name in countries])


def _taught(adverts: int) -> np.ndarray[Any, Any]:
    """Return the rows of the adverts that weights are learned from: all, or some of very many."""
    return np.sort(np.random.default_rng(0).permutation(adverts)[:LEARN_FROM])


def _on_scale(
    postings: "pd.DataFrame",
    inputs: Inputs,
    weights: np.ndarray[Any, Any],
    scored: Scored,
    prior: LevelModel | None,
) -> LevelModel:
    """Return the model with centre and spread of this market, its noise, and the grades read on it.

    A handful of adverts is no market: they are placed on the scale of the model that ships.
    """
    raw = scored.raw
    market = (postings["title_family"] != "other").to_numpy()
    if market.sum() < MARKET_AT_LEAST and prior:
        return replace(prior, weights=weights, scale=inputs.scale)
    if market.sum() < MARKET_AT_LEAST:
        market = np.ones(len(raw), dtype=bool)
    centre, spread = float(raw[market].mean()), float(raw[market].std()) or 1.0
    usual = float(np.median(scored.demands[market])) or 1.0
    noise = _noise(postings, (raw - centre) / spread)
    grades = _grades(postings, (raw - centre) / spread)
    return LevelModel(weights, inputs.scale, centre, spread, noise, usual, grades)


def _noise(postings: "pd.DataFrame", level: np.ndarray[Any, Any]) -> float:
    """Return how far adverts of one firm and title differ: the spread within cells (pooled)."""
    import pandas as pd

    cells = pd.DataFrame(
        {"level": level, "firm": postings["firm"], "title": postings["title_rank"] + postings["title_family"]}
    )
    deviations = cells["level"] - cells.groupby(["firm", "title"])["level"].transform("mean")
    spare = len(cells) - cells.groupby(["firm", "title"]).ngroups
    return float(min(0.6, (deviations.pow(2).sum() / spare) ** 0.5)) if spare > 20 else 0.5


def _grades(postings: "pd.DataFrame", level: np.ndarray[Any, Any]) -> tuple[tuple[float, float], ...]:
    """Return Agenda for Change bands read on the scale (isotonic regression; Barlow et al. 1972)."""
    from sklearn.isotonic import IsotonicRegression

    bands = grades_of(postings).where(postings["grade_scheme"] == "afc").to_numpy()
    known = ~np.isnan(bands)
    if known.sum() < GRADED_AT_LEAST:
        return ()
    fitted = IsotonicRegression(out_of_bounds="clip").fit(level[known], bands[known])
    return tuple(
        (round(float(x), 3), round(float(y), 2))
        for x, y in zip(fitted.X_thresholds_, fitted.y_thresholds_, strict=True)
    )


def levels_of(
    adverts: "Sequence[tuple[str, str, str]]", model: LevelModel, themes: ThemeModel | None = None
) -> np.ndarray[Any, Any]:
    """Return the levels of many adverts (firm, title, text) at once; texts alike without their names are read once."""
    import pandas as pd

    hidden = [unnamed(text, title, firm) for firm, title, text in adverts]
    seen = blind_of_texts(hidden)
    ids = [str(place) for place in range(len(hidden))]
    about = pd.DataFrame({"posting_id": ids, "firm": [firm for firm, _, _ in adverts], "title_family": ""})
    blind = pd.DataFrame(
        [(one, *seen[text]) for one, text in zip(ids, hidden, strict=True)], columns=["posting_id", *Blind._fields]
    )
    return np.asarray(derive_levels(about, blind, themes, model).levels["level"])


def transfer(
    postings: "pd.DataFrame", numbers: "Numbers"
) -> "Callable[[pd.Series[float], bool], np.ndarray[Any, Any]]":
    """Return what scores all `postings` by weights learned, from nothing, on a truth told of some of their rows."""
    inputs = Inputs.of(postings["firm"], numbers, None)

    def scores(truth: "pd.Series[float]", is_amount: bool) -> np.ndarray[Any, Any]:
        one = order_of(truth, truth.map(lambda _: "one"), 1.0, is_amount=is_amount)
        weights = fit(inputs.features, [one] if one else [], inputs.start(None, []))
        return np.asarray(inputs.features @ weights)

    return scores
