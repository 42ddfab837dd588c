"""The adverts that the reader's own tools are given: stores, and Parquet files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

NAMES = {
    "id": ("posting_id", "id"), "firm": ("firm", "company"), "title": ("title",),
    "description": ("description",), "requirements": ("requirements",),
}  # fmt: skip
"""What a column is called, by a store's export and by others."""
_OPTIONAL = {"requirements"}


class AdvertFileError(Exception):
    """A file of adverts or of labels cannot be used; the message names it and what is wrong with it."""


def texts_of(file: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the `columns` of each advert of a store or a Parquet file, as texts; where it has nothing, empty ones."""
    try:
        with duckdb.connect() if file.suffix == ".parquet" else duckdb.connect(str(file), read_only=True) as con:
            adverts = con.from_parquet(str(file)) if file.suffix == ".parquet" else con.sql(_stored())
            rows = adverts.project(", ".join(_as_text(one, adverts.columns, file) for one in columns)).fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise AdvertFileError(f"{file}: neither a store nor a Parquet file of adverts ({reason}).") from error
    yield from rows


def _stored() -> str:
    return Path(__file__).with_name("stored_adverts.sql").read_text(encoding="utf-8")


def _as_text(column: str, there: Sequence[str], file: Path) -> str:
    found = next((name for name in NAMES[column] if name in there), None)
    if found is None and column not in _OPTIONAL:
        raise AdvertFileError(f"{file}: no column {' or '.join(NAMES[column])}; it has {', '.join(there)}.")
    return f"coalesce(cast({found or 'null'} as varchar), '')"


def adverts_of(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the firm and the text of each advert of `files`."""
    for file in files:
        yield from ((firm, text) for firm, text in texts_of(file, ("firm", "description")))
