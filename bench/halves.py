"""How good is a level for employers that nobody looked at, neither for its weights nor for its settings?

`python -m bench.halves STORE`: the employers of an analysed store are split in two by a hash of their names. On one
half the settings are chosen that order its own yardsticks best (whole firms held out), and the model that would ship is
estimated with them; the other half is a store that starts from that model. Then the halves change places. Prints, for
each yardstick of a half, the level, TF-IDF with ridge on the same folds, the gain, and the level with our own settings.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
import pandas as pd

from analysis.derive.shipping import trimmed
from analysis.level import beginning, derive_levels, estimating, inputs, model, orders, weights
from analysis.level.model import LevelModel
from analysis.store import open_store
from analysis.store.asking import saved_model
from analysis.themes.model import ThemeModel
from analysis.validity import held_against
from analysis.validity.yardsticks import figure, gain, interval, spearman

OURS: Mapping[str, float] = {}
SETTINGS: tuple[Mapping[str, float], ...] = (
    OURS,
    {"PENALTY": 0.5}, {"PENALTY": 2.0},
    {"ACCENT_SCALE": 0.35}, {"ACCENT_SCALE": 1.0}, {"ACCENT_FIXED_SCALE": 0.7}, {"ACCENT_AT_LEAST": 10**9},
    {"FAMILY_WEIGHT": 1.0}, {"FAMILY_WEIGHT": 6.0},
    {"RARITY_POWER": 0.5}, {"RARITY_POWER": 1.5},
    {"DEMANDED_SCALE": 0.0}, {"DEMANDED_SCALE": 1.0},
    {"MEASURE_SCALE": 0.1, "THEME_SCALE": 0.1}, {"MEASURE_SCALE": 0.01, "THEME_SCALE": 0.01},
)  # fmt: skip
"""Each differs from ours in one thing."""
_OWNERS = (estimating, inputs, model, orders, weights)
Frame = Any


@contextmanager
def with_settings(chosen: Mapping[str, float], shipped: LevelModel | None) -> Iterator[None]:
    """Have levels estimated with these settings, around the model `shipped`."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(beginning, "shipped", lambda: shipped))
        for name, value in chosen.items():
            for owner in _OWNERS:
                if hasattr(owner, name):
                    stack.enter_context(patch.object(owner, name, value))
        yield


class Chosen(NamedTuple):
    """Settings, and the model to ship that they give."""

    settings: Mapping[str, float]
    shipped: LevelModel


def chosen_on(frame: Frame, themes: ThemeModel | None) -> tuple[Chosen, Chosen]:
    """Return the settings that order the yardsticks of `frame` best, and ours."""
    found = []
    for settings in SETTINGS:
        with with_settings(settings, None):
            levels = derive_levels(frame, frame, themes)
        scores = [
            figure(own, spearman("level", against))
            for against, _, own in held_against.yardsticks(_with_levels(frame, levels), None, np.random.default_rng(0))
        ]
        mean = float(np.nan_to_num(np.mean(scores), nan=-1))  # settings by which all are alike order nothing
        found.append((mean, settings, levels.model))
        _say(f"  {_named(settings)}: {mean:.3f} over {len(scores)} yardsticks")
    best = max(found, key=lambda one: one[0])
    return _chosen(*best[1:]), _chosen(*found[0][1:])


def _chosen(settings: Mapping[str, float], model: LevelModel) -> Chosen:
    shipped = LevelModel.from_json(json.dumps(trimmed(json.loads(model.to_json()))))
    assert shipped is not None
    return Chosen(settings, shipped)


def held_out(frame: Frame, themes: ThemeModel | None, chosen: Chosen) -> Frame:
    """Return a row for each yardstick of `frame`, a store that starts from the `chosen` model."""
    with with_settings(*chosen):
        ours = _with_levels(frame, derive_levels(frame, frame, themes))
    seen = held_against.seen_in(ours, themes)
    rng = np.random.default_rng(0)
    rows = []
    for against, among, own in held_against.yardsticks(ours, seen, rng):
        ordered, gained = spearman("level", against), gain("level", "text", against)
        low, high = interval(own, ordered, rng)
        least, most = interval(own, gained, rng)
        rows.append({
            "against": against, "among": among, "level": figure(own, ordered), "low": low, "high": high,
            "text": figure(own, spearman("text", against)), "gain": figure(own, gained), "gain_low": least,
            "gain_high": most, "adverts": len(own), "firms": own["firm"].nunique(),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _with_levels(frame: Frame, levels: estimating.Levels) -> Frame:
    return frame.drop(columns="level", errors="ignore").merge(levels.levels[["posting_id", "level"]], on="posting_id")


def halves_of(frame: Frame) -> list[Frame]:
    """Return the adverts of either half of the employers."""
    first = frame["firm"].map(lambda firm: int(blake2b(firm.casefold().encode()).hexdigest(), 16) % 2 == 0)
    halves = (frame[first].reset_index(drop=True), frame[~first].reset_index(drop=True))
    return [half.assign(fold=weights.folds_of(half["firm"])) for half in halves]


def measure(store: Path) -> Frame:
    """Return the rows of both halves: column `half` says which one was held out, `settings` what the other chose."""
    with open_store(store) as con:
        frame, body = held_against.levelled(con), saved_model(con, "themes")
    themes = ThemeModel.from_json(body) if body else None
    one, two = halves_of(frame)
    rows = []
    for name, taught, own in (("second", one, two), ("first", two, one)):
        _say(f"settings, tried on the half that is not the {name}")
        best, ours = chosen_on(taught, themes)
        found, plain = (held_out(own, themes, chosen) for chosen in (best, ours))
        rows.append(found.assign(half=name, settings=_named(best.settings), level_with_our_settings=plain["level"]))
    return pd.concat(rows, ignore_index=True)


def _named(settings: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in settings.items()) or "ours"


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.stdout.write(measure(Path(sys.argv[1])).round(3).to_csv(index=False))
