"""The spool as a crawl leaves it: one folder a run, lines of JSON, some of them cut off by a kill."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from analysis.store.errors import StoreError, StoreLocked
from analysis.store.rows import Arrival, naive_utc
from crawler.posting import Posting
from crawler.spool import (
    LOADED,
    MARKS,
    POSTINGS,
    REFUSED,
    SIGHTINGS,
    SNAPSHOTS,
    SUMMARY,
    SpoolUnreadable,
    is_being_written,
    whole_lines,
)

_FILES = (POSTINGS, SIGHTINGS, REFUSED, SNAPSHOTS, SUMMARY)


MOST_COUNTED = 2**31 - 1
"""A board that says it has more says nothing."""
_Count = Annotated[int, Field(ge=0, le=MOST_COUNTED)]
_Size = Annotated[int, Field(ge=0, lt=2**63)]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Seen(_Line):
    posting: Posting
    scope: str
    seen_at: datetime


class Sighting(_Line):
    """A known advert that is still there."""

    source: str
    board: str
    source_id: str
    scope: str
    seen_at: datetime


class SpoolSnapshot(_Line):
    """What became of a board."""

    source: str
    board: str
    scope: str
    status: str
    seen_at: datetime
    postings: _Count | None = None
    listed: _Count | None = None
    declared_total: int | None = None
    requests: _Count | None = None
    bytes: _Size | None = None
    reason: str | None = None
    tells_all: bool | None = None


class _Card(_Line):
    run_id: str | None = None
    kind: str = "crawl"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    exit_code: _Count | None = None
    summary: Any = None


class _Aside(RootModel[dict[str, Any]]):
    """An entry that the crawl kept aside."""


Told = TypeVar("Told", bound=BaseModel)


@dataclass(frozen=True)
class SpoolRun:
    """One run's folder."""

    folder: Path
    is_named: bool = False
    """It was asked for by its own name."""

    @property
    def card(self) -> dict[str, Any]:
        """What the run says of itself; a killed one says nothing, so its folder speaks for it."""
        try:
            told = _Card.model_validate_json((self.folder / SUMMARY).read_bytes())
        except (OSError, ValidationError):
            told = _Card()
        named = {"run_id": told.run_id or self.folder.name, "started_at": told.started_at or self._began()}
        return {**told.model_dump(), **named}

    def _began(self) -> datetime:
        made = min((file.stat().st_mtime for file in self.folder.iterdir()), default=0.0)
        try:
            times = [naive_utc(line.seen_at) for line in self.snapshots([])]
        except SpoolUnreadable:
            times = []
        return min(times, default=datetime.fromtimestamp(made, UTC))

    # What is of another shape (by now) goes to `unread`, with its place and the reason.

    def arrivals(self, unread: list[dict[str, Any]]) -> Iterator[Arrival]:
        """Yield the postings."""
        return (Arrival(seen.posting, seen.scope, seen.seen_at) for seen in self._read(POSTINGS, _Seen, unread))

    def sightings(self, unread: list[dict[str, Any]]) -> Iterator[Sighting]:
        """Yield the known adverts that were seen."""
        return self._read(SIGHTINGS, Sighting, unread)

    def refused(self, unread: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the records that the crawl kept aside."""
        return (line.root for line in self._read(REFUSED, _Aside, unread))

    def snapshots(self, unread: list[dict[str, Any]]) -> Iterator[SpoolSnapshot]:
        """Yield what became of each board."""
        return self._read(SNAPSHOTS, SpoolSnapshot, unread)

    def _read(self, name: str, shape: type[Told], unread: list[dict[str, Any]]) -> Iterator[Told]:
        for number, line in enumerate(whole_lines(self.folder / name), start=1):
            try:
                told = shape.model_validate_json(line)
            except ValidationError as error:
                unread.append(_refusal(f"{self.folder.name}/{name}: line {number}", line, error))
            else:
                yield told

    def mark_loaded(self, now: datetime, *, is_whole: bool = True) -> None:
        """Leave the mark that this run is in the store; what one that lost adverts remembers would hide them."""
        if not is_whole:
            (self.folder / MARKS).unlink(missing_ok=True)
        (self.folder / LOADED).write_text(now.isoformat() + "\n", encoding="utf-8")


def runs_to_load(spool: Path, loaded: Collection[str]) -> list[SpoolRun]:
    """Return the runs under `spool` that are not among the store's, `loaded`, or have no mark of it, oldest first.

    A run's own folder is taken even if it was loaded. What a crawl is still writing is left for later.
    """
    if not spool.is_dir():
        raise StoreError(f"no spool folder at {spool}: a crawl writes it; give the folder that holds its runs")
    if _is_run(spool):
        if is_being_written(spool):
            raise StoreLocked(f"a crawl is at work on {spool}: it loads the run itself when it is done")
        return [SpoolRun(spool, is_named=True)]
    due = (one for one in spool.iterdir() if _is_run(one) and not ((one / LOADED).exists() and _is_among(loaded, one)))
    found = [SpoolRun(folder) for folder in due if not is_being_written(folder)]
    return sorted(found, key=lambda run: (naive_utc(run.card["started_at"]), run.folder.name))


def _is_among(loaded: Collection[str], folder: Path) -> bool:
    return folder.name in loaded or str(SpoolRun(folder).card["run_id"]) in loaded


def _is_run(folder: Path) -> bool:
    return folder.is_dir() and any((folder / name).exists() for name in _FILES)


def _refusal(place: str, line: bytes, error: ValidationError) -> dict[str, Any]:
    first = error.errors()[0]
    return {
        **_key_of(line),
        "place": place,
        "reason": f"{'.'.join(map(str, first['loc']))}: {first['msg']}",
        "raw": line.decode("utf-8", "backslashreplace")[:20_000],
    }


def _key_of(line: bytes) -> dict[str, str]:
    try:
        whole = json.loads(line)
        told = whole.get("posting", whole)
        return {name: str(told.get(name, "?")) for name in ("source", "board")}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {"source": "?", "board": "?"}
