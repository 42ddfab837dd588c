"""Firms compared: ladders, titles equated across firms, inflated and modest titles. The answers people want."""

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import duckdb

from analysis.asked import asked_more
from analysis.ladders import reach_over, title_levels
from analysis.level_inputs import telling_lines
from analysis.level_model import LevelModel
from analysis.level_told import Z_90
from analysis.orders import PAY_OF_A_YEAR
from analysis.printable import in_html, without_bullet
from analysis.reading.titles import title_of
from analysis.store import ask
from analysis.store.asking import saved_model

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Ladder",
    "NoSuchFirmError",
    "NoSuchTitleError",
    "asked_more",
    "bar_over_time",
    "compare",
    "equate",
    "firms_table",
    "inflated",
    "ladder",
    "pay_for_level",
    "senior_in_sector",
    "title_levels",
    "title_words",
]

EQUIVALENT = 0.5
"""Two titles ask the same if their levels differ by less (region of practical equivalence), in SDs of the market."""
SURE = 0.85
"""A verdict needs this probability: at 0.8 up to 6 % of those between planted ladders were wrong, at 0.85 2 %."""
VACANCIES_AT_LEAST = 3
RELIABLE_AT_LEAST = 0.5
PROVING_LINES = 2
SHOWN_OF_ASKED = [
    "kind", "name", "senior_share", "plain_share", "market_senior_share", "senior_adverts", "plain_adverts", "q",
]  # fmt: skip
RANK_WORDS = {"assistant": "Junior ", "plain": "", "senior": "Senior ", "lead": "Lead ", "head": "Head "}
FAMILY_WORDS = {
    "project_manager": "Project Manager", "programme_manager": "Programme Manager",
    "portfolio_manager": "Portfolio Manager", "pmo": "PMO", "project_coordinator": "Project Coordinator",
    "delivery_manager": "Delivery Manager", "product_manager": "Product Manager",
}  # fmt: skip


class NoSuchFirmError(Exception):
    """The store has no such firm; says which was probably meant."""

    exit_code = 3


class NoSuchTitleError(Exception):
    """The firm has no advert of that title; says which it has."""

    exit_code = 3


@dataclass(frozen=True)
class Ladder:
    """What one firm's seniors are asked beyond its project managers."""

    firm: str
    sentence: str
    levels: "pd.DataFrame"
    asked: "pd.DataFrame"
    """title_family, kind, name, senior_share, plain_share, market_senior_share, senior_adverts and plain_adverts (n of
    the shares), log_odds, q, habit, typical."""
    open_roles: "pd.DataFrame"
    claims: "pd.DataFrame"
    """Its inflated and modest titles, as `inflated` tells them."""

    def _repr_html_(self) -> str:
        parts = {
            "Levels": self.levels.filter(items=["title", "adverts", "level", "level_low", "level_high"]),
            "Titles that claim too much, or too little": self.claims,
            "Asked of seniors more, or less, often": self.asked.filter(items=SHOWN_OF_ASKED),
            "Senior roles open now": self.open_roles,
        }
        tables = [f"<h4>{name}</h4>{in_html(frame)}" for name, frame in parts.items() if len(frame)]
        return f"<p>{escape(self.sentence)}</p>{''.join(tables)}"


def title_words(family: str, rank: str) -> str:
    """Return a title in words.

    >>> title_words("project_manager", "senior")
    'Senior Project Manager'
    """
    return RANK_WORDS.get(rank, "") + FAMILY_WORDS.get(family, family.replace("_", " ").title())


