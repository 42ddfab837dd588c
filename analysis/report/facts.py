"""What the page says, gathered from the store and from the functions that notebooks call too."""

from typing import TYPE_CHECKING, Any

from analysis import charts
from analysis import firms as firm_answers
from analysis.demands import step_in_words
from analysis.ladders import reach_over
from analysis.level import MARKET_AT_LEAST
from analysis.printable import is_missing, plain, rows_of, without_bullet
from analysis.report.headlines import signed
from analysis.store import ask
from analysis.store.asking import saved_model
from analysis.theme_model import ThemeModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb
    import pandas as pd

    from analysis.profile import Profile

SHOWN_MATCHES = 12
MATCHES_AT_ONCE = 6
"""The rest is unfolded on request: on a phone, twelve are ten screens."""
SHOWN_TITLES = 40
SHOWN_GAPS = 8
SHOWN_LINES = 5
LIKE = 80
"""Lines of which so much in a hundred is the same are shown once."""
LINES_LOOKED_AT = 200
"""So many lines of a theme show how it reads; to look at all of them would take as long as to sort them."""
SHOWN_FIRMS = 2_500
"""Firms that can be compared: with more, a report could not be sent by mail."""
SHOWN_RUNGS = 8_000
COMPARED_FAMILIES = ["project_manager", "programme_manager"]
ROWS_OF_EXCHANGE = 40
UNREAD_BOARDS = 30
MIDDLE_WITHIN = 0.05
"""Where the mean of the adverts here lies farther from 0, it was others that made the scale."""
FALSE_DISCOVERY_AT_MOST = 0.10
FIRM_SHARES = {
    "budget": "Budget responsibility",
    "line_management": "Line management",
    "executives": "Executives or the board",
    "programmes": "Programmes or portfolios",
    "governance": "Setting up governance",
    "business_case": "Business cases",
    "change": "Leading change",
    "certificates": "A certificate",
}


def coverage_sentence(con: "duckdb.DuckDBPyConnection") -> str:
    """Return how whole the gathering was, in a sentence."""
    found = ask(con, "coverage").iloc[0]
    if not found["boards"]:
        return "Imported from files: nothing is known of what is missing."
    told = str(found["sentence"])
    return f"{told[0].upper()}{told[1:]}."


def scale(con: "duckdb.DuckDBPyConnection") -> dict[str, Any]:
    """Return how many adverts are of project jobs, and in a sentence what 0 and 1 of their levels are."""
    found = rows_of(ask(con, "report_scale"))[0]
    return {"project_adverts": found["project_adverts"], "sentence": _scale_sentence(found)}


