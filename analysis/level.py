"""The demand level of an advert: what it asks, on one scale, blind to its title, pay and grade.

A linear score over facets, themes, hashed words and what they mean, so that every level can be taken apart. Its weights
order adverts *within* groups whose order is known (`orders`), near the weights that ship with the project, and every
advert is scored by weights that never saw its firm (`weights`).
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from analysis.blind import TEXT_FEATURES, Blind, blind_of, blind_of_texts, hashed, unit_rows, unnamed
from analysis.cluster import Spread, here
from analysis.measures import AFC, MEASURES
from analysis.orders import grades_of, log_pay_of, order_of, orders_of
from analysis.reading.section_model import DIRECTIONS
from analysis.sight import Blinds, Numbers, Sight, numbers_seen
from analysis.themes import ThemeModel, seed_names
from analysis.weights import cross_fitted, fit, fit_apart, folds_of
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_matrix

    from analysis.reading.reading import Reading

MEASURE_SCALE, THEME_SCALE, MEANING_SCALE, TEXT_SCALE, DEMANDED_SCALE = 0.03, 0.03, 0.03, 1.0, 0.5
"""How freely weights of each kind may move: a feature scaled down is penalised more."""
WORD_PLACES = 2 * TEXT_FEATURES
"""Words of the whole advert, and again those of its demands and duties: what is asked tells more than what is told."""
RARITY_POWER = 1.0
FIRMS_AT_MOST = 5
"""A word of fewer firms is their habit; in a small store two firms must do."""
LEARN_FROM = 30_000
"""More adverts than these teach little more, and cost time."""
GRADED_AT_LEAST = 30
MARKET_AT_LEAST = 20
SEEN_AT_MOST = 0.1
ACCENT_SCALE, ACCENT_FIXED_SCALE = 0.7, 3.5
"""How freely words, and measures and themes, may tell something else in one country than in all together: what a budget
or a line manager is worth differs more from country to country than what words are worth."""
ACCENT_AT_LEAST = 300
"""So many adverts of a country must state a grade or pay before it has an accent of its own."""
Z_90 = 1.645
"""An estimate's 90 % interval reaches so many of its standard errors to each side."""
NEXT_TO_NOTHING = 5e-4


class LevelEstimate(NamedTuple):
    """A level in standard deviations of the market, its 90 % interval, and what it is made of."""

    level: float
    low: float
    high: float
    parts: dict[str, float]


class Accent(NamedTuple):
    """What one country's adverts mean otherwise than those of all countries together."""

    weights: "np.ndarray[Any, Any]"
    """Added to the weights of all, of the same shape."""
    centre: float
    """What they add to the country's usual advert, taken off again: an accent lifts no country above another."""


class Scale(NamedTuple):
    """On what scale each thing is read that the level sees, so that one can be set beside another."""

    means: "np.ndarray[Any, Any]"
    """What a measure is where an advert states it, shape (measures,); a silent one adds nothing."""
    spreads: "np.ndarray[Any, Any]"
    usual_meaning: "np.ndarray[Any, Any]"
    """What demands and duties usually speak of, shape (directions,)."""
    meaning_spread: float
    """How far adverts lie from it, in the mean of the directions."""
    rarity: "np.ndarray[Any, Any]"
    """How much a word weighs for being rare, shape (word places,); 0 is not looked at."""

    @classmethod
    def of(cls, numbers: Numbers, firms: "pd.Series[str]") -> Self:
        """Return the scale that adverts of `firms` tell."""
        import numpy as np

        means = np.nan_to_num(_stated(np.nanmean, numbers.measures))
        spreads = np.maximum(np.nan_to_num(_stated(np.nanstd, numbers.measures), nan=1.0), 0.1)
        usual = np.nan_to_num(_stated(np.nanmean, numbers.meanings))
        away = np.nan_to_num(numbers.meanings - usual)
        return cls(means, spreads, usual, float(away.std()) or 1.0, _rarity(numbers.words, firms))

    def knowing(self, numbers: Numbers, firms: "pd.Series[str]") -> Self:
        """Return this scale, with what adverts of `firms` tell of words that it does not know."""
        import numpy as np

        own = _rarity(numbers.words, firms)
        return self._replace(rarity=np.where(self.rarity > 0, self.rarity, own))


