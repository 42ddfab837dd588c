"""What the page says, gathered from the store and from the functions that notebooks call too."""

from typing import TYPE_CHECKING, Any

from analysis import firms as firm_answers
from analysis.store import ask

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from analysis.profile import Profile

SHOWN_MATCHES = 9
SHOWN_TITLES = 40
FIRM_ROWS = (
    ("adverts", "Adverts (n)", "number"),
    ("senior_adverts", "of these with “senior” in the title", "number"),
    ("plain_level", "Level of its project managers", "level"),
    ("senior_level", "Level of its senior project managers", "level"),
    ("years", "Years of experience asked (median)", "number"),
    ("budget", "Ask for budget responsibility", "share"),
    ("line_management", "Ask for line management", "share"),
    ("executives", "Deal with executives or the board", "share"),
    ("programmes", "Run programmes or portfolios", "share"),
    ("governance", "Set up governance", "share"),
    ("business_case", "Own business cases", "share"),
    ("change", "Lead change", "share"),
    ("certificates", "Name a certificate", "share"),
)
STEP_WORDS = {
    "up": "a step up",
    "far": "more than one step up",
    "same": "a sideways move",
    "down": "a step down",
    "cannot tell": "cannot tell the step",
}


def coverage_sentence(con: "duckdb.DuckDBPyConnection") -> str:
    """Return how whole the gathering was, in a sentence."""
    states = ask(con, "report_coverage").set_index("status")["boards"].to_dict()
    if not states:
        return "Imported from files: nothing is known about what is missing."
    whole = states.get("complete", 0) + states.get("unchanged", 0)
    others = [f"{n} {status}" for status, n in states.items() if status not in ("complete", "unchanged")]
    return f"Based on {whole} of {sum(states.values())} boards" + (f"; {', '.join(others)}." if others else ".")


def firms_sentence(levels: "pd.DataFrame") -> str:
    """Return what the chart of firms shows, with the clearest example in it."""
    plain = levels[levels["title_rank"] == "plain"].set_index("firm")
    senior = levels[levels["title_rank"] == "senior"].set_index("firm")
    if plain.empty or senior.empty:
        return "Too few firms advertise both ranks to compare them."
    low, high = str(senior["level"].idxmin()), str(plain["level"].idxmax())
    if senior["level_high"].to_dict()[low] < plain["level_low"].to_dict()[high]:
        return (
            f"The title tells little: a Project Manager at {high} is asked more than a Senior Project Manager "
            f"at {low}, and the intervals do not overlap."
        )
    return "Where intervals overlap, these adverts cannot tell the firms apart."


def comparisons(con: "duckdb.DuckDBPyConnection") -> dict[str, Any]:
    """Return the facts behind the two interactive comparisons."""
    return {
        "firms": _rows(ask(con, "report_firm_facts")),
        "firm_rows": FIRM_ROWS,
        "exchange": [_exchange(con, row) for row in _rows(ask(con, "report_titles", at_most=SHOWN_TITLES))],
    }


def _exchange(con: "duckdb.DuckDBPyConnection", cell: dict[str, Any]) -> dict[str, Any]:
    rows = _rows(firm_answers.equate(con, cell["title"], cell["firm"]))
    return cell | {"rows": [row for row in rows if row["verdict"] == "equal"] or rows[:12]}


def themes(con: "duckdb.DuckDBPyConnection") -> list[dict[str, Any]]:
    """Return the themes, most common first, each with typical lines."""
    return _rows(ask(con, "report_themes"))


def limits(con: "duckdb.DuckDBPyConnection") -> list[str]:
    """Return what the reader must not conclude."""
    small = int(str(ask(con, "report_small_cells").iloc[0, 0]))
    return [
        "A level says what adverts ask, not what the job turns out to be, nor what a firm's staff can do.",
        f"{small} firm and title pairs have fewer than three distinct vacancies; no verdict is given for them.",
        "Where two intervals overlap, the order of the two is not known.",
        "A firm that writes longer adverts may name more demands. Levels are not pay, and no promise of it.",
        "Firms that are not gathered here are not described here; the market is the market of these boards.",
    ]


def matches_of(con: "duckdb.DuckDBPyConnection", person: "Profile") -> dict[str, Any]:
    """Return the person's best openings that are a step up, and the gaps they share."""
    from analysis.case import plan
    from analysis.match import Wishes, match

    found = _rows(match(con, person, Wishes(top=SHOWN_MATCHES)))
    for row in found:
        row["step_words"] = STEP_WORDS.get(row["step"], row["step"])
    sentence = f"{len(found)} openings judged a step up by what they ask, best fit first, whatever their titles say."
    gaps = _rows(plan(con, person))[:8] if found else []
    return {"name": person.name, "matches": found, "plan": gaps, "sentence": sentence}


def _rows(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    return [{str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 nan
        return None
    return value if isinstance(value, str | int | float | bool | list | dict) else str(value)
