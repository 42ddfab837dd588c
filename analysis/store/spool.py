"""The spool as a crawl leaves it: one folder a run, lines of JSON, some of them cut off by a kill."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.store.errors import StoreError, StoreLocked
from analysis.store.rows import Arrival
from crawler.posting import Posting
from crawler.spool import (
    LOADED,
    POSTINGS,
    REFUSED,
    SIGHTINGS,
    SNAPSHOTS,
    SUMMARY,
    is_being_written,
    read_lines,
    whole_lines,
)

_FILES = (POSTINGS, SIGHTINGS, REFUSED, SNAPSHOTS, SUMMARY)


class _Seen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    posting: Posting
    scope: str
    seen_at: datetime


@dataclass(frozen=True)
class SpoolRun:
    """One run's folder."""

    folder: Path
    is_named: bool = False
    """It was asked for by its own name."""

    @property
    def card(self) -> dict[str, Any]:
        """What the run says of itself; a killed one says nothing, so its folder speaks for it."""
        fallback = {"run_id": self.folder.name, "kind": "crawl", "started_at": self._began(), "ended_at": None}
        try:
            told = json.loads((self.folder / SUMMARY).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return fallback
        return {**fallback, **told} if isinstance(told, dict) else fallback

    def _began(self) -> str:
        times = [line["seen_at"] for line in self.snapshots() if "seen_at" in line]
        made = min((file.stat().st_mtime for file in self.folder.iterdir()), default=0.0)
        return min(times) if times else datetime.fromtimestamp(made, UTC).isoformat()

    def arrivals(self, refused: list[dict[str, Any]]) -> Iterator[Arrival]:
        """Yield the postings; what is no posting (any more) goes to `refused` with the reason."""
        for number, line in enumerate(whole_lines(self.folder / POSTINGS), start=1):
            try:
                seen = _Seen.model_validate_json(line)
            except ValidationError as error:
                refused.append(_refusal(self.folder, number, line, error))
            else:
                yield Arrival(seen.posting, seen.scope, seen.seen_at)

    def sightings(self) -> Iterator[dict[str, Any]]:
        """Yield the known adverts that were seen."""
        return read_lines(self.folder / SIGHTINGS)

    def refused(self) -> Iterator[dict[str, Any]]:
        """Yield the records that the crawl kept aside."""
        return read_lines(self.folder / REFUSED)

    def snapshots(self) -> Iterator[dict[str, Any]]:
        """Yield what became of each board."""
        return read_lines(self.folder / SNAPSHOTS)

    def mark_loaded(self, now: datetime) -> None:
        """Leave the mark that this run is in the store."""
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
    return sorted(found, key=lambda run: (str(run.card["started_at"]), run.folder.name))


def _is_among(loaded: Collection[str], folder: Path) -> bool:
    return folder.name in loaded or str(SpoolRun(folder).card["run_id"]) in loaded


def _is_run(folder: Path) -> bool:
    return folder.is_dir() and any((folder / name).exists() for name in _FILES)


def _refusal(folder: Path, number: int, line: bytes, error: ValidationError) -> dict[str, Any]:
    first = error.errors()[0]
    return {
        **_key_of(line),
        "place": f"{folder.name}/{POSTINGS}: line {number}",
        "reason": f"{'.'.join(map(str, first['loc']))}: {first['msg']}",
        "raw": line.decode("utf-8", "backslashreplace")[:20_000],
    }


def _key_of(line: bytes) -> dict[str, str]:
    try:
        told = json.loads(line)["posting"]
        return {name: str(told.get(name, "?")) for name in ("source", "board")}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {"source": "?", "board": "?"}
