"""A table in, a Vega-Lite chart out (Altair); drawn in the reader's own colours, light or dark."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

RANK_ORDER = ["assistant", "plain", "senior", "lead", "head"]
RANK_NAMES = {"assistant": "junior", "plain": "no rank word", "senior": "senior", "lead": "lead", "head": "head"}
RANK_COLOURS = ["#8a8f98", "#2f7ed8", "#d9730d", "#8e44ad", "#1e8e5a"]


def ladder_of_market(levels: "pd.DataFrame") -> "alt.LayerChart":
    """Return levels by title rank with 90 % intervals, one row a rank, one colour a family.

    `levels`: columns title_family, title_rank, adverts, firms, level, level_low, level_high.
    """
    import altair as alt

    shown = levels.assign(
        rank=levels["title_rank"].map(RANK_NAMES), family=levels["title_family"].str.replace("_", " ")
    )
    base = alt.Chart(shown).encode(
        y=alt.Y("rank:N", sort=list(RANK_NAMES.values()), title=None),
        yOffset=alt.YOffset("family:N"),
        color=alt.Color("family:N", title="Title", legend=alt.Legend(orient="bottom", columns=3)),
        tooltip=_tooltips("family", "rank", "adverts", "firms"),
    )
    return _with_interval(base).properties(height=alt.Step(18), width="container")


def firms_by_level(levels: "pd.DataFrame") -> "alt.LayerChart":
    """Return each firm's plain and senior titles on one scale, filtered by sector and country.

    `levels`: columns firm, sector, country, title, title_rank, adverts, level, level_low, level_high.
    """
    import altair as alt

    shown = levels.assign(rank=levels["title_rank"].map(RANK_NAMES))
    order = shown.groupby("firm")["level"].mean().sort_values(ascending=False).index.tolist()
    sector, country = _choice(shown, "sector"), _choice(shown, "country")
    base = (
        alt.Chart(shown)
        .encode(
            y=alt.Y("firm:N", sort=order, title=None, axis=alt.Axis(labelLimit=220)),
            yOffset=alt.YOffset("rank:N", sort=list(RANK_NAMES.values())),
            color=alt.Color(
                "rank:N",
                title="Rank word",
                scale=alt.Scale(domain=list(RANK_NAMES.values()), range=RANK_COLOURS),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=_tooltips("firm", "title", "sector", "country", "adverts"),
        )
        .transform_filter(f"{sector.name} === null || datum.sector === {sector.name}")
        .transform_filter(f"{country.name} === null || datum.country === {country.name}")
    )
    return _with_interval(base).add_params(sector, country).properties(height=alt.Step(11), width="container")


def asked_more(shares: "pd.DataFrame") -> "alt.LayerChart":
    """Return how often seniors and plain titles are asked for each facet or theme.

    `shares`: columns name, kind, senior_share, plain_share, senior_adverts, plain_adverts, log_odds, q.
    """
    import altair as alt

    order = shares.sort_values("log_odds", ascending=False)["name"].tolist()
    base = alt.Chart(shares).encode(y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=260)))
    rule = base.mark_rule(strokeWidth=2, color="#8a8f98").encode(x="plain_share:Q", x2="senior_share:Q")
    tips = [alt.Tooltip(f"{name}:Q", format=".0%") for name in ("plain_share", "senior_share")]
    tips += [alt.Tooltip(name) for name in ("plain_adverts:Q", "senior_adverts:Q")] + [alt.Tooltip("q:Q", format=".3f")]
    scale = alt.X("plain_share:Q", title="Share of adverts that ask for it", axis=alt.Axis(format=".0%"))
    plain = base.mark_point(filled=True, size=60, color=RANK_COLOURS[1]).encode(x=scale, tooltip=tips)
    senior = base.mark_point(filled=True, size=80, color=RANK_COLOURS[2], shape="diamond")
    both: alt.LayerChart = rule + plain + senior.encode(x="senior_share:Q", tooltip=tips)
    return both.properties(height=alt.Step(20), width="container")


def spec_of(chart: "alt.LayerChart") -> dict[str, Any]:
    """Return the Vega-Lite specification, coloured by the page it stands in."""
    spec: dict[str, Any] = chart.to_dict()
    ink = {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 12, "titleFontSize": 12}
    lines = {"gridColor": "#8a8f9833", "domainColor": "#8a8f98", "tickColor": "#8a8f98"}
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["config"] = {
        "background": "transparent",
        "view": {"stroke": None},
        "axis": ink | lines,
        "legend": ink,
        "font": "system-ui, sans-serif",
    }
    return spec


def _with_interval(base: "alt.Chart") -> "alt.LayerChart":
    import altair as alt

    scale = alt.X("level_low:Q", title="Demand level (SD of the market)")
    rule = base.mark_rule(strokeWidth=2, opacity=0.55).encode(x=scale, x2="level_high:Q")
    both: alt.LayerChart = rule + base.mark_point(filled=True, size=60, opacity=1).encode(x=alt.X("level:Q"))
    return both


def _tooltips(*names: str) -> list[Any]:
    import altair as alt

    level = [alt.Tooltip(f"{name}:Q", format=".2f") for name in ("level", "level_low", "level_high")]
    return [alt.Tooltip(name) for name in names] + level


def _choice(frame: "pd.DataFrame", column: str) -> Any:
    import altair as alt

    known = sorted(frame[column].dropna().unique().tolist())
    menu = alt.binding_select(options=[None, *known], labels=["all", *known], name=f"{column.capitalize()} ")
    return alt.param(name=f"chosen_{column}", value=None, bind=menu)
