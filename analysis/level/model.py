"""The weights of a level, the scale they are read on, and how a model of them is written and read."""

import json
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from analysis.blind import TEXT_FEATURES
from analysis.level.packing import by_name, packed, spread_out
from analysis.level.sight import Numbers
from analysis.measures import MEASURES
from analysis.reading.section_model import DIRECTIONS
from analysis.themes.model import seed_names
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from scipy.sparse import csr_matrix

WORD_PLACES = 2 * TEXT_FEATURES
"""Words of the whole advert, and again those of its demands and duties: what is asked tells more than what is told."""
RARITY_POWER = 1.0
FIRMS_AT_MOST = 5
"""A word of fewer firms is their habit; in a small store two firms must do."""
NEXT_TO_NOTHING = 5e-4
PARTS = (*MEASURES, *seed_names())
NAMED = len(PARTS)
FIXED = NAMED + DIRECTIONS
"""So many places stand before those of words."""


class Accent(NamedTuple):
    """What one country's adverts mean otherwise than those of all countries together."""

    weights: np.ndarray[Any, Any]
    """Added to the weights of all, of the same shape."""
    centre: float
    """What they add to the country's usual advert, taken off: over all trades none is lifted above another."""


class Scale(NamedTuple):
    """On what scale each thing is read that the level sees, so that one can be set beside another."""

    means: np.ndarray[Any, Any]
    """What a measure is where an advert states it, shape (measures,); a silent one adds nothing."""
    spreads: np.ndarray[Any, Any]
    usual_meaning: np.ndarray[Any, Any]
    """What demands and duties usually speak of, shape (directions,)."""
    meaning_spread: float
    """How far adverts lie from it, in the mean of the directions."""
    rarity: np.ndarray[Any, Any]
    """How much a word weighs for being rare, shape (word places,); 0 is not looked at."""

    @classmethod
    def of(cls, numbers: Numbers, firms: "pd.Series[str]") -> Self:
        """Return the scale that adverts of `firms` tell."""
        means = np.nan_to_num(_stated(np.nanmean, numbers.measures))
        spreads = np.maximum(np.nan_to_num(_stated(np.nanstd, numbers.measures), nan=1.0), 0.1)
        usual = np.nan_to_num(_stated(np.nanmean, numbers.meanings))
        away = np.nan_to_num(numbers.meanings - usual)
        return cls(means, spreads, usual, float(away.std()) or 1.0, _rarity(numbers.words, firms))

    def knowing(self, numbers: Numbers, firms: "pd.Series[str]") -> Self:
        """Return this scale, with what adverts of `firms` tell of words that it does not know."""
        own = _rarity(numbers.words, firms)
        return self._replace(rarity=np.where(self.rarity > 0, self.rarity, own))


