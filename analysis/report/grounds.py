"""What the page stands on: how whole the gathering was, what 0 and 1 of a level are, what not to conclude."""

from typing import TYPE_CHECKING, Any

from analysis.demands import label_of
from analysis.derive.models import scale_said
from analysis.families import OF_PROJECTS
from analysis.level import MARKET_AT_LEAST
from analysis.printable import is_missing, rows_of
from analysis.report.headlines import signed
from analysis.store import ask
from analysis.verdicts import EQUIVALENT, SURE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import duckdb

UNREAD_BOARDS = 30
MIDDLE_WITHIN = 0.05
"""Where the mean of the adverts here lies farther from 0, it was others that made the scale."""


def coverage_sentence(con: "duckdb.DuckDBPyConnection") -> str:
    """Return how whole the gathering was, in a sentence."""
    found = ask(con, "coverage").iloc[0]
    if not found["boards"]:
        return "Imported from files: nothing is known of what is missing."
    told = str(found["sentence"])
    return f"{told[0].upper()}{told[1:]}."


def scale(con: "duckdb.DuckDBPyConnection") -> dict[str, Any]:
    """Return how many adverts are of project jobs, and in a sentence what 0 and 1 of their levels are."""
    found = rows_of(ask(con, "report_scale", of_projects=OF_PROJECTS))[0]
    told = f"{_scale_sentence(found)} {scale_said(con)}".rstrip()
    return {"project_adverts": found["project_adverts"], "sentence": told}


def _scale_sentence(found: "Mapping[str, Any]") -> str:
    """Say whose adverts make the scale; those of product managers do too, though no level of theirs is shown.

    >>> _scale_sentence({"adverts": 449, "product_adverts": 188, "project_adverts": 261, "middle": 0.0,
    ...                  "project_middle": -0.43, "project_share_above_one": 0.034}).split("; ")[0]
    '0 is the mean of the 449 adverts here for project jobs and product managers (188), and 1 their standard deviation'
    """
    if not found["project_adverts"]:
        return f"{_made_by(found)}."
    return (
        f"{_made_by(found)}; those for project jobs ({found['project_adverts']:,}) lie at "
        f"{signed(found['project_middle'])} in the mean, {found['project_share_above_one']:.0%} of them above +1."
    ).replace("%", "\u00a0%")


def _made_by(found: "Mapping[str, Any]") -> str:
    if found["adverts"] < MARKET_AT_LEAST:
        return "The adverts here are too few for a scale of their own: 0 and 1 are those of the scale that ships"
    if abs(found["middle"]) >= MIDDLE_WITHIN:
        return "0 and 1 are mean and standard deviation of the adverts on which the scale was last estimated"
    products = f" and product managers ({found['product_adverts']:,})" if found["product_adverts"] else ""
    own = f"{found['adverts']:,} adverts here for project jobs{products}"
    return f"0 is the mean of the {own}, and 1 their standard deviation"


def coverage(con: "duckdb.DuckDBPyConnection", today: "date") -> dict[str, Any]:
    """Return what was gathered and is open `today`, what was not read whole, and how much adverts say at all."""
    known = rows_of(ask(con, "facets_known"))
    return {
        "sources": rows_of(ask(con, "report_coverage", open_on=today)),
        "unread": rows_of(ask(con, "report_gaps", at_most=UNREAD_BOARDS)),
        "known": [row | {"facet": label_of(str(row["facet"]))} for row in known],
    }


def rule() -> str:
    """Return when one title is said to ask more than another, or the same; one rule, wherever bars stand together."""
    return (
        "Whether two bars overlap decides nothing: one title asks more than another, or the same, where the chance "
        f"that their levels lie {EQUIVALENT} apart or more, or less, is {SURE:.0%} at least; "
        "else these adverts cannot tell."
    ).replace("%", "\u00a0%")


def limits(con: "duckdb.DuckDBPyConnection") -> list[str]:
    """Return what the reader must not conclude."""
    themeless = 100 - 100 * _share(ask(con, "theme_quality").iloc[0]["coverage"])
    small = int(str(ask(con, "report_small_cells").iloc[0, 0]))
    return [
        "A level says what adverts ask, not what the job turns out to be, nor what a firm’s staff can do.",
        f"No verdict is given for a title of which a firm has fewer than three distinct vacancies ({small:,} here).",
        rule(),
        "A firm that writes longer adverts may name more demands. Levels are not pay, and no promise of it.",
        f"{themeless:.0f}\u00a0% of demands are in no theme, some in a wrong one: shares may be too low or too high.",
        "Firms that are not gathered here are not described here; the market is the market of these boards.",
        "Nothing here may be used to choose among applicants: it describes adverts, not people.",
    ]


def _share(value: Any) -> float:
    return 0.0 if is_missing(value) else float(value)
