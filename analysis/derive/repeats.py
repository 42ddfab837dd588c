"""What repeats from advert to advert: boilerplate lines, and the same vacancy over again."""

import duckdb
import pandas as pd

from analysis.derive.comparing import take
from analysis.reading.repeats import mark_boilerplate, near_duplicates
from analysis.store.asking import ask


def mark_all_repeats(con: duckdb.DuckDBPyConnection) -> None:
    """Mark boilerplate and near-duplicates everywhere."""
    _mark(con, ask(con, "all_statements"), ask(con, "all_adverts"))


def mark_repeats_of(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> None:
    """Mark what the adverts `posting_ids` repeat of their firms' others, or these of them."""
    _mark(
        con, ask(con, "statements_alike", posting_ids=posting_ids), ask(con, "adverts_alike", posting_ids=posting_ids)
    )


def _mark(con: duckdb.DuckDBPyConnection, statements: pd.DataFrame, adverts: pd.DataFrame) -> None:
    marked = statements[["posting_id", "number"]].assign(is_boilerplate=mark_boilerplate(statements))
    take(con, "take_boilerplate", marked)
    take(con, "take_clusters", near_duplicates(adverts))
