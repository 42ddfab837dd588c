"""What the page tells a person: openings, the gaps they share, and where the person stands."""

from typing import TYPE_CHECKING, Any

from analysis.demands import step_in_words
from analysis.matching.candidates import JUDGED
from analysis.matching.offered import pay_in_words
from analysis.printable import rows_of
from analysis.report.headlines import signed
from analysis.store import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb
    import pandas as pd

    from analysis.profile import Profile

MATCHES_AT_ONCE = 6
"""The rest is unfolded on request: on a phone, twenty are seventeen screens."""
SHOWN_GAPS = 8


def matches_of(con: "duckdb.DuckDBPyConnection", profile: "Profile") -> dict[str, Any]:
    """Return the person's best openings that are a step up, the gaps they share, and where the person stands."""
    from analysis.matching import fitting, on_day, person_in, row_of
    from analysis.matching.wanted import wishes_of
    from analysis.plan import TARGETS, plan_of

    person = person_in(con, profile)
    found = fitting(con, person, on_day(wishes_of(profile), None))
    best = found[:TARGETS]
    places = {row["posting_id"]: row for row in rows_of(_places(con, [one.advert.posting_id for one in best]))}
    return {
        "name": profile.name,
        "is_invented": profile.is_invented,
        "matches": [_card(row_of(one), places[one.advert.posting_id]) for one in best],
        "plan": rows_of(plan_of(best).head(SHOWN_GAPS)),
        "sentence": _steps_sentence([one.step.step for one in found], len(best)),
        "present": _present(person),
    }


def _card(row: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    return (
        row
        | place
        | {"step_words": step_in_words(row["step"], "cannot tell the step"), "pay": pay_in_words(row["pay"])}
    )


def _places(con: "duckdb.DuckDBPyConnection", posting_ids: list[str]) -> "pd.DataFrame":
    return ask(con, "report_places", posting_ids=posting_ids or [""])


def _steps_sentence(steps: "Sequence[str]", shown: int) -> str:
    """Say how many openings are a step up, how many may be one, and how many stand here; nothing where none is.

    A profile may ask for other steps.

    >>> _steps_sentence(["up", "cannot tell", "far"], 2)
    'Of the openings nearest to this profile (300 at most), whatever their titles say, 2 are judged a step up by what \
they ask, and 1 may be one. The best 2 of these 3 stand here, best fit first.'
    >>> _steps_sentence(["same"], 1)
    'Of the openings nearest to this profile (300 at most), whatever their titles say, 1 fits what it looks for.'
    """
    if not steps:
        return ""
    sure, unsure = sum(step in ("up", "far") for step in steps), steps.count("cannot tell")
    told = f"{len(steps):,} {'fits' if len(steps) == 1 else 'fit'} what it looks for"
    if sure + unsure == len(steps):
        told = f"{sure:,} {'is' if sure == 1 else 'are'} judged a step up by what they ask"
        told += f", and {unsure:,} may be one" if unsure else ""
    which = f"The best {shown} of these {len(steps):,}" if shown < len(steps) else "All"
    here = f" {which} stand here, best fit first." if len(steps) > 1 else ""
    return f"Of the openings nearest to this profile ({JUDGED} at most), whatever their titles say, {told}.{here}"


def _present(person: Any) -> str:
    here, level = person.present, person.level
    if here is None or level is None:
        return "The level of the present role cannot be told from this profile."
    role = f"{here.title} at {here.firm}" if here.firm else here.title
    return (
        f"The present role, {role}, reads at level {signed(level.level)} "
        f"(90\u00a0% interval {signed(level.low)} to {signed(level.high)})."
    )
