"""Rows of CSV, JSON Lines, JSON and Parquet files, each with the place it stands at."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.store import StoreError

Row = tuple[str, dict[str, Any] | str]
"""Where it stands ("row 3"), and the row; the text itself where it is no row."""


class UnreadableFileError(StoreError):
    """A file that is no table of postings."""

    exit_code = 2


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of `path`, by the form that its name ends in."""
    readers = {".csv": _csv, ".tsv": _csv, ".jsonl": _json_lines, ".ndjson": _json_lines, ".json": _json,
               ".jsonld": _json, ".parquet": _parquet}  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFileError(
            f"{path}: what is a {path.suffix or 'file without ending'}? Give {', '.join(readers)}"
        )
    if not path.is_file():
        raise UnreadableFileError(f"{path}: {'a folder; name its files' if path.is_dir() else 'no such file'}")
    if not path.stat().st_size:
        raise UnreadableFileError(f"{path}: the file is empty")
    try:
        yield from reader(path)
    except (OSError, ValueError, csv.Error, pa.ArrowException, RecursionError) as error:
        raise UnreadableFileError(f"{path}: cannot be read as {path.suffix[1:]}: {str(error)[:200]}") from error


def _csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(50_000_000)
    text = _text(path)
    is_odd = text.count('"') % 2 == 1
    with io.StringIO(text, newline="") as file:
        reader = csv.DictReader(file, delimiter=_delimiter(file))
        for number, row in enumerate(reader, start=2):
            if is_odd and "\n" in str(next(reversed([cell for cell in row.values() if cell]), "")) and _is_last(file):
                yield f"row {number}", f"a quote that never closes: {row}"[:20_000]
            elif None in row:
                yield f"row {number}", f"more cells than columns: {row}"[:20_000]
            else:
                yield f"row {number}", row


def _is_last(file: io.StringIO) -> bool:
    at = file.tell()
    rest = file.read(1)
    file.seek(at)
    return not rest


def _delimiter(file: io.StringIO) -> str:
    header = file.readline()
    file.seek(0)
    return max(",;\t|", key=header.count)


def _text(path: Path) -> str:
    # Spreadsheets write UTF-8 with a mark, UTF-16, or what Windows had before.
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _json_lines(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            yield f"line {number}", _row_in(line)


def _row_in(line: str) -> dict[str, Any] | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return line
    return row if isinstance(row, dict) else line


def _json(path: Path) -> Iterator[Row]:
    whole = json.loads(_text(path))
    for number, row in enumerate(_entries(whole), start=1):
        yield f"entry {number}", row if isinstance(row, dict) else json.dumps(row)


def _entries(whole: Any) -> list[Any]:
    """Return the list of postings: the whole, the one list in it, or the one posting that it is."""
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        raise UnreadableFileError("neither a list nor an object")
    if "title" in whole:
        return [whole]
    lists = [value for value in whole.values() if isinstance(value, list)]
    return max(lists, key=len) if lists else [whole]


def _parquet(path: Path) -> Iterator[Row]:
    number = 0
    for batch in pq.ParquetFile(path).iter_batches(batch_size=5_000):
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", row
