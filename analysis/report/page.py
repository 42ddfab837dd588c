"""Fills the page: facts from the store, charts from `charts`, words from the template beside this file."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pycountry
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import charts
from analysis.asked import FALSE_DISCOVERY_AT_MOST
from analysis.closing import long_ago, perhaps_closed
from analysis.demands import value_in_words
from analysis.families import FAMILIES, RANK_WORDS
from analysis.firm_names import title_words
from analysis.printable import counted
from analysis.report.explorable import explorable, market_ladder, of_projects
from analysis.report.grounds import coverage, coverage_sentence, limits, rule, scale
from analysis.report.headlines import in_short, signed, with_interval
from analysis.report.openings import MATCHES_AT_ONCE, matches_of
from analysis.report.themes import themes
from analysis.store import ask

if TYPE_CHECKING:
    from collections.abc import Callable

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
    everyone = ask(con, "report_firm_levels")
    levels = of_projects(everyone)
    market = market_ladder(con)
    asked = ask(con, "report_asked_more", q_at_most=FALSE_DISCOVERY_AT_MOST)
    specs = {"ladders": charts.spec_of(charts.ladders(_no_rungs()))}
    if len(asked):
        specs["asked"] = charts.spec_of(charts.asked_more(asked))
    counts = ask(con, "report_counts", open_on=today, long_ago=long_ago(today)).iloc[0].to_dict()
    told = matches_of(con, person) if person else None
    words = _environment().get_template("page.html.jinja")
    return words.render(
        counts=counts,
        invented=_invented(bool(counts["is_invented"]), bool(told and told["is_invented"])),
        scale=scale(con),
        coverage=coverage_sentence(con),
        perhaps_closed=perhaps_closed(int(counts["perhaps_closed"])),
        gathered=coverage(con, today),
        shown_matches=MATCHES_AT_ONCE,
        person=told,
        ladder=_ladder_table(market),
        in_short=in_short(levels, market, asked),
        sectors=_places(levels["sector"], value_in_words),
        countries=_places(levels["country"], _country),
        asked=table_of(asked) if len(asked) else None,
        themes=themes(con),
        rule=rule(),
        limits=limits(con),
        facts=_script_safe(explorable(con, everyone, market) | {"specs": specs}),
        vega=_bundle(),
        script=Markup((HERE / "script.js").read_text("utf-8")),  # noqa: S704 ours, not an advert's
        style=Markup((HERE / "style.css").read_text("utf-8")),  # noqa: S704 ours, not an advert's
        made_on=today.isoformat(),
    )


def _invented(market: bool, person: bool) -> str:
    """Say what of the page is made up.

    >>> _invented(True, False)
    'The firms and adverts of this report are invented: it is the sample market of nextrung.'
    """
    if market:
        who = "firms, adverts and person" if person else "firms and adverts"
        return f"The {who} of this report are invented: it is the sample market of nextrung."
    return "The person of this report is invented." if person else ""


def _no_rungs() -> "pd.DataFrame":
    """Return the rows of a chart that the page fills by itself."""
    import pandas as pd

    return pd.DataFrame(
        columns=["heading", "order", "rung", "title_rank", "adverts", "level", "level_low", "level_high"]
    )


def _places(column: "pd.Series[str]", in_words: "Callable[[str], str]") -> list[tuple[str, str]]:
    """Return the values of a filter, each with its name for people, by name; the unknown last."""
    named = [(value, in_words(value)) for value in column.unique() if value != "unknown"]
    unknown = ["unknown"] if len(named) < column.nunique() else []
    return [*sorted(named, key=lambda one: one[1].casefold()), *((value, value) for value in unknown)]


def _country(code: str) -> str:
    """Return what people call the country.

    >>> _country("GB"), _country("TW"), _country("XK")
    ('United Kingdom', 'Taiwan', 'XK')
    """
    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


def table_of(asked: "pd.DataFrame") -> dict[str, Any]:
    """Return caption, headings and cells of what seniors are asked more and less often, as people read them."""
    seniors, others = (int(asked[f"{who}_adverts"].iloc[0]) for who in ("senior", "plain"))
    return {
        "caption": (
            f"Share of {counted(seniors, 'advert')} for Senior Project Managers and of {others:,} for Project Managers "
            "that ask for it. Log-odds above 0: seniors are asked more often; z: how many standard errors that is; "
            "false-discovery rate: what share of the differences as clear as this one are expected to be chance, where "
            "adverts of one firm resemble each other (Student's t over the firms)."
        ),
        "names": ["Asked for", "Seniors", "Project Managers", "Log-odds", "z", "False-discovery rate"],
        "rows": [
            [name, *map(_percent, shares), signed(odds), signed(z), _percent(q)]
            for name, *shares, odds, z, q in asked[
                ["name", "senior_share", "plain_share", "log_odds", "z", "q"]
            ].itertuples(index=False)
        ],
    }


def _ladder_table(market: "pd.DataFrame") -> dict[str, Any]:
    """Return the ladder over all sectors and countries, for where no script fills the figure's table."""
    everywhere = market[(market["sector"] == "all") & (market["country"] == "all")]
    found = {(row["title_family"], row["title_rank"]): row for _, row in everywhere.iterrows()}
    titles = [(family, rank) for family in FAMILIES for rank in RANK_WORDS if (family, rank) in found]
    rows = [[title_words(*one), with_interval(found[one]), f"{found[one]['adverts']:,}"] for one in titles]
    return {"caption": "Level with its 90\u00a0% interval, and n", "names": ["Title", "level", "n"], "rows": rows}


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\u00a0%")


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    figure: Any = made.get_template("figure.html.jinja").module
    made.globals["figure"] = figure.figure
    made.filters |= {"signed": signed, "counted": counted}
    return made


def _script_safe(facts: Any) -> Markup:
    """Return JSON that cannot close the script element it stands in, whatever an advert says."""
    text = json.dumps(facts, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 every angle bracket is escaped


def _bundle() -> Markup:
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # the stub forgets the default
    return Markup(bundle.replace("</script", "<\\/script"))  # noqa: S704 Vega's own code
