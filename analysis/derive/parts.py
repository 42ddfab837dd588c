"""A store's adverts part by part, so that memory does not grow with them, and tables of a part into the store."""

from collections.abc import Iterator

import duckdb
import pandas as pd

from analysis.store.asking import ask, run
from analysis.store.rows import in_batches

PART = 20_000
"""So many adverts are held at once; fewer would have the store look through its texts more often."""


def in_parts(con: duckdb.DuckDBPyConnection, question: str, posting_ids: list[str]) -> Iterator[pd.DataFrame]:
    """Yield the answers to `question` about the adverts `posting_ids`, some of them at a time."""
    return (ask(con, question, posting_ids=part) for part in in_batches(posting_ids, PART))


def take(con: duckdb.DuckDBPyConnection, statement: str, rows: pd.DataFrame) -> None:
    """Hand `rows` to `statement`, which reads them as the table `batch`."""
    con.register("batch", rows)
    try:
        run(con, statement)
    finally:
        con.unregister("batch")
