"""Levels as they are told: each with its interval, the grade it is like, and the parts it is made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.blind import Blind, blind_of
from analysis.level.inputs import Inputs, Scored
from analysis.level.model import NAMED, PARTS, LevelModel, shipped
from analysis.level.sight import numbers_seen
from analysis.measures import AFC
from analysis.themes.model import ThemeModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from scipy.sparse import csr_matrix

    from analysis.reading.reading import Reading

Z_90 = 1.645
"""An estimate's 90 % interval reaches so many of its standard errors to each side."""


class LevelEstimate(NamedTuple):
    """A level in standard deviations of the market, its 90 % interval, and what it is made of."""

    level: float
    low: float
    high: float
    parts: dict[str, float]


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


def level_of(
    reading: "Reading", model: LevelModel | None = None, themes: ThemeModel | None = None, *, title: str = ""
) -> LevelEstimate:
    """Return the level of one text: an advert, or a role in a CV; mentions of `title` in it are not seen."""
    used = model or shipped()
    assert used is not None, "the project ships data/level.json"
    return estimates([blind_of(title, reading)], used, themes)[0]


def estimates(seen: "Sequence[Blind]", model: LevelModel, themes: ThemeModel | None = None) -> list[LevelEstimate]:
    """Return the level of each text by `model`; without pandas, as who has one CV must not wait for it to load."""
    inputs = Inputs.seen_by(model, numbers_seen(list(seen), [""] * len(seen), themes))
    level, error = _placed(inputs.raw(model), inputs.demands, model)
    fixed = _fixed_parts(inputs.features[:, :NAMED], model).toarray()
    told: list[LevelEstimate] = []
    for own, middle, wide in zip(fixed, level.tolist(), (Z_90 * error).tolist(), strict=True):
        parts = {part: value for part, value in zip(PARTS, own.tolist(), strict=True) if value}
        parts["words"] = middle - sum(parts.values())
        told.append(LevelEstimate(middle, middle - wide, middle + wide, parts))
    return told


def levels_told(posting_ids: "pd.Series[str]", scored: Scored, model: LevelModel) -> Levels:
    import pandas as pd

    level, error = _placed(scored.raw, scored.demands, model)
    low, high = level - Z_90 * error, level + Z_90 * error
    frame = pd.DataFrame({
        "posting_id": posting_ids, "level": level, "level_low": low, "level_high": high,
        "grade_like": pd.Series(_grades_like(level - error, level + error, model), dtype=object),
    })  # fmt: skip
    return Levels(frame, model, scored.fixed)


def _placed(
    raw: np.ndarray[Any, Any], demands: np.ndarray[Any, Any], model: LevelModel
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return levels and their standard errors."""
    error = model.noise * np.sqrt(model.usual_demands / np.maximum(demands, 1.0)).clip(0.6, 3.0)
    return (raw - model.centre) / model.spread, error


def _grades_like(low: np.ndarray[Any, Any], high: np.ndarray[Any, Any], model: LevelModel) -> list[str] | list[None]:
    """Return the bands that adverts between two levels state: "afc 7-8a"."""
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
    added: csr_matrix = (fixed.multiply(model.weights[:NAMED]) / model.spread).tocsr()
    added.data = np.where(np.abs(added.data) > 1e-12, added.data, 0.0)
    added.eliminate_zeros()
    return added


def _parts(levels: "pd.DataFrame", fixed: "csr_matrix", model: LevelModel) -> "pd.DataFrame":
    import pandas as pd

    level, added = levels["level"].to_numpy(), _fixed_parts(fixed, model).tocoo()
    rows = pd.DataFrame({"row": added.row, "part": [PARTS[c] for c in added.col], "contribution": added.data})
    said = rows.groupby("row")["contribution"].sum().reindex(range(len(level)), fill_value=0.0)
    rest = pd.DataFrame({"row": range(len(level)), "part": "words", "contribution": level - said.to_numpy()})
    parts = pd.concat([rows, rest], ignore_index=True)
    return parts.assign(posting_id=levels["posting_id"].to_numpy()[parts["row"]])[
        ["posting_id", "part", "contribution"]
    ]
