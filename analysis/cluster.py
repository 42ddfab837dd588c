"""The switch to many machines: the same functions over this process, over processes here, or over a Dask cluster."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context, parent_process
from typing import TypeVar

from analysis.dask_cluster import LOST_BEFORE_GIVING_UP, ClusterError, connected, wait_for_worker, worker_count

Given = TypeVar("Given")
Made = TypeVar("Made")
_AHEAD = 2
"""So many pieces of work a worker are under way at a time: enough to keep it busy, few enough to hold in memory."""
_LOOK_SECONDS = 5
"""So long a piece of work may take before it is asked whether anyone is still at it."""


def _trust() -> None:
    """Take it that workers are there: processes of this machine tell of their deaths."""


@dataclass(frozen=True)
class Spread:
    """How work is spread over workers. A worker that dies costs only time: its piece is done again by another."""

    workers: int
    executor: Callable[[bool], Executor | None]
    """Tells what runs the work, another (True) where all of it broke; None: it is done here."""
    require_workers: Callable[[], None] = field(default=_trust, kw_only=True)
    """Raises a ClusterError where nobody is left who could do the work."""

    def map(self, work: Callable[[Given], Made], items: Iterable[Given]) -> Iterator[Made]:
        """Yield `work` of each of `items`, in their order."""
        rest = iter(items)
        waiting: deque[Given] = deque()
        for lost in range(LOST_BEFORE_GIVING_UP + 1):
            executor = self.executor(lost > 0)
            try:
                yield from map(work, rest) if executor is None else self._ordered(executor, work, waiting, rest)
            except BrokenProcessPool as error:
                if lost == LOST_BEFORE_GIVING_UP:
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
            made = self._result(under_way.popleft())
            waiting.popleft()
            yield made

    def _result(self, under_way: Future[Made]) -> Made:
        while not wait([under_way], _LOOK_SECONDS).done:
            self.require_workers()
        try:
            return under_way.result()
        except CancelledError as error:
            raise ClusterError("the cluster's scheduler is gone. Start it, and run this again") from error


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
    with connected(workers, cluster) as client:
        require_workers = partial(wait_for_worker, client, cluster)
        require_workers()
        executor = client.get_executor(pure=False)
        yield Spread(worker_count(client), lambda _: executor, require_workers=require_workers)


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
