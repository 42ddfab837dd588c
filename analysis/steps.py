"""Is an opening a step up? From two levels and their errors."""

import math
from typing import Literal, NamedTuple

import duckdb

from analysis.level import LevelEstimate
from analysis.store.asking import ask

Step = Literal["down", "same", "up", "far", "cannot tell"]
_Z_90 = 1.645
_USUAL_RUNG = 0.8
_FEWEST = 5
_SURE = 0.5


class StepFound(NamedTuple):
    """The verdict, and the probability of each step."""

    step: Step
    probabilities: dict[str, float]


def rung_of(con: duckdb.DuckDBPyConnection) -> float:
    """Return how far project managers and their seniors lie apart in this market, in its standard deviations."""
    row = ask(con, "match_rung").iloc[0]
    if min(row["seniors"], row["plains"]) < _FEWEST:
        return _USUAL_RUNG
    return float(min(max(row["rung"], 0.5), 1.5))


def step_of(
    here: LevelEstimate | None, level: float | None, low: float | None, high: float | None, rung: float
) -> StepFound:
    """Return the step from the level `here` to an advert's.

    >>> step_of(LevelEstimate(0, -0.2, 0.2, {}), 1.0, 0.8, 1.2, 0.8).step
    'up'
    """
    if here is None or level is None or low is None or high is None:
        return StepFound("cannot tell", {})
    distance = level - here.level
    error = max(math.hypot(high - low, here.high - here.low) / (2 * _Z_90), 1e-6)

    def below(limit: float) -> float:
        return 0.5 * math.erfc((distance - limit) / error / math.sqrt(2))

    edges = [below(-rung / 2), below(rung / 2), below(2.5 * rung)]
    chances: dict[Step, float] = {
        "down": edges[0], "same": edges[1] - edges[0], "up": edges[2] - edges[1], "far": 1 - edges[2],
    }  # fmt: skip
    best = max(chances, key=lambda step: chances[step])
    shown = {str(step): round(chance, 3) for step, chance in chances.items()}
    return StepFound(best if chances[best] >= _SURE else "cannot tell", shown)
