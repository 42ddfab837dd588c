"""One run in several parts, each a process and a folder of its own, be it on another machine."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from crawler.boards import Board
from crawler.earlier_runs import read_whole
from crawler.job import Job
from crawler.memory import remember
from crawler.run_log import RunSummary, Snapshot
from crawler.spawn import CrawlBroken, in_child
from crawler.titles import roles

Spread = Callable[[Callable[[Job], list[dict[str, Any]]], Sequence[Job]], Iterable[list[dict[str, Any]]]]
"""Does each job with the function, wherever, and yields what comes of them in their order; `map` does it here."""

_TRIES = 3
"""So many crawling processes may die over a part before its boards are left."""


def in_parts(
    job: Job,
    parts: Sequence[Sequence[Board]],
    spread: Spread,
    progress: Callable[[Snapshot], None] | None,
    summary: RunSummary,
) -> RunSummary:
    """Crawl `parts` at the same time, and return what happened to all of them."""
    began = monotonic()
    # The marks are folded once here, so that the parts find nothing to write.
    remember(Path(job.spool_dir), Path(job.known) if job.known else None, datetime.fromisoformat(job.now))
    summary.run_id, summary.folder = job.run_id, job.spool_dir
    shares = [_share(job, number, part, len(parts)) for number, part in enumerate(parts)]
    for lines in spread(crawl_part, shares):
        for line in lines:
            snapshot = Snapshot(**line)
            summary.add(snapshot)
            if progress:
                progress(snapshot)
    summary.seconds = round(monotonic() - began, 1)
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

    Where a crawling process or another worker died over it, what that one read whole is not asked again; a broken
    folder is left as it is. A part over which processes keep dying leaves its other boards to the next run.
    """
    for _ in range(_TRIES):
        done = _read_whole(job)
        rest = [board for board in job.boards if (board["source"], board["board"]) not in done]
        if (found := _crawl_boards(job, rest)) is not None:
            return [*done.values(), *map(asdict, found)]
    done = _read_whole(job)
    return [done.get((board["source"], board["board"])) or asdict(_left(job, board)) for board in job.boards]


def _tries(job: Job) -> list[Path]:
    return sorted(Path(job.spool_dir).glob(f"{job.run_id}.t*"))


def _read_whole(job: Job) -> dict[tuple[str, str], dict[str, Any]]:
    return {(line["source"], line["board"]): line for folder in _tries(job) for line in read_whole(folder)}


def _crawl_boards(job: Job, boards: list[dict[str, Any]]) -> list[Snapshot] | None:
    """Crawl `boards` of a part in a folder of their own; None where the crawling process died."""
    folder = Path(job.spool_dir, f"{job.run_id}.t{len(_tries(job))}")
    folder.mkdir()
    found: list[Snapshot] = []
    try:
        in_child(replace(job, run_id=folder.name, boards=boards), folder, found.append)
    except CrawlBroken:
        return None
    return found


def _left(job: Job, board: dict[str, Any]) -> Snapshot:
    return Snapshot(
        source=board["source"],
        board=board["board"],
        scope=roles(job.roles).scope,
        status="skipped",
        seen_at=job.now,
        reason=f"left for the next run: {_TRIES} crawling processes died one after the other",
        is_left=True,
    )
