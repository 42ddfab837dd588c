"""Read what is new or changed, on one core or several."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import duckdb

from analysis.cluster import Spread
from analysis.derive.reading_rows import TABLES, Rows, ToRead, insert, rows_of
from analysis.reading.read import reader_hash, uncollected
from analysis.reading.titles import title_of
from analysis.store import StoreError
from analysis.store.asking import ask, sql_of
from analysis.store.lake import connect_lake
from analysis.store.rows import in_batches

Progress = Callable[[int, int], None]
_CHUNK = 250
_MOST_OF_A_PART = 8_000
"""So many adverts are one transaction of a worker that writes to a lakehouse; each looks all texts through."""
_PARTS_OF_A_WORKER = 4
_TRIES = 8


def read_all(
    con: duckdb.DuckDBPyConnection, posting_ids: list[str], spread: Spread, progress: Progress | None = None
) -> None:
    """Read the adverts `posting_ids` anew and write what was read in place of what was known of them."""
    _forget(con, posting_ids)
    done = 0
    work = partial(_rows_of, reader=reader_hash())
    for rows in spread.map(work, _chunks(con, posting_ids)):
        insert(con, rows)
        done += len(rows["reading"])
        if progress:
            progress(done, len(posting_ids))


def read_in_lake(path: Path, posting_ids: list[str], spread: Spread, progress: Progress | None = None) -> None:
    """Do the same in a lakehouse, where each worker fetches and writes its own part."""
    done = 0
    size = min(_MOST_OF_A_PART, max(_CHUNK, len(posting_ids) // (spread.workers * _PARTS_OF_A_WORKER)))
    for read in spread.map(partial(_read_part, path=path, reader=reader_hash()), in_batches(posting_ids, size)):
        done += read
        if progress:
            progress(done, len(posting_ids))


def _read_part(posting_ids: list[str], path: Path, reader: str) -> int:
    """Read one part in one transaction, so that a worker that dies leaves all of it or nothing; then it is done again.

    What others write at the same time to the same files is a conflict: wait a little, and try again.
    """
    rows: Rows | None = None
    tried = 0
    while True:
        try:
            with connect_lake(path, read_only=False) as con:
                rows = rows or _rows_of(_texts(con, posting_ids), reader)
                con.begin()
                _forget(con, _read_before(con, posting_ids))
                insert(con, rows)
                con.commit()
                return len(rows.get("reading", ()))
        except duckdb.TransactionException:
            tried += 1
            if tried == _TRIES:
                raise
            time.sleep(random.uniform(0.05, 0.25) * 2**tried)  # noqa: S311 - waiting needs no secret


def _read_before(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> list[str]:
    found: list[str] = ask(con, "read_before", posting_ids=posting_ids)["posting_id"].tolist()
    return found


def _forget(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> None:
    """Forget what was read of adverts, and their levels: who has none is still to be placed, also after a break."""
    for table in (*TABLES, "level", "level_part") if posting_ids else ():
        con.execute(sql_of(f"forget_{table}"), {"posting_ids": posting_ids})


def read_titles(con: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Note what every title claims, those of older versions too."""
    titles = ask(con, "titles_to_read", anew=anew)["title"].tolist()
    if titles:
        con.execute(sql_of("forget_titles"), {"titles": titles})
        insert(con, {"title_read": [_claim(title) for title in titles]})


def _claim(title: str) -> dict[str, str]:
    family, rank = title_of(title)
    return {"title": title, "title_family": family, "title_rank": rank}


def _rows_of(adverts: list[ToRead], reader: str) -> Rows:
    """Return the rows of `adverts`, however many; of only a chunk of them are the readings held in memory."""
    if reader != reader_hash():
        raise StoreError("a worker reads by another lexicon than this machine: install the same nextrung on both")
    rows: Rows = {}
    with uncollected():
        for chunk in in_batches(adverts, _CHUNK):
            for table, lines in rows_of(chunk, reader).items():
                rows.setdefault(table, []).extend(lines)
    return rows


def _chunks(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> Iterator[list[ToRead]]:
    for batch in in_batches(posting_ids, 40 * _CHUNK):
        yield from in_batches(_texts(con, batch), _CHUNK)


def _texts(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> list[ToRead]:
    return [ToRead(*row) for row in con.execute(sql_of("texts_to_read"), {"posting_ids": posting_ids}).fetchall()]
