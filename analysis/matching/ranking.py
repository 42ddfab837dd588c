"""Openings for a person, best first: what is met, what is missing, and which step it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from analysis.cv.words import cv_knowledge
from analysis.demands import Advert, with_demands
from analysis.level.model import LevelModel
from analysis.level.told import Z_90
from analysis.matching.candidates import Candidate, Wishes, candidates, theme_bits
from analysis.matching.choices import with_choices
from analysis.matching.coverage import Finding, asks_more, finding, share_met, share_used
from analysis.matching.grades import by_grades
from analysis.matching.offered import TERMS, terms_of
from analysis.matching.steps import ELSEWHERE, StepFound, level_of_person, rung_of, step_of, surest_same
from analysis.matching.trade import is_in_trade
from analysis.matching.wanted import wanted, wishes_of
from analysis.person import Guess, Person, person_of
from analysis.printable import is_missing
from analysis.profile import Profile
from analysis.store.asking import saved_model
from analysis.themes.model import ThemeModel

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Judged", "Wishes", "best", "fitting", "judge", "match", "none_found", "openings", "person_in", "row_of"]
COLUMNS = (
    "posting_id", "firm", "title", "url", "score", "parts", "level", "step", "missing", "strong",
    "step_probability", "limits", "gaps", "grades", *TERMS,
)  # fmt: skip
_ALIKE = 0.5
"""A CV and an advert are hardly ever more alike in their rare words (cosine)."""
_MAY_BE = 0.4
"""A step that cannot be told is shown where the wished one is at least so probable."""


class Judged(NamedTuple):
    """An advert with what the person brings to it."""

    advert: Advert
    findings: tuple[Finding, ...]
    parts: Mapping[str, float]
    """Sum to the score."""
    step: StepFound
    limits: Mapping[str, str]
    """Each limit that was set: pass or unknown."""

    @property
    def score(self) -> float:
        """Out of 100."""
        return round(sum(self.parts.values()), 1)


def match(
    con: duckdb.DuckDBPyConnection, profile: Profile, wishes: Wishes | None = None, *, today: date | None = None
) -> "pd.DataFrame":
    """Return the openings that fit `profile` and `wishes`, best first; those of another line of work last.

    Columns posting_id, firm, title, url, score (out of 100), parts (they sum to the score), level (drawn toward what
    the firm asks of the title, in SDs of the market), step (beside the person's level: up, far, same, down, cannot tell
    or another line of work), missing and strong (demands in words), step_probability, limits (of each that was set:
    pass or unknown), gaps (`missing` for programs), grades (the person's and the advert's, where both state one of the
    same public scheme: then they tell the step, and it has no probability), and as stated pay (min, max, currency,
    unit), places, workplace, grade, valid_through.
    """
    from analysis.store.table import Table

    return Table(openings(con, profile, wishes, today=today), columns=list(COLUMNS))


def openings(
    con: duckdb.DuckDBPyConnection, profile: Profile, wishes: Wishes | None = None, *, today: date | None = None
) -> list[dict[str, Any]]:
    """Return the rows of `match`, as plain values."""
    person = person_in(con, profile, today=today)
    return [row_of(one) for one in best(con, person, on_day(wishes or wishes_of(profile), today))]


def none_found(con: duckdb.DuckDBPyConnection, profile: Profile, wishes: Wishes, *, today: date | None = None) -> str:
    """Say why `openings` has no row for these wishes, and what to do."""
    anyway = replace(wishes, step="any", top=1)
    if wishes.step == "any" or not openings(con, profile, anyway, today=today):
        return "no opening fits these wishes; try fewer limits."
    level, rung = person_in(con, profile, today=today).level, rung_of(con)
    if wishes.step == "same" and level and (surest := surest_same(level, rung)) < _MAY_BE:
        return (
            f"no opening can be told to be on your level: the profile tells it to within {Z_90 * level.error:.1f} "
            f"either way (90 %), one rung is {rung:.1f}, and so {surest:.2f} is the most probable it can be, where "
            f"{_MAY_BE} is needed. `--step any` shows all openings with their levels, `nextrung case` compares one."
        )
    return (
        f"no opening within these limits can be told to be the step {wishes.step!r}; `--step any` shows them all with "
        "their levels."
    )


def on_day(wishes: Wishes, today: date | None) -> Wishes:
    """Return `wishes` for openings that one may still apply to `today`; None is the day that it is."""
    return replace(wishes, open_on=today or datetime.now(UTC).date())


def person_in(con: duckdb.DuckDBPyConnection, profile: Profile, *, today: date | None = None) -> Person:
    """Read `profile`, and place it on the scale of the store."""
    models = saved_model(con, "level"), saved_model(con, "themes")
    person = _read(json.dumps(profile.resume), *models, today or datetime.now(UTC).date())
    return replace(person, level=level_of_person(con, person))


@lru_cache(maxsize=4)
def _read(resume: str, level: str | None, themes: str | None, today: date) -> Person:
    """Read a JSON Resume; kept, as whoever asks again asks with other wishes."""
    return person_of(
        Profile(json.loads(resume)),
        _level_model(level) if level else None,
        _theme_model(themes) if themes else None,
        today,
    )


@lru_cache(maxsize=2)
def _level_model(body: str) -> LevelModel | None:
    return LevelModel.from_json(body)


@lru_cache(maxsize=2)
def _theme_model(body: str) -> ThemeModel:
    return ThemeModel.from_json(body)


def best(con: duckdb.DuckDBPyConnection, person: Person, wishes: Wishes) -> list[Judged]:
    """Return the adverts that `person` could take within `wishes`, best first; near-duplicates of a firm once."""
    return fitting(con, person, wishes)[: wishes.top]


def fitting(con: duckdb.DuckDBPyConnection, person: Person, wishes: Wishes) -> list[Judged]:
    """Return all that `best` chooses from, however many are wished for: of the few hundred nearest that are judged."""
    found = _judged(con, person, candidates(con, person, wishes))
    kept: dict[tuple[str, str], Judged] = {}
    for one in sorted(found, key=lambda one: (one.step is ELSEWHERE, -one.score, one.advert.posting_id)):
        if wishes.step in ("any", one.step.step) or may_be(wishes.step, one.step):
            row = one.advert.row
            kept.setdefault((row["firm"], row["cluster"] or one.advert.posting_id), one)
    return list(kept.values())


def may_be(step: str, found: StepFound) -> bool:
    """Say whether a step that cannot be told may well be the one wished for."""
    chances = found.probabilities
    likely = chances.get(step, 1.0) + (chances.get("far", 0.0) if step == "up" else 0.0)
    return found.step == "cannot tell" and likely >= _MAY_BE


def judge(con: duckdb.DuckDBPyConnection, person: Person, posting_ids: Sequence[str]) -> list[Judged]:
    """Return the adverts `posting_ids` with what `person` brings to each."""
    return _judged(con, person, candidates(con, person, Wishes(step="any"), posting_ids))


def _judged(con: duckdb.DuckDBPyConnection, person: Person, found: Sequence[Candidate]) -> list[Judged]:
    rung = rung_of(con)
    told = with_demands(con, [one.row for one in found])
    findings = with_choices(
        con, person, told, [tuple(finding(person, one) for one in advert.demands) for advert in told]
    )
    return [_one(person, *each, rung) for each in zip(told, found, findings, strict=True)]


def _one(person: Person, advert: Advert, found: Candidate, findings: tuple[Finding, ...], rung: float) -> Judged:
    parts = _parts(person, advert, findings, found.words)
    step = step_to(person, advert.row, rung)
    if step.step == "down" and not step.grades and asks_more(findings):  # of such on the sample market half are wrong
        step = step._replace(step="cannot tell")
    return Judged(advert, findings, parts, step, found.limits)


def step_to(person: Person, row: Mapping[str, Any], rung: float) -> StepFound:
    """Return the step from the person's present role to an advert, whatever else of the record it asks."""
    if not is_in_trade(person, row):
        return ELSEWHERE
    return by_grades(step_of(person.level, level_of_advert(row), rung), person, row)


