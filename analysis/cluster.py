"""The switch to many machines: the same functions over this process, over processes here, or over a Dask cluster."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar
from urllib.parse import urlsplit

Given = TypeVar("Given")
Made = TypeVar("Made")
LOCAL = "local"
_AHEAD = 2
"""So many pieces of work a worker are under way at a time: enough to keep it busy, few enough to hold in memory."""
_LOST_BEFORE_GIVING_UP = 3
_QUIET = {"dashboard_address": "127.0.0.1:0", "scheduler_kwargs": {"dashboard": False}, "silence_logs": "CRITICAL"}
"""A page of the cluster that anyone on the network could open is not wanted; None would open it on every address."""


_KEEPS_MEMORY = {
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 1 << 28,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 1 << 25,
}
"""Dask's workers hand every freed array back to the system, and ask for it again: a quarter of a reading's CPU."""


class ClusterError(Exception):
    """A cluster that cannot be used; says why and what to do."""

    exit_code = 2


@dataclass(frozen=True)
class Spread:
    """How work is spread over workers. A worker that dies costs only time: its piece is done again by another."""

    workers: int
    executor: Callable[[bool], Executor | None]
    """Tells what runs the work, another (True) where all of it broke; None: it is done here."""

    def map(self, work: Callable[[Given], Made], items: Iterable[Given]) -> Iterator[Made]:
        """Yield `work` of each of `items`, in their order."""
        rest = iter(items)
        waiting: deque[Given] = deque()
        for lost in range(_LOST_BEFORE_GIVING_UP + 1):
            executor = self.executor(lost > 0)
            try:
                yield from map(work, rest) if executor is None else self._ordered(executor, work, waiting, rest)
            except BrokenProcessPool as error:
                if lost == _LOST_BEFORE_GIVING_UP:
                    raise ClusterError(f"{lost + 1} workers died one after the other: out of memory?") from error
            else:
                return

    def _ordered(
        self, executor: Executor, work: Callable[[Given], Made], waiting: deque[Given], rest: Iterator[Given]
    ) -> Iterator[Made]:
        """Keep in `waiting` what is under way, so that it can be begun again elsewhere."""
        under_way: deque[Future[Made]] = deque(executor.submit(work, item) for item in waiting)
        while True:
            while len(under_way) < _AHEAD * self.workers and (more := next(rest, None)) is not None:
                waiting.append(more)
                under_way.append(executor.submit(work, more))
            if not under_way:
                return
            made = under_way.popleft().result()
            waiting.popleft()
            yield made


def here() -> Spread:
    """Return the spread over nothing: all work is done in this process."""
    return Spread(1, lambda _: None)


@contextmanager
def spread_over(workers: int = 1, cluster: str | None = None) -> Iterator[Spread]:
    """Yield how work is spread.

    Without `cluster`, over `workers` processes of this machine; with "local", over a Dask cluster of `workers`
    processes started here; else over the Dask cluster whose scheduler stands at that address.
    """
    if cluster is None:
        with ExitStack() as pools:
            yield _over_processes(workers, pools) if workers > 1 else here()
        return
    _refuse_open_line(cluster)
    if find_spec("distributed") is None:
        raise ClusterError("a cluster needs more packages: install nextrung with the extra `cluster`")
    with _client(workers, cluster) as client:
        count = len(client.scheduler_info(n_workers=-1)["workers"])
        executor = client.get_executor(pure=False)
        yield Spread(max(count, 1), lambda _: executor)


def _over_processes(workers: int, pools: ExitStack) -> Spread:
    """Return the spread over processes that are started once, for all steps, and left with `pools`."""
    started: list[Executor] = []

    def executor(anew: bool) -> Executor:
        if anew or not started:
            # Fresh processes: a fork of one with DuckDB's threads may hang.
            pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_end_with_parent)
            started.append(pools.enter_context(pool))
        return started[-1]

    return Spread(workers, executor)


def _end_with_parent() -> None:
    """End this worker, and the crawl that it may have started, when whoever spreads the work is gone by a signal."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _refuse_open_line(cluster: str) -> None:
    """Refuse an address whose line everyone on the network could read, or send Python through."""
    parts = urlsplit(cluster)
    if cluster == LOCAL or parts.scheme == "tls":
        return
    if parts.scheme != "tcp" or not parts.port:
        raise ClusterError(f"--cluster {cluster!r}: give `local`, or an address such as tls://scheduler.example:8786")
    if parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise ClusterError(f"--cluster {cluster!r}: beyond this machine a cluster needs TLS (tls://…)")


@contextmanager
def _client(workers: int, cluster: str) -> Iterator[Any]:
    import logging

    import dask
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of a worker's death in fifty lines
    with dask.config.set({"distributed.scheduler.allowed-failures": _LOST_BEFORE_GIVING_UP, **_KEEPS_MEMORY}):
        try:
            if cluster != LOCAL:
                with Client(cluster, timeout="10s", set_as_default=False) as client:
                    yield client
                return
            with (
                LocalCluster(workers, threads_per_worker=1, host="127.0.0.1", **_QUIET) as own,
                Client(own, set_as_default=False) as client,
            ):
                yield client
        except OSError as error:
            if isinstance(error, TimeoutError) or "Timed out" in str(error):
                raise ClusterError(f"--cluster {cluster}: no scheduler answers there") from error
            raise
