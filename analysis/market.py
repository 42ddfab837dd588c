"""The market over all firms: what a level is paid, how the bar moved, what a sector asks of each rank."""

from typing import TYPE_CHECKING

import duckdb
import numpy as np

from analysis.families import ASKED, OF_PROJECTS
from analysis.ladders import reach_over
from analysis.measures import pay_of_a_year
from analysis.store import ask
from analysis.verdicts import VACANCIES_AT_LEAST

if TYPE_CHECKING:
    import pandas as pd

FIRMS_AT_LEAST = 3
"""Two firms that happen to lie close together would make an interval of nothing."""


def pay_for_level(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return each vacancy's stated yearly pay beside what vacancies of its level pay in its country and currency.

    Columns posting_id, firm, title, country, currency, level, pay_per_year (the middle of the range, for full time),
    usual_pay (by a line through log pay and level), difference (0.1: a tenth more than usual), adverts (distinct
    vacancies behind the line, 20 or more), no_country (vacancies of the store that state such pay and no country, and
    are left out); what is paid least first. Pay that cannot be a year's, or of which fewer than 20 vacancies of its
    country and currency are known, is left out.
    """
    return ask(con, "pay_for_level", **pay_of_a_year())


def bar_over_time(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return the mean level of each title by the month of publication, with 90 % intervals and n.

    Columns month, title_family, title_rank, adverts (distinct vacancies), firms, level, level_low, level_high, undated
    (vacancies of the title that state no date, and are in no month). Each firm's mean counts once, and the interval is
    Student's over the firms: months with fewer than three are left out.
    """
    return _with_interval(ask(con, "bar_over_time"))


def senior_in_sector(con: duckdb.DuckDBPyConnection, sector: str) -> "pd.DataFrame":
    """Return what project, programme and delivery managers of each rank are asked in `sector`.

    Columns title_rank, adverts (distinct vacancies), firms, level (each firm's mean counts once), level_low, level_high
    (90 %, as wide as Student's over the firms and as their own adverts allow; missing where firms are fewer than
    three), the medians years_experience, team_size and budget (in budget_currency, the usual one) of those
    that state one, missing where fewer than three do, each with their number (…_n), and shares of all vacancies:
    programme_or_more, executives_or_board, line_management, business_case, governance, change.
    """
    families = [family for family in ASKED if family in OF_PROJECTS]
    found = ask(con, "senior_in_sector", sector=sector, families=families, at_least=VACANCIES_AT_LEAST)
    return _with_interval(found.drop(columns="own_reach"), at_least=found["own_reach"])


def _with_interval(found: "pd.DataFrame", *, at_least: "pd.Series[float] | float" = 0.0) -> "pd.DataFrame":
    """Return level_low and level_high, Student's 90 % interval over `firms`, in place of the standard error.

    It reaches `at_least` so far; fewer than three firms have none.
    """
    reach = np.maximum(reach_over(found["firms"]) * found["error"], at_least).where(found["firms"] >= FIRMS_AT_LEAST)
    ends = found.assign(level_low=found["level"] - reach, level_high=found["level"] + reach)
    names = [name for name in found if name != "error"]
    after = names.index("level") + 1
    return ends[[*names[:after], "level_low", "level_high", *names[after:]]]
