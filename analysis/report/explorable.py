"""What the page filters and compares: levels, firms and titles equated, as lists that stay small."""

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis import charts
from analysis.families import FAMILY_WORDS, OF_PROJECTS, RANK_WORDS, SIDE_BY_SIDE
from analysis.firm_names import titled
from analysis.firms import equated
from analysis.ladders import reach_over
from analysis.presence import asked_words
from analysis.printable import plain, rows_of
from analysis.store import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb
    import pandas as pd

SHOWN_TITLES = 40
SHOWN_FIRMS = 2_500
"""Firms that can be compared: with more, a report could not be sent by mail."""
SHOWN_RUNGS = 8_000
ROWS_OF_EXCHANGE = 40


def market_ladder(con: "duckdb.DuckDBPyConnection") -> "pd.DataFrame":
    """Return the level of each title over all firms, and by sector and country, with 90 % intervals.

    Few firms that happen to lie close together tell no more than the adverts of each: the wider of Student's interval
    over the firms and of what their own intervals allow stands.
    """
    found = ask(con, "report_market_ladder", families=OF_PROJECTS)
    over_firms = reach_over(found["firms"]) * found["spread"] / np.sqrt(found["firms"])
    reach = np.maximum(over_firms, found["own_reach"])
    ends = {"level_low": found["level"] - reach, "level_high": found["level"] + reach}
    return found.drop(columns=["spread", "own_reach"]).assign(**ends)


def explorable(con: "duckdb.DuckDBPyConnection", levels: "pd.DataFrame", market: "pd.DataFrame") -> dict[str, Any]:
    """Return the figures that the page filters and compares, as lists that stay small.

    `levels`: as `report_firm_levels` tells them; titles elsewhere may be those of product managers, ladders are not.
    """
    facts = ask(con, "report_firm_facts", at_most=SHOWN_FIRMS, families=SIDE_BY_SIDE)
    everyone, levels = levels, of_projects(levels)
    shown = levels.nlargest(SHOWN_RUNGS, "adverts") if len(levels) > SHOWN_RUNGS else levels
    themes = ask(con, "report_themes")
    cells = ask(con, "firm_titles", firm=None)
    titles = titled(ask(con, "report_titles", at_most=SHOWN_TITLES, families=SIDE_BY_SIDE))
    exchange = [_exchange(cells, title) for title in rows_of(titles)]
    return {
        "rungs": _rungs(shown, ("firm", "sector", "country")),
        "market": _rungs(market, ("sector", "country", "firms")),
        "firms": _firms(con, facts, themes["theme_id"].tolist()),
        "shares": list(asked_words()["shares"].values()),
        "themes": themes["name"].tolist(),
        "compared": SIDE_BY_SIDE,
        "exchange": exchange,
        "homes": _homes(everyone, {row[0] for title in exchange for row in title["rows"]} - {*shown["firm"]}),
        "families": {family: FAMILY_WORDS[family] for family in OF_PROJECTS},
        "ranks": RANK_WORDS,
    }


def of_projects(levels: "pd.DataFrame") -> "pd.DataFrame":
    """Return the levels of project jobs."""
    return levels[levels["title_family"].isin(OF_PROJECTS)]


def _homes(levels: "pd.DataFrame", firms: set[str]) -> list[list[str]]:
    """Return firm, sector and country of those `firms` that no rung of the page tells of."""
    homes = levels[levels["firm"].isin(firms)].drop_duplicates("firm")
    found: list[list[str]] = homes[["firm", "sector", "country"]].to_numpy().tolist()
    return found


def _rungs(levels: "pd.DataFrame", names: "Iterable[str]") -> list[list[Any]]:
    """Return each title's level as a list: `names`, family, rank, short title, n, level, low, high."""
    told = [*names, "title_family", "title_rank"]
    figures = ["level", "level_low", "level_high"]
    rows = levels[[*told, "adverts"]].join(levels[figures].round(2))
    short = [charts.rung(f, r) for f, r in zip(rows["title_family"], rows["title_rank"], strict=True)]
    rows.insert(len(told), "rung", short)
    return [[plain(value) for value in row] for row in rows.itertuples(index=False)]


def _firms(con: "duckdb.DuckDBPyConnection", facts: "pd.DataFrame", theme_ids: list[int]) -> list[dict[str, Any]]:
    """Return, firm by firm, how many of its adverts ask for what; `t` counts the themes in their order."""
    asked = ask(con, "report_firm_themes", families=SIDE_BY_SIDE)
    counts = asked.pivot_table(index="firm", columns="theme_id", values="adverts", fill_value=0)
    counts = counts.reindex(index=facts["firm"], columns=theme_ids, fill_value=0).astype(int)
    return [
        {"firm": row["firm"], "n": row["adverts"], "years": row["years"], "years_n": row["years_known"],
         "s": [row[name] for name in asked_words()["shares"]], "t": themes}
        for row, themes in zip(rows_of(facts), counts.to_numpy().tolist(), strict=True)
    ]  # fmt: skip


def _exchange(cells: "pd.DataFrame", title: dict[str, Any]) -> dict[str, Any]:
    """Return what equals one title: verdicts first, then the likeliest of those that cannot be told."""
    found = equated(cells, title)
    told = found[found["verdict"] != "cannot tell"]
    doubtful = found[found["verdict"] == "cannot tell"].head(max(0, ROWS_OF_EXCHANGE - len(told)))
    # The words of a verdict and of a firm repeat; figures are as fine as they are shown.
    import pandas as pd

    rows = pd.concat([told.head(2 * ROWS_OF_EXCHANGE), doubtful])
    figures = ["firm", "title", "verdict", "probability_equal", "level", "level_low", "level_high", "adverts"]
    level = {"level": "level", "low": "level_low", "high": "level_high"}
    own = {name: title[name] for name in ("firm", "title", "adverts")}
    own |= {name: round(title[column], 2) for name, column in level.items()}
    return own | {"rows": [[plain(value) for value in row] for row in rows[figures].round(2).itertuples(index=False)]}
