"""The process that crawls: `python -m crawler.child JOB`. It ends when the process that started it does.

Scrapy's reactor starts once in a process, so each crawl has one of its own.
"""

import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers import http11  # noqa: F401 - where Scrapy loads it, far down, it takes thrice as long
from scrapy.crawler import CrawlerProcess

from crawler import settings
from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.discover import Search, address_of
from crawler.gather import Gather, Visiting
from crawler.job import CANNOT_GO_ON, Job
from crawler.knowledge import KnowledgeError, knowledge, known_words
from crawler.manners.budget import Budget
from crawler.manners.hosts import is_loopback
from crawler.memory import remember
from crawler.run_log import RunSummary
from crawler.sources import SourceError, spiders_for
from crawler.spool import Spool, stamp
from crawler.titles import roles
from crawler.told_log import tell_faults
from crawler.visit import Visit
from crawler.wishes import Wishes

Asking = TypeVar("Asking", bound=Visiting)


def run_job(job: Job) -> RunSummary:
    """Run one crawl in this process, once: Scrapy's reactor does not start again."""
    # A crawl makes many short-lived records and few cycles: looking for these after every 700 costs a tenth of its CPU.
    gc.set_threshold(50_000, 20, 20)
    now, began, folder = datetime.fromisoformat(job.now), monotonic(), Path(job.spool_dir, job.run_id)
    spool, summary = Spool(folder), RunSummary(job.run_id, str(folder))
    boards = [Board(**row) for row in job.boards]
    visits = _visits(job, boards, spool, now)

    ended: set[int] = set()

    def on_end(visit: Visit) -> None:
        visit.tally.seen_at = now + timedelta(seconds=monotonic() - began)
        snapshot = visit.snapshot()
        ended.add(id(visit))
        summary.add(snapshot)
        if job.tells_boards:
            print(json.dumps(vars(snapshot)), flush=True)  # noqa: T201 - the parent reads it

    _gather(_settings(job, boards), visits, on_end, Budget(job.max_requests, job.max_seconds))
    for visit in visits:
        if id(visit) not in ended:
            visit.stopped()
            on_end(visit)
            summary.stopped += 1
    summary.seconds = round(monotonic() - began, 1)
    summary.conclude()
    end = now + timedelta(seconds=monotonic() - began)
    spool.close(summary.card(stamp(now), stamp(end)))
    return summary


def run_search(urls: Sequence[str]) -> None:
    """Look for the boards of companies' home pages; print each as it is found."""

    def on_end(search: Search) -> None:
        print(json.dumps(asdict(search.found())), flush=True)  # noqa: T201 - the parent reads it

    _gather({"LOG_ENABLED": False}, [Search(url) for url in urls], on_end, Budget())


def _gather(
    chosen: dict[str, Any], visits: Sequence[Asking], on_end: Callable[[Asking], object], budget: Budget
) -> None:
    """Let Scrapy ask until nobody has a question. What `process.crawl` takes is unchecked: here it has types."""
    tell_faults()
    ours = {name: value for name, value in vars(settings).items() if name.isupper()}
    addresses = (address_of(visit.board.base_url or "") for visit in visits)
    own_hosts = {address.hostname for address in addresses if address and address.hostname}
    process = CrawlerProcess(ours | {"NEXTRUNG_OWN_HOSTS": sorted(own_hosts)} | chosen)
    process.crawl(Gather, visits=visits, on_end=on_end, budget=budget)
    _start(process)


def _start(process: CrawlerProcess) -> None:
    """Start Scrapy; from when it can end in order, Ctrl-C is heard, which the parent has blocked."""
    from twisted.internet import reactor  # the one that Scrapy has chosen by now

    reactor.callLater(0.0, _hear_ctrl_c)  # type: ignore[arg-type] # its interface is declared without self
    process.start()


def _hear_ctrl_c() -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _visits(job: Job, boards: Sequence[Board], spool: Spool, now: datetime) -> list[Visit]:
    wishes = Wishes(roles(job.roles), now, job.max_age_days, job.max_details)
    memory = remember(Path(job.spool_dir), Path(job.known) if job.known else None, now)
    spiders = spiders_for((board.source for board in boards), wishes.roles.searches, os.environ)
    visits = []
    for board in boards:
        spider = spiders[board.source]
        visit = Visit(BoardSpider() if isinstance(spider, SourceError) else spider, board, wishes, memory, spool, now)
        if reason := _not_asked(spider, board, job.asked_by_name):
            visit.tally.status, visit.tally.reasons = reason
        visits.append(visit)
    # Under a budget, each board has its turn: those that were not asked for longest come first.
    return sorted(visits, key=lambda visit: visit.past.asked_before())


def _not_asked(spider: BoardSpider | SourceError, board: Board, by_name: Sequence[str]) -> tuple[Any, list[str]] | None:
    if isinstance(spider, SourceError):
        return "failed", [str(spider)]
    if spider.is_off and board.source not in by_name:
        return "skipped", [spider.is_off]
    return None


def _settings(job: Job, boards: Sequence[Board]) -> dict[str, Any]:
    local = {host for board in boards if (host := _host(board)) and is_loopback(host)}
    pace = {"delay": job.delay, "concurrency": job.concurrency}
    return {
        "USER_AGENT": settings.user_agent(job.contact),
        "DOWNLOAD_SLOTS": dict.fromkeys(local, pace),
        "DOWNLOAD_TIMEOUT": job.timeout,
        "LOG_ENABLED": not job.is_quiet,
    }


def _host(board: Board) -> str | None:
    return urlsplit(board.base_url).hostname if board.base_url else None


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: the pipe to our input closes then."""
    sys.stdin.read()
    os._exit(1)


def _started() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _check_knowledge()
        if sys.argv[1] == "discover":
            run_search(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
        else:
            run_job(Job.read(Path(sys.argv[1])))
    except KnowledgeError as error:
        _cannot_go_on(str(error))
    except OSError as error:  # of the disk: what the network does is told board by board
        reason = error.strerror or error
        _cannot_go_on(f"the spool cannot be written: {reason}. See to the disk and run it again: it goes on.")


def _check_knowledge() -> None:
    """Read all that adverts are read by before anybody is asked: later a broken file would be each advert's fault."""
    of_fields = [("normal", file.name) for file in knowledge("normal").glob("*.toml")]
    for parts in (("money.toml",), ("contacts.toml",), ("recognise.toml",), *of_fields):
        known_words(*parts)


def _cannot_go_on(reason: str) -> None:
    print(json.dumps({CANNOT_GO_ON: reason}), flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    _started()
