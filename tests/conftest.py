"""Crawling processes of tests are forked from one that has Scrapy imported: to do it anew takes each a second of CPU.

Tests of the command line start its processes themselves, with all their imports.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from multiprocessing.reduction import DupFd
from types import SimpleNamespace
from typing import Any

import pytest


class Forked:
    """What `subprocess.Popen` gives for `python -m crawler.child …`, with pipes as its input and output."""

    def __init__(self, command: Sequence[str], **_pipes: Any) -> None:
        ours, theirs = os.pipe(), os.pipe()
        self.stdin, self.stdout = os.fdopen(ours[1], "w"), os.fdopen(theirs[0])
        streams = [DupFd(stream) for stream in (ours[0], theirs[1], 2)]
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        told = (command[3:], streams, dict(os.environ), blocked)
        self._process = multiprocessing.get_context("forkserver").Process(target=_as_child, args=told)
        self._process.start()
        os.close(ours[0])
        os.close(theirs[1])

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> None:
        self._process.join()

    def terminate(self) -> None:
        self._process.terminate()


def _as_child(
    arguments: Sequence[str], streams: Sequence[Any], environment: dict[str, str], blocked: Collection[int]
) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream.detach(), number)
    sys.stdin = os.fdopen(0)
    sys.argv[1:] = arguments
    os.environ.clear()
    os.environ.update(environment)
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    from crawler import child

    child._started()


@pytest.fixture(scope="session", autouse=True)
def crawling_processes_are_forked() -> Iterator[None]:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        yield
        return
    # None of our own modules: each crawl reads them, and they the environment, anew.
    libraries = ["scrapy.core.downloader.handlers.http11", "scrapy.crawler", "pydantic"]
    multiprocessing.get_context("forkserver").set_forkserver_preload(libraries)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("crawler.spawn.subprocess", SimpleNamespace(Popen=Forked, PIPE=subprocess.PIPE))
        yield
