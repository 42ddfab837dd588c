"""A table in, a Vega-Lite chart out (Altair); drawn in the reader's own colours, light or dark.

Names stand inside the plot, above what they name, so that a chart is as readable on a phone as on a desk.
"""

from typing import TYPE_CHECKING, Any

from analysis.families import FAMILY_SHORT, RANK_WORDS
from analysis.measures import RANKS

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

RANK_ORDER = list(RANKS)
RANK_COLOURS = ["#8a8f98", "#2f7ed8", "#d9730d", "#8e5bb5", "#1e8e5a"]
RANK_SHAPES = ["circle", "circle", "diamond", "square", "triangle-up"]
_SEPARATOR = "␟"
"""Stands in no name: the symbol for the unit separator."""
_LETTER = 6.4
"""The width of a letter of a label, in pixels, on the safe side."""


def rung(family: str, rank: str) -> str:
    """Return a title short enough to stand beside its bar on a phone.

    >>> rung("project_manager", "senior"), rung("programme_manager", "plain")
    ('Senior PM', 'Programme M.')
    """
    return RANK_WORDS.get(rank, "") + FAMILY_SHORT.get(family, family.replace("_", " "))


def ladders(rungs: "pd.DataFrame") -> "alt.LayerChart":
    """Return rungs under their headings on one scale, each with its 90 % interval and n.

    `rungs`: columns heading, order (of the headings), rung, title_rank, adverts, level, level_low, level_high.
    """
    import altair as alt

    _show_offline()
    scale = alt.Scale(domain=RANK_ORDER, range=RANK_COLOURS)
    shapes = alt.Scale(domain=RANK_ORDER, range=RANK_SHAPES)
    ticks = alt.ExprRef("width < 320 ? 4 : 8")
    axis = alt.Axis(orient="top", labelFlush=True, labelSeparation=8, tickCount=ticks)
    level = alt.X("level:Q", title="Demand level", axis=axis)
    labels = alt.param(name="labels", value=max(rungs["rung"].astype(str).str.len(), default=0) * _LETTER + 40)
    place = f"indexof({RANK_ORDER}, datum.title_rank) + 1"
    rows = alt.Chart(rungs).transform_calculate(row=_row(place, "datum.rung + ' · n ' + datum.adverts"))
    names = alt.Chart(rungs).transform_aggregate(groupby=["heading", "order"]).transform_calculate(row=_row("0", "''"))
    y = alt.Y("row:N", title=None, sort="ascending", axis=_labelled_rows())
    colour = alt.Color("title_rank:N", scale=scale, legend=None)
    bars = rows.mark_rule(strokeWidth=2.5).encode(
        y=y, x=alt.X("level_low:Q"), x2="level_high:Q", color=colour, tooltip=_tooltips()
    )
    points = rows.mark_point(filled=True, size=70, opacity=1).encode(
        y=y, x=level, color=colour, shape=alt.Shape("title_rank:N", scale=shapes, legend=None), tooltip=_tooltips()
    )
    # A long name gets smaller letters before it is cut.
    size = alt.ExprRef("max(10, min(12.5, (width + labels) / (0.63 * length(datum.heading))))")
    room = alt.ExprRef("width + labels")
    headings = names.mark_text(align="left", fontWeight=600, fontSize=size, limit=room).encode(
        y=y, x=alt.value(alt.ExprRef("-labels")), text="heading:N", tooltip="heading:N"
    )
    both: alt.LayerChart = bars + points + headings
    return both.add_params(labels).properties(height=alt.Step(19), width="container")


def _show_offline() -> None:
    """Let charts show in Jupyter without asking a server for Vega, unless the reader chose a way of their own."""
    import altair as alt

    if alt.renderers.active == "default":
        alt.renderers.enable("html", template="inline")


def _row(place: str, label: str) -> str:
    """Return the expression of a row's key: it sorts as the rows shall stand, and carries their label."""
    first = f"pad(toString(datum.order), 7, '0', 'left') + '{_SEPARATOR}' + datum.heading"
    return f"{first} + '{_SEPARATOR}' + ({place}) + '{_SEPARATOR}' + ({label})"


def _labelled_rows() -> "alt.Axis":
    import altair as alt

    return alt.Axis(
        labelExpr=f"split(datum.value, '{_SEPARATOR}')[3]", labelAlign="left", labelPadding=alt.ExprRef("labels"),
        labelLimit=300, minExtent=alt.ExprRef("labels"), ticks=False, domain=False,
    )  # fmt: skip


