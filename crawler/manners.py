"""Manners on the way out: robots.txt, patience when asked to wait, and no way into private networks."""

import asyncio
import ipaddress
import socket
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

_LONGEST_CRAWL_DELAY = 60.0


class RefusedError(IgnoreRequest):
    """A request that manners forbid; the message says why."""


class BudgetError(IgnoreRequest):
    """A request that the run's budget left no room for."""


_IN_WORDS = {
    "DNSLookupError": "its name is not known to DNS",
    "CannotResolveHostError": "its name is not known to DNS",
    "ConnectionRefusedError": "the connection was refused",
    "DownloadConnectionRefusedError": "the connection was refused",
    "DownloadFailedError": "the connection broke off",
    "TimeoutError": "no answer in time",
    "TCPTimedOutError": "no answer in time",
    "DownloadTimeoutError": "no answer in time",
    "ResponseDataLossError": "the answer broke off",
    "ResponseFailed": "the answer broke off",
    "ResponseNeverReceived": "the connection broke before an answer came",
    "DownloadCancelledError": "the answer is larger than is taken from any board",
    "BadGzipFile": "the answer is not compressed as it says",
    "UnsupportedURLSchemeError": "an address that is not of the web",
}


def why(error: BaseException | None) -> str:
    """Say why there is no answer. Never the address: it may carry a key.

    >>> why(TimeoutError()), why(IgnoreRequest("max redirections reached"))
    ('no answer in time', 'redirects in a circle')
    """
    if isinstance(error, RefusedError | BudgetError):
        return str(error)
    if isinstance(error, IgnoreRequest):  # Scrapy's own: of its redirects, or of what it unpacks
        told = "redirect" in str(error)
        return "redirects in a circle" if told else "the answer unpacks to more than is taken from any board"
    name = type(error).__name__
    return _IN_WORDS.get(name, f"no answer ({name})")


@dataclass
class Budget:
    """How many requests and seconds a run may spend."""

    max_requests: int | None = None
    max_seconds: float | None = None
    started: float = field(default_factory=monotonic)
    requests: int = 0

    def spend(self) -> None:
        """Count one request, or raise where nothing is left."""
        if self.max_requests is not None and self.requests >= self.max_requests:
            raise BudgetError(f"left for the next run: the budget of {self.max_requests} requests is spent")
        if self.max_seconds is not None and monotonic() - self.started > self.max_seconds:
            raise BudgetError(f"left for the next run: the budget of {self.max_seconds:g} seconds is spent")
        self.requests += 1


class Guard:
    """Lets a request out while the budget lasts, and into a private network only where its board's row points there."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._private: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Guard":
        """Build it as Scrapy does."""
        return cls(getattr(crawler.spider, "budget", None) or Budget())

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
        self._private[host] = any(not _is_public(address) for address in await _addresses(host))
        self._judge(host)


def host_of(url: str) -> str:
    """Return host and port of an address: what may be told of it, without a name or password that stands before them.

    >>> host_of("https://me:secret@acme.example:8443/jobs?key=1")
    'acme.example:8443'
    """
    return urlsplit(url).netloc.rpartition("@")[2]


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("api.lever.co")
    (True, True, False)
    """
    return host == "localhost" or host.endswith(".localhost") or host.startswith("127.") or host == "::1"