@dataclass(frozen=True)
class LevelModel:
    """Weights over measures, themes, directions of meaning and hashed words, and the scale they are read on."""

    weights: "np.ndarray[Any, Any]"
    """Shape (measures + themes + directions of meaning + word places,)."""
    scale: Scale
    centre: float
    spread: float
    noise: float
    """Standard error of the level of an advert with the usual number of demands, in SDs of the market."""
    usual_demands: float
    grades: tuple[tuple[float, float], ...] = ()
    """Agenda for Change: (level, band number), increasing, where the market's own grades allow it."""
    seen: frozenset[str] = frozenset()
    """Hashes of the firms it was estimated on."""
    accents: "Mapping[str, Accent]" = field(default_factory=dict)
    """By country code; the country of most adverts needs none."""

    def to_json(self) -> str:
        """Return the model as JSON; weights that are not next to nothing, and the words they belong to."""
        import numpy as np

        used = np.unique(
            np.concatenate([_kept(w) for w in (self.weights, *(a.weights for a in self.accents.values()))])
        )
        used = used[used >= FIXED] - FIXED
        return json.dumps({
            "word_places": WORD_PLACES, "weights": _weighty(self.weights),
            "accents": {
                name: {"weights": _weighty(one.weights), "centre": one.centre}
                for name, one in self.accents.items()
            },
            "means": self.scale.means.round(4).tolist(), "spreads": self.scale.spreads.round(4).tolist(),
            "usual_meaning": self.scale.usual_meaning.round(5).tolist(), "meaning_spread": self.scale.meaning_spread,
            "rarity": _packed(used, self.scale.rarity.round(2)),
            "centre": self.centre, "spread": self.spread, "noise": self.noise,
            "usual_demands": self.usual_demands, "seen": sorted(self.seen), "grades": self.grades,
        })  # fmt: skip

    @classmethod
    def from_json(cls, body: str) -> Self | None:
        """Return the model of `to_json`; None for one of an older form, which must be estimated again."""
        import numpy as np

        said = json.loads(body)
        if said.get("word_places") != WORD_PLACES or "usual_meaning" not in said:
            return None
        accents = {
            name: Accent(_spread_out(accent["weights"], FIXED + WORD_PLACES), accent["centre"])
            for name, accent in said.get("accents", {}).items()
        }
        scale = Scale(
            np.asarray(said["means"]), np.asarray(said["spreads"]), np.asarray(said["usual_meaning"]),
            said["meaning_spread"], _spread_out(said["rarity"], WORD_PLACES),
        )  # fmt: skip
        return cls(
            _spread_out(said["weights"], FIXED + WORD_PLACES), scale, said["centre"], said["spread"], said["noise"],
            said["usual_demands"], tuple(tuple(pair) for pair in said["grades"]), frozenset(said["seen"]), accents,
        )  # fmt: skip


