"""Verdicts between titles: the probability that one asks more than another, or the same, and when that is enough."""

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.level.told import Z_90

if TYPE_CHECKING:
    import pandas as pd

EQUIVALENT = 0.5
"""Two titles ask the same if their levels differ by less (region of practical equivalence), in SDs of the market."""
SURE = 0.85
"""A verdict needs this probability: at 0.8 up to 6 % of those between planted ladders were wrong, at 0.85 2 %."""
VACANCIES_AT_LEAST = 3
RELIABLE_AT_LEAST = 0.5


def judged(others: "pd.DataFrame", own: Any) -> "pd.DataFrame":
    """Return `others` (rows of `title_level`) with probabilities and verdict beside `own`: one title, or one a row."""
    above, equal = _probabilities(others, own)
    sure = [above >= SURE, equal >= SURE, 1 - above - equal >= SURE]
    verdicts = np.select(
        [~(_is_solid(others) & _is_solid(own)), *sure], ["cannot tell", "above", "equal", "below"], "cannot tell"
    )
    return others.assign(probability_above=above, probability_equal=equal, verdict=verdicts)


def _probabilities(others: "pd.DataFrame", own: Any) -> tuple[Any, Any]:
    """Return the probability that each other title asks more by EQUIVALENT or above, and that it asks the same."""
    from scipy.special import ndtr

    error = np.hypot(error_of(others), error_of(own))
    difference = np.asarray(others["level"]) - np.asarray(own["level"])
    above = ndtr((difference - EQUIVALENT) / error)
    below = ndtr((-EQUIVALENT - difference) / error)
    return above, 1 - above - below


def error_of(cell: Any) -> Any:
    """Return the standard error of a level, as its 90 % interval has it."""
    return (np.asarray(cell["level_high"]) - np.asarray(cell["level_low"])) / (2 * Z_90)


def _is_solid(cell: Any) -> Any:
    enough, reliable = (
        np.asarray(cell["adverts"]) >= VACANCIES_AT_LEAST,
        np.asarray(cell["reliability"]) >= RELIABLE_AT_LEAST,
    )
    return enough & reliable
