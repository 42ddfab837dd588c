"""Firms compared: their ladders, and titles equated across firms."""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from typing import TYPE_CHECKING, Any

import duckdb

from analysis.asked import FALSE_DISCOVERY_AT_MOST
from analysis.closing import long_ago, perhaps_closed
from analysis.families import SENIORS
from analysis.firm_names import cell_named, firm_named, title_words, titled
from analysis.inflation import inflated
from analysis.printable import counted, in_html
from analysis.store import ask
from analysis.verdicts import VACANCIES_AT_LEAST, judged

if TYPE_CHECKING:
    import pandas as pd

SHOWN_OF_ASKED = [
    "title", "kind", "name", "senior_share", "plain_share", "market_senior_share", "senior_adverts", "plain_adverts",
    "q",
]  # fmt: skip


@dataclass(frozen=True)
class Ladder:
    """What one firm's seniors are asked beyond its project managers."""

    firm: str
    sentence: str
    levels: "pd.DataFrame"
    asked: "pd.DataFrame"
    """title_family, title (the plain one), kind, name, senior_share, plain_share, market_senior_share, senior_adverts
    and plain_adverts (n of the shares), log_odds, q, typical."""
    open_roles: "pd.DataFrame"
    """What the question `firm_open_seniors` tells; `may_be_closed` where nobody looks again whether they are open."""
    claims: "pd.DataFrame"
    """Its inflated and modest titles, as `inflated` tells them."""

    @property
    def open_heading(self) -> str:
        """What `open_roles` are, and how many of them may be closed."""
        unsure = perhaps_closed(int(self.open_roles["may_be_closed"].sum()))
        return f"Senior roles open now{f': {unsure}' if unsure else ''}"

    @property
    def asked_heading(self) -> str:
        """What `asked` tells, and whether chance alone explains it."""
        told = "Asked of seniors more, or less, often than of the plain title"
        if self.asked.empty or (self.asked["q"] <= FALSE_DISCOVERY_AT_MOST).any():
            return told
        return f"{told}: in these few adverts chance alone explains it"

    def _repr_html_(self) -> str:
        parts = {
            "Levels": self.levels.filter(items=["title", "adverts", "level", "level_low", "level_high"]),
            "Titles that claim too much, or too little": self.claims,
            self.asked_heading: self.asked.filter(items=SHOWN_OF_ASKED).rename(columns={"q": "chance (q)"}),
            self.open_heading: self.open_roles,
        }
        tables = [f"<h4>{name}</h4>{in_html(frame)}" for name, frame in parts.items() if len(frame)]
        return f"<p>{escape(self.sentence)}</p>{''.join(tables)}"


def firms_table(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return each firm's titles: firm, title, adverts, level, level_low, level_high (90 %), reliability."""
    return titled(ask(con, "firm_titles", firm=None))


def ladder(con: duckdb.DuckDBPyConnection, firm: str, *, today: date | None = None) -> Ladder:
    """Return the ladder of `firm`; NoSuchFirmError names the firms that sound like it."""
    name = firm_named(con, firm)
    levels = titled(ask(con, "firm_titles", firm=name))
    asked = ask(con, "firm_asked_more", firm=name)
    asked.insert(1, "title", [title_words(family, "plain") for family in asked["title_family"]])
    today = today or datetime.now(UTC).date()
    open_roles = ask(con, "firm_open_seniors", firm=name, seniors=SENIORS, open_on=today, long_ago=long_ago(today))
    return Ladder(name, _sentence(name, levels), levels, asked, open_roles, inflated(con, name))


def compare(con: duckdb.DuckDBPyConnection, firms: list[str]) -> "pd.DataFrame":
    """Return what senior roles ask at each of `firms`: one row a measure, one column a firm.

    Column `measure`, then one a firm. Of one family of titles, that in which most of the firms have seniors; the row
    `title` names it. Levels are those of `firms_table`, low and high the ends of their 90 % intervals, counts those of
    distinct vacancies. A median is none where fewer than three vacancies state the figure; how many do stands below it.
    """
    names = list(dict.fromkeys(firm_named(con, firm) for firm in firms))
    facts = ask(con, "firm_seniors", firms=names, at_least=VACANCIES_AT_LEAST)
    facts.insert(0, "title", [title_words(family, "senior") for family in facts.pop("title_family")])
    facts = facts.set_index("firm").reindex(names)
    # As objects: beside levels, counts would become fractions.
    return facts.astype(object).T.rename_axis("measure").rename_axis(None, axis=1).reset_index()


def equate(con: duckdb.DuckDBPyConnection, title: str, at: str) -> "pd.DataFrame":
    """Return, for each title at each other firm, whether it asks what `title` at firm `at` asks.

    Columns firm, title, level, level_low, level_high, adverts, probability_above, probability_equal, verdict (above,
    equal, below, cannot tell). The verdict needs three vacancies and reliability 0.5 on both sides, and
    probability 0.85.
    """
    firm = firm_named(con, at)
    cells = ask(con, "firm_titles", firm=None)
    return equated(cells, cell_named(cells, firm, title))


def equated(cells: "pd.DataFrame", own: Any) -> "pd.DataFrame":
    """Return what `equate` returns, of the row `own` of `cells`, the answer to the question `firm_titles`."""
    told = titled(judged(cells[cells["firm"] != own["firm"]], own))
    order = ["probability_equal", "adverts", "firm", "title"]
    columns = ["firm", "title", "level", "level_low", "level_high", "adverts", "probability_above", "probability_equal",
               "verdict"]  # fmt: skip
    return told.sort_values(order, ascending=[False, False, True, True])[columns].reset_index(drop=True)


def _sentence(firm: str, levels: "pd.DataFrame") -> str:
    """Return the ladder's first rung in a sentence, or why it cannot be told."""
    own = levels[levels["title_family"] == "project_manager"].set_index("title_rank")
    if not {"plain", "senior"} <= set(own.index):
        return f"{firm} does not advertise both Project Manager and Senior Project Manager here."
    low: Any = own.loc["plain"]
    high: Any = own.loc["senior"]
    seniors, others = (counted(int(title["adverts"]), "advert") for title in (high, low))
    if min(low["adverts"], high["adverts"]) < VACANCIES_AT_LEAST:
        return f"Too few adverts at {firm} to tell how its seniors differ: {seniors} of seniors, {others} of others."
    step = float(high["level"] - low["level"])
    reach = math.hypot(low["level_high"] - low["level"], high["level_high"] - high["level"])
    of_whom = f"of a Senior Project Manager ({seniors}) than of a Project Manager ({others})"
    sure, far = (_as_shown(abs(step) + end) for end in (-reach, reach))
    if sure > 0:
        more = "more" if step > 0 else "less"
        return f"{firm} asks {abs(step):.1f} standard deviations [{sure}, {far}] {more} {of_whom}."
    least, middle, most = (_as_shown(step + end) for end in (-reach, 0, reach))
    return (
        f"These adverts cannot tell whether {firm} asks more {of_whom}: the difference is {middle} standard deviations "
        f"[{least}, {most}]."
    )


def _as_shown(difference: float) -> float:
    """Return a difference of levels as it is shown; -0.0 is 0.0."""
    return round(difference, 1) + 0.0
