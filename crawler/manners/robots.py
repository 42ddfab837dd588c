"""Obedience to robots.txt (RFC 9309): what it forbids is not asked, and its pace is kept."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from crawler.manners.budget import BudgetError
from crawler.manners.hosts import host_of
from crawler.manners.refusals import RefusedError, why

_LONGEST_CRAWL_DELAY = 60.0
_MOST_BYTES = 512 * 1024
"""So much is read, as RFC 9309 allows: rules without end would hold up the whole crawl."""


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
        # Its pace, too, is that of whoever asks: hosts that share a limit share it.
        shared = {name: request.meta.get(name) for name in ("own_host", "pace", "download_slot")}
        meta = {"is_robots": True, **shared}
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
        rules = Protego.parse(_text_of(response) if response.status < 300 else "")
        self._slow_down(request, rules)
        return rules

    async def _following_redirects(self, asked: Request) -> Response:
        # download_async follows what the middlewares hand back (redirects, second tries) by itself.
        assert self.crawler.engine is not None
        return await self.crawler.engine.download_async(asked)

    def _slow_down(self, request: Request, rules: Protego) -> None:
        wanted = rules.crawl_delay("nextrung")
        if wanted is not None and self.crawler.engine is not None:
            _set_delay(self.crawler.engine.downloader, request, min(float(wanted), _LONGEST_CRAWL_DELAY))


def _text_of(response: Response) -> str:
    """Return the lines of robots.txt that are read; nothing where it is no text."""
    body = response.body
    if len(body) > _MOST_BYTES:
        end = max(body.rfind(sign, 0, _MOST_BYTES) for sign in (b"\n", b"\r"))
        response = response.replace(body=body[: end + 1])  # a rule cut short would forbid more, or allow more
    return response.text if isinstance(response, TextResponse) else ""


def _set_delay(downloader: Any, request: Request, seconds: float) -> None:
    """Make the pace of a request's host no faster than one in `seconds`."""
    key = downloader.get_slot_key(request)
    slot = downloader.slots.get(key)
    if slot is not None and slot.delay < seconds:
        slot.delay, slot.concurrency = seconds, 1
        # Scrapy forgets an idle slot after a minute; the next one of this host must be as slow.
        downloader.per_slot_settings[key] = {"delay": seconds, "concurrency": 1}
