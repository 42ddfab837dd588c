"""What repeats from advert to advert: boilerplate lines, and the same vacancy over again."""

from collections.abc import Iterator

import duckdb
import pandas as pd

from analysis.cluster import Spread
from analysis.derive.parts import PART, take
from analysis.reading.repeats import mark_boilerplate, near_duplicates
from analysis.store.asking import ask

Told = tuple[pd.DataFrame, pd.DataFrame]
"""Statements, and adverts."""


def mark_all_repeats(con: duckdb.DuckDBPyConnection, spread: Spread) -> None:
    """Mark boilerplate and near-duplicates everywhere, some firms at a time."""
    told = (_told_by(con, firms) for firms in _firms_together(con))
    for marked in spread.map(_marked, told):
        _take(con, marked)


def mark_repeats_of(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> None:
    """Mark what the adverts `posting_ids` repeat of their firms' others, or these of them."""
    told = (ask(con, f"{what}_alike", posting_ids=posting_ids) for what in ("statements", "adverts"))
    _take(con, _marked((next(told), next(told))))


def _firms_together(con: duckdb.DuckDBPyConnection) -> Iterator[list[str]]:
    """Yield firms that have about `PART` adverts together, or one that has more."""
    firms: list[str] = []
    held = 0
    for firm, adverts in ask(con, "firm_sizes").itertuples(index=False):
        if firms and held + adverts > PART:
            yield firms
            firms, held = [], 0
        firms.append(firm)
        held += adverts
    yield firms


def _told_by(con: duckdb.DuckDBPyConnection, firms: list[str]) -> Told:
    return ask(con, "statements_of", firms=firms), ask(con, "adverts_of", firms=firms)


def _marked(told: Told) -> Told:
    statements, adverts = told
    marked = statements[["posting_id", "number"]].assign(is_boilerplate=mark_boilerplate(statements))
    return marked, near_duplicates(adverts)


def _take(con: duckdb.DuckDBPyConnection, marked: Told) -> None:
    take(con, "take_boilerplate", marked[0])
    take(con, "take_clusters", marked[1])