def _kept(weights: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    import numpy as np

    return np.flatnonzero(np.abs(weights) > NEXT_TO_NOTHING)


def _weighty(weights: "np.ndarray[Any, Any]") -> list[str]:
    return _packed(_kept(weights), weights.round(4))


def _spread_out(told: list[str] | dict[str, float], places: int) -> "np.ndarray[Any, Any]":
    import numpy as np

    found = np.zeros(places)
    at, values = unpacked(told)
    found[at] = values
    return found


def _packed(at: "np.ndarray[Any, Any]", values: "np.ndarray[Any, Any]") -> list[str]:
    """Return the places `at` and what stands there, little-endian in Base64: figures by the 100,000 take JSON long."""
    return [b64encode(part.tobytes()).decode() for part in (at.astype("<i4"), values[at].astype("<f4"))]


def unpacked(told: list[str] | dict[str, float]) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return places and values that were packed; a model may also name its values one by one."""
    import numpy as np

    if isinstance(told, dict):
        return np.asarray([int(place) for place in told], dtype=int), np.asarray(list(told.values()))
    at, values = (b64decode(part) for part in told)
    return np.frombuffer(at, dtype="<i4"), np.frombuffer(values, dtype="<f4")


@dataclass(frozen=True)
class Levels:
    """What levelling gives."""

    levels: "pd.DataFrame"
    """posting_id, level, level_low, level_high, grade_like."""
    model: LevelModel
    fixed: "csr_matrix"
    """Measures and themes of each advert, as the model weighs them."""

    def parts(self, first: int = 0, last: int | None = None) -> "pd.DataFrame":
        """Return the levels from row `first` to before `last` taken apart: posting_id, part, contribution.

        An advert's contributions sum to its level; what fixed weights do not explain of a cross-fitted one is `words`.
        """
        return _parts(self.levels[first:last], self.fixed[first:last], self.model)


_PARTS = (*MEASURES, *seed_names())
NAMED = len(_PARTS)
FIXED = NAMED + DIRECTIONS
"""So many places stand before those of words."""


@cache
def shipped() -> LevelModel | None:
    """Return the model that ships with the project, or None where it was not estimated yet."""
    path = knowledge("level.json")
    return LevelModel.from_json(path.read_text("utf-8")) if path.exists() else None


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
    scored = _together(
        _Scored.of(inputs, inputs.raw(model, countries[rows]))
        for rows, inputs in ((rows, _Inputs.seen_by(model, numbers)) for rows, numbers in sight.parts())
    )
    return _levels(sight.postings["posting_id"], scored, model)


def _estimated(sight: Sight) -> Levels:
    """Return levels by weights that are learned from these adverts, and the model."""
    postings, countries, folds = sight.postings, _countries_of(sight.postings), folds_of(sight.postings["firm"])
    seen = frozenset(map(_hash_of, set(postings["firm"])))
    prior = _prior_for(seen)
    taught = _taught(len(postings))
    numbers = sight.of_rows(taught)
    inputs = _Inputs.of(postings["firm"].iloc[taught], numbers, prior)
    orders = [order.among(taught) for order in orders_of(postings)]
    names = _with_accents(postings, countries, prior)
    features, start = inputs.spoken(countries[taught], names), inputs.start(prior, names)
    weights, *own = inputs.everyones(fit(features, orders, start), names)
    accents = inputs.accents(dict(zip(names, own, strict=True)), countries[taught], prior)
    apart = fit_apart(features, orders, start, folds[taught], set(folds.tolist()))
    parts = [(taught, numbers)] if len(taught) == len(postings) else sight.parts()
    scored = _together(
        _Scored.of(one, cross_fitted(one.spoken(countries[rows], names), folds[rows], apart))
        for rows, one in ((rows, inputs.looking_at(numbers)) for rows, numbers in parts)
    )
    scored = scored._replace(raw=scored.raw - _centres(countries, accents))
    fitted = replace(_on_scale(postings, inputs, weights, scored, prior), seen=seen, accents=accents)
    return _levels(postings["posting_id"], scored, fitted)


def _countries_of(postings: "pd.DataFrame") -> "np.ndarray[Any, Any]":
    """Return each advert's country, empty where it is not known."""
    import numpy as np

    if "country" not in postings:
        return np.full(len(postings), "", dtype=object)
    return postings["country"].astype(object).where(postings["country"].notna(), "").to_numpy()


def _with_accents(postings: "pd.DataFrame", countries: "np.ndarray[Any, Any]", prior: LevelModel | None) -> list[str]:
    """Return the countries that have an accent: those `prior` knows, else all that teach enough but the commonest."""
    import pandas as pd

    if prior:
        return sorted(prior.accents)
    stated = grades_of(postings).notna() | log_pay_of(postings).notna()
    found = pd.Series(countries)[stated.to_numpy() & (countries != "")].value_counts().sort_index(kind="stable")
    return sorted(str(name) for name in found[found >= ACCENT_AT_LEAST].index if name != found.idxmax())


def _centres(countries: "np.ndarray[Any, Any]", accents: "Mapping[str, Accent]") -> "np.ndarray[Any, Any]":
    import numpy as np

    return np.asarray([accents[name].centre if name in accents else 0.0 for name in countries])


def _taught(adverts: int) -> "np.ndarray[Any, Any]":
    """Return the rows of the adverts that weights are learned from: all, or some of very many."""
    import numpy as np

    return np.sort(np.random.default_rng(0).permutation(adverts)[:LEARN_FROM])


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
    used = model or shipped()
    assert used is not None, "the project ships data/level.json"
    return estimates([blind_of(title, reading)], used, themes)[0]


def estimates(seen: "Sequence[Blind]", model: LevelModel, themes: ThemeModel | None = None) -> list[LevelEstimate]:
    """Return the level of each text by `model`; without pandas, as who has one CV must not wait for it to load."""
    inputs = _Inputs.seen_by(model, numbers_seen(list(seen), [""] * len(seen), themes))
    level, error = _placed(inputs.raw(model), inputs.demands, model)
    fixed = _fixed_parts(inputs.features[:, :NAMED], model).toarray()
    told: list[LevelEstimate] = []
    for own, middle, wide in zip(fixed, level.tolist(), (Z_90 * error).tolist(), strict=True):
        parts = {part: value for part, value in zip(_PARTS, own.tolist(), strict=True) if value}
        parts["words"] = middle - sum(parts.values())
        told.append(LevelEstimate(middle, middle - wide, middle + wide, parts))
    return told


def levels_of(
    adverts: "Sequence[tuple[str, str, str]]", model: LevelModel, themes: ThemeModel | None = None
) -> "np.ndarray[Any, Any]":
    """Return the levels of many adverts (firm, title, text) at once; texts alike without their names are read once."""
    import numpy as np
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
    import numpy as np

    inputs = _Inputs.of(postings["firm"], numbers, None)

    def scores(truth: "pd.Series[float]", is_amount: bool) -> "np.ndarray[Any, Any]":
        one = order_of(truth, truth.map(lambda _: "one"), 1.0, is_amount=is_amount)
        weights = fit(inputs.features, [one] if one else [], inputs.start(None, []))
        return np.asarray(inputs.features @ weights)

    return scores


def telling_lines(lines: "Sequence[str]", model: LevelModel) -> "np.ndarray[Any, Any]":
    """Return how much each of the `lines` of an advert raises or lowers its level by its words."""
    import numpy as np
    from scipy.sparse.linalg import norm

    whole = hashed(["\n".join(lines)])
    halves = (slice(None, TEXT_FEATURES), slice(TEXT_FEATURES, None))
    long = [float(norm(whole.multiply(model.scale.rarity[half]))) or 1.0 for half in halves]
    scaled = np.repeat(np.asarray([TEXT_SCALE, DEMANDED_SCALE]) / long, TEXT_FEATURES)
    found: np.ndarray[Any, Any] = hashed(lines) @ _once(scaled * model.scale.rarity * model.weights[FIXED:])
    return found / model.spread


def _once(values: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return what a word is worth in both its places together."""
    both: np.ndarray[Any, Any] = values[:TEXT_FEATURES] + values[TEXT_FEATURES:]
    return both


@dataclass(frozen=True)
class _Inputs:
    """The features of adverts, row by row, of those words alone that are looked at."""

    features: "csr_matrix"
    columns: "np.ndarray[Any, Any]"
    """The place of each column among everyone's."""
    scale: Scale
    demands: "np.ndarray[Any, Any]"

    @classmethod
    def of(cls, firms: "pd.Series[str]", numbers: Numbers, like: LevelModel | None) -> Self:
        """Return what is looked at to learn from adverts of `firms`, scaled as in `like` where it is known."""
        import numpy as np

        scale = like.scale.knowing(numbers, firms) if like else Scale.of(numbers, firms)
        return cls._looking_at(np.flatnonzero(scale.rarity), numbers, scale)

    @classmethod
    def seen_by(cls, model: LevelModel, numbers: Numbers) -> Self:
        """Return what `model` looks at."""
        import numpy as np

        used = np.unique(numbers.words.indices)
        looked_at = used[model.scale.rarity[used] > 0]
        return cls._looking_at(looked_at, numbers, model.scale)

    @classmethod
    def _looking_at(cls, words: "np.ndarray[Any, Any]", numbers: Numbers, scale: Scale) -> Self:
        import numpy as np
        from scipy.sparse import csr_matrix, hstack

        blocks = [
            csr_matrix(MEASURE_SCALE * np.nan_to_num((numbers.measures - scale.means) / scale.spreads)),
            THEME_SCALE * numbers.themes,
            csr_matrix(MEANING_SCALE * np.nan_to_num((numbers.meanings - scale.usual_meaning) / scale.meaning_spread)),
            _words(numbers.words[:, words], scale.rarity[words], int((words < TEXT_FEATURES).sum())),
        ]
        columns = np.concatenate([np.arange(FIXED), FIXED + words])
        features = hstack(blocks, dtype=np.float32).tocsr()
        return cls(features, columns, scale, numbers.demands)

    def looking_at(self, numbers: Numbers) -> Self:
        """Return the same words of other adverts, scaled alike."""
        return self._looking_at(self.columns[FIXED:] - FIXED, numbers, self.scale)

    def raw(self, model: LevelModel, countries: "np.ndarray[Any, Any] | None" = None) -> "np.ndarray[Any, Any]":
        """Return the scores that `model` gives adverts of `countries`; texts of no country are read without accent."""
        scores: np.ndarray[Any, Any] = self.features @ model.weights[self.columns]
        for name, accent in model.accents.items() if countries is not None else ():
            own = countries == name
            scores[own] += self.features[own] @ accent.weights[self.columns] - accent.centre
        return scores

    def spoken(self, countries: "np.ndarray[Any, Any]", names: list[str]) -> "csr_matrix":
        """Return the features, and again those of the adverts of each country of `names` (Daumé 2007)."""
        from scipy.sparse import diags_array, hstack

        scaled = self.features @ diags_array(self._accent_scales())
        own = [diags_array((countries == name).astype(float)) @ scaled for name in names]
        spoken: csr_matrix = hstack([self.features, *own], dtype=self.features.dtype).tocsr()
        return spoken

    def start(self, prior: LevelModel | None, names: list[str]) -> "np.ndarray[Any, Any]":
        """Return the weights that are known before these adverts teach any, for the columns of `spoken`."""
        import numpy as np

        if prior is None:
            return np.zeros(len(self.columns) * (1 + len(names)))
        own = [prior.accents[name].weights[self.columns] / self._accent_scales() for name in names]
        return np.concatenate([prior.weights[self.columns], *own])

    def _accent_scales(self) -> "np.ndarray[Any, Any]":
        import numpy as np

        return np.where(self.columns < FIXED, ACCENT_FIXED_SCALE, ACCENT_SCALE)

    def everyones(self, weights: "np.ndarray[Any, Any]", names: list[str]) -> "list[np.ndarray[Any, Any]]":
        """Return `weights` of the columns of `spoken`, in everyone's places: those of all, and of each of `names`."""
        import numpy as np

        placed = [np.zeros(FIXED + WORD_PLACES) for _ in range(1 + len(names))]
        for number, (into, own) in enumerate(zip(placed, np.split(weights, len(placed)), strict=True)):
            into[self.columns] = own * (self._accent_scales() if number else 1.0)
        return placed

    def accents(
        self, weights: "Mapping[str, np.ndarray[Any, Any]]", countries: "np.ndarray[Any, Any]", prior: LevelModel | None
    ) -> dict[str, Accent]:
        """Return the accents of `weights`, centred on the country's adverts; on those of `prior` where few are here."""
        found = {}
        for name, own in weights.items():
            here = countries == name
            if prior and here.sum() < ACCENT_AT_LEAST:
                centre = prior.accents[name].centre
            else:
                centre = float((self.features[here] @ own[self.columns]).mean())
            found[name] = Accent(own, centre)
        return found


class _Scored(NamedTuple):
    """What is kept of adverts that were looked at; each row one advert."""

    raw: "np.ndarray[Any, Any]"
    demands: "np.ndarray[Any, Any]"
    fixed: "csr_matrix"

    @classmethod
    def of(cls, inputs: _Inputs, raw: "np.ndarray[Any, Any]") -> Self:
        """Return the scores `raw` and what levels are made of besides."""
        return cls(raw, inputs.demands, inputs.features[:, :NAMED])


def _together(parts: "Iterable[_Scored]") -> _Scored:
    import numpy as np
    from scipy.sparse import vstack

    raw, demands, fixed = zip(*parts, strict=True)
    return _Scored(np.concatenate(raw), np.concatenate(demands), vstack(fixed).tocsr())


def _stated(how: Any, measures: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return mean or spread of each column over the adverts that state it."""
    import numpy as np

    return np.asarray([how(col[~np.isnan(col)]) if (~np.isnan(col)).any() else np.nan for col in measures.T])


def _rarity(counts: "csr_matrix", firms: "pd.Series[str]") -> "np.ndarray[Any, Any]":
    """Return how much each word weighs for being rare; 0 for one firm's own."""
    import numpy as np
    from scipy.sparse import csr_matrix

    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    codes, names = firms.factorize()
    of_firm = csr_matrix((np.ones(len(codes)), (codes, np.arange(len(codes)))))
    carriers = np.bincount((of_firm @ counts).indices, minlength=counts.shape[1])
    own = (np.log((1 + counts.shape[0]) / (1 + documents)) + 1) ** RARITY_POWER
    return np.where(carriers >= min(FIRMS_AT_MOST, 2 + len(names) // 40), own, 0.0)


def _words(counts: "csr_matrix", rarity: "np.ndarray[Any, Any]", whole: int) -> "csr_matrix":
    """Return rows of one length, so that a long advert weighs no more; the first `whole` columns are all its words."""
    from scipy.sparse import hstack

    seen = counts.multiply(rarity).tocsr()
    return hstack([TEXT_SCALE * unit_rows(seen[:, :whole]), DEMANDED_SCALE * unit_rows(seen[:, whole:])]).tocsr()


def _on_scale(
    postings: "pd.DataFrame",
    inputs: _Inputs,
    weights: "np.ndarray[Any, Any]",
    scored: _Scored,
    prior: LevelModel | None,
) -> LevelModel:
    """Return the model with centre and spread of this market, its noise, and the grades read on it.

    A handful of adverts is no market: they are placed on the scale of the model that ships.
    """
    import numpy as np

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

    bands = grades_of(postings).where(postings["grade_scheme"] == "afc").to_numpy()
    known = ~np.isnan(bands)
    if known.sum() < GRADED_AT_LEAST:
        return ()
    fitted = IsotonicRegression(out_of_bounds="clip").fit(level[known], bands[known])
    return tuple(
        (round(float(x), 3), round(float(y), 2))
        for x, y in zip(fitted.X_thresholds_, fitted.y_thresholds_, strict=True)
    )


def _placed(
    raw: "np.ndarray[Any, Any]", demands: "np.ndarray[Any, Any]", model: LevelModel
) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return levels and their standard errors."""
    import numpy as np

    error = model.noise * np.sqrt(model.usual_demands / np.maximum(demands, 1.0)).clip(0.6, 3.0)
    return (raw - model.centre) / model.spread, error


def _levels(posting_ids: "pd.Series[str]", scored: _Scored, model: LevelModel) -> Levels:
    import pandas as pd

    level, error = _placed(scored.raw, scored.demands, model)
    low, high = level - Z_90 * error, level + Z_90 * error
    frame = pd.DataFrame({
        "posting_id": posting_ids, "level": level, "level_low": low, "level_high": high,
        "grade_like": pd.Series(_grades_like(level - error, level + error, model), dtype=object),
    })  # fmt: skip
    return Levels(frame, model, scored.fixed)


def _grades_like(
    low: "np.ndarray[Any, Any]", high: "np.ndarray[Any, Any]", model: LevelModel
) -> list[str] | list[None]:
    """Return the bands that adverts between two levels state: "afc 7-8a"."""
    import numpy as np

    if not model.grades:
        return [None] * len(low)
    levels, bands = zip(*model.grades, strict=True)
    names = {number: name for name, number in AFC.items()}
    ends = (np.interp(x, levels, bands).round().astype(int).tolist() for x in (low, high))
    return [
        f"afc {names[first]}" if first == last else f"afc {names[first]}-{names[last]}"
        for first, last in zip(*ends, strict=True)
    ]


def _fixed_parts(fixed: "csr_matrix", model: LevelModel) -> "csr_matrix":
    """Return what each measure and theme adds to each level."""
    import numpy as np

    added: csr_matrix = (fixed.multiply(model.weights[:NAMED]) / model.spread).tocsr()
    added.data = np.where(np.abs(added.data) > 1e-12, added.data, 0.0)
    added.eliminate_zeros()
    return added


def _parts(levels: "pd.DataFrame", fixed: "csr_matrix", model: LevelModel) -> "pd.DataFrame":
    import pandas as pd

    level, added = levels["level"].to_numpy(), _fixed_parts(fixed, model).tocoo()
    rows = pd.DataFrame({"row": added.row, "part": [_PARTS[c] for c in added.col], "contribution": added.data})
    said = rows.groupby("row")["contribution"].sum().reindex(range(len(level)), fill_value=0.0)
    rest = pd.DataFrame({"row": range(len(level)), "part": "words", "contribution": level - said.to_numpy()})
    parts = pd.concat([rows, rest], ignore_index=True)
    return parts.assign(posting_id=levels["posting_id"].to_numpy()[parts["row"]])[
        ["posting_id", "part", "contribution"]
    ]
