"""One board's visit in one run: which questions follow from which answers, until nothing is asked any more.

Nothing of Scrapy and nothing of the network: whoever asks hands each answer to `answered` and asks what comes back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass, replace
from datetime import datetime

from crawler.advert_pages import AdvertPages
from crawler.board_memory import BoardMemory, validators_of
from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.judgement import judge
from crawler.keeper import Keeper
from crawler.memory import Memory
from crawler.page import READING_ERRORS, Ask, Page, Row, UnreadableError, reason_of, try_read
from crawler.run_log import Snapshot
from crawler.spool import Spool
from crawler.tally import Tally
from crawler.wishes import Wishes


@dataclass(frozen=True)
class Answer:
    """A reply as it came."""

    status: int
    body: bytes
    etag: str | None = None
    modified: str | None = None
    wire_bytes: int = 0
    tries: int = 1
    whole: int | None = None
    """Of how many rows the reply is a part, as a Content-Range says."""


@dataclass
class Visit:
    """The state of one board while it is asked."""

    spider: BoardSpider
    board: Board
    wishes: Wishes
    memory: InitVar[Memory]
    spool: Spool
    seen_at: InitVar[datetime]
    pending: int = 0
    lists: int = 0
    """How many of the pending questions are for lists."""

    def __post_init__(self, memory: Memory, seen_at: datetime) -> None:
        self.tally = Tally(seen_at)
        self.past = BoardMemory(self.spider, self.board, self.wishes, memory, self.spool)
        self.keeper = Keeper(self.past, self.tally)
        self.pages = AdvertPages(self.past, self.keeper, self.tally)

    # --- asking ---------------------------------------------------------------------------------------------------

    def begin(self) -> list[Ask]:
        """Return the first questions; none where the source cannot be asked, and the visit is over."""
        if self.tally.status:
            return []
        missing = [key for key in self.spider.needs_keys if not self.spider.keys.get(key)]
        if missing:
            self.tally.status, self.tally.reasons = "skipped", [f"needs a key: set {' and '.join(missing)}"]
            return []
        try:
            asks = self._new(self.spider.first_asks(self.board))
        except READING_ERRORS as error:
            self.tally.status, self.tally.reasons = "failed", [f"its row cannot be asked: {reason_of(error)}"]
            return []
        if self.spider.is_conditional and len(asks) == 1:
            asks = [self.past.with_validators(asks[0])]
        self.pending = self.lists = len(asks)
        return asks

    def _new(self, asks: Iterable[Ask]) -> list[Ask]:
        return [one for one in asks if one.row or self.tally.is_new(one, self.spider.most_lists)]

    # --- answers --------------------------------------------------------------------------------------------------

    def answered(self, ask: Ask, answer: Answer) -> list[Ask]:
        """Take an answer in; return what to ask next."""
        self._count(answer)
        following: list[Ask] = []
        if ask.row:
            self.pages.answered(ask.row, answer.status, answer.body)
        else:
            following += self._new(self._list(ask, answer))
            self.lists += sum(one.row is None for one in following) - 1
            following += self.pages.second_look() if not self.lists else []
        self.pending += len(following) - 1
        return following

    def failed(self, ask: Ask, reason: str, *, tries: int = 0, is_ours: bool = False) -> list[Ask]:
        """Take in that a question got no answer, often as it was asked; return what to ask next.

        `is_ours` where a budget of ours kept it from being asked.
        """
        self.lists -= not ask.row
        if ask.row:
            self.keeper.sight_if_known(ask.row.source_id)
        elif is_ours and not self.tally.requests:
            self.tally.status, self.tally.is_left = "skipped", True
        self.tally.requests += tries
        self.tally.trouble(reason)
        following = [] if ask.row or self.lists or is_ours else self.pages.second_look()
        self.pending += len(following) - 1
        return following

    def broke(self, reason: str) -> None:
        """Take in that a fault of ours ends the visit; what it has seen stays seen."""
        self.tally.status, self.pending = "failed", 0
        self.tally.trouble(reason)

    def stopped(self) -> None:
        """Take in that the run ended before the visit did."""
        self.tally.status = "partial" if self.tally.listed else "skipped"
        self.tally.is_left = not self.tally.listed
        self.tally.trouble("left for the next run: this one was stopped")

    def _count(self, answer: Answer) -> None:
        self.tally.requests += answer.tries
        self.tally.bytes += answer.wire_bytes

    def _list(self, ask: Ask, answer: Answer) -> Iterator[Ask]:
        if answer.status == 304:
            self.tally.status = "unchanged"
        elif answer.status not in {200, 206} and (page := self.spider.without_list(answer.status, self.board, ask)):
            yield from self._take(page, ask)
        elif reason := self._no_list(answer):
            self.tally.trouble(reason)
        elif page := self._page(ask, answer):
            if not self.tally.listed and not page.following:  # those of a first page say nothing of the others
                self.tally.validators = validators_of(ask.url, answer.etag, answer.modified)
            yield from self._take(page, ask)

    def _no_list(self, answer: Answer) -> str | None:
        if reason := self.spider.unknown_board(answer.status, answer.body):
            return f"HTTP {answer.status} on a later page" if self.tally.listed else reason
        return None if answer.status in {200, 206} else f"HTTP {answer.status}"

    def _page(self, ask: Ask, answer: Answer) -> Page | None:
        try:
            page = self.spider.parse(answer.body, self.board, ask)
            return page if answer.whole is None else replace(page, declared_total=answer.whole)
        except UnreadableError as error:
            self.tally.trouble(str(error))
        except READING_ERRORS as error:
            self.tally.trouble(f"a reply of another shape than {self.spider.name} has: {reason_of(error)}")
        return None

    def _take(self, page: Page, ask: Ask) -> Iterator[Ask]:
        if page.note:
            self.tally.trouble(page.note)
        if page.warning:
            self.tally.warnings.append(page.warning)
        if not self.tally.lists[str(ask.about.get("text", ""))].take(page):
            return  # what follows a repeated page would never end
        for refused in page.refused:
            self.keeper.refuse(refused)
        for row in sorted((one for one in page.rows if one.source_id not in self.tally.seen), key=self._comes_late):
            yield from self._row(row)
        yield from page.following

    def _comes_late(self, row: Row) -> bool:
        """Whether a row without a title promises less by its address: under a budget the likely ones go first."""
        return row.title is None and not self.wishes.roles.want(re.sub(r"[\W_]+", " ", row.source_id))

    def _row(self, row: Row) -> Iterator[Ask]:
        if row.source_id in self.tally.seen:
            return
        self.tally.seen.add(row.source_id)
        if row.title is not None and not self.past.is_open(row.source_id) and not self.wishes.roles.want(row.title):
            return
        if row.detail is None:
            self.keeper.keep(try_read(lambda: self.spider.read(row.entry, self.board), self.board, row))
        else:
            yield from self.pages.first_look(row)

    # --- the end --------------------------------------------------------------------------------------------------

    @property
    def is_over(self) -> bool:
        """Whether nothing is asked any more."""
        return self.pending == 0

    def snapshot(self) -> Snapshot:
        """Judge the visit, write its snapshot and marks, and return it."""
        self.pages.sight_put_off()
        snapshot = judge(self.tally, self.past)
        self.spool.snapshot({name: value for name, value in vars(snapshot).items() if name not in _SUMMARY_ONLY})
        return snapshot


_SUMMARY_ONLY = frozenset({"sightings", "refused"})