def _stated(how: Any, measures: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return mean or spread of each column over the adverts that state it."""
    return np.asarray([how(col[~np.isnan(col)]) if (~np.isnan(col)).any() else np.nan for col in measures.T])


def _rarity(counts: "csr_matrix", firms: "pd.Series[str]") -> np.ndarray[Any, Any]:
    """Return how much each word weighs for being rare; 0 for one firm's own."""
    from scipy.sparse import csr_matrix

    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    codes, names = firms.factorize()
    of_firm = csr_matrix((np.ones(len(codes)), (codes, np.arange(len(codes)))))
    carriers = np.bincount((of_firm @ counts).indices, minlength=counts.shape[1])
    own = (np.log((1 + counts.shape[0]) / (1 + documents)) + 1) ** RARITY_POWER
    return np.where(carriers >= min(FIRMS_AT_MOST, 2 + len(names) // 40), own, 0.0)


@dataclass(frozen=True)
class LevelModel:
    """Weights over measures, themes, directions of meaning and hashed words, and the scale they are read on."""

    weights: np.ndarray[Any, Any]
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
    start: str = ""
    """How its weights began, as `Beginning` says it."""

    def to_json(self) -> str:
        """Return the model as JSON; weights that are not next to nothing, and the words they belong to."""
        used = np.unique(
            np.concatenate([_kept(w) for w in (self.weights, *(a.weights for a in self.accents.values()))])
        )
        used = used[used >= FIXED] - FIXED
        return json.dumps({
            "word_places": WORD_PLACES, "measures": MEASURES, "themes": seed_names(),
            "weights": _weighty(self.weights),
            "accents": {
                name: {"weights": _weighty(one.weights), "centre": one.centre}
                for name, one in self.accents.items()
            },
            "means": self.scale.means.round(4).tolist(), "spreads": self.scale.spreads.round(4).tolist(),
            "usual_meaning": self.scale.usual_meaning.round(5).tolist(), "meaning_spread": self.scale.meaning_spread,
            "rarity": packed(used, self.scale.rarity.round(2)),
            "centre": self.centre, "spread": self.spread, "noise": self.noise,
            "usual_demands": self.usual_demands, "seen": sorted(self.seen), "grades": self.grades, "start": self.start,
        })  # fmt: skip

    @staticmethod
    def is_of_this_form(body: str) -> bool:
        """Say whether `from_json` can read the model, without building it."""
        return _is_known(_parsed(body))

    @staticmethod
    def start_of(body: str) -> str:
        """Return how the weights of `to_json` began, without building the model."""
        return str(_parsed(body).get("start", ""))

    @classmethod
    def from_json(cls, body: str) -> Self | None:
        """Return the model of `to_json`; None for one of an older form, which must be estimated again.

        Weights of measures and themes go by their names, so that one added since, or gone, moves no other weight.
        """
        said = _parsed(body)
        if not _is_known(said):
            return None
        measures = _measures_of(said)
        accents = {
            name: Accent(_weights_of(accent["weights"], measures, said["themes"]), accent["centre"])
            for name, accent in said.get("accents", {}).items()
        }
        scale = Scale(
            by_name(said["means"], measures, MEASURES), by_name(said["spreads"], measures, MEASURES, 1.0),
            np.asarray(said["usual_meaning"]), said["meaning_spread"], spread_out(said["rarity"], WORD_PLACES),
        )  # fmt: skip
        return cls(
            _weights_of(said["weights"], measures, said["themes"]), scale,
            said["centre"], said["spread"], said["noise"], said["usual_demands"],
            tuple(tuple(pair) for pair in said["grades"]), frozenset(said["seen"]), accents, said.get("start", ""),
        )  # fmt: skip


@lru_cache(maxsize=1)
def _parsed(body: str) -> "Mapping[str, Any]":
    """Return what a model says, read once: first its form is asked for, then itself."""
    said: dict[str, Any] = json.loads(body)
    return said


def _is_known(said: "Mapping[str, Any]") -> bool:
    is_whole = said.get("word_places") == WORD_PLACES and {"usual_meaning", "themes"} <= said.keys()
    return is_whole and len(_measures_of(said)) == len(said["means"])


def _measures_of(said: "Mapping[str, Any]") -> "Sequence[str]":
    """Return the measures that a model knew; one that names none was estimated when there were as many as it has."""
    named: Sequence[str] = said.get("measures", MEASURES)
    return named


def _kept(weights: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.flatnonzero(np.abs(weights) > NEXT_TO_NOTHING)


def _weighty(weights: np.ndarray[Any, Any]) -> list[str]:
    return packed(_kept(weights), weights.round(4))


def _weights_of(
    told: list[str] | dict[str, float], measures: "Sequence[str]", themes: "Sequence[str]"
) -> np.ndarray[Any, Any]:
    """Return the weights of a model that knew these, in their places among ours; what is new weighs nothing."""
    weights = spread_out(told, len(measures) + len(themes) + DIRECTIONS + WORD_PLACES)
    if [*measures, *themes] == [*MEASURES, *seed_names()]:
        return weights
    of_measures, of_themes, rest = np.split(weights, np.cumsum([len(measures), len(themes)]))
    return np.concatenate([
        by_name(of_measures, measures, MEASURES), by_name(of_themes, themes, seed_names()), rest,
    ])  # fmt: skip


@cache
def shipped() -> LevelModel | None:
    """Return the model that ships with the project, or None where it was not estimated yet."""
    path = knowledge("level.json")
    return LevelModel.from_json(path.read_text("utf-8")) if path.exists() else None
