"""Rows of CSV, JSON Lines, JSON and Parquet files, each with the place it stands at."""

import csv
import json
import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.interchange.column_names import field_of
from analysis.interchange.csv_rows import csv_rows
from analysis.interchange.decoding import is_spoilt, lines_of_bytes, text_of_bytes
from analysis.interchange.rows import Broken, Row, UnreadableFileError, row_of

_NO_OBJECT = "no JSON object"
_SPOILT = "a byte that is not of UTF-8, in a file that is"

_BROKEN = (OSError, ValueError, TypeError, ArithmeticError, LookupError, RecursionError, csv.Error,
           pa.ArrowException)  # fmt: skip


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of `path`, by the form that its name ends in."""
    readers = {".csv": _csv, ".tsv": _csv, ".jsonl": _json_lines, ".ndjson": _json_lines, ".json": _json,
               ".jsonld": _json, ".parquet": _parquet}  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFileError(
            f"{path}: what is a {path.suffix or 'file without ending'}? Give {', '.join(readers)}"
        )
    try:
        _refuse_unreadable(path)
        yield from reader(path)
    except _BROKEN as error:
        raise UnreadableFileError(f"{path}: {_why(error, path.suffix[1:])}") from error


def _why(error: Exception, form: str) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return getattr(error, "strerror", None) or f"cannot be read as {form}: {str(error)[:200]}"


def _refuse_unreadable(path: Path) -> None:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableFileError(f"{path}: a folder; name its files")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFileError(f"{path}: a pipe or a device; save what comes out of it to a file")
    if not found.st_size:
        raise UnreadableFileError(f"{path}: the file is empty")


def _csv(path: Path) -> Iterator[Row]:
    text = text_of_bytes(path.read_bytes())
    rows = csv_rows(text)
    yield from map(_unspoilt, rows) if is_spoilt(text) else rows


def _unspoilt(row: Row) -> Row:
    """Return a row as broken where a wrong byte stands in it, be it not in the name of a column."""
    place, told = row
    return (place, Broken(_SPOILT, told)) if isinstance(told, dict) and is_spoilt([*told.values()]) else row


def _json_lines(path: Path) -> Iterator[Row]:
    for number, line in enumerate(lines_of_bytes(path.read_bytes()), start=1):
        if line.strip():
            yield f"line {number}", Broken(_SPOILT, line) if is_spoilt(line) else _row_in(line)


def _row_in(line: str) -> dict[str, Any] | Broken:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Broken("no JSON", line)
    return row if isinstance(row, dict) else Broken(_NO_OBJECT, row)


def _json(path: Path) -> Iterator[Row]:
    text = text_of_bytes(path.read_bytes())
    entries = _entries(json.loads(text))
    rows = (
        (f"entry {n}", row if isinstance(row, dict) else Broken(_NO_OBJECT, row)) for n, row in enumerate(entries, 1)
    )
    yield from map(_unspoilt, rows) if is_spoilt(text) else rows


def _entries(whole: Any) -> list[Any]:
    """Return the list of postings: the whole, the longest of objects in it or one deeper, or the one posting it is."""
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        raise TypeError("neither a list nor an object")
    fields = set(map(field_of, whole))
    if fields >= {"title", "hiring_organization"}:
        return [whole]
    deeper = [one for value in whole.values() if isinstance(value, dict) for one in value.values()]
    levels = [[value for value in values if isinstance(value, list)] for values in (whole.values(), deeper)]
    for lists in levels:
        if of_objects := [each for each in lists if any(isinstance(entry, dict) for entry in each)]:
            return max(of_objects, key=len)
    return [whole] if "title" in fields else max(chain(*levels), key=len, default=[whole])


def _parquet(path: Path) -> Iterator[Row]:
    number = 0
    for batch in pq.ParquetFile(path).iter_batches(batch_size=5_000):
        names = batch.schema.names
        for values in zip(*map(_values, batch.columns), strict=True):
            number += 1
            yield f"row {number}", row_of(names, values)


def _values(column: pa.Array) -> list[Any]:
    """Return the values of a column; where one is none of Python, all as they are written."""
    try:
        values = column.to_pylist()
    except (ArithmeticError, LookupError, ValueError):  # a day after the year 9999, a zone that nobody knows
        is_time = pa.types.is_timestamp(column.type)
        values = (column.cast(pa.timestamp(column.type.unit)) if is_time else column).cast(pa.string()).to_pylist()
    return list(map(_in_text, values)) if "binary" in str(column.type) else values


def _in_text(value: Any) -> Any:
    if isinstance(value, bytes):
        return text_of_bytes(value)
    return list(map(_in_text, value)) if isinstance(value, list) else value