def _tooltips() -> list[Any]:
    import altair as alt

    named = [alt.Tooltip("heading:N", title="at"), alt.Tooltip("rung:N", title="title")]
    level = [
        alt.Tooltip(f"{name}:Q", title=title, format="+.2f")
        for name, title in (("level", "level"), ("level_low", "90 % from"), ("level_high", "to"))
    ]
    return [*named, alt.Tooltip("adverts:Q", title="n (adverts)"), *level]


def asked_more(shares: "pd.DataFrame") -> "alt.LayerChart":
    """Return how often seniors (diamond) and plain titles (circle) are asked for each facet or theme.

    `shares`: columns name, kind, senior_share, plain_share, senior_adverts, plain_adverts, log_odds, q.
    """
    import altair as alt

    _show_offline()
    order = shares.sort_values("log_odds", ascending=False)["name"].tolist()
    hidden = alt.Axis(labels=False, ticks=False, domain=False)
    y = alt.Y("name:N", sort=order, title=None, axis=hidden, scale=alt.Scale(paddingOuter=0.5))
    share = alt.Axis(format=".0%", orient="top", labelFlush=True, tickCount=alt.ExprRef("width < 320 ? 4 : 8"))
    base = alt.Chart(shares).encode(y=y)
    tips = [alt.Tooltip("name:N", title="asks for"), *_share_tips(), alt.Tooltip("q:Q", format=".3f")]
    names = base.mark_text(align="left", dy=-12, fontSize=13, limit=620).encode(x=alt.value(0), text="name:N")
    rule = base.mark_rule(strokeWidth=2, color="#8a8f98").encode(x="plain_share:Q", x2="senior_share:Q")
    scale = alt.X("plain_share:Q", title="Share of adverts that ask for it", axis=share)
    plain = base.mark_point(filled=True, size=70, opacity=1, color=RANK_COLOURS[1]).encode(x=scale, tooltip=tips)
    senior = base.mark_point(filled=True, size=90, opacity=1, color=RANK_COLOURS[2], shape="diamond")
    both: alt.LayerChart = rule + plain + senior.encode(x="senior_share:Q", tooltip=tips) + names
    return both.properties(height=alt.Step(34), width="container")


def _share_tips() -> list[Any]:
    import altair as alt

    return [
        alt.Tooltip("senior_share:Q", title="of seniors", format=".0%"),
        alt.Tooltip("senior_adverts:Q", title="n (senior adverts)"),
        alt.Tooltip("plain_share:Q", title="of project managers", format=".0%"),
        alt.Tooltip("plain_adverts:Q", title="n (their adverts)"),
    ]


def bar_moved(bar: "pd.DataFrame") -> "alt.LayerChart":
    """Return the level of plain and senior titles by month, with 90 % bands.

    `bar`: as `market.bar_over_time` returns it, of one family.
    """
    import altair as alt

    _show_offline()
    shown = bar[bar["title_rank"].isin(["plain", "senior"])]
    scale = alt.Scale(domain=["plain", "senior"], range=RANK_COLOURS[1:3])
    base = alt.Chart(shown).encode(
        x=alt.X("yearmonth(month):O", title="posted in", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        color=alt.Color("title_rank:N", title="rank", scale=scale, legend=alt.Legend(orient="top")),
    )
    band = base.mark_errorband().encode(
        y=alt.Y("level_low:Q", title="demand level (SDs of the market)"), y2="level_high:Q"
    )
    tips = ["yearmonth(month):O", "title_rank:N", "adverts:Q", alt.Tooltip("level:Q", format=".2f")]
    both: alt.LayerChart = band + base.mark_line(point=True).encode(y="level:Q", tooltip=tips)
    return both.properties(width=480)


def spec_of(chart: "alt.LayerChart") -> dict[str, Any]:
    """Return the Vega-Lite specification, coloured by the page it stands in and without its rows."""
    spec: dict[str, Any] = chart.to_dict()
    ink = {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 12, "titleFontSize": 12}
    lines = {"gridColor": "#8a8f9833", "domainColor": "#8a8f98", "tickColor": "#8a8f98"}
    spec["config"] = {
        "background": "transparent",
        "view": {"stroke": None},
        "axis": ink | lines,
        "text": {"color": "currentColor"},
        "font": "system-ui, sans-serif",
    }
    return spec
