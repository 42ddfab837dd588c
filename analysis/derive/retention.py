"""How long adverts are kept after they were closed, and the spool files they came in."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from analysis.derive.comparing import compare_what_is_left
from analysis.store import open_store, writing
from analysis.store.asking import answers, run
from analysis.store.rows import naive_utc
from crawler.spool import LOADED


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
    old = [folder for folder in loaded[:-1] if (folder / LOADED).stat().st_mtime < before.timestamp()]
    for folder in old:
        shutil.rmtree(folder)
    return len(old)
