"""What the page tells a person: openings, the gaps they share, and where the person stands."""

from typing import TYPE_CHECKING, Any

from analysis.demands import step_in_words
from analysis.printable import rows_of
from analysis.report.headlines import signed
from analysis.store import ask

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from analysis.profile import Profile

SHOWN_MATCHES = 12
MATCHES_AT_ONCE = 6
"""The rest is unfolded on request: on a phone, twelve are ten screens."""
SHOWN_GAPS = 8


def matches_of(con: "duckdb.DuckDBPyConnection", person: "Profile") -> dict[str, Any]:
    """Return the person's best openings that are a step up, the gaps they share, and where the person stands."""
    from analysis.match import match, person_in
    from analysis.plan import plan
    from analysis.wanted import wishes_of

    found = rows_of(match(con, person, wishes_of(person, top=SHOWN_MATCHES)))
    places = {row["posting_id"]: row for row in rows_of(_places(con, [row["posting_id"] for row in found]))}
    openings = [
        row | place | {"step_words": step_in_words(row["step"], "cannot tell the step"), "pay": _pay(place)}
        for row in found
        if (place := places.get(row["posting_id"]))
    ]
    return {
        "name": person.name,
        "matches": openings,
        "plan": rows_of(plan(con, person).head(SHOWN_GAPS)) if openings else [],
        "sentence": _steps_sentence([str(row["step"]) for row in openings]),
        "present": _present(person_in(con, person)),
    }


def _places(con: "duckdb.DuckDBPyConnection", posting_ids: list[str]) -> "pd.DataFrame":
    return ask(con, "report_places", posting_ids=posting_ids or [""])


def _steps_sentence(steps: list[str]) -> str:
    """Say how many openings are a step up, and how many may be one; a profile may ask for other steps.

    >>> _steps_sentence(["up", "cannot tell", "far"])
    '2 openings judged a step up by what they ask, and 1 that may be one, best fit first, whatever their titles say.'
    """
    sure, unsure = sum(step in ("up", "far") for step in steps), steps.count("cannot tell")
    told = f"{len(steps)} openings"
    if sure + unsure == len(steps):
        told = f"{sure} openings judged a step up by what they ask{f', and {unsure} that may be one' if unsure else ''}"
    return f"{told}, best fit first, whatever their titles say."


def _present(person: Any) -> str:
    here, level = person.present, person.level
    if here is None or level is None:
        return "The level of the present role cannot be told from this profile."
    role = f"{here.title} at {here.firm}" if here.firm else here.title
    return (
        f"The present role, {role}, reads at level {signed(level.level)} "
        f"(90\u00a0% interval {signed(level.low)} to {signed(level.high)})."
    )


def _pay(row: dict[str, Any]) -> str | None:
    """Return pay as stated, in words; None where the advert is silent."""
    figures = sorted({f for f in (row.get("base_salary_min"), row.get("base_salary_max")) if f})
    if not figures:
        return None
    told = " to ".join(f"{float(figure):,.0f}" for figure in figures)
    unit = str(row.get("base_salary_unit") or "").lower()
    return f"{row.get('base_salary_currency') or ''} {told}{f' a {unit}' if unit else ''}".strip()
