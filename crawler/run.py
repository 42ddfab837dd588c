"""One scheduled run: lock, resume, budgets, summary, exit code.

The crawl itself runs in a process of its own (`crawler.child`).
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from crawler.boards import Board
from crawler.discover import Found
from crawler.job import JOB, Job
from crawler.run_log import RunSummary, Snapshot
from crawler.spool import SNAPSHOTS, SUMMARY, read_lines, stamp
from crawler.titles import roles as roles_named
from crawler.visit import DETAILS_A_BOARD

# Less than a day: a daily cron line must not take yesterday's boards for its own.
_RESUMED_WITHIN = timedelta(hours=20)


class CrawlError(Exception):
    """A crawl that could not run; says why and what to do."""


class LockHeldError(CrawlError):
    """Another run is at work on this spool."""


def crawl(  # noqa: PLR0913 - the one door, all by name
    boards: Iterable[Board],
    spool_dir: Path,
    *,
    now: datetime,
    roles: str | None = "pm",
    known: Path | None = None,
    sources: Iterable[str] | None = None,
    delay: float = 1.0,
    concurrency: int = 1,
    max_requests: int | None = None,
    max_seconds: float | None = None,
    max_age_days: int | None = None,
    max_details: int = DETAILS_A_BOARD,
    retry_failed: bool = False,
    progress: Callable[[Snapshot], None] | None = None,
    quiet: bool = True,
) -> RunSummary:
    """Gather `boards` into a new folder of `spool_dir` and return what happened.

    `delay` and `concurrency` are the pace on loopback hosts only; everyone else is asked one thing at a time, once a
    second or slower. `known` is the file that `load` leaves beside the store. `retry_failed` asks only the boards
    that the last run did not read whole.
    """
    spool_dir.mkdir(parents=True, exist_ok=True)
    named = list(sources or ())
    with hold_lock(spool_dir, now):
        roles_named(roles)
        wanted = [board for board in boards if not named or board.source in named]
        if retry_failed:
            wanted = _troubled(spool_dir, wanted)
        rest = without_done(spool_dir, wanted, roles_named(roles).scope, now)
        summary = RunSummary("", "", resumed=len(wanted) - len(rest))
        if not rest:
            summary.conclude()
            return summary
        folder = _new_folder(spool_dir, now)
        job = Job(
            run_id=folder.name,
            spool_dir=str(spool_dir),
            boards=[asdict(board) for board in rest],
            roles=roles,
            now=now.isoformat(),
            known=str(known) if known else None,
            delay=delay,
            concurrency=concurrency,
            max_requests=max_requests,
            max_seconds=max_seconds,
            max_age_days=max_age_days,
            max_details=max_details,
            asked_by_name=named,
            contact=os.environ.get("NEXTRUNG_CONTACT"),
            is_quiet=quiet,
            tells_boards=progress is not None,
        )
        _in_child(job, folder, progress)
        found = RunSummary.of(_summary(folder))
        found.resumed = summary.resumed
        return found


# --- the lock -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def hold_lock(spool_dir: Path, now: datetime) -> Iterator[None]:
    """Hold the spool against other runs, or say who holds it and since when."""
    lock, holder = FileLock(spool_dir / ".lock"), spool_dir / ".holder"
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "another process"
        raise LockHeldError(f"another run is at work here: {who}. Wait for it, or end that process.") from error
    try:
        holder.write_text(f"process {os.getpid()}, since {stamp(now)}\n", encoding="utf-8")
        yield
    finally:
        lock.release()


# --- which boards ---------------------------------------------------------------------------------------------------


def without_done(spool_dir: Path, boards: Sequence[Board], scope: str, now: datetime) -> list[Board]:
    """Leave out the boards that an unfinished run of the last hours has read whole already."""
    done = {
        (line["source"], line["board"])
        for folder in _unfinished(spool_dir, now)
        for line in read_lines(folder / SNAPSHOTS)
        if line["status"] in {"complete", "unchanged"} and line["scope"] == scope
    }
    return [board for board in boards if (board.source, board.board) not in done]


def _unfinished(spool_dir: Path, now: datetime) -> Iterator[Path]:
    """Yield the folders after the last run that came to its end, if they are young."""
    for folder in sorted(_run_folders(spool_dir), reverse=True):
        if (folder / SUMMARY).exists() or now - _started(folder) > _RESUMED_WITHIN:
            return
        yield folder


def _troubled(spool_dir: Path, boards: Sequence[Board]) -> list[Board]:
    """Keep the boards that the last finished run did not read whole."""
    finished = [folder for folder in sorted(_run_folders(spool_dir)) if (folder / SUMMARY).exists()]
    if not finished:
        return list(boards)
    lines = read_lines(finished[-1] / SNAPSHOTS)
    troubled = {(line["source"], line["board"]) for line in lines if line["status"] in {"failed", "partial"}}
    return [board for board in boards if (board.source, board.board) in troubled]


def _run_folders(spool_dir: Path) -> Iterator[Path]:
    return (folder for folder in spool_dir.iterdir() if folder.is_dir() and (folder / JOB).exists())


def _started(folder: Path) -> datetime:
    return datetime.strptime(folder.name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _new_folder(spool_dir: Path, now: datetime) -> Path:
    name = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 0
    while (folder := spool_dir / f"{name}-{number:02}").exists():
        number += 1
    folder.mkdir()
    return folder


# --- the child ------------------------------------------------------------------------------------------------------


def _in_child(job: Job, folder: Path, progress: Callable[[Snapshot], None] | None) -> None:
    with _lines_of_child(str(job.write(folder))) as lines:
        for line in lines:
            if progress:
                progress(Snapshot(**line))
    if not (folder / SUMMARY).exists():
        raise CrawlError("the crawl ended before its time. Run it again: it goes on from there.")


@contextlib.contextmanager
def _lines_of_child(*arguments: str) -> Iterator[Iterator[dict[str, Any]]]:
    """Start the crawling process and give the JSON lines that it prints, as it prints them."""
    command = [sys.executable, "-m", "crawler.child", *arguments]
    # The pipe to its input is how the child notices that we are gone.
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        yield (json.loads(line) for line in child.stdout if line.startswith("{"))
        child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
        child.stdin.close()
        child.stdout.close()


def discover(home_pages: Iterable[str]) -> list[Found]:
    """Look for the board of each company's home page, with a crawl's manners; in the order of the pages."""
    pages = list(
        dict.fromkeys(page if "//" in page else f"https://{page}" for page in map(str.strip, home_pages) if page)
    )
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "pages.json")
        asked.write_text(json.dumps(pages), encoding="utf-8")
        with _lines_of_child("discover", str(asked)) as lines:
            found = {line["url"]: Found.of(line) for line in lines}
    return [found.get(page, Found(page, reason="the search ended before its time")) for page in pages]


def _summary(folder: Path) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))["summary"]
    return summary