def level_of_advert(row: Mapping[str, Any]) -> Guess | None:
    """Return what the advert asks, drawn toward what its firm asks of its title."""
    return None if is_missing(row["settled_level"]) else Guess(row["settled_level"], row["settled_error"])


def _parts(person: Person, advert: Advert, findings: Sequence[Finding], words: float) -> dict[str, float]:
    most = cv_knowledge("weights")["part"]
    met = {
        "must": share_met(one for one in findings if one.demand.need == "must"),
        "nice": share_met(one for one in findings if one.demand.need == "nice"),
        "uses": share_used(person, findings),
        "words": min(words / _ALIKE, 1.0),
        "themes": _themes(person, advert),
        "wanted": wanted(person, advert.row),
    }
    return {part: round(most[part] * share, 1) for part, share in met.items()}


def _themes(person: Person, advert: Advert) -> float:
    """Return the share of the advert's themes that the CV's lines fall into."""
    asked = int(advert.row["themes"] or 0)
    return float(((asked & theme_bits(person)).bit_count() + 1) / (asked.bit_count() + 3))


def row_of(one: Judged) -> dict[str, Any]:
    """Return what `match` tells of one opening."""
    row = one.advert.row
    return {
        "posting_id": one.advert.posting_id, "firm": row["firm"], "title": row["title"], "url": row["url"],
        "score": one.score, "parts": dict(one.parts), "level": row["settled_level"], "step": one.step.step,
        "missing": missing(one.findings), "strong": strong(one.findings),
        "step_probability": one.step.probability, "limits": dict(one.limits), "gaps": gaps(one.findings),
        "grades": list(one.step.grades) if one.step.grades else None, **terms_of(row),
    }  # fmt: skip


def missing(findings: Sequence[Finding]) -> list[str]:
    """Return the demands that the record does not meet, heaviest first."""
    return [one.in_words for one in _short(findings)]


def gaps(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return `missing` for programs: facet, what is asked, what would do in its place, and what is shown of it."""
    return [
        {
            "facet": one.demand.facet, "asked": one.demand.value, "currency": one.demand.currency,
            "need": one.demand.need, "shown": one.shown, "share": round(one.strength, 2),
            "or": [other.value for other in one.others],
        }
        for one in _short(findings)
    ]  # fmt: skip


def _short(findings: Sequence[Finding]) -> list[Finding]:
    return sorted((one for one in findings if one.verdict in ("not", "partly")), key=_weight)


def strong(findings: Sequence[Finding]) -> list[str]:
    """Return the demands that the record meets, heaviest first."""
    return [one.in_words for one in sorted((one for one in findings if one.verdict == "satisfied"), key=_weight)]


def _weight(one: Finding) -> float:
    return -one.demand.weight * (1.0 if one.demand.need == "must" else 0.35)
