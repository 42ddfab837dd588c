"""Fills the page: facts from the store, charts from `charts`, words from the template beside this file."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import charts
from analysis.report import facts as gathered
from analysis.store import ask

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from analysis.profile import Profile

HERE = Path(__file__).parent
FALSE_DISCOVERY_AT_MOST = 0.10


def write_report(con: "duckdb.DuckDBPyConnection", out: Path, *, today: date, person: "Profile | None" = None) -> Path:
    """Write the report of the store behind `con` to `out` and return its path."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(con, today=today, person=person), encoding="utf-8")
    return out


def page(con: "duckdb.DuckDBPyConnection", *, today: date, person: "Profile | None" = None) -> str:
    """Return the report as HTML."""
    market = ask(con, "report_market_ladder")
    firms = ask(con, "report_firm_levels")
    asked = ask(con, "report_asked_more", q_at_most=FALSE_DISCOVERY_AT_MOST)
    drawn = {
        "market": _drawn(charts.ladder_of_market, market),
        "firms": _drawn(charts.firms_by_level, firms),
        "asked": _drawn(charts.asked_more, asked),
    }
    words = _environment().get_template("page.html.jinja")
    return words.render(
        counts=ask(con, "report_counts").iloc[0].to_dict(),
        coverage=gathered.coverage_sentence(con),
        person=gathered.matches_of(con, person) if person else None,
        firms_sentence=gathered.firms_sentence(firms),
        charts=drawn,
        tables={"market": table_of(market), "firms": table_of(firms), "asked": table_of(asked)},
        themes=gathered.themes(con),
        limits=gathered.limits(con),
        facts=_script_safe(gathered.comparisons(con) | {"charts": {k: v for k, v in drawn.items() if v}}),
        vega=_bundle(),
        script=Markup((HERE / "script.js").read_text("utf-8")),  # noqa: S704 ours, not an advert's
        style=Markup((HERE / "style.css").read_text("utf-8")),  # noqa: S704 ours, not an advert's
        made_on=today.isoformat(),
    )


def table_of(frame: "pd.DataFrame") -> dict[str, Any]:
    """Return headings and cells, as people read them."""
    return {
        "names": [name.replace("_", " ") for name in frame.columns],
        "rows": [[_cell(value) for value in row] for row in frame.itertuples(index=False)],
    }


def _cell(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 nan is the one value unequal to itself
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _drawn(draw: Any, frame: "pd.DataFrame") -> dict[str, Any] | None:
    return None if frame.empty else charts.spec_of(draw(frame))


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    figure: Any = made.get_template("figure.html.jinja").module
    made.globals["figure"] = figure.figure
    return made


def _script_safe(facts: Any) -> Markup:
    """Return JSON that cannot close the script element it stands in, whatever an advert says."""
    text = json.dumps(facts, ensure_ascii=True, allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 every angle bracket is escaped


def _bundle() -> Markup:
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # the stub forgets the default
    return Markup(bundle.replace("</script", "<\\/script"))  # noqa: S704 Vega's own code
