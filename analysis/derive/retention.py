"""How long adverts are kept after they were closed, and the spool files they came in."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.derive.comparing import compare_what_is_left
from analysis.store import open_store, writing
from analysis.store.asking import answers, run
from analysis.store.rows import naive_utc
from crawler.job import JOB
from crawler.spool import LOADED

_LONGEST_PAUSE = timedelta(days=45)
"""Crawls of every month are no sign of a clock gone wrong."""


def believed(path: Path, now: datetime) -> datetime:
    """Return the time by which to forget: that of the run before, where the clock is far ahead of it.

    One wrong run of the clock would empty the store. Where it is right, and crawls are rare, the next forgets.
    """
    with open_store(path) as con:
        before = answers(con, "began_before", now=naive_utc(now))[0]["began_at"]
    before = before and before.replace(tzinfo=UTC)
    return before if before and now - before > _LONGEST_PAUSE else now


def keep_days(path: Path, spool: Path, days: int, *, now: datetime) -> tuple[int, int]:
    """Forget adverts closed more than `days` ago and delete loaded runs as old; return how many of both.

    What is open stays, however old, and so does the newest run: the next crawl goes by it. What was read from the
    adverts goes with them, and themes, firms and words are compared by those that are left.
    """
    before = now - timedelta(days=days)
    return _forget_adverts(path, before), _delete_runs(spool, before)


def _forget_adverts(path: Path, before: datetime) -> int:
    with open_store(path) as con:
        due = answers(con, "overdue", before=naive_utc(before))[0]
    if any(due.values()):
        with writing(path) as con:
            con.begin()
            run(con, "due", before=naive_utc(before))
            run(con, "retire")
            compare_what_is_left(con)
            con.commit()
    return int(due["adverts"])


def _delete_runs(spool: Path, before: datetime) -> int:
    loaded = sorted(mark.parent for mark in spool.glob(f"*/{LOADED}"))
    done = [folder / LOADED for folder in loaded[:-1]] + [job for job in spool.glob(f"*/{JOB}") if _is_alone(job)]
    old = [file.parent for file in done if file.stat().st_mtime < before.timestamp()]
    for folder in old:
        shutil.rmtree(folder)
    return len(old)


def _is_alone(job: Path) -> bool:
    """Say whether a crawl was killed before it left anything to load."""
    return list(job.parent.iterdir()) == [job]
