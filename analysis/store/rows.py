"""Postings as rows of the store: whole columns at a time, in Arrow."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import duckdb
import pyarrow as pa

from analysis.store.asking import run, sql_of
from crawler.normal.html import plain_text
from crawler.posting import Posting

T = TypeVar("T")
BATCH = 5_000
_MOST_PAID = 10**12
_PLACE = pa.struct([(name, pa.string()) for name in ("raw", "country", "region", "locality")])
_AS_PUBLISHED = (
    "source", "board", "source_id", "title", "url", "date_posted", "valid_through", "job_location_type",
    "identifier", "internal_id", "department", "industry", "sector", "language", "grade", "description",
)  # fmt: skip
_TYPES = {
    "date_posted": pa.date32(),
    "valid_through": pa.date32(),
    "job_location": pa.list_(_PLACE),
    "employment_type": pa.list_(pa.string()),
    "base_salary_min": pa.decimal128(38, 10),
    "base_salary_max": pa.decimal128(38, 10),
    "seen_at": pa.timestamp("us"),
}


class Arrival(NamedTuple):
    """A posting, what was asked of its board, and when it was seen."""

    posting: Posting
    scope: str
    seen_at: datetime


def stage_arrivals(con: duckdb.DuckDBPyConnection, arrivals: Iterable[Arrival]) -> None:
    """Put `arrivals` into the staged table of the run at hand."""
    for batch in in_batches(arrivals):
        rows = [_row(*arrival) for arrival in batch]
        known = _known(con, [row["posting_id"] for row in rows])
        for row, arrival in zip(rows, batch, strict=True):
            # The text is the costly part, and of what is unchanged it is there already.
            is_known = known.get(row["posting_id"]) == row["content_hash"]
            row["description_text"] = None if is_known else _text_of(arrival.posting)
        stage(con, "take_postings", rows)


def _known(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> dict[str, str]:
    found = con.execute(sql_of("known_hashes"), {"posting_ids": posting_ids}).fetchall()
    return dict(found)


def _text_of(posting: Posting) -> str:
    return plain_text(posting.description) if posting.description_format == "html" else posting.description


def stage(con: duckdb.DuckDBPyConnection, statement: str, rows: Sequence[dict[str, Any]]) -> None:
    """Hand `rows` to `statement`, which reads them as the table `batch`."""
    if not rows:
        return
    fields = [(name, _TYPES.get(name, pa.string() if _is_text(rows, name) else None)) for name in rows[0]]
    columns = {name: pa.array([row[name] for row in rows], type=kind) for name, kind in fields}
    con.register("batch", pa.table(columns))
    try:
        run(con, statement)
    finally:
        con.unregister("batch")


def in_batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield `items` in lists of `size`.

    >>> list(in_batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def naive_utc(moment: datetime) -> datetime:
    """Return `moment` as the store keeps times: in UTC, without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _is_text(rows: Sequence[dict[str, Any]], name: str) -> bool:
    return all(row[name] is None or isinstance(row[name], str) for row in rows)


def _row(posting: Posting, scope: str, seen_at: datetime) -> dict[str, Any]:
    money, places = posting.base_salary, [place.model_dump() for place in posting.job_location]
    return {
        **{name: getattr(posting, name) for name in _AS_PUBLISHED},
        "posting_id": posting.posting_id,
        "firm": posting.hiring_organization,
        "job_location": places,
        "country": next((place["country"] for place in places if place["country"]), posting.country),
        "employment_type": list(posting.employment_type),
        "base_salary_raw": money.raw if money else None,
        "base_salary_min": _amount(money.min) if money else None,
        "base_salary_max": _amount(money.max) if money else None,
        "base_salary_currency": money.currency if money else None,
        "base_salary_unit": money.unit if money else None,
        "base_salary_origin": money.origin if money else None,
        "scope": scope,
        "seen_at": naive_utc(seen_at),
        **_json_and_hash(posting),
    }


def _amount(told: Decimal | None) -> Decimal | None:
    """Return a sum of money as the store holds it; what no one is paid is no sum, and must not stop a load.

    >>> _amount(Decimal("52000.005")), _amount(Decimal("1e300"))
    (Decimal('52000.00'), None)
    """
    return None if told is None or not abs(told) < _MOST_PAID else round(told, 2)


def _json_and_hash(posting: Posting) -> dict[str, str]:
    whole = posting.model_dump_json()
    return {
        "posting": posting.model_dump_json(exclude={"description"}),
        "content_hash": hashlib.blake2b(whole.encode(), digest_size=16).hexdigest(),
    }
