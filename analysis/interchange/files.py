"""Rows of CSV, JSON Lines, JSON and Parquet files, each with the place it stands at."""

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.interchange.cells import text_of
from analysis.interchange.column_names import field_of
from analysis.store import StoreError

_NO_OBJECT = "no JSON object"
_SEPARATOR_LINE = re.compile(r"^sep=.\r?\n", re.IGNORECASE)
"""What some spreadsheets write first."""


class Broken(NamedTuple):
    """What is no row, and why."""

    reason: str
    told: Any
    """What stands there: a text, or what was made of it."""


Row = tuple[str, dict[str, Any] | Broken]
"""Where it stands ("row 3"), and the row."""


class UnreadableFileError(StoreError):
    """A file that is no table of postings."""


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
    text = _SEPARATOR_LINE.sub("", _text(path))
    with io.StringIO(text, newline="") as file:
        delimiter = _delimiter(file)
        reader = csv.DictReader(file, delimiter=delimiter)
        start = file.tell() if reader.fieldnames else 0
        for number, row in enumerate(reader, start=2):
            is_last = file.tell() == len(text)
            if is_last and _never_closes(text[start:], delimiter):
                lines = text[start:].strip().count("\n") + 1
                yield f"row {number}", Broken(f"a quote that never closes, over {lines:,} lines", text[start:])
            elif None in row:
                yield f"row {number}", Broken("more cells than columns", row)
            else:
                yield f"row {number}", {name: text_of(cell) for name, cell in row.items() if cell is not None}
            start = file.tell()


def _never_closes(text: str, delimiter: str) -> bool:
    """Say whether a quote in the last rows of a file would take in whatever followed."""
    with_more = io.StringIO(text + "\n.\n", newline="")
    return list(csv.reader(with_more, delimiter=delimiter))[-1] != ["."]


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


def _row_in(line: str) -> dict[str, Any] | Broken:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Broken("no JSON", line)
    return row if isinstance(row, dict) else Broken(_NO_OBJECT, row)


def _json(path: Path) -> Iterator[Row]:
    whole = json.loads(_text(path))
    for number, row in enumerate(_entries(whole), start=1):
        yield f"entry {number}", row if isinstance(row, dict) else Broken(_NO_OBJECT, row)


def _entries(whole: Any) -> list[Any]:
    """Return the list of postings: the whole, the longest of objects in it or one deeper, or the one posting it is."""
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        raise UnreadableFileError("neither a list nor an object")
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
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", row
