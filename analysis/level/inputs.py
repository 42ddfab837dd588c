"""What a level is made of: the features of adverts as one model scales them, of those words alone it looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from analysis.blind import TEXT_FEATURES, hashed, unit_rows
from analysis.level.model import FIXED, NAMED, WORD_PLACES, Accent, LevelModel, Scale
from analysis.level.sight import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from scipy.sparse import csr_matrix

MEASURE_SCALE, THEME_SCALE, MEANING_SCALE, TEXT_SCALE, DEMANDED_SCALE = 0.03, 0.03, 0.03, 1.0, 0.5
"""How freely weights of each kind may move: a feature scaled down is penalised more."""
ACCENT_SCALE, ACCENT_FIXED_SCALE = 0.7, 3.5
"""How freely words, and measures and themes, may tell something else in one country than in all together: what a budget
or a line manager is worth differs more from country to country than what words are worth."""
ACCENT_AT_LEAST = 300
"""So many adverts of a country must state a grade or pay before it has an accent of its own."""


@dataclass(frozen=True)
class Inputs:
    """The features of adverts, row by row, of those words alone that are looked at."""

    features: "csr_matrix"
    columns: np.ndarray[Any, Any]
    """The place of each column among everyone's."""
    scale: Scale
    demands: np.ndarray[Any, Any]

    @classmethod
    def of(cls, firms: "pd.Series[str]", numbers: Numbers, like: LevelModel | None) -> Self:
        """Return what is looked at to learn from adverts of `firms`, scaled as in `like` where it is known."""
        scale = like.scale.knowing(numbers, firms) if like else Scale.of(numbers, firms)
        return cls._looking_at(np.flatnonzero(scale.rarity), numbers, scale)

    @classmethod
    def seen_by(cls, model: LevelModel, numbers: Numbers) -> Self:
        """Return what `model` looks at."""
        used = np.unique(numbers.words.indices)
        looked_at = used[model.scale.rarity[used] > 0]
        return cls._looking_at(looked_at, numbers, model.scale)

    @classmethod
    def _looking_at(cls, words: np.ndarray[Any, Any], numbers: Numbers, scale: Scale) -> Self:
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

    def raw(self, model: LevelModel, countries: np.ndarray[Any, Any] | None = None) -> np.ndarray[Any, Any]:
        """Return the scores that `model` gives adverts of `countries`; texts of no country are read without accent."""
        scores: np.ndarray[Any, Any] = self.features @ model.weights[self.columns]
        for name, accent in model.accents.items() if countries is not None else ():
            own = countries == name
            scores[own] += self.features[own] @ accent.weights[self.columns] - accent.centre
        return scores

    def spoken(self, countries: np.ndarray[Any, Any], names: list[str]) -> "csr_matrix":
        """Return the features, and again those of the adverts of each country of `names` (Daumé 2007)."""
        from scipy.sparse import diags_array, hstack

        scaled = self.features @ diags_array(self._accent_scales())
        own = [diags_array((countries == name).astype(float)) @ scaled for name in names]
        spoken: csr_matrix = hstack([self.features, *own], dtype=self.features.dtype).tocsr()
        return spoken

    def start(self, prior: LevelModel | None, names: list[str]) -> np.ndarray[Any, Any]:
        """Return the weights that are known before these adverts teach any, for the columns of `spoken`."""
        if prior is None:
            return np.zeros(len(self.columns) * (1 + len(names)))
        own = [prior.accents[name].weights[self.columns] / self._accent_scales() for name in names]
        return np.concatenate([prior.weights[self.columns], *own])

    def _accent_scales(self) -> np.ndarray[Any, Any]:
        return np.where(self.columns < FIXED, ACCENT_FIXED_SCALE, ACCENT_SCALE)

    def everyones(self, weights: np.ndarray[Any, Any], names: list[str]) -> list[np.ndarray[Any, Any]]:
        """Return `weights` of the columns of `spoken`, in everyone's places: those of all, and of each of `names`."""
        placed = [np.zeros(FIXED + WORD_PLACES) for _ in range(1 + len(names))]
        for number, (into, own) in enumerate(zip(placed, np.split(weights, len(placed)), strict=True)):
            into[self.columns] = own * (self._accent_scales() if number else 1.0)
        return placed

    def accents(
        self, weights: Mapping[str, np.ndarray[Any, Any]], countries: np.ndarray[Any, Any], prior: LevelModel | None
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


def _words(counts: "csr_matrix", rarity: np.ndarray[Any, Any], whole: int) -> "csr_matrix":
    """Return rows of one length, so that a long advert weighs no more; the first `whole` columns are all its words."""
    from scipy.sparse import hstack

    seen = counts.multiply(rarity).tocsr()
    return hstack([TEXT_SCALE * unit_rows(seen[:, :whole]), DEMANDED_SCALE * unit_rows(seen[:, whole:])]).tocsr()


class Scored(NamedTuple):
    """What is kept of adverts that were looked at; each row one advert."""

    raw: np.ndarray[Any, Any]
    demands: np.ndarray[Any, Any]
    fixed: "csr_matrix"

    @classmethod
    def of(cls, inputs: Inputs, raw: np.ndarray[Any, Any]) -> Self:
        """Return the scores `raw` and what levels are made of besides."""
        return cls(raw, inputs.demands, inputs.features[:, :NAMED])


def together(parts: "Iterable[Scored]") -> Scored:
    from scipy.sparse import vstack

    raw, demands, fixed = zip(*parts, strict=True)
    return Scored(np.concatenate(raw), np.concatenate(demands), vstack(fixed).tocsr())


def telling_lines(lines: "Sequence[str]", model: LevelModel) -> np.ndarray[Any, Any]:
    """Return how much each of the `lines` of an advert raises or lowers its level by its words."""
    from scipy.sparse.linalg import norm

    whole = hashed(["\n".join(lines)])
    halves = (slice(None, TEXT_FEATURES), slice(TEXT_FEATURES, None))
    long = [float(norm(whole.multiply(model.scale.rarity[half]))) or 1.0 for half in halves]
    scaled = np.repeat(np.asarray([TEXT_SCALE, DEMANDED_SCALE]) / long, TEXT_FEATURES)
    found: np.ndarray[Any, Any] = hashed(lines) @ _once(scaled * model.scale.rarity * model.weights[FIXED:])
    return found / model.spread


def _once(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return what a word is worth in both its places together."""
    both: np.ndarray[Any, Any] = values[:TEXT_FEATURES] + values[TEXT_FEATURES:]
    return both
