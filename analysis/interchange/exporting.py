"""The store's tables as files, or the open postings as schema.org JSON-LD."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow.parquet as pq

from analysis.interchange.cells import cell_of
from analysis.interchange.jsonld import as_jsonld
from analysis.store import StoreError, open_store
from analysis.store.asking import sql_of
from analysis.store.connection import explained
from crawler.posting import Posting

Form = Literal["parquet", "csv", "jsonl", "jsonld"]
TABLES = (
    "posting", "posting_state", "posting_version", "vacancy", "same_role", "line", "statement", "facet", "evidence",
    "theme", "level", "level_part", "title_level", "title_read", "asked_more", "event", "snapshot", "run", "refused",
)  # fmt: skip
_AT_ONCE = 5_000
"""So many rows are held in memory: those of postings carry their texts."""


def export(path: Path, out: Path, as_: Form) -> list[Path]:
    """Write the tables of the store at `path` to the folder `out` and return the files."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with open_store(path) as con:
            if as_ == "jsonld":
                return [_replaced(out / "posting.jsonld", partial(_write_jsonld, con))]
            return [_replaced(out / f"{name}.{as_}", partial(_WRITERS[as_], _table(con, name))) for name in TABLES]
    except OSError as error:
        raise StoreError(f"cannot write into {out}: {error.strerror or error}") from error
    except duckdb.Error as error:
        raise explained(path, error) from error


def _table(con: duckdb.DuckDBPyConnection, name: str) -> duckdb.DuckDBPyRelation:
    return con.sql(sql_of("exported")) if name == "posting" else con.table(name)


def _replaced(file: Path, write: Callable[[Path], None]) -> Path:
    """Return `file` once it is written whole: one that breaks off leaves what stood there before."""
    new = file.with_name(file.name + ".new")
    try:
        write(new)
        return new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _write_parquet(rows: duckdb.DuckDBPyRelation, file: Path) -> None:
    batches = rows.to_arrow_reader(_AT_ONCE)
    with pq.ParquetWriter(file, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _write_json_lines(rows: duckdb.DuckDBPyRelation, file: Path) -> None:
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, default=str, ensure_ascii=False) + "\n" for row in _rows(rows))


def _write_csv(rows: duckdb.DuckDBPyRelation, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(rows.columns)
        writer.writerows([cell_of(value) for value in row.values()] for row in _rows(rows))


def _rows(rows: duckdb.DuckDBPyRelation) -> Iterator[dict[str, Any]]:
    for batch in rows.to_arrow_reader(_AT_ONCE):
        yield from batch.to_pylist()


_WRITERS = {"parquet": _write_parquet, "csv": _write_csv, "jsonl": _write_json_lines}


def _write_jsonld(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    found = con.execute(sql_of("published"))
    with file.open("w", encoding="utf-8") as out:
        out.write("[\n")
        separator = ""
        while rows := found.fetchmany(_AT_ONCE):
            for posting, description in rows:
                told = Posting.model_validate({**json.loads(posting), "description": description})
                out.write(separator + json.dumps(as_jsonld(told), ensure_ascii=False))
                separator = ",\n"
        out.write("\n]\n")