def firms_table(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return each firm's titles: firm, title, adverts, level, level_low, level_high (90 %), reliability."""
    return _titled(ask(con, "firm_titles", firm=None))


def ladder(con: duckdb.DuckDBPyConnection, firm: str) -> Ladder:
    """Return the ladder of `firm`; NoSuchFirmError names the firms that sound like it."""
    name = firm_named(con, firm)
    levels = _titled(ask(con, "firm_titles", firm=name))
    asked = ask(con, "firm_asked_more", firm=name)
    open_roles = ask(con, "firm_open_seniors", firm=name)
    return Ladder(name, _sentence(name, levels), levels, asked, open_roles, inflated(con, name))


def compare(con: duckdb.DuckDBPyConnection, firms: list[str]) -> "pd.DataFrame":
    """Return what senior roles ask at each of `firms`: one row a measure, one column a firm.

    Column `measure`, then one a firm. Of one family of titles, that in which most of the firms have seniors; the row
    `title` names it. Levels are those of `firms_table`, low and high the ends of their 90 % intervals, counts those of
    distinct vacancies.
    """
    names = list(dict.fromkeys(firm_named(con, firm) for firm in firms))
    facts = ask(con, "firm_seniors", firms=names)
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
    own = _cell(cells, firm, title)
    told = _titled(judged(cells[cells["firm"] != firm], own))
    order = ["probability_equal", "adverts", "firm", "title"]
    columns = ["firm", "title", "level", "level_low", "level_high", "adverts", "probability_above", "probability_equal",
               "verdict"]  # fmt: skip
    return told.sort_values(order, ascending=[False, False, True, True])[columns].reset_index(drop=True)


def judged(others: "pd.DataFrame", own: Any) -> "pd.DataFrame":
    """Return `others` (rows of `title_level`) with probabilities and verdict beside `own`: one title, or one a row."""
    import numpy as np

    above, equal = _probabilities(others, own)
    sure = [above >= SURE, equal >= SURE, 1 - above - equal >= SURE]
    verdicts = np.select(
        [~(_is_solid(others) & _is_solid(own)), *sure], ["cannot tell", "above", "equal", "below"], "cannot tell"
    )
    return others.assign(probability_above=above, probability_equal=equal, verdict=verdicts)


def _probabilities(others: "pd.DataFrame", own: Any) -> tuple[Any, Any]:
    """Return the probability that each other title asks more by EQUIVALENT or above, and that it asks the same."""
    import numpy as np
    from scipy.special import ndtr

    error = np.hypot(_error(others), _error(own))
    difference = np.asarray(others["level"]) - np.asarray(own["level"])
    above = ndtr((difference - EQUIVALENT) / error)
    below = ndtr((-EQUIVALENT - difference) / error)
    return above, 1 - above - below


def _error(cell: Any) -> Any:
    import numpy as np

    return (np.asarray(cell["level_high"]) - np.asarray(cell["level_low"])) / (2 * Z_90)


def _is_solid(cell: Any) -> Any:
    import numpy as np

    enough, reliable = (
        np.asarray(cell["adverts"]) >= VACANCIES_AT_LEAST,
        np.asarray(cell["reliability"]) >= RELIABLE_AT_LEAST,
    )
    return enough & reliable


def inflated(con: duckdb.DuckDBPyConnection, firm: str | None = None) -> "pd.DataFrame":
    """Return titles (of `firm`) that claim more than they ask (inflated) or less (modest), and the lines that prove it.

    Inflated: a senior title that asks less than the plain title of its family does at the other firms, with
    probability 0.85 and likelier than not by the half SD from which `equate` calls titles unlike; modest: the reverse.
    Columns firm, title, title_family, title_rank, claim, adverts, level, level_low, level_high, market_level (mean of
    the other firms' titles), market_error (its standard error), market_firms, probability, lines.
    """
    import pandas as pd

    found = _titled(_sure(ask(con, "inflated_titles", at_least=VACANCIES_AT_LEAST, firm=firm)))
    body = saved_model(con, "level")
    model = LevelModel.from_json(body) if body else None
    proofs = [_proof(con, cell, model) for cell in found.to_dict("records")] if model else [[]] * len(found)
    return found.assign(lines=pd.Series(proofs, index=found.index, dtype=object))


def _sure(rungs: "pd.DataFrame") -> "pd.DataFrame":
    """Return rungs that surely lie beyond the market's other rung, likelier than not by what matters; surest first."""
    import numpy as np
    from scipy.special import ndtr

    beyond = (rungs["market_level"] - rungs["level"]) * np.where(rungs["claim"] == "inflated", 1, -1)
    error = np.hypot(_error(rungs), rungs["market_error"])
    told = rungs.assign(probability=ndtr(beyond / error))
    sure = told[(told["probability"] >= SURE) & (beyond >= EQUIVALENT)]
    return sure.sort_values("probability", ascending=False, ignore_index=True)


def _proof(con: duckdb.DuckDBPyConnection, cell: dict[Any, Any], model: LevelModel) -> list[str]:
    """Return the lines of a title's adverts whose words lower its level most, or raise it most if it is modest."""
    about = {name: cell[name] for name in ("firm", "title_family", "title_rank")}
    lines: list[str] = ask(con, "title_statements", **about)["text"].tolist()
    telling: list[int] = telling_lines(lines, model).argsort(kind="stable").tolist() if lines else []
    first = telling[:PROVING_LINES] if cell["claim"] == "inflated" else telling[::-1][:PROVING_LINES]
    return [without_bullet(lines[place]) for place in first]


def pay_for_level(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return each vacancy's stated yearly pay beside what vacancies of its level pay in its country and currency.

    Columns posting_id, firm, title, country, currency, level, pay_per_year (the middle of the range, for full time),
    usual_pay (by a line through log pay and level), difference (0.1: a tenth more than usual), adverts (distinct
    vacancies behind the line, 20 or more); what is paid least first. Pay that cannot be a year's is left out.
    """
    return ask(con, "pay_for_level", **PAY_OF_A_YEAR)


def bar_over_time(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return the mean level of each title by the month of publication, with 90 % intervals and n.

    Columns month, title_family, title_rank, adverts (distinct vacancies), firms, level, level_low, level_high. Each
    firm's mean counts once, and the interval is Student's over the firms: months with fewer than three are left out.
    """
    return _with_interval(ask(con, "bar_over_time"))


def senior_in_sector(con: duckdb.DuckDBPyConnection, sector: str) -> "pd.DataFrame":
    """Return what project, programme and delivery managers of each rank are asked in `sector`.

    Columns title_rank, adverts (distinct vacancies), firms, level, level_low, level_high (90 %, whole firms; missing
    where there is one), the medians years_experience, team_size and budget (in budget_currency, the usual one) of those
    that state one, and shares of all vacancies: programme_or_more, executives_or_board, line_management,
    business_case, governance, change.
    """
    return _with_interval(ask(con, "senior_in_sector", sector=sector))


def _with_interval(found: "pd.DataFrame") -> "pd.DataFrame":
    """Return level_low and level_high, Student's 90 % interval over `firms`, in place of the standard error."""
    reach = reach_over(found["firms"]) * found["error"]
    ends = found.assign(level_low=found["level"] - reach, level_high=found["level"] + reach)
    names = [name for name in found if name != "error"]
    after = names.index("level") + 1
    return ends[[*names[:after], "level_low", "level_high", *names[after:]]]


def firm_named(con: duckdb.DuckDBPyConnection, firm: str) -> str:
    """Return the firm's name as the store has it, or say which was probably meant."""
    names = ask(con, "firm_names")["firm"].tolist()
    folded = {name.casefold(): name for name in names}
    if found := folded.get(firm.strip().casefold()):
        return str(found)
    from rapidfuzz import fuzz, process, utils

    said = firm.strip().casefold()
    places = {name: name.casefold().find(said) for name in names}
    holding = sorted((name for name in names if said and places[name] >= 0), key=lambda name: (places[name], name))
    likely = process.extract(firm, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=75)
    near = [f"'{name}'" for name in (holding or [name for name, *_ in likely])[:3]]
    meant = f"; did you mean {' or '.join(near)}?" if near else "; `nextrung firms` lists those that are known."
    raise NoSuchFirmError(f"no firm '{firm}'{meant}")


def _cell(cells: "pd.DataFrame", firm: str, title: str) -> "pd.Series[Any]":
    family, rank = title_of(title)
    own = cells[cells["firm"] == firm]
    names = [title_words(f, r).casefold() for f, r in zip(own["title_family"], own["title_rank"], strict=True)]
    found = own[[name == title.strip().casefold() for name in names]]  # as `firms` calls it
    if found.empty:
        found = own[(own["title_family"] == family) & (own["title_rank"] == rank)]
    if found.empty:
        has = (
            ", ".join(title_words(f, r) for f, r in zip(own["title_family"], own["title_rank"], strict=True)) or "none"
        )
        raise NoSuchTitleError(f"{firm} has no advert that reads as '{title}'; its titles here: {has}.")
    return found.iloc[0]


def _titled(cells: "pd.DataFrame") -> "pd.DataFrame":
    titles = list(zip(cells["title_family"], cells["title_rank"], strict=True))
    named = {title: title_words(*title) for title in set(titles)}
    made = cells.copy()
    made.insert(1, "title", [named[title] for title in titles])
    return made


def _sentence(firm: str, levels: "pd.DataFrame") -> str:
    """Return the ladder's first rung in a sentence, or why it cannot be told."""
    own = levels[levels["title_family"] == "project_manager"].set_index("title_rank")
    if not {"plain", "senior"} <= set(own.index):
        return f"{firm} does not advertise both Project Manager and Senior Project Manager here."
    low: Any = own.loc["plain"]
    high: Any = own.loc["senior"]
    seniors, others = _adverts(f"{high['adverts']:.0f}"), _adverts(f"{low['adverts']:.0f}")
    if min(low["adverts"], high["adverts"]) < VACANCIES_AT_LEAST:
        return f"Too few adverts at {firm} to tell how its seniors differ: {seniors} of seniors, {others} of others."
    step = float(high["level"] - low["level"])
    reach = math.hypot(low["level_high"] - low["level"], high["level_high"] - high["level"])
    return (
        f"{firm} asks {abs(step):.1f} standard deviations [{abs(step) - reach:.1f}, {abs(step) + reach:.1f}] "
        f"{'more' if step > 0 else 'less'} of a Senior Project Manager ({seniors}) than of a Project Manager "
        f"({others})."
    )


def _adverts(number: str) -> str:
    return "1 advert" if number == "1" else f"{number} adverts"
