"""Patience with a host that asks for it: when it is asked again, and when it is given up."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response

from crawler.manners.guard import budget_of
from crawler.manners.hosts import host_of
from crawler.manners.queues import turn_away
from crawler.manners.refusals import RefusedError

_BUSY, _BROKEN = frozenset({429, 503}), frozenset({500, 502, 504})


def _pace_of(request: Request) -> str:
    """Return whose patience a request tries: its host's, or that of all hosts that share a limit."""
    return request.meta.get("pace") or host_of(request.url)


class Patience:
    """Waits when a host asks for it, tries again a few times, and gives up on one that keeps refusing or is silent."""

    tries = 3
    strikes_a_host = 6
    """More than one question's tries, so that no board alone makes a host that it shares with others seem silent."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.budget = budget_of(crawler)
        self.longest_wait = crawler.settings.getfloat("NEXTRUNG_LONGEST_WAIT", 120.0)
        self._not_before: dict[str, float] = {}
        self._strikes: dict[str, int] = {}
        self._silences: dict[str, int] = {}
        """Of each host itself, whoever shares its limit: how many tries in a row had no answer."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Patience":
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request) -> Coroutine[Any, Any, None] | None:
        """Hold a request while its host wants to be left alone; refuse it where that is for too long."""
        if refusal := self._refusal(request):
            raise refusal
        return self._hold(request) if _pace_of(request) in self._not_before else None

    async def _hold(self, request: Request) -> None:
        while (wait := self._wait(request)) > 0:
            if wait > self.budget.seconds_left:
                raise self.budget.out_of_time()
            await asyncio.sleep(wait)
            if refusal := self._refusal(request):
                raise refusal

    def _wait(self, request: Request) -> float:
        return self._not_before.get(_pace_of(request), 0.0) - monotonic()

    def _refusal(self, request: Request) -> RefusedError | None:
        host, itself = _pace_of(request), host_of(request.url)
        if self._silences.get(itself, 0) >= self.strikes_a_host:
            return RefusedError(f"{itself} does not answer: left for the next run")
        if self._strikes.get(host, 0) >= self.strikes_a_host:
            return RefusedError(f"{host} keeps asking for patience: left for the next run")
        if self._wait(request) > self.longest_wait:
            longest = f"more than {self.longest_wait:g} seconds"
            return RefusedError(f"{host} asks to be left alone for {longest}: left for the next run")
        return None

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Try again later where the answer says "not now"."""
        request.meta["wire_bytes"] = request.meta.get("wire_bytes", 0) + len(response.body)
        self._silences.pop(host_of(request.url), None)
        host, busy = _pace_of(request), _BUSY | request.meta.get("busy", frozenset())
        if response.status not in busy | _BROKEN:
            self._strikes.pop(host, None)
            return response
        if response.status in busy:
            self._strikes[host] = self._strikes.get(host, 0) + 1
        wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if wait is not None:
            self._pause(request, wait)
        if self._refusal(request):
            turn_away(self.crawler, self._refusal)
            return response
        return self._again(request, wait) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Try again where the line broke; what manners refused stays refused, and what is too large stays so."""
        if isinstance(exception, IgnoreRequest | DownloadCancelledError):
            return None
        if not isinstance(exception, ResponseDataLossError):  # which is an answer, though not a whole one
            host = host_of(request.url)
            self._silences[host] = self._silences.get(host, 0) + 1
        if self._refusal(request):
            turn_away(self.crawler, self._refusal)
            return None
        return self._again(request, None)

    def _again(self, request: Request, wait: float | None) -> Request | None:
        tried = request.meta.get("tries", 1)
        if tried >= self.tries:
            return None
        if wait is None:
            self._pause(request, self._backoff(request, tried))
        again = request.replace(dont_filter=True, priority=request.priority - 1)
        again.meta["tries"] = tried + 1
        return again

    def _backoff(self, request: Request, tried: int) -> float:
        slot = self._slot(request)
        return float(max(slot.delay if slot else 1.0, 0.05) * 2**tried)

    def _pause(self, request: Request, seconds: float) -> None:
        """Leave the whole host alone, also those of its requests that wait in the downloader already."""
        until = monotonic() + seconds
        host = _pace_of(request)
        self._not_before[host] = max(until, self._not_before.get(host, 0.0))
        slot = self._slot(request)
        if slot is not None and slot.delay and seconds <= self.longest_wait:
            slot.lastseen = max(slot.lastseen, until - slot.delay)

    def _slot(self, request: Request) -> Any:
        assert self.crawler.engine is not None
        downloader = self.crawler.engine.downloader
        return downloader.slots.get(downloader.get_slot_key(request))


def retry_after(value: bytes | str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, or None where it names no time to come.

    >>> retry_after(b"120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after("Thu, 01 Jan 2026 00:01:00 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    >>> retry_after("Wed, 31 Dec 2025 00:00:00 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    >>> retry_after("²", datetime(2026, 1, 1, tzinfo=UTC))
    """
    if not value:
        return None
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    try:
        seconds = float(text) if text.strip().isdecimal() else (parsedate_to_datetime(text) - now).total_seconds()
    except (TypeError, ValueError):
        return None
    return seconds if seconds > 0 else None
