"""Read what is new or changed, on one core or several."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from multiprocessing import get_context

import duckdb

from analysis.derive.reading_rows import TABLES, Rows, ToRead, insert, rows_of
from analysis.reading.read import reader_hash
from analysis.reading.titles import title_of
from analysis.store.asking import ask, sql_of
from analysis.store.rows import in_batches

Progress = Callable[[int, int], None]
_CHUNK = 250


def read_all(con: duckdb.DuckDBPyConnection, posting_ids: list[str], workers: int, progress: Progress | None) -> None:
    """Read the adverts `posting_ids` anew and write what was read in place of what was known of them."""
    for table in TABLES:
        con.execute(sql_of(f"forget_{table}"), {"posting_ids": posting_ids})
    done = 0
    # Fresh processes: a fork of one with DuckDB's threads may hang.
    fresh = get_context("spawn")
    with (
        ProcessPoolExecutor(workers, fresh) if workers > 1 and len(posting_ids) > 4 * _CHUNK else nullcontext() as pool
    ):
        work: Callable[[Iterable[list[ToRead]]], Iterable[Rows]]
        work = partial(map, _rows_of) if pool is None else partial(pool.map, _rows_of)
        for batch in in_batches(posting_ids, 40 * _CHUNK):
            for rows in work(list(_chunks(con, batch))):
                insert(con, rows)
                done += len(rows["reading"])
                if progress:
                    progress(done, len(posting_ids))


def read_titles(con: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Note what every title claims, those of older versions too."""
    titles = ask(con, "titles_to_read", anew=anew)["title"].tolist()
    if titles:
        con.execute(sql_of("forget_titles"), {"titles": titles})
        insert(con, {"title_read": [(title, *title_of(title)) for title in titles]})


def _rows_of(adverts: list[ToRead]) -> Rows:
    return rows_of(adverts, reader_hash())


def _chunks(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> Iterator[list[ToRead]]:
    found = con.execute(sql_of("texts_to_read"), {"posting_ids": posting_ids}).fetchall()
    yield from in_batches((ToRead(*row) for row in found), _CHUNK)
