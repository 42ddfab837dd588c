"""The guard at the door: nothing leaves beyond the budget, nor for a private network that no board's row names."""

from collections.abc import Coroutine
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.manners.budget import Budget
from crawler.manners.hosts import is_private
from crawler.manners.queues import turn_away
from crawler.manners.refusals import RefusedError


def budget_of(crawler: Crawler) -> Budget:
    """Return what the run of a crawler may spend."""
    return getattr(crawler.spider, "budget", None) or Budget()


class Guard:
    """Lets a request out while the budget lasts, and into a private network only where its board's row points there."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._private: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Guard":
        """Build it as Scrapy does; when the time is up, it turns away who still waits."""
        budget = budget_of(crawler)
        if budget.max_seconds is not None:
            from twisted.internet import reactor  # the one that Scrapy has chosen by now

            end = partial(turn_away, crawler, lambda _: budget.out_of_time())
            reactor.callLater(max(budget.seconds_left, 0.0), end)  # type: ignore[arg-type] # as in `crawler.child`
        return cls(budget)

    def process_request(self, request: Request) -> Coroutine[Any, Any, None] | None:
        """Refuse what must not leave; only a host met for the first time is waited for."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise RefusedError(f"an address that is not of the web: {parts.scheme}:")
        self.budget.spend()
        host = parts.hostname or ""
        if host == request.meta.get("own_host"):
            return None
        if host not in self._private:
            return self._look_up(host)
        self._judge(host)
        return None

    def _judge(self, host: str) -> None:
        if self._private[host]:
            raise RefusedError(f"{host} is an address inside a private network")

    async def _look_up(self, host: str) -> None:
        self._private[host] = await is_private(host)
        self._judge(host)
