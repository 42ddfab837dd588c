"""What the crawling process (`crawler.child`) is started for, a crawl or a search, and how it is listened to."""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from crawler.discover import Found
from crawler.exit_codes import DONE_IN_PART, WRONG_USE
from crawler.job import CANNOT_GO_ON, Job
from crawler.run_log import Snapshot
from crawler.spool import SUMMARY


class CrawlError(Exception):
    """A crawl that could not run; says why and what to do."""

    exit_code = DONE_IN_PART


class CrawlBroken(CrawlError):  # noqa: N818 - names a state, reads as a sentence
    """The crawling process died."""


class CannotGoOnError(CrawlError):
    """The disk does not take what comes, or a file of our own data cannot be used; the message says what to do."""

    exit_code = WRONG_USE


def in_child(job: Job, folder: Path, progress: Callable[[Snapshot], None] | None) -> None:
    """Do a job in a process of its own; tell of each board as it ends."""
    with _lines_of_child(str(job.write(folder))) as lines:
        for line in lines:
            if progress:
                progress(Snapshot(**line))
    if not (folder / SUMMARY).exists():
        raise CrawlBroken("the crawl ended before its time. Run it again: it goes on from there.")


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
            raise CannotGoOnError(reason)
        yield told
