"""Openings ranked for a person: what each demands, what of it is shown, and how big a step it is."""

from analysis.matching.offered import pay_in_words, terms_in_words, terms_of
from analysis.matching.ranking import (
    COLUMNS,
    Judged,
    Wishes,
    best,
    fitting,
    judge,
    level_of_advert,
    match,
    may_be,
    none_found,
    on_day,
    openings,
    person_in,
    row_of,
    step_to,
)

__all__ = [
    "COLUMNS",
    "Judged",
    "Wishes",
    "best",
    "fitting",
    "judge",
    "level_of_advert",
    "match",
    "may_be",
    "none_found",
    "on_day",
    "openings",
    "pay_in_words",
    "person_in",
    "row_of",
    "step_to",
    "terms_in_words",
    "terms_of",
]
