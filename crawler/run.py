"""One scheduled run: lock, resume, budgets, summary, exit code.

The crawl itself runs in a process of its own (`crawler.child`).
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from crawler.boards import Board
from crawler.earlier_runs import finish, new_name, only_troubled, without_done
from crawler.exit_codes import LOCKED
from crawler.job import Job
from crawler.partition import parted
from crawler.parts import Spread, in_parts
from crawler.run_log import RunSummary, Snapshot
from crawler.spawn import CrawlError, in_child
from crawler.spool import LOCK, SUMMARY, stamp
from crawler.titles import roles as roles_named
from crawler.wishes import DETAILS_A_BOARD


class LockHeldError(CrawlError):
    """Another run is at work on this spool."""

    exit_code = LOCKED


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
    timeout: float = 60.0,
    retry_failed: bool = False,
    progress: Callable[[Snapshot], None] | None = None,
    quiet: bool = True,
    parts: int = 1,
    spread: Spread = map,
) -> RunSummary:
    """Gather `boards` into a new folder of `spool_dir` and return what happened.

    `delay` and `concurrency` are the pace on loopback hosts only; everyone else is asked one thing at a time, once a
    second or slower. An answer may take `timeout` seconds. `known` is the file that `load` leaves beside the store.
    `retry_failed` asks only the boards that the last run did not read whole. In several `parts` each is a process and a
    folder of its own, started by `spread`; boards of one host are in one part, and budgets are shared out.
    """
    spool_dir.mkdir(parents=True, exist_ok=True)
    named = list(sources or ())
    with hold_lock(spool_dir, now):
        roles_named(roles)
        wanted = [board for board in boards if not named or board.source in named]
        if retry_failed and wanted and not (wanted := only_troubled(spool_dir, wanted, now)):
            return RunSummary("", "")  # nothing had failed, which is all that was wished
        rest = without_done(spool_dir, wanted, roles_named(roles).scope, now)
        summary = RunSummary("", "", resumed=len(wanted) - len(rest))
        if not rest:
            return _of_all_parts(summary, finish(spool_dir, now))
        name = new_name(spool_dir, now)
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
            timeout=timeout,
            asked_by_name=named,
            contact=os.environ.get("NEXTRUNG_CONTACT"),
            is_quiet=quiet,
            tells_boards=progress is not None or parts > 1,
        )
        if parts > 1:
            return in_parts(job, parted(rest, parts, roles), spread, progress, summary)
        return _alone(job, spool_dir / name, progress, summary.resumed)


def _of_all_parts(summary: RunSummary, snapshots: Iterable[Snapshot]) -> RunSummary:
    for snapshot in snapshots:
        summary.add(snapshot)
    summary.conclude()
    return summary


def _alone(job: Job, folder: Path, progress: Callable[[Snapshot], None] | None, resumed: int) -> RunSummary:
    folder.mkdir()
    in_child(job, folder, progress)
    told = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))["summary"]
    summary = RunSummary.of(told)
    summary.resumed = resumed
    return summary


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
