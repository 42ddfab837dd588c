"""The spool: the folder in which one run leaves what it saw. Append-only, and readable after a kill.

Lines are kept for a moment and written as whole gzip members; a snapshot's line follows the lines it speaks of.
"""

import contextlib
import gzip
import json
import zlib
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import IO, Any

from filelock import FileLock, Timeout

from crawler.posting import Posting, Refused

POSTINGS, SIGHTINGS, REFUSED = "postings.jsonl.gz", "sightings.jsonl.gz", "refused.jsonl.gz"
MARKS, SNAPSHOTS, SUMMARY, LOADED = "marks.jsonl.gz", "snapshots.jsonl", "run.json", "loaded"
LOCK = ".lock"
CLOCKS_DIFFER = timedelta(days=1)
"""So much clocks may differ: what is of a later time was written by one that was ahead."""
_CHUNK, _GZIP = 1 << 20, 31  # bytes; zlib's number for gzip's wrapping
_FLUSH_BYTES, _FLUSH_SECONDS = 1_000_000, 1.0


class SpoolBroken(OSError):  # noqa: N818 - names a state, reads as a sentence
    """The disk did not take what came."""


class SpoolUnreadable(OSError):  # noqa: N818 - the same
    """A file of the spool that cannot be read, by name: it is another user's, or no file."""


class Spool:
    """Writes one run's folder. Nothing follows a write that failed: behind half a member nothing could be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: dict[str, list[str]] = {name: [] for name in (POSTINGS, SIGHTINGS, REFUSED, MARKS, SNAPSHOTS)}
        self._files: dict[str, IO[bytes]] = {}
        self._bytes = 0
        self._flushed_at = monotonic()
        self._broken: SpoolBroken | None = None

    def posting(self, posting: Posting, scope: str, seen_at: datetime) -> None:
        """Write an advert as it was published."""
        self._write(POSTINGS, f'{{"posting": {posting.model_dump_json()}, {_tail(scope, seen_at)}')

    def sighting(self, key: tuple[str, str, str], scope: str, seen_at: datetime) -> None:
        """Write that a known advert is still there, though its text was not fetched."""
        source, board, source_id = key
        line = {"source": source, "board": board, "source_id": source_id, "scope": scope, "seen_at": stamp(seen_at)}
        self._write(SIGHTINGS, json.dumps(line))

    def refused(self, refused: Refused, place: str) -> None:
        """Write an entry that became no posting."""
        self._write(REFUSED, json.dumps({**refused.model_dump(), "place": place}, ensure_ascii=False))

    def mark(self, key: str, **mark: Any) -> None:
        """Write what saves asking again, once this run is loaded."""
        self._write(MARKS, json.dumps({"key": key, **mark}))

    def snapshot(self, line: dict[str, Any]) -> None:
        """Write how whole a board's answer was."""
        self._write(SNAPSHOTS, json.dumps(line, ensure_ascii=False))
        if monotonic() - self._flushed_at > _FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Put everything on disk; snapshots last."""
        if self._broken:
            raise self._broken
        for name, lines in self._waiting.items():
            if lines:
                self._append(name, "".join(lines).encode())
                lines.clear()
        self._bytes, self._flushed_at = 0, monotonic()

    def close(self, summary: dict[str, Any]) -> None:
        """Write the run's summary, which says that the run came to its end."""
        self.flush()
        self._close_files()
        write_whole(self.folder / SUMMARY, json.dumps(summary, indent=1, ensure_ascii=False))

    def _write(self, name: str, line: str) -> None:
        self._waiting[name].append(line + "\n")
        self._bytes += len(line)
        if self._bytes > _FLUSH_BYTES:
            self.flush()

    def _append(self, name: str, text: bytes) -> None:
        try:
            self._write_out(name, text)
        except OSError as error:
            self._close_files()
            self._broken = SpoolBroken(error.errno, error.strerror)
            raise self._broken from error

    def _close_files(self) -> None:
        for file in self._files.values():
            file.close()

    def _write_out(self, name: str, text: bytes) -> None:
        if name not in self._files:
            self._files[name] = (self.folder / name).open("ab", buffering=0)
        # Level 1: half the CPU of the default for a tenth more bytes.
        rest = gzip.compress(text, 1) if name.endswith(".gz") else text
        while rest:  # of a disk that fills up, only the next write tells
            rest = rest[self._files[name].write(rest) :]


@lru_cache(maxsize=1)
def _tail(scope: str, seen_at: datetime) -> str:
    """Return what all adverts of one answer have in common, as their lines end."""
    return json.dumps({"scope": scope, "seen_at": stamp(seen_at)})[1:]


def is_being_written(folder: Path) -> bool:
    """Say whether the run in `folder` may still go on: it has not come to its end, and a crawl holds the spool."""
    lock = folder.parent / LOCK
    if (folder / SUMMARY).exists() or not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True


def read_lines(path: Path, needed: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield what the whole lines of a file say of which a crawl can do without: of marks, of what is known.

    A file that cannot be read says nothing; neither does a line that is no object or lacks one of the words `needed`.
    """
    with contextlib.suppress(SpoolUnreadable):
        for line in whole_lines(path):
            told = _told(line)
            if isinstance(told, dict) and all(isinstance(told.get(name), str) for name in needed):
                yield told


def _told(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def whole_lines(path: Path) -> Iterator[bytes]:
    """Yield the whole lines of a spool file; what a kill broke off at its end is left out."""
    try:
        yield from _whole_lines(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise SpoolUnreadable(error.errno, error.strerror, str(path)) from error


def _whole_lines(path: Path) -> Iterator[bytes]:
    rest = b""
    with path.open("rb") as file:
        for piece in _inflated(file) if path.suffix == ".gz" else iter(lambda: file.read(_CHUNK), b""):
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines


def _inflated(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the text of a file of gzip members, up to where it breaks off.

    `gzip.open` would lose with a broken member also the whole ones that it read together with it.
    """
    member = zlib.decompressobj(_GZIP)
    while chunk := file.read(_CHUNK):
        while chunk:
            try:
                yield member.decompress(chunk)
            except zlib.error:
                return
            chunk = member.unused_data
            if member.eof:
                member = zlib.decompressobj(_GZIP)


def stamp(when: datetime) -> str:
    """Return a time as the spool writes it: ISO 8601, UTC.

    >>> stamp(datetime.fromisoformat("2026-11-24T07:00:00+01:00"))
    '2026-11-24T06:00:00+00:00'
    """
    return when.astimezone(UTC).isoformat(timespec="seconds")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees all of it or the one before."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
