"""The earlier runs of a spool, as their folders tell: which came to their end, and which boards they read whole."""

import contextlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from crawler.boards import Board
from crawler.job import JOB
from crawler.run_log import RunSummary, Snapshot
from crawler.spool import CLOCKS_DIFFER, SNAPSHOTS, SUMMARY, Spool, read_lines, stamp

# Less than a day: a daily cron line must not take yesterday's boards for its own.
_RESUMED_WITHIN = timedelta(hours=20)
_NAME = re.compile(r"\d{8}T\d{6}Z")
_NEEDED = ("source", "board", "scope", "status")
_SNAPSHOT = TypeAdapter(Snapshot)


def without_done(spool_dir: Path, boards: Sequence[Board], scope: str, now: datetime) -> list[Board]:
    """Leave out the boards that an unfinished run of the last hours has read whole already."""
    done = {
        (line["source"], line["board"])
        for folder in _unfinished(spool_dir, now)
        for line in read_whole(folder)
        if line["scope"] == scope
    }
    return [board for board in boards if (board.source, board.board) not in done]


def read_whole(folder: Path) -> Iterator[dict[str, Any]]:
    """Return the snapshots of the boards that one folder has whole."""
    return (line for line in _told(folder) if line["status"] in {"complete", "unchanged"})


def _told(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what a folder tells of its boards; one of which no line can be read is asked again."""
    return read_lines(folder / SNAPSHOTS, _NEEDED)


def _snapshots(folder: Path) -> Iterator[Snapshot]:
    for line in _told(folder):
        with contextlib.suppress(ValidationError):
            yield _SNAPSHOT.validate_python(line)


def _unfinished(spool_dir: Path, now: datetime) -> Iterator[Path]:
    """Yield the folders of the runs after the last one that came to its end, if they are young."""
    for folders in _runs(spool_dir, now):
        if _is_finished(folders) or abs(now - _started(folders[0])) > _RESUMED_WITHIN:
            return
        yield from folders


def finish(spool_dir: Path, now: datetime) -> Iterator[Snapshot]:
    """Write the summary of each run that was broken off after its last board, and yield what it has read.

    Without it the run would go on being continued, by crawls that have nothing to ask.
    """
    for folder in _unfinished(spool_dir, now):
        snapshots = list(_snapshots(folder))
        if (folder / SUMMARY).exists() or not snapshots or not _has_read_all(folder):
            continue
        summary = RunSummary(folder.name, str(folder))
        for snapshot in snapshots:
            summary.add(snapshot)
        summary.conclude()
        Spool(folder).close(summary.card(stamp(_started(folder)), snapshots[-1].seen_at))
        yield from snapshots


def _has_read_all(folder: Path) -> bool:
    whole = {(line["source"], line["board"]) for line in read_whole(folder)}
    try:
        asked = {(board["source"], board["board"]) for board in json.loads((folder / JOB).read_bytes())["boards"]}
    except (OSError, ValueError, LookupError, TypeError):  # broken, or no job: its boards are asked again
        return False
    return asked <= whole


def only_troubled(spool_dir: Path, boards: Sequence[Board], now: datetime) -> list[Board]:
    """Keep the boards that the last finished run did not read whole."""
    finished = next(filter(_is_finished, _runs(spool_dir, now)), None)
    if finished is None:
        return list(boards)
    lines = [line for folder in finished for line in _told(folder)]
    whole = {(line["source"], line["board"]) for line in lines if not _is_troubled(line)}
    troubled = {(line["source"], line["board"]) for line in lines} - whole
    return [board for board in boards if (board.source, board.board) in troubled]


def _is_troubled(line: dict[str, Any]) -> bool:
    return line["status"] in {"failed", "partial"} or line.get("is_left", False)


def _runs(spool_dir: Path, now: datetime) -> list[list[Path]]:
    """Return the runs, newest first: the folder of each, or those of its parts and of their tries.

    One of a clock that was ahead is none: it would stay the newest for years. Nor is a copy under another name.
    """
    runs: dict[str, list[Path]] = defaultdict(list)
    for folder in sorted(job.parent for job in spool_dir.glob(f"*/{JOB}") if _NAME.match(job.parent.name)):
        runs[folder.name.partition(".")[0]].append(folder)
    return [runs[name] for name in sorted(runs, reverse=True) if _started(runs[name][0]) <= now + CLOCKS_DIFFER]


def _is_finished(folders: Sequence[Path]) -> bool:
    """Whether each part of a run came to its end, by whichever try."""
    parts: dict[str, bool] = defaultdict(bool)
    for folder in folders:
        parts[folder.name.partition(".t")[0]] |= _has_ended(folder)
    return all(parts.values())


def _has_ended(folder: Path) -> bool:
    """Whether a run tells of its end, and not that a signal stopped it."""
    try:
        told = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    except OSError:
        return False
    except ValueError:  # whatever has become of the file since, it was written at the end
        return True
    summary = told.get("summary") if isinstance(told, dict) else None
    return not (isinstance(summary, dict) and summary.get("stopped"))


def _started(folder: Path) -> datetime:
    return datetime.strptime(folder.name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def new_name(spool_dir: Path, now: datetime) -> str:
    """Return the name of a new run: a folder, or the beginning of its parts' folders."""
    name = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 0
    while any(spool_dir.glob(f"{name}-{number:02}*")):
        number += 1
    return f"{name}-{number:02}"
