"""Openings for a person, best first: what is met, what is missing, and which step it is."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from analysis.candidates import Wishes, candidates
from analysis.coverage import Finding, finding, share_met
from analysis.cv_words import cv_knowledge
from analysis.demands import Advert, adverts
from analysis.level import LevelModel
from analysis.person import Person, lines_of, person_of
from analysis.profile import Profile
from analysis.steps import StepFound, rung_of, step_of
from analysis.store.asking import ask
from analysis.themes import ThemeModel

__all__ = ["Judged", "Wishes", "judge", "match", "person_in"]
COLUMNS = ("posting_id", "firm", "title", "url", "score", "parts", "level", "step", "missing", "strong")
_NEAR = 0.45
"""A statement whose rare words are shared by so much stands in the CV, in other words."""
_SHOWN = 8
_MAY_BE = 0.4
"""A step that cannot be told is shown where the wished one is at least so probable."""


class Judged(NamedTuple):
    """An advert with what the person brings to it."""

    advert: Advert
    findings: tuple[Finding, ...]
    words: pd.DataFrame
    """Each statement with the nearest line of the CV."""
    parts: Mapping[str, float]
    """Sum to the score."""
    step: StepFound

    @property
    def score(self) -> float:
        """Out of 100."""
        return round(sum(self.parts.values()), 1)


def match(
    con: duckdb.DuckDBPyConnection, profile: Profile, wishes: Wishes | None = None, *, today: date | None = None
) -> pd.DataFrame:
    """Return the openings that fit `profile` and `wishes`, best first."""
    wishes = wishes or Wishes()
    judged = best(con, person_in(con, profile, today=today), wishes)
    return pd.DataFrame([_row(one) for one in judged], columns=list(COLUMNS))


def person_in(con: duckdb.DuckDBPyConnection, profile: Profile, *, today: date | None = None) -> Person:
    """Read `profile`, and place it on the scale of the store."""
    themes, level = _model(con, "themes"), _model(con, "level")
    return person_of(
        profile,
        LevelModel.from_json(level) if level else None,
        ThemeModel.from_json(themes) if themes else None,
        today or datetime.now(UTC).date(),
    )


def _model(con: duckdb.DuckDBPyConnection, name: str) -> str | None:
    found = ask(con, "saved_model", name=name)
    return str(found["body"].iloc[0]) if len(found) else None


def best(con: duckdb.DuckDBPyConnection, person: Person, wishes: Wishes) -> list[Judged]:
    """Return the adverts that `person` could take within `wishes`, best first; near-duplicates of a firm once."""
    judged = [one for one in judge(con, person, candidates(con, person, wishes)) if _is_wanted(one, wishes)]
    judged.sort(key=lambda one: (-one.score, one.advert.posting_id))
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in judged:
        key = (one.advert.row["firm"], one.advert.row["cluster"] or one.advert.posting_id)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept[: wishes.top]


def _is_wanted(one: Judged, wishes: Wishes) -> bool:
    return bool(one.advert.row["is_open"]) and (wishes.step in {"any", one.step.step} or _may_be(wishes.step, one.step))


def _may_be(step: str, found: StepFound) -> bool:
    """Say whether a step that cannot be told may well be the one wished for."""
    chances = found.probabilities
    likely = chances.get(step, 1.0) + (chances.get("far", 0.0) if step == "up" else 0.0)
    return found.step == "cannot tell" and likely >= _MAY_BE


def judge(con: duckdb.DuckDBPyConnection, person: Person, posting_ids: Sequence[str]) -> list[Judged]:
    """Return the adverts `posting_ids` with what `person` brings to each."""
    if not posting_ids:
        return []
    rung = rung_of(con)
    words = ask(con, "match_words", posting_ids=list(posting_ids), lines=lines_of(person.lines))
    by_advert = dict(tuple(words.groupby("posting_id", sort=False)))
    nothing = words.iloc[:0]
    return [
        _judged(person, advert, by_advert.get(advert.posting_id, nothing), rung)
        for advert in adverts(con, list(posting_ids))
    ]


def _judged(person: Person, advert: Advert, words: pd.DataFrame, rung: float) -> Judged:
    findings = tuple(finding(person, demand) for demand in advert.demands)
    row = advert.row
    step = step_of(person.level, row["level"], row["level_low"], row["level_high"], rung)
    return Judged(advert, findings, words, _parts(person, advert, findings, words), step)


def _parts(person: Person, advert: Advert, findings: Sequence[Finding], words: pd.DataFrame) -> dict[str, float]:
    most = cv_knowledge("weights")["part"]
    met = {
        "must": share_met(one for one in findings if one.demand.need == "must"),
        "nice": share_met(one for one in findings if one.demand.need == "nice"),
        "words": _words(words),
        "themes": _themes(person, words),
        "wanted": _wanted(person, advert.row),
    }
    return {part: round(most[part] * share, 1) for part, share in met.items()}


def _words(words: pd.DataFrame) -> float:
    """Return how far the statements are told in the CV, by shared rare words."""
    near = (words["nearness"] / _NEAR).clip(upper=1.0)
    return float((near.sum() + 1) / (len(near) + 3))


def _themes(person: Person, words: pd.DataFrame) -> float:
    """Return the share of the advert's themes that the CV's lines fall into."""
    asked = {int(theme) for theme in words["theme_id"].dropna()} - {0}
    return (len(asked & set(person.themes)) + 1) / (len(asked) + 3)


def _wanted(person: Person, row: Mapping[str, Any]) -> float:
    """Return how much of what the person looks for the advert offers; silence is half."""
    told = person.profile.looking_for
    pay = told.get("min_salary") or {}
    budget = told.get("min_budget") or {}
    offered = [
        _one_of(told.get("sectors"), row["sector"]),
        _one_of(told.get("scope"), row["scope"]),
        _one_of(told.get("country"), row["country"]),
        _one_of(told.get("workplace"), row["works"]),
        _one_of(told.get("stakeholder_level"), row["stakeholder_level"]),
        _at_least(pay.get("amount"), row["salary_year"] if pay.get("currency") == row["currency"] else None),
        _at_least(
            budget.get("amount"), row["budget_amount"] if budget.get("currency") == row["budget_currency"] else None
        ),
    ]
    known = [one for one in offered if one is not None]
    return sum(known) / len(known) if known else 0.5


def _one_of(wanted: Any, offered: Any) -> float | None:
    if not wanted:
        return None
    if offered is None:
        return 0.5
    return float(offered in ([wanted] if isinstance(wanted, str) else wanted))


def _at_least(wanted: float | None, offered: float | None) -> float | None:
    if wanted is None:
        return None
    return 0.5 if offered is None else float(offered >= wanted)


def _row(one: Judged) -> dict[str, Any]:
    row = one.advert.row
    return {
        "posting_id": one.advert.posting_id, "firm": row["firm"], "title": row["title"], "url": row["url"],
        "score": one.score, "parts": dict(one.parts), "level": row["level"], "step": one.step.step,
        "missing": missing(one.findings)[:_SHOWN], "strong": strong(one.findings)[:_SHOWN],
    }  # fmt: skip


def missing(findings: Sequence[Finding]) -> list[str]:
    """Return the demands that the record does not meet, heaviest first."""
    short = [one for one in findings if one.verdict in ("not", "partly")]
    return [one.in_words for one in sorted(short, key=_weight)]


def strong(findings: Sequence[Finding]) -> list[str]:
    """Return the demands that the record meets, heaviest first."""
    return [one.in_words for one in sorted((one for one in findings if one.verdict == "satisfied"), key=_weight)]


def _weight(one: Finding) -> float:
    return -one.demand.weight * (1.0 if one.demand.need == "must" else 0.35)