def _scale_sentence(found: "Mapping[str, Any]") -> str:
    """Say whose adverts make the scale; those of product managers do too, though no level of theirs is shown.

    >>> _scale_sentence({"adverts": 449, "product_adverts": 188, "project_adverts": 261, "middle": 0.0,
    ...                  "project_middle": -0.43, "project_share_above_one": 0.034}).split("; ")[0]
    '0 is the mean of the 449 adverts here for project jobs and product managers (188), and 1 their standard deviation'
    """
    if not found["project_adverts"]:
        return f"{_made_by(found)}."
    return (
        f"{_made_by(found)}; the {found['project_adverts']:,} for project jobs lie at "
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


def coverage(con: "duckdb.DuckDBPyConnection") -> dict[str, Any]:
    """Return what was gathered: by source, what was not read whole, and how much adverts say at all."""
    known = rows_of(ask(con, "facets_known"))
    return {
        "sources": rows_of(ask(con, "report_coverage")),
        "unread": rows_of(ask(con, "report_gaps", at_most=UNREAD_BOARDS)),
        "known": [row | {"facet": str(row["facet"]).replace("_", " ")} for row in known],
    }


def market_ladder(con: "duckdb.DuckDBPyConnection") -> "pd.DataFrame":
    """Return the level of each title over all firms, and by sector and country, with 90 % intervals.

    Few firms that happen to lie close together tell no more than the adverts of each: the wider of Student's interval
    over the firms and of what their own intervals allow stands.
    """
    import numpy as np

    found = ask(con, "report_market_ladder")
    over_firms = reach_over(found["firms"]) * found["spread"] / np.sqrt(found["firms"])
    reach = np.maximum(over_firms, found["own_reach"])
    ends = {"level_low": found["level"] - reach, "level_high": found["level"] + reach}
    return found.drop(columns=["spread", "own_reach"]).assign(**ends)


def explorable(con: "duckdb.DuckDBPyConnection", levels: "pd.DataFrame", market: "pd.DataFrame") -> dict[str, Any]:
    """Return the figures that the page filters and compares, as lists that stay small.

    `levels`: as `report_firm_levels` tells them; titles elsewhere may be those of product managers, ladders are not.
    """
    facts = ask(con, "report_firm_facts", at_most=SHOWN_FIRMS, families=COMPARED_FAMILIES)
    everyone, levels = levels, of_projects(levels)
    shown = levels.nlargest(SHOWN_RUNGS, "adverts") if len(levels) > SHOWN_RUNGS else levels
    themes = ask(con, "report_themes")
    exchange = [_exchange(con, row) for row in rows_of(ask(con, "report_titles", at_most=SHOWN_TITLES))]
    return {
        "rungs": _rungs(shown, ("firm", "sector", "country")),
        "market": _rungs(market, ("sector", "country", "firms")),
        "firms": _firms(con, facts, themes["theme_id"].tolist()),
        "shares": list(FIRM_SHARES.values()),
        "themes": themes["name"].tolist(),
        "compared": COMPARED_FAMILIES,
        "exchange": exchange,
        "homes": _homes(everyone, {row[0] for title in exchange for row in title["rows"]} - {*shown["firm"]}),
        "families": {family: name for family, name in firm_answers.FAMILY_WORDS.items() if family != "product_manager"},
        "ranks": firm_answers.RANK_WORDS,
    }


def of_projects(levels: "pd.DataFrame") -> "pd.DataFrame":
    """Return the levels of project jobs."""
    return levels[levels["title_family"] != "product_manager"]


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
    asked = ask(con, "report_firm_themes", families=COMPARED_FAMILIES)
    counts = asked.pivot_table(index="firm", columns="theme_id", values="adverts", fill_value=0)
    counts = counts.reindex(index=facts["firm"], columns=theme_ids, fill_value=0).astype(int)
    return [
        {"firm": row["firm"], "n": row["adverts"], "years": row["years"], "years_n": row["years_known"],
         "s": [row[name] for name in FIRM_SHARES], "t": themes}
        for row, themes in zip(rows_of(facts), counts.to_numpy().tolist(), strict=True)
    ]  # fmt: skip


def _exchange(con: "duckdb.DuckDBPyConnection", cell: dict[str, Any]) -> dict[str, Any]:
    """Return what equals one title: verdicts first, then the likeliest of those that cannot be told."""
    found = firm_answers.equate(con, cell["title"], cell["firm"])
    told = found[found["verdict"] != "cannot tell"]
    doubtful = found[found["verdict"] == "cannot tell"].head(max(0, ROWS_OF_EXCHANGE - len(told)))
    # The words of a verdict and of a firm repeat; figures are as fine as they are shown.
    import pandas as pd

    rows = pd.concat([told.head(2 * ROWS_OF_EXCHANGE), doubtful])
    figures = ["firm", "title", "verdict", "probability_equal", "level", "level_low", "level_high", "adverts"]
    own = {name: cell[name] for name in ("firm", "title", "adverts")} | {"level": round(cell["level"], 2)}
    return own | {"rows": [[plain(value) for value in row] for row in rows[figures].round(2).itertuples(index=False)]}


def themes(con: "duckdb.DuckDBPyConnection") -> list[dict[str, Any]]:
    """Return the themes, most common first, each with `lines`: typical ones of different firms."""
    body = saved_model(con, "themes")
    model = ThemeModel.from_json(body) if body else None
    told = ask(con, "report_theme_lines", at_most=LINES_LOOKED_AT)
    lines = {theme_id: _typical(own, model, int(str(theme_id))) for theme_id, own in told.groupby("theme_id") if model}
    return [row | {"lines": lines.get(row["theme_id"], [])} for row in rows_of(ask(con, "report_themes"))]


def _typical(lines: "pd.DataFrame", model: ThemeModel, theme_id: int) -> list[dict[str, str]]:
    """Return those of the `lines` nearest to what the theme is about, one a firm, none like another; fragments last."""
    near = lines.assign(near=model.likeness(lines["text"], theme_id), text=lines["text"].map(without_bullet))
    near["is_fragment"] = near["text"].str[:1].str.islower()
    nearest = near.sort_values(["is_fragment", "near"], ascending=[True, False], kind="stable")
    shown: list[dict[str, str]] = []
    for firm, text in zip(nearest["firm"], nearest["text"], strict=True):
        if len(shown) < SHOWN_LINES and not any(firm == one["firm"] or _is_like(text, one["text"]) for one in shown):
            shown.append({"firm": firm, "text": text})
    return shown


def _is_like(one: str, two: str) -> bool:
    from rapidfuzz import fuzz, utils

    return fuzz.token_set_ratio(one, two, processor=utils.default_process) >= LIKE


def limits(con: "duckdb.DuckDBPyConnection") -> list[str]:
    """Return what the reader must not conclude."""
    themeless = 100 - 100 * _share(ask(con, "theme_quality").iloc[0]["coverage"])
    small = int(str(ask(con, "report_small_cells").iloc[0, 0]))
    return [
        "A level says what adverts ask, not what the job turns out to be, nor what a firm’s staff can do.",
        f"{small:,} firm and title pairs have fewer than three distinct vacancies; no verdict is given for them.",
        "Where two intervals overlap, the order of the two is not known.",
        "A firm that writes longer adverts may name more demands. Levels are not pay, and no promise of it.",
        f"{themeless:.0f}\u00a0% of demands are in no theme: a share of a theme is a lower bound.",
        "Firms that are not gathered here are not described here; the market is the market of these boards.",
        "Nothing here may be used to choose among applicants: it describes adverts, not people.",
    ]


def _share(value: Any) -> float:
    return 0.0 if is_missing(value) else float(value)


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
