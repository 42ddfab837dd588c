"""The one Scrapy spider: asks for the boards of all sources, so that the manners of a host hold across sources."""

import contextlib
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.manners.budget import Budget, BudgetError
from crawler.manners.queues import turn_away
from crawler.manners.refusals import RefusedError, why
from crawler.page import Ask
from crawler.spool import SpoolBroken
from crawler.visit import Answer

_WHOLE = re.compile(r"(?!bytes)\w+ [\d*]+(?:-\d+)?/(\d{1,15})", re.IGNORECASE)


class Visiting(Protocol):
    """Someone with questions: the visit of a board, the search for one."""

    @property
    def board(self) -> Board: ...
    @property
    def spider(self) -> BoardSpider: ...
    @property
    def is_over(self) -> bool: ...
    def begin(self) -> list[Ask]: ...
    def answered(self, ask: Ask, answer: Answer) -> list[Ask]: ...
    def failed(self, ask: Ask, reason: str, *, tries: int = 0, is_ours: bool = False) -> list[Ask]: ...
    def broke(self, reason: str) -> None: ...


class Gather(Spider):
    """Hands each visit's questions to Scrapy and each answer back to its visit."""

    name = "boards"

    def __init__(
        self,
        visits: Sequence[Visiting] = (),
        on_end: Callable[[Any], object] = id,
        budget: Budget | None = None,
    ) -> None:
        super().__init__()
        self.visits, self.on_end, self.budget = visits, on_end, budget or Budget()

    async def start(self) -> AsyncIterator[Request]:
        """Begin every visit."""
        with self._asking_no_more_when_broken():
            for visit in self.visits:
                for request in self._requests(visit, self._begun(visit)):
                    yield request
                self._end(visit)

    def _begun(self, visit: Visiting) -> list[Ask]:
        try:
            return visit.begin()
        except Exception as fault:  # noqa: BLE001 - neither silent nor at the cost of other boards
            visit.broke(_of_ours(fault))
            return []

    def _requests(self, visit: Visiting, asks: Sequence[Ask]) -> Iterator[Request]:
        for ask in asks:
            try:
                yield self._request(visit, ask)
            except ValueError as error:
                yield from self._requests(visit, visit.failed(ask, f"an address that cannot be asked: {error}"))

    def _request(self, visit: Visiting, ask: Ask) -> Request:
        base = visit.board.base_url
        meta: dict[str, Any] = {"own_host": urlsplit(base).hostname if base else None}
        if visit.spider.pace and not base:  # a row that names its own server shares nobody's limit
            meta |= {"pace": visit.spider.pace, "download_slot": visit.spider.pace}
        if visit.spider.busy_statuses:
            meta["busy"] = visit.spider.busy_statuses
        if visit.spider.needs_keys or not visit.spider.follows_redirects:  # a key is for no other server
            meta["dont_redirect"] = True
        # Advert pages wait for lists: what a budget cuts off should be depth, not whole boards.
        return Request(
            ask.url,
            method="GET" if ask.body is None else "POST",
            body=ask.body or "",
            headers={**({} if ask.body is None else {"Content-Type": "application/json"}), **ask.headers},
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"visit": visit, "ask": ask},
            meta=meta,
            priority=-10 if ask.row else 0,
            dont_filter=True,
        )

    def answered(self, response: Response, visit: Visiting, ask: Ask) -> Iterator[Request]:
        """Take an answer to its visit, and ask what follows."""
        with self._asking_no_more_when_broken():
            try:
                following = visit.answered(ask, _answer(response))
            except SpoolBroken:
                raise
            except Exception as fault:  # noqa: BLE001 - as above
                following = visit.failed(ask, _of_ours(fault))
            yield from self._requests(visit, following)
            self._end(visit)

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Take the news that there is no answer to its visit."""
        request = failure.request  # type: ignore[attr-defined] # Scrapy puts it there
        visit, ask = request.cb_kwargs["visit"], request.cb_kwargs["ask"]
        with self._asking_no_more_when_broken():
            error = failure.value
            tries = _tries(request) - isinstance(error, RefusedError | BudgetError)  # the last of which never left
            following = visit.failed(ask, why(error), tries=tries, is_ours=isinstance(error, BudgetError))
            yield from self._requests(visit, following)
            self._end(visit)

    def _end(self, visit: Visiting) -> None:
        if not visit.is_over:
            return
        try:
            self.on_end(visit)
        except SpoolBroken:
            raise
        except Exception as fault:  # noqa: BLE001 - as above
            visit.broke(_of_ours(fault))
            self.on_end(visit)

    @contextlib.contextmanager
    def _asking_no_more_when_broken(self) -> Iterator[None]:
        """End the crawl where what comes cannot be kept."""
        try:
            yield
        except SpoolBroken as broken:
            told = "the spool cannot be written"
            turn_away(self.crawler, lambda _: RefusedError(told))
            raise CloseSpider(told) from broken


def _of_ours(fault: Exception) -> str:
    return f"a fault of ours, please report it: {type(fault).__name__}: {fault}"


def _answer(response: Response) -> Answer:
    meta, headers = response.meta, response.headers
    return Answer(
        status=response.status,
        body=response.body,
        etag=_text(headers.get("ETag")),
        modified=_text(headers.get("Last-Modified")),
        wire_bytes=meta.get("wire_bytes", len(response.body)),
        tries=_tries(response),
        whole=whole_of(_text(headers.get("Content-Range")) or ""),
    )


def _tries(asked: Request | Response) -> int:
    return int(asked.meta.get("tries", 1) + asked.meta.get("redirect_times", 0))


def whole_of(content_range: str) -> int | None:
    """Return of how many rows a reply is a part.

    >>> whole_of("offres 0-149/12345"), whole_of("bytes 0-149/12345"), whole_of("offres 0-149/*")
    (12345, None, None)
    """
    found = _WHOLE.fullmatch(content_range)
    return int(found[1]) if found else None


def _text(header: bytes | None) -> str | None:
    return header.decode("latin-1") if header else None