async def _addresses(host: str) -> list[str]:
    """Return the addresses of a host; none where only a proxy can resolve it."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in found]


def _is_public(address: str) -> bool:
    return ipaddress.ip_address(address.split("%", maxsplit=1)[0]).is_global


class Robots:
    """Obeys robots.txt (RFC 9309), for every waiter.

    The rules of a host are one asyncio task: unlike a Deferred, whose first waiter's result is the next one's, a task
    gives each of its waiters the same answer.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._rules: dict[str, asyncio.Task[Protego | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request) -> Coroutine[Any, Any, None] | None:
        """Hold the request until its host's rules are known, then let it pass or refuse it."""
        if request.meta.get("is_robots"):
            return None
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(origin, request))
        rules = self._rules[origin]
        if not rules.done():
            return self._wait(request, rules)
        self._judge(request, rules.result())
        return None

    async def _wait(self, request: Request, rules: "asyncio.Task[Protego | str]") -> None:
        # Shielded: a waiter that gives up must not take the rules from the others.
        self._judge(request, await asyncio.shield(rules))

    def _judge(self, request: Request, rules: Protego | str) -> None:
        host = host_of(request.url)
        if isinstance(rules, str):
            raise RefusedError(f"robots.txt of {host} {rules}: not now")
        if not rules.can_fetch(request.url, "nextrung"):
            raise RefusedError(f"robots.txt of {host} forbids it")

    async def _fetch(self, origin: str, request: Request) -> Protego | str:
        meta = {"is_robots": True, "own_host": request.meta.get("own_host")}
        asked = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, meta=meta, priority=1000, dont_filter=True)
        try:
            assert self.crawler.engine is not None
            response = await self._following_redirects(asked)
        except BudgetError:  # nothing of the host: the board is left for the next run
            raise
        except RefusedError as error:
            return f"was not asked ({error})"
        except Exception as error:  # noqa: BLE001 - whatever the network does, the rules are unknown
            return f"cannot be had ({why(error)})"
        if response.status >= 500 or response.status == 429:
            return f"answers HTTP {response.status}"
        rules = Protego.parse(response.text if response.status == 200 and hasattr(response, "text") else "")
        self._slow_down(request, rules)
        return rules

    async def _following_redirects(self, asked: Request) -> Response:
        # download_async follows what the middlewares hand back (redirects, second tries) by itself.
        assert self.crawler.engine is not None
        return await self.crawler.engine.download_async(asked)

    def _slow_down(self, request: Request, rules: Protego) -> None:
        wanted = rules.crawl_delay("nextrung")
        if wanted is not None and self.crawler.engine is not None:
            set_delay(self.crawler.engine.downloader, request, min(float(wanted), _LONGEST_CRAWL_DELAY))


def set_delay(downloader: Any, request: Request, seconds: float) -> None:
    """Make the pace of a request's host no faster than one in `seconds`."""
    key = downloader.get_slot_key(request)
    slot = downloader.slots.get(key)
    if slot is not None and slot.delay < seconds:
        slot.delay, slot.concurrency = seconds, 1
        # Scrapy forgets an idle slot after a minute; the next one of this host must be as slow.
        downloader.per_slot_settings[key] = {"delay": seconds, "concurrency": 1}


_BUSY, _BROKEN = frozenset({429, 503}), frozenset({500, 502, 504})


def _pace_of(request: Request) -> str:
    """Return whose patience a request tries: its host's, or that of all hosts that share a limit."""
    return request.meta.get("pace") or host_of(request.url)


class Patience:
    """Waits when a host asks for it, tries again a few times, and gives up on a host that keeps refusing."""

    tries = 3
    strikes_a_host = 6

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest_wait = crawler.settings.getfloat("NEXTRUNG_LONGEST_WAIT", 120.0)
        self._not_before: dict[str, float] = {}
        self._strikes: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Patience":
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request) -> Coroutine[Any, Any, None] | None:
        """Hold a request while its host wants to be left alone."""
        host = _pace_of(request)
        if self._strikes.get(host, 0) >= self.strikes_a_host:
            raise RefusedError(f"{host} keeps asking for patience: left for the next run")
        return self._hold(host) if host in self._not_before else None

    async def _hold(self, host: str) -> None:
        while (wait := self._not_before.get(host, 0.0) - monotonic()) > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Try again later where the answer says "not now"."""
        request.meta["wire_bytes"] = request.meta.get("wire_bytes", 0) + len(response.body)
        host, busy = _pace_of(request), _BUSY | request.meta.get("busy", frozenset())
        if response.status not in busy | _BROKEN:
            self._strikes.pop(host, None)
            return response
        wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if response.status in busy:
            self._strikes[host] = self._strikes.get(host, 0) + 1
        if wait is not None and wait > self.longest_wait:
            return response
        return self._again(request, wait) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Try again where the line broke; what manners refused stays refused."""
        return None if isinstance(exception, IgnoreRequest) else self._again(request, None)

    def _again(self, request: Request, wait: float | None) -> Request | None:
        tried = request.meta.get("tries", 1)
        if tried >= self.tries:
            return None
        self._pause(request, self._backoff(request, tried) if wait is None else wait)
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
        if slot is not None and slot.delay:
            slot.lastseen = max(slot.lastseen, until - slot.delay)

    def _slot(self, request: Request) -> Any:
        assert self.crawler.engine is not None
        downloader = self.crawler.engine.downloader
        return downloader.slots.get(downloader.get_slot_key(request))


def retry_after(value: bytes | str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, or None where it says nothing.

    >>> retry_after(b"120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after("Thu, 01 Jan 2026 00:01:00 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    """
    if not value:
        return None
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (TypeError, ValueError):
        return None
