"""Fills the page: facts from the store, charts from `charts`, words from the template beside this file."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import charts
from analysis.level import Z_90
from analysis.printable import as_cell
from analysis.report import facts as gathered
from analysis.report.headlines import in_short, signed
from analysis.store import ask

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from analysis.profile import Profile

HERE = Path(__file__).parent


def write_report(con: "duckdb.DuckDBPyConnection", out: Path, *, today: date, person: "Profile | None" = None) -> Path:
    """Write the report of the store behind `con` to `out` and return its path."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(con, today=today, person=person), encoding="utf-8")
    return out


def page(con: "duckdb.DuckDBPyConnection", *, today: date, person: "Profile | None" = None) -> str:
    """Return the report as HTML."""
    levels = ask(con, "report_firm_levels")
    market = ask(con, "report_market_ladder", z_90=Z_90)
    asked = ask(con, "report_asked_more", q_at_most=gathered.FALSE_DISCOVERY_AT_MOST)
    specs = {"ladders": charts.spec_of(charts.ladders(_no_rungs()))}
    if len(asked):
        specs["asked"] = charts.spec_of(charts.asked_more(asked))
    words = _environment().get_template("page.html.jinja")
    return words.render(
        counts=ask(con, "report_counts").iloc[0].to_dict(),
        coverage=gathered.coverage_sentence(con),
        gathered=gathered.coverage(con),
        shown_matches=gathered.MATCHES_AT_ONCE,
        person=gathered.matches_of(con, person) if person else None,
        in_short=in_short(levels, market, asked),
        sectors=_places(levels["sector"]),
        countries=_places(levels["country"]),
        asked=table_of(asked) if len(asked) else None,
        themes=gathered.themes(con),
        limits=gathered.limits(con),
        facts=_script_safe(gathered.explorable(con, levels, market) | {"specs": specs}),
        vega=_bundle(),
        script=Markup((HERE / "script.js").read_text("utf-8")),  # noqa: S704 ours, not an advert's
        style=Markup((HERE / "style.css").read_text("utf-8")),  # noqa: S704 ours, not an advert's
        made_on=today.isoformat(),
    )


def _no_rungs() -> "pd.DataFrame":
    """Return the rows of a chart that the page fills by itself."""
    import pandas as pd

    return pd.DataFrame(
        columns=["heading", "order", "rung", "title_rank", "adverts", "level", "level_low", "level_high"]
    )


def _places(column: "pd.Series[str]") -> list[tuple[str, str]]:
    """Return the values of a filter, each with its name for people; the unknown last."""
    known = sorted(value for value in column.unique() if value != "unknown")
    unknown = ["unknown"] if len(known) < column.nunique() else []
    return [(value, value.replace("_", " ")) for value in (*known, *unknown)]


def table_of(frame: "pd.DataFrame") -> dict[str, Any]:
    """Return headings and cells, as people read them."""
    return {
        "names": [name.replace("_", " ") for name in frame.columns],
        "rows": [[as_cell(value) for value in row] for row in frame.itertuples(index=False)],
    }


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    figure: Any = made.get_template("figure.html.jinja").module
    made.globals["figure"] = figure.figure
    made.filters["signed"] = signed
    return made


def _script_safe(facts: Any) -> Markup:
    """Return JSON that cannot close the script element it stands in, whatever an advert says."""
    text = json.dumps(facts, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 every angle bracket is escaped


def _bundle() -> Markup:
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # the stub forgets the default
    return Markup(bundle.replace("</script", "<\\/script"))  # noqa: S704 Vega's own code
