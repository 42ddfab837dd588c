"""One run in several parts, each a process and a folder of its own, be it on another machine."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.boards import Board
from crawler.earlier_runs import read_whole
from crawler.job import Job
from crawler.memory import loaded_marks
from crawler.run_log import RunSummary, Snapshot
from crawler.spawn import in_child

Spread = Callable[[Callable[[Job], list[dict[str, Any]]], Sequence[Job]], Iterable[list[dict[str, Any]]]]
"""Does each job with the function, wherever, and yields what comes of them in their order; `map` does it here."""


def in_parts(
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
    done = {(line["source"], line["board"]): line for folder in tries for line in read_whole(folder)}
    rest = [board for board in job.boards if (board["source"], board["board"]) not in done]
    folder = spool_dir / f"{job.run_id}.t{len(tries)}"
    folder.mkdir()
    found: list[Snapshot] = []
    in_child(replace(job, run_id=folder.name, boards=rest), folder, found.append)
    return [*done.values(), *map(asdict, found)]
