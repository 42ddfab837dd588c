"""Ladders planted in the sample market: how well are they found again?"""

from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np

from analysis.ladders import placed
from analysis.store import ask
from analysis.store.asking import answers
from analysis.validity.yardsticks import Measured, measured, spearman
from analysis.verdicts import EQUIVALENT, VACANCIES_AT_LEAST, judged
from crawler.market import make_market, planted_level

if TYPE_CHECKING:
    import pandas as pd

    from crawler.market.shapes import MarketFirm

CELLS_AT_LEAST = 20
AMONG = "ladders planted in the sample market"


def planted_ladders(con: duckdb.DuckDBPyConnection, rng: np.random.Generator) -> list[Measured]:
    """Return how well the ladders of the sample market's firms are found again; nothing where the store has none."""
    cells = planted_cells(con)
    if len(cells) < CELLS_AT_LEAST:
        return []
    adverts, firms = int(cells["adverts"].sum()), cells["firm"].nunique()
    verdicts = equated(cells)
    given = verdicts[verdicts["verdict"] != "cannot tell"]
    few = verdicts[verdicts["adverts"] < VACANCIES_AT_LEAST]
    solid = cells[cells["adverts"] >= VACANCIES_AT_LEAST]
    shares = {
        "intervals of 90 % that hold the planted level (share)": cells["is_held"].mean(),
        "such intervals of titles with three vacancies or more (share)": solid["is_held"].mean(),
        "verdicts that are wrong (share of those given)": given["is_wrong"].mean(),
        "verdicts given (share)": len(given) / max(len(verdicts), 1),
        "cannot tell under three vacancies (share)": few["verdict"].eq("cannot tell").mean(),
    }
    first = measured(
        "level of titles against planted level (Spearman)", AMONG, cells, spearman("level", "planted"), rng
    )
    return [
        first._replace(adverts=adverts),
        *(Measured(name, AMONG, float(share), None, None, adverts, firms) for name, share in shares.items()),
    ]


def planted_cells(con: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    """Return the titles of firms of the sample market, with the planted level on the scale of this store."""
    seed = answers(con, "market_seed")
    firms = {firm.name: firm for firm in make_market(int(seed[0]["value"])).firms} if seed else {}
    cells = ask(con, "firm_titles", firm=None).dropna(subset=["level"])
    cells = cells[cells["firm"].isin(list(firms))]
    if len(cells) < CELLS_AT_LEAST:
        return cells.assign(planted=np.nan, is_held=False)
    vacant = placed(ask(con, "compared"))
    vacant = vacant[vacant["firm"].isin(list(firms))]
    # The scale is read off adverts: the levels of titles are drawn toward the market, and would bend it.
    slope, start = np.polyfit(_planted(vacant, firms), vacant["level"], 1)
    on_scale = start + slope * _planted(cells, firms)
    return cells.assign(planted=on_scale, is_held=cells["level_low"].le(on_scale) & cells["level_high"].ge(on_scale))


def _planted(titles: "pd.DataFrame", firms: "dict[str, MarketFirm]") -> np.ndarray[Any, Any]:
    told = zip(titles["firm"], titles["title_family"], titles["title_rank"], strict=True)
    return np.asarray([planted_level(firms[firm], family, rank) for firm, family, rank in told])


def equated(cells: "pd.DataFrame") -> "pd.DataFrame":
    """Return every verdict between titles of two firms of `cells`, and whether it contradicts what was planted."""
    one, two = np.indices((len(cells), len(cells))).reshape(2, -1)
    firms = cells["firm"].factorize()[0]
    unlike = firms[one] != firms[two]
    own, others = cells.iloc[one[unlike]], cells.iloc[two[unlike]]
    apart = others["planted"].to_numpy() - own["planted"].to_numpy()
    verdicts = judged(others, own)
    return verdicts.assign(apart=apart, is_wrong=_is_wrong(verdicts["verdict"].to_numpy(dtype=str), apart))


def _is_wrong(verdicts: np.ndarray[Any, Any], apart: np.ndarray[Any, Any]) -> Any:
    """Return whether verdicts contradict planted differences; "equal" does when the titles lie a step apart."""
    told = [verdicts == "equal", verdicts == "above", verdicts == "below"]
    return np.select(told, [np.abs(apart) > EQUIVALENT, apart <= 0, apart >= 0], default=False)
