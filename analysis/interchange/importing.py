"""Import files of postings into the store."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import ValidationError

from analysis.closing import long_ago
from analysis.interchange.columns import Columns, NoPostingError
from analysis.interchange.files import rows_of
from analysis.interchange.retold import as_known
from analysis.interchange.rows import Broken, Row, UnreadableFileError, row_of
from analysis.interchange.summary import ImportSummary
from analysis.store import writing
from analysis.store.loading import load_arrivals
from analysis.store.rows import Arrival
from crawler.normal.contacts import mask_contacts, without_contacts
from crawler.normal.contacts.aside import without_people, without_people_in_text
from crawler.posting import Posting

if TYPE_CHECKING:
    import pandas as pd

ROWS_A_STEP = 500


@dataclass
class _Reading:
    """What is found out while the rows go by."""

    run_id: str
    now: datetime
    progress: Callable[[int], None] | None = None
    rows: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    unread: list[dict[str, Any]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    perhaps_closed: int = 0
    ours: set[str] = field(default_factory=set)
    """Ids of adverts that come from an export of nextrung's own."""


def import_files(
    path: Path, files: Sequence[Path], *, now: datetime, progress: Callable[[int], None] | None = None
) -> ImportSummary:
    """Bring the postings of `files` into the store at `path`; a file or row that cannot be used stops no other.

    Columns are recognised by their names (`data/columns.toml`). Refused rows stand in the table `refused` with file,
    row and reason.
    """
    reading = _Reading(_run_id(map(str, files), now), now, progress)
    return _load(path, [file.name for file in files], _arrivals(files, reading), reading)


def import_frame(path: Path | str, frame: "pd.DataFrame", *, source: str, now: datetime) -> ImportSummary:
    """Bring the postings of a DataFrame into the store at `path`, such as the one that JobSpy's `scrape_jobs` returns.

    Columns are recognised as those of a file; rows that name no source of their own get `source`.
    """
    reading = _Reading(_run_id([source], now), now)
    return _load(path, [source], _arrivals_of(Path(source), lambda: _records(frame), reading), reading)


def _records(frame: "pd.DataFrame") -> Iterator[Row]:
    names = list(map(str, frame.columns))
    table = frame.set_axis(range(len(names)), axis="columns").to_dict("split")
    for number, row in enumerate(table["data"]):
        yield f"row {number}", row_of(names, (one.tolist() if isinstance(one, np.ndarray) else one for one in row))


def _run_id(named: Iterable[str], now: datetime) -> str:
    return f"import-{now:%Y%m%dT%H%M%S%f}-{hashlib.blake2b(chr(0).join(named).encode(), digest_size=4).hexdigest()}"


def _load(path: Path | str, names: list[str], arrivals: Iterator[Arrival], reading: _Reading) -> ImportSummary:
    started: dict[str, Any] = {"started_at": reading.now, "summary": {"files": names}}
    card = {"run_id": reading.run_id, "kind": "import"} | started
    with writing(path) as con:
        known = as_known(con, arrivals, reading.ours)
        boards, _ = load_arrivals(con, card, known, reading.refused, reading.unread)
        if not boards and reading.failed:
            raise UnreadableFileError("; ".join(reading.failed))
    counts = {what: sum(board[what] for board in boards) for what in ("new", "changed", "unchanged")}
    reasons = _reasons(reading.refused, "refused") + _reasons(reading.unread, "kept aside")
    aside = {"refused": len(reading.refused), "unread": len(reading.unread)}
    return ImportSummary(**counts, **aside, unknown_columns=tuple(reading.unknown), failed=tuple(reading.failed),
                         reasons=reasons, perhaps_closed=reading.perhaps_closed)  # fmt: skip


def _arrivals(files: Sequence[Path], reading: _Reading) -> Iterator[Arrival]:
    for file in files:
        try:
            yield from _arrivals_of(file, partial(rows_of, file), reading)
        except UnreadableFileError as error:
            reading.failed.append(str(error))


def _arrivals_of(file: Path, rows: Callable[[], Iterable[Row]], reading: _Reading) -> Iterator[Arrival]:
    columns: Columns | None = None
    seen: dict[str, tuple[int, str]] = {}
    for place, row in rows():
        _count(reading)
        if isinstance(row, Broken):
            reading.refused.append(_aside(file, place, row.reason, row.told))
            continue
        columns = columns or Columns(file.stem, rows)
        try:
            posting = columns.posting_of(row)
        except (NoPostingError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
            reading.refused.append(_aside(file, place, _reason(error), row))
        else:
            for name, text in columns.unread:
                reading.unread.append(_aside(file, f"{place}, {name}", f"{name}: cannot be read", text))
            if not posting.valid_through and posting.date_posted and posting.date_posted < long_ago(reading.now.date()):
                reading.perhaps_closed += 1
            if columns.is_ours:
                reading.ours.add(posting.posting_id)
            _refuse_earlier(reading, file, place, posting, seen)
            yield Arrival(without_contacts(posting), "import", reading.now)
    if columns is None:
        raise UnreadableFileError(f"{file}: holds no posting")
    if columns.unknown:
        reading.unknown.append(f"{file.name}: {', '.join(sorted(columns.unknown))}")


def _refuse_earlier(
    reading: _Reading, file: Path, place: str, posting: Posting, seen: dict[str, tuple[int, str]]
) -> None:
    """Refuse the earlier of two rows that say they are one advert and tell of different ones: the later one counts."""
    told, (before, where) = hash(posting), seen.get(posting.posting_id, (None, ""))
    if before not in (None, told):
        # Of rows gone by no text is held, which would be all of the file.
        named = posting.model_dump(include={"source", "board", "source_id"})
        reading.refused.append(_aside(file, where, f"same source, board and id as {place}", named))
    seen[posting.posting_id] = told, place


def _as_it_came(told: Any) -> str:
    try:
        return without_people_in_text(told) if isinstance(told, str) else json.dumps(without_people(told), default=str)
    except (ValueError, RecursionError):
        return "nested too deeply to be shown"


def _count(reading: _Reading) -> None:
    reading.rows += 1
    if reading.progress and reading.rows % ROWS_A_STEP == 0:
        reading.progress(reading.rows)


def _aside(file: Path, place: str, reason: str, told: Any) -> dict[str, Any]:
    return {
        "source": file.stem,
        "board": "?",
        "place": f"{file.name}: {place}",
        "reason": mask_contacts(reason),
        "raw": _as_it_came(told)[:20_000],
    }


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, NoPostingError):
        return str(error)
    if isinstance(error, RecursionError):
        return "a value nested deeper than any advert"
    return f"a value that cannot be read: {type(error).__name__}: {error}"


def _reasons(aside: list[dict[str, Any]], what: str) -> tuple[str, ...]:
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for each in aside:
        first.setdefault(each["reason"], each["place"])
        counts[each["reason"]] = counts.get(each["reason"], 0) + 1
    return tuple(f"{count:,} {what}: {reason} (first: {first[reason]})" for reason, count in counts.items())
