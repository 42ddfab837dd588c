"""One scheduled run: lock, resume, budgets, summary, exit code.

The crawl itself runs in a process of its own (`crawler.child`).
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from crawler.boards import Board
from crawler.discover import Found
from crawler.job import CANNOT_GO_ON, JOB, Job
from crawler.memory import loaded_marks
from crawler.partition import parted
from crawler.run_log import RunSummary, Snapshot
from crawler.spool import LOCK, SNAPSHOTS, SUMMARY, read_lines, stamp
from crawler.titles import roles as roles_named
from crawler.visit import DETAILS_A_BOARD

# Less than a day: a daily cron line must not take yesterday's boards for its own.
_RESUMED_WITHIN = timedelta(hours=20)
Spread = Callable[[Callable[[Job], list[dict[str, Any]]], Sequence[Job]], Iterable[list[dict[str, Any]]]]
"""Does each job with the function, wherever, and yields what comes of them in their order; `map` does it here."""


class CrawlError(Exception):
    """A crawl that could not run; says why and what to do."""


class SpoolError(CrawlError):
    """The disk does not take what comes."""


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
    parts: int = 1,
    spread: Spread = map,
) -> RunSummary:
    """Gather `boards` into a new folder of `spool_dir` and return what happened.

    `delay` and `concurrency` are the pace on loopback hosts only; everyone else is asked one thing at a time, once a
    second or slower. `known` is the file that `load` leaves beside the store. `retry_failed` asks only the boards
    that the last run did not read whole. In several `parts` each is a process and a folder of its own, started by
    `spread`; boards of one host are in one part, and budgets are shared out.
    """
    spool_dir.mkdir(parents=True, exist_ok=True)
    named = list(sources or ())
    with hold_lock(spool_dir, now):
        roles_named(roles)
        wanted = [board for board in boards if not named or board.source in named]
        if retry_failed and wanted and not (wanted := _troubled(spool_dir, wanted)):
            return RunSummary("", "")  # nothing had failed, which is all that was wished
        rest = without_done(spool_dir, wanted, roles_named(roles).scope, now)
        summary = RunSummary("", "", resumed=len(wanted) - len(rest))
        if not rest:
            summary.conclude()
            return summary
        name = _new_name(spool_dir, now)
        job = Job(
            run_id=name,
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
            tells_boards=progress is not None or parts > 1,
        )
        if parts > 1:
            return _in_parts(job, parted(rest, parts, roles), spread, progress, summary)
        folder = spool_dir / name
        folder.mkdir()
        _in_child(job, folder, progress)
        found = RunSummary.of(_summary(folder))
        found.resumed = summary.resumed
        return found


# --- parts ----------------------------------------------------------------------------------------------------------


def _in_parts(
    job: Job,
    parts: Sequence[Sequence[Board]],
    spread: Spread,
    progress: Callable[[Snapshot], None] | None,
    summary: RunSummary,
) -> RunSummary:
    """Crawl `parts` at the same time, and return what happened to all of them."""
    began = datetime.now(UTC)
    loaded_marks(Path(job.spool_dir))  # folded once here, so that the parts find nothing to write
    summary.run_id, summary.folder = job.run_id, job.spool_dir
    shares = [_share(job, number, part, len(parts)) for number, part in enumerate(parts)]
    for lines in spread(crawl_part, shares):
        for line in lines:
            snapshot = Snapshot(**line)
            summary.add(snapshot)
            if progress:
                progress(snapshot)
    summary.seconds = round((datetime.now(UTC) - began).total_seconds(), 1)
    summary.conclude()
    return summary


def _share(job: Job, number: int, boards: Sequence[Board], parts: int) -> Job:
    return replace(
        job,
        run_id=f"{job.run_id}.p{number}",
        boards=[asdict(board) for board in boards],
        max_requests=None if job.max_requests is None else max(1, job.max_requests // parts),
    )


def crawl_part(job: Job) -> list[dict[str, Any]]:
    """Crawl one part of a run, in whichever process or machine this is; return its snapshots.

    Where another worker died over it, what that one read whole is not asked again; a broken folder is left as it is.
    """
    spool_dir = Path(job.spool_dir)
    tries = sorted(spool_dir.glob(f"{job.run_id}.t*"))
    done = {(line["source"], line["board"]): line for folder in tries for line in _read_whole(folder)}
    rest = [board for board in job.boards if (board["source"], board["board"]) not in done]
    folder = spool_dir / f"{job.run_id}.t{len(tries)}"
    folder.mkdir()
    found: list[Snapshot] = []
    _in_child(replace(job, run_id=folder.name, boards=rest), folder, found.append)
    return [*done.values(), *map(asdict, found)]


def _read_whole(folder: Path) -> Iterator[dict[str, Any]]:
    return (line for line in read_lines(folder / SNAPSHOTS) if line["status"] in {"complete", "unchanged"})


# --- the lock -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def hold_lock(spool_dir: Path, now: datetime) -> Iterator[None]:
    """Hold the spool against other runs, or say who holds it and since when."""
    lock, holder = FileLock(spool_dir / LOCK), spool_dir / ".holder"
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
        for line in _read_whole(folder)
        if line["scope"] == scope
    }
    return [board for board in boards if (board.source, board.board) not in done]


def _unfinished(spool_dir: Path, now: datetime) -> Iterator[Path]:
    """Yield the folders of the runs after the last one that came to its end, if they are young."""
    for folders in _runs(spool_dir):
        if _is_finished(folders) or abs(now - _started(folders[0])) > _RESUMED_WITHIN:
            return
        yield from folders


def _troubled(spool_dir: Path, boards: Sequence[Board]) -> list[Board]:
    """Keep the boards that the last finished run did not read whole."""
    finished = next(filter(_is_finished, _runs(spool_dir)), None)
    if finished is None:
        return list(boards)
    lines = [line for folder in finished for line in read_lines(folder / SNAPSHOTS)]
    whole = {(line["source"], line["board"]) for line in lines if not _is_troubled(line)}
    troubled = {(line["source"], line["board"]) for line in lines} - whole
    return [board for board in boards if (board.source, board.board) in troubled]


def _is_troubled(line: dict[str, Any]) -> bool:
    return line["status"] in {"failed", "partial"} or line.get("is_left", False)


def _runs(spool_dir: Path) -> list[list[Path]]:
    """Return the runs, newest first: the folder of each, or those of its parts and of their tries."""
    runs: dict[str, list[Path]] = defaultdict(list)
    for folder in sorted(folder for folder in spool_dir.iterdir() if folder.is_dir() and (folder / JOB).exists()):
        runs[folder.name.partition(".")[0]].append(folder)
    return [runs[name] for name in sorted(runs, reverse=True)]


def _is_finished(folders: Sequence[Path]) -> bool:
    """Whether each part of a run came to its end, by whichever try."""
    parts: dict[str, bool] = defaultdict(bool)
    for folder in folders:
        parts[folder.name.partition(".t")[0]] |= (folder / SUMMARY).exists()
    return all(parts.values())


def _started(folder: Path) -> datetime:
    return datetime.strptime(folder.name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _new_name(spool_dir: Path, now: datetime) -> str:
    """Return the name of a new run: a folder, or the beginning of its parts' folders."""
    name = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 0
    while any(spool_dir.glob(f"{name}-{number:02}*")):
        number += 1
    return f"{name}-{number:02}"


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
    with _deaf_to_ctrl_c():
        # The pipe to its input is how the child notices that we are gone.
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        yield _said(child.stdout)
        child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
        child.stdin.close()
        child.stdout.close()


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start a process deaf to Ctrl-C: it would break off its imports aloud, and ends with us anyhow."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _said(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if not line.startswith("{"):
            continue
        told = json.loads(line)
        if reason := told.get(CANNOT_GO_ON):
            raise SpoolError(f"the spool cannot be written: {reason}. See to the disk and run it again: it goes on.")
        yield told


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
