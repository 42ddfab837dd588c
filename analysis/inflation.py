"""Titles that claim more than they ask, or less, and the lines that prove it."""

from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np

from analysis.firm_names import titled
from analysis.ladders import reach_over
from analysis.level.inputs import telling_lines
from analysis.level.model import LevelModel
from analysis.level.told import Z_90
from analysis.printable import without_bullet
from analysis.reading.titles import has_doubtful_rank
from analysis.store import ask
from analysis.store.asking import saved_model
from analysis.verdicts import EQUIVALENT, SURE, VACANCIES_AT_LEAST, error_of

if TYPE_CHECKING:
    import pandas as pd

PROVING_LINES = 2
FEW = 6
"""Fewer vacancies are as unsure as their own spread says, where it is wider than the usual one."""
_CELL = ["firm", "title_family", "title_rank"]


def inflated(con: duckdb.DuckDBPyConnection, firm: str | None = None) -> "pd.DataFrame":
    """Return titles (of `firm`) that claim more than they ask (inflated) or less (modest), and the lines that prove it.

    Inflated: a senior title of three vacancies or more that asks less than the plain title of its family does at the
    other firms, with probability 0.85 and likelier than not by the half SD from which `equate` calls titles unlike,
    also without titles of doubtful rank ("(Senior) Project Manager") and without the vacancy that says most for it;
    modest: the reverse. Columns firm, title, title_family, title_rank, claim, adverts, level, level_low, level_high,
    market_level (mean of the titles of all other firms, however few their vacancies), market_error (its standard
    error, of which Student's interval over the firms is made), market_firms, probability (without that vacancy), lines.
    """
    import pandas as pd

    claims = _sure(ask(con, "inflated_titles", at_least=VACANCIES_AT_LEAST, firm=firm, z_90=Z_90))
    found = titled(_standing(con, claims))
    body = saved_model(con, "level")
    model = LevelModel.from_json(body) if body else None
    proofs = [_proof(con, cell, model) for cell in found.to_dict("records")] if model else [[]] * len(found)
    return found.assign(lines=pd.Series(proofs, index=found.index, dtype=object))


def _sure(rungs: "pd.DataFrame") -> "pd.DataFrame":
    """Return rungs that surely lie beyond the market's other rung, likelier than not by what matters; surest first."""
    from scipy.special import ndtr

    beyond = (rungs["market_level"] - rungs["level"]) * np.where(rungs["claim"] == "inflated", 1, -1)
    # The mean of few firms is less sure than a normal error says: as much wider as its interval of 90 % is.
    market_error = rungs["market_error"] * reach_over(rungs["market_firms"]) / Z_90
    error = np.hypot(error_of(rungs), market_error)
    told = rungs.assign(probability=ndtr(beyond / error))
    sure = told[(told["probability"] >= SURE) & (beyond >= EQUIVALENT)]
    return sure.sort_values("probability", ascending=False)


def _standing(con: duckdb.DuckDBPyConnection, claims: "pd.DataFrame") -> "pd.DataFrame":
    """Return those of `claims` that hold for clear titles alone, and without the vacancy that says most for each."""
    told = ask(con, "levels_of_vacancies", firms=claims["firm"].unique().tolist())
    own = claims[[*_CELL, "claim"]].reset_index(names="place").merge(told, on=_CELL)
    clear = own[~own["title"].map(has_doubtful_rank).astype(bool)]
    level = claims["level"] + _mean_without_most_telling(clear) - own.groupby("place")["level"].mean()
    reach = Z_90 * (error_of(claims) ** 2 + _further_variance(clear).reindex(claims.index)) ** 0.5
    standing = _sure(claims.assign(level=level, level_low=level - reach, level_high=level + reach))
    return claims.loc[standing.index].assign(probability=standing["probability"]).reset_index(drop=True)


def _mean_without_most_telling(clear: "pd.DataFrame") -> "pd.Series[float]":
    """Return the mean level of each claim's vacancies but for the lowest, or of a modest title the highest."""
    levels = clear.groupby("place")["level"]
    most = levels.min().where(clear.groupby("place")["claim"].first() == "inflated", levels.max())
    n = levels.size()
    return ((levels.sum() - most) / (n - 1)).where(n >= VACANCIES_AT_LEAST)


def _further_variance(clear: "pd.DataFrame") -> "pd.Series[float]":
    """Return how much less sure each claim's mean is than with the usual spread, where its few vacancies lie wider."""
    vacancies = clear.groupby("place")
    n = vacancies.size()
    wider = vacancies["level"].var() - vacancies["usual_variance"].first()
    return wider.clip(lower=0).where(n < FEW, 0.0) / n


def _proof(con: duckdb.DuckDBPyConnection, cell: dict[Any, Any], model: LevelModel) -> list[str]:
    """Return the lines of a title's adverts whose words lower its level most, or raise it most if it is modest."""
    about = {name: cell[name] for name in _CELL}
    lines: list[str] = ask(con, "title_statements", **about)["text"].tolist()
    telling: list[int] = telling_lines(lines, model).argsort(kind="stable").tolist() if lines else []
    first = telling[:PROVING_LINES] if cell["claim"] == "inflated" else telling[::-1][:PROVING_LINES]
    return [without_bullet(lines[place]) for place in first]
