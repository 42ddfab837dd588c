"""Postings as rows of the store: lines of JSON, which DuckDB reads by itself.

Neither parameters nor tables of Python: DuckDB would import pandas for either, which takes longer than most loads.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeVar

import duckdb
from pydantic import TypeAdapter

from analysis.store.asking import answers, run
from crawler.normal.html import plain_text
from crawler.normal.place.wide import countries_within
from crawler.posting import Posting

T = TypeVar("T")
BATCH = 5_000
MOST_PAID = 10**12
"""From here on a figure is no pay that the store holds."""
MOST_LETTERS, MOST_LINES = 200_000, 3_000
"""So much of an advert is read: ten times what the longest real ones say."""
_MORE = TypeAdapter(dict[str, str | list[str] | None])
_COMMON_SIGNS = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2022\u00b7\u25cf\xa0\u00a3\u20ac\u2122\u00ae"
_WORD_SIGNS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)).lower().ljust(256)


class Arrival(NamedTuple):
    """A posting, what was asked of its board, and when it was seen."""

    posting: Posting
    scope: str
    seen_at: datetime


def stage_arrivals(
    con: duckdb.DuckDBPyConnection, arrivals: Iterable[Arrival], aside: list[dict[str, Any]], *, anew: bool = False
) -> None:
    """Put `arrivals` into the staged table of the run at hand; `anew` makes the texts of unchanged ones, too.

    Which of them are not read to their end is told `aside`.
    """
    for batch in in_batches(arrivals):
        posting_ids = [arrival.posting.posting_id for arrival in batch]
        known = {} if anew else _known(con, posting_ids)
        lines = (_line(arrival, name, known.get(name), aside) for arrival, name in zip(batch, posting_ids, strict=True))
        stage_lines(con, "take_postings", lines)


def _known(con: duckdb.DuckDBPyConnection, posting_ids: Iterable[str]) -> dict[str, str]:
    stage(con, "take_ids", ({"posting_id": posting_id} for posting_id in posting_ids))
    return {row["posting_id"]: row["content_hash"] for row in answers(con, "known_hashes")}


def _line(arrival: Arrival, posting_id: str, known_hash: str | None, aside: list[dict[str, Any]]) -> bytes:
    posting, money = arrival.posting, arrival.posting.base_salary
    whole = posting.model_dump_json()
    told = whole.encode()
    content_hash = hashlib.blake2b(told, digest_size=16).hexdigest()
    # The text is the costly part, and of what is unchanged it is there already.
    text = None if known_hash == content_hash else _text_of(posting, aside)
    more = {
        "posting_id": posting_id,
        "content_hash": content_hash,
        "without_text": _without_description(whole),
        "base_salary_min": _amount(money.min) if money else None,
        "base_salary_max": _amount(money.max) if money else None,
        "within": _countries_around(posting),
        "scope": arrival.scope,
        "seen_at": naive_utc(arrival.seen_at).isoformat(),
        "description_text": text,
        "text_hash": None if text is None else text_hash(text),
    }
    return b'{"posting":' + told + b"," + _MORE.dump_json(more)[1:]


def _countries_around(posting: Posting) -> list[str]:
    """Return the countries that lie in the regions larger than one in which the work may be done."""
    places = (*posting.job_location, *posting.applicant_location_requirements)
    wide = {code for place in places if place.country is None for code in countries_within(place.raw)}
    return sorted(wide)


def _text_of(posting: Posting, aside: list[dict[str, Any]]) -> str:
    text = plain_text(posting.description) if posting.description_format == "html" else posting.description
    if len(text) <= MOST_LETTERS and text.count("\n") < MOST_LINES:
        return text
    reason = f"description: read as far as {MOST_LETTERS:,} letters and {MOST_LINES:,} lines"
    aside.append({"source": posting.source, "board": posting.board, "place": posting.source_id, "reason": reason})
    return "\n".join(text[:MOST_LETTERS].split("\n", MOST_LINES)[:MOST_LINES])


def text_hash(text: str) -> str | None:
    """Return the md5 of the words alone, as `texts.sql` makes it, six times as fast; None where that has to do it.

    >>> text_hash("You lead a team.") == text_hash("you  lead – a team!"), text_hash("Überblick")
    (True, None)
    """
    for sign in "" if text.isascii() else _COMMON_SIGNS:
        if sign in text:
            text = text.replace(sign, " ")
    if not text.isascii():
        return None
    words = text.encode().translate(_WORD_SIGNS)
    while b"  " in words:
        words = words.replace(b"  ", b" ")
    return hashlib.md5(words, usedforsecurity=False).hexdigest()


def _without_description(whole: str) -> str:
    """Return the JSON of a posting without its text.

    A quote within a value is escaped, so that the marks cut by can stand at their own place only.
    """
    before, _, rest = whole.partition('"description":"')
    return before + rest[rest.index('","description_format":"') + 2 :]


def stage(con: duckdb.DuckDBPyConnection, statement: str, rows: Iterable[dict[str, Any]]) -> None:
    """Hand `rows` to `statement`; times and dates as ISO 8601."""
    stage_lines(con, statement, (json.dumps(row, default=str).encode() for row in rows))


def stage_lines(con: duckdb.DuckDBPyConnection, statement: str, lines: Iterable[bytes]) -> None:
    """Hand `lines` of JSON to `statement`, which finds them in the file that the variable `batch` names."""
    with TemporaryDirectory(prefix="nextrung-") as folder:
        batch = Path(folder, "batch.jsonl")
        with batch.open("wb") as file:
            file.writelines(line + b"\n" for line in lines)
        if batch.stat().st_size:
            let(con, "batch", str(batch))
            run(con, statement)


def let(con: duckdb.DuckDBPyConnection, variable: str, value: str) -> None:
    """Set a variable of SQL, which `getvariable` reads."""
    con.execute(f"set variable {variable} = '" + value.replace("'", "''") + "'")


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


def _amount(told: Decimal | None) -> str | None:
    """Return a sum of money as the store holds it; what no one is paid is no sum, and must not stop a load.

    >>> _amount(Decimal("52000.005")), _amount(Decimal("1e300"))
    ('52000.00', None)
    """
    return None if told is None or not abs(told) < MOST_PAID else str(round(told, 2))
