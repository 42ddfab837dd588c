"""One board's visit in one run: which questions follow, what is kept, and how whole the answer was in the end.

Nothing of Scrapy and nothing of the network: whoever asks hands each answer to `answered` and asks what comes back.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import quote

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.breaks import BELIEVED_FROM, Shape, collapse, seen_again, withdrawal
from crawler.memory import KnownPosting, Mark, Memory
from crawler.normal.contacts import mask_contacts, without_contacts
from crawler.page import READING_ERRORS, Ask, Page, Row, UnreadableError, reason_of, try_read
from crawler.posting import Posting, Refused
from crawler.run_log import Snapshot, Status
from crawler.spool import Spool, stamp
from crawler.titles import ALL, Roles

Kept = TypeVar("Kept", Posting, Refused)
DETAILS_A_BOARD = 500
"""So many advert pages of one board a run; the rest come with the next runs."""
_LEAST_KEY = 6
"""A shorter "key" would be found in words."""


@dataclass(frozen=True)
class Wishes:
    """What a run wants of every board."""

    roles: Roles
    now: datetime
    max_age_days: int | None = None
    max_details: int = DETAILS_A_BOARD

    def want(self, posting: Posting) -> bool:
        """Say whether an advert is of the wanted roles and young enough."""
        return self.roles.want(posting.title) and not self._is_old(posting.date_posted)

    def _is_old(self, posted: date | None) -> bool:
        return bool(self.max_age_days is not None and posted and (self.now.date() - posted).days > self.max_age_days)


@dataclass(frozen=True)
class Answer:
    """A reply as it came."""

    status: int
    body: bytes
    etag: str | None = None
    modified: str | None = None
    wire_bytes: int = 0
    tries: int = 1


@dataclass
class Visit:
    """The state of one board while it is asked."""

    spider: BoardSpider
    board: Board
    wishes: Wishes
    memory: Memory
    spool: Spool
    seen_at: datetime
    pending: int = 0
    lists: int = 0
    """How many of the pending questions are for lists."""
    requests: int = 0
    bytes: int = 0
    kept: int = 0
    sighted: int = 0
    listed: int = 0
    unread: int = 0
    """Wanted entries that could not be read."""
    declared_total: int | None = None
    shape: Shape = field(default_factory=Shape)
    seen: set[str] = field(default_factory=set)
    paged: dict[str, set[str]] = field(default_factory=dict)
    """The ids of each search's pages so far."""
    details: int = 0
    left_over: int = 0
    put_off: list[Row] = field(default_factory=list)
    """Rows whose pages were read before: looked at again with what the others leave of the budget."""
    gone: int = 0
    status: Status | None = None
    is_left: bool = False
    reasons: list[str] = field(default_factory=list)
    validators: Mapping[str, str | None] = field(default_factory=dict)
    known: Mapping[str, KnownPosting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = self.memory.of(self.board.source, self.board.board)

    @property
    def scope(self) -> str:
        """What was asked for."""
        return self.wishes.roles.scope

    @property
    def tells_all(self) -> bool:
        """Whether the answer tells of the known adverts of every scope."""
        return not self.spider.is_searched or self.wishes.roles is ALL

    def asked_before(self) -> str:
        """Return when the board was asked the last time; "" where it never was."""
        return str(self.memory.marks.get(self._key("asked"), {}).get("seen_at", ""))

    # --- asking ---------------------------------------------------------------------------------------------------

    def begin(self) -> list[Ask]:
        """Return the first questions; none where the source cannot be asked, and the visit is over."""
        if self.status:
            return []
        missing = [key for key in self.spider.needs_keys if not self.spider.keys.get(key)]
        if missing:
            self.status, self.reasons = "skipped", [f"needs a key: set {' and '.join(missing)}"]
            return []
        try:
            asks = list(self.spider.first_asks(self.board))
        except READING_ERRORS as error:
            self.status, self.reasons = "failed", [f"its row cannot be asked: {reason_of(error)}"]
            return []
        if self.spider.is_conditional and len(asks) == 1:
            asks = [self._with_validators(asks[0])]
        self.pending = self.lists = len(asks)
        return asks

    def _with_validators(self, ask: Ask) -> Ask:
        mark = self.memory.marks.get(self._key("board"))
        # "Unchanged" must mean that all we hold open are there: while one is missing its second absence is to be seen.
        if mark is None or mark["url"] != _digest(ask.url) or mark["postings"] != self._open_before():
            return ask
        named = {"If-None-Match": mark.get("etag"), "If-Modified-Since": mark.get("modified")}
        return replace(ask, headers={**ask.headers, **{name: value for name, value in named.items() if value}})

    def _key(self, of: str) -> str:
        # What is too old for one run is no news of the board for another.
        days = self.wishes.max_age_days
        asked = self.scope if days is None else f"{self.scope}, {days} days"
        return f"{self.board.source}|{self.board.board}|{asked}|{of}"

    # --- answers --------------------------------------------------------------------------------------------------

    def answered(self, ask: Ask, answer: Answer) -> list[Ask]:
        """Take an answer in; return what to ask next."""
        self._count(answer)
        following = list(self._detail(ask, answer) if ask.row else self._list(ask, answer))
        if not ask.row:
            self.lists += sum(one.row is None for one in following) - 1
            following += self._look_again() if not self.lists else []
        self.pending += len(following) - 1
        return following

    def failed(self, ask: Ask, reason: str, *, is_ours: bool = False) -> list[Ask]:
        """Take in that a question got no answer; return what to ask next.

        `is_ours` where a budget of ours kept it from being asked.
        """
        self.lists -= not ask.row
        if ask.row:
            self._sight_if_known(ask.row.source_id)
        elif is_ours and not self.requests:
            self.status, self.is_left = "skipped", True
        self._trouble(reason)
        following = [] if ask.row or self.lists or is_ours else self._look_again()
        self.pending += len(following) - 1
        return following

    def stopped(self) -> None:
        """Take in that the run ended before the visit did."""
        self.status = "partial" if self.listed else "skipped"
        self.is_left = not self.listed
        self._trouble("left for the next run: this one was stopped")

    def _count(self, answer: Answer) -> None:
        self.requests += answer.tries
        self.bytes += answer.wire_bytes

    def _list(self, ask: Ask, answer: Answer) -> Iterator[Ask]:
        if answer.status == 304:
            self.status = "unchanged"
        elif answer.status not in {200, 206} and (page := self.spider.without_list(answer.status, self.board, ask)):
            yield from self._take(page, ask)
        elif reason := self._no_list(answer):
            self._trouble(reason)
        elif page := self._page(ask, answer):
            if not self.listed:
                self.validators = {"url": _digest(ask.url), "etag": answer.etag, "modified": answer.modified}
            yield from self._take(page, ask)

    def _no_list(self, answer: Answer) -> str | None:
        if reason := self.spider.unknown_board(answer.status, answer.body):
            return reason
        return None if answer.status in {200, 206} else f"HTTP {answer.status}"

    def _page(self, ask: Ask, answer: Answer) -> Page | None:
        try:
            return self.spider.parse(answer.body, self.board, ask)
        except UnreadableError as error:
            self._trouble(str(error))
        except READING_ERRORS as error:
            self._trouble(f"a reply of another shape than {self.spider.name} has: {reason_of(error)}")
        return None

    def _take(self, page: Page, ask: Ask) -> Iterator[Ask]:
        if page.declared_total is not None and self.declared_total is None:
            self.declared_total = page.declared_total
        if page.note:
            self._trouble(page.note)
        fresh = sorted((row for row in page.rows if row.source_id not in self.seen), key=self._comes_late)
        if self._is_repeated(page, ask):
            # The platform wraps to its first page, or repeats one: what follows would never end.
            return
        self.listed += page.listed
        for refused in page.refused:
            self._refuse(refused)
        for row in fresh:
            yield from self._row(row)
        yield from page.following

    def _is_repeated(self, page: Page, ask: Ask) -> bool:
        """Whether all rows of a page stood on earlier pages of the same list; another search may well repeat some."""
        before, ids = self.paged.setdefault(str(ask.about.get("text", "")), set()), {row.source_id for row in page.rows}
        is_repeated = bool(ids) and ids <= before
        before |= ids
        return is_repeated

    def _comes_late(self, row: Row) -> bool:
        """Whether a row without a title promises less by its address: under a budget the likely ones go first."""
        return row.title is None and not self.wishes.roles.want(re.sub(r"[\W_]+", " ", row.source_id))

    # --- rows -----------------------------------------------------------------------------------------------------

    def _row(self, row: Row) -> Iterator[Ask]:
        if row.source_id in self.seen:
            return
        self.seen.add(row.source_id)
        if row.title is not None and not self._is_open(row.source_id) and not self.wishes.roles.want(row.title):
            return
        if row.detail is None:
            self._keep(try_read(lambda: self.spider.read(row.entry, self.board), self.board, row))
        elif (mark := self._mark_of(row)) is not None:
            if self._is_as_before(row, mark):
                self._sight_if_known(row.source_id)
            else:
                self.put_off.append(row)
        elif self.details >= self.wishes.max_details:
            self.left_over += 1
            self._sight_if_known(row.source_id)
        else:
            self.details += 1
            yield replace(row.detail, row=row)

    def _look_again(self) -> list[Ask]:
        """Return the questions for the rows put off: those in doubt first, then those not looked at for longest."""
        room = self.wishes.max_details - self.details
        rows = sorted(self.put_off, key=self._looked_at)
        self.put_off = rows[room:]
        asks = [replace(row.detail, row=row) for row in rows[:room] if row.detail]
        self.details += len(asks)
        return asks

    def _looked_at(self, row: Row) -> tuple[bool, str]:
        mark = self._mark_of(row) or {}
        return mark.get("is_advert", True), mark.get("seen_at", "")

    def _detail(self, ask: Ask, answer: Answer) -> Iterator[Ask]:
        row = ask.row
        assert row is not None
        if answer.status in {404, 410}:
            known = self.known.get(row.source_id)
            self.gone += known is None or known.is_open  # withdrawn between the list and its page
            if known:
                self._remember(row, is_advert=False)
            return
        if answer.status != 200:
            self._sight_if_known(row.source_id)
            self._trouble(f"an advert's page answered HTTP {answer.status}")
            return
        try:
            found = try_read(lambda: self.spider.read_detail(answer.body, row, self.board), self.board, row)
        except UnreadableError as error:
            self._sight_if_known(row.source_id)
            self._trouble(f"an advert's page: {error}")
            return
        self._keep(found)
        if found is None:
            self.gone += self._is_open(row.source_id)
            self._remember(row, is_advert=False)
        elif isinstance(found, Posting):
            self._remember(row, is_advert=True)
        yield from ()

    def _remember(self, row: Row, *, is_advert: bool) -> None:
        if row.mark:
            told = {"mark": row.mark, "seen_at": stamp(self.seen_at), "is_advert": is_advert}
            self.spool.mark(self._key(row.source_id), **told)

    def _keep(self, found: Posting | Refused | None) -> None:
        if isinstance(found, Refused):
            self.unread += 1
            self._refuse(found)
        elif found is not None and (self._is_open(found.source_id) or self.wishes.want(found)):
            self.seen.add(found.source_id)
            self.kept += 1
            self.shape.add(found)
            self.spool.posting(self._without_keys(without_contacts(found)), self.scope, self.seen_at)

    def _refuse(self, refused: Refused) -> None:
        aside = self._without_keys(refused.model_copy(update={"raw": mask_contacts(refused.raw)}))
        self.spool.refused(aside, place=refused.source_id or "list")
        if refused.source_id is None:
            self._trouble("an entry without an id could not be read")
        else:
            # It is there, only not readable: no absence.
            self._sight_if_known(refused.source_id)

    def _without_keys(self, record: Kept) -> Kept:
        """Mask the user's own keys, which some sources write into the addresses they answer with."""
        stated = [self.spider.keys.get(name) or "" for name in self.spider.needs_keys]
        keys = [key for key in stated if len(key) >= _LEAST_KEY]
        told = record.model_dump_json() if keys else ""
        masked = told
        for key in keys:
            masked = masked.replace(key, "[key]").replace(quote(key, safe=""), "[key]")
        return record if masked == told else type(record).model_validate_json(masked)

    def _sight_if_known(self, source_id: str) -> None:
        if self._is_open(source_id):
            self.sighted += 1
            self.spool.sighting((self.board.source, self.board.board, source_id), self.scope, self.seen_at)

    def _open_before(self) -> int:
        return sum(one.is_open and (self.tells_all or one.scope == self.scope) for one in self.known.values())

    def _is_open(self, source_id: str) -> bool:
        known = self.known.get(source_id)
        return known is not None and known.is_open

    def _mark_of(self, row: Row) -> Mark | None:
        """Return what is remembered of a row's page, where the row is still the same."""
        mark = self.memory.marks.get(self._key(row.source_id))
        return mark if mark and mark["mark"] == row.mark else None

    def _is_as_before(self, row: Row, mark: Mark) -> bool:
        known = self.known.get(row.source_id)
        # An open advert whose page had none is looked at again: one look may have met a page of maintenance.
        is_settled = known is None or known.is_open == mark.get("is_advert", True)
        age = self.seen_at - datetime.fromisoformat(mark["seen_at"])
        return is_settled and age < (row.mark_lasts or self.spider.marks_last)

    # --- the end --------------------------------------------------------------------------------------------------

    @property
    def is_over(self) -> bool:
        """Whether nothing is asked any more."""
        return self.pending == 0

    def snapshot(self) -> Snapshot:
        """Judge the visit, write its snapshot and marks, and return it."""
        for row in self.put_off:
            self._sight_if_known(row.source_id)
        status = self.status or self._judge()
        is_read = status in {"complete", "partial"}
        snapshot = Snapshot(
            source=self.board.source,
            board=self.board.board,
            scope=self.scope,
            status=status,
            seen_at=stamp(self.seen_at),
            postings=self.kept + self.sighted if is_read else None,
            listed=self.listed if is_read else None,
            declared_total=self.declared_total,
            requests=self.requests,
            bytes=self.bytes,
            reason="; ".join(dict.fromkeys(self.reasons)) or None,
            sightings=self.sighted,
            refused=self.unread,
            is_left=self.is_left,
            tells_all=self.tells_all,
        )
        if status != "skipped":
            self.spool.mark(self._key("asked"), seen_at=stamp(self.seen_at))
        if status == "complete" and self.shape.postings:
            self.spool.mark(self._key("shape"), **vars(self.shape))
        if (
            status == "complete"
            and self.spider.is_conditional
            and (self.validators.get("etag") or self.validators.get("modified"))
        ):
            self.spool.mark(self._key("board"), postings=self.kept + self.sighted, **self.validators)
        self.spool.snapshot({name: value for name, value in vars(snapshot).items() if name not in _SUMMARY_ONLY})
        return snapshot

    def _judge(self) -> Status:
        if self.reasons and not self.listed:
            return "failed"
        if self.unread and not self.kept + self.sighted:
            self._trouble(f"none of the {self.unread} adverts could be read")
            return "failed"
        self._doubt()
        return "partial" if self.reasons else "complete"

    def _doubt(self) -> None:
        """Name what makes the answer less than whole."""
        if self.left_over:
            self._trouble(
                f"{self.left_over} adverts' pages left for the next run (at most {self.wishes.max_details} a run)"
            )
        if self.declared_total is not None and self.listed < self.declared_total:
            self._trouble(f"short list: {self.listed} of {self.declared_total} adverts")
        if not self.listed and self.spider.empty_is_unknown:
            self._trouble(f"no adverts: {self.spider.empty_tells}")
        self._doubt_a_break()

    def _doubt_a_break(self) -> None:
        """Doubt an answer that breaks with the ones before; when several runs have seen it, believe it."""
        if self.reasons:
            return
        before, broken = self.memory.marks.get(self._key("break"), {}), self._break()
        if broken is None:
            if before.get("times"):
                self.spool.mark(self._key("break"), times=0)
            return
        seen = seen_again(broken, before)
        self.spool.mark(self._key("break"), **seen)
        if seen["times"] < BELIEVED_FROM:
            self._trouble(f"{broken}: believed when {BELIEVED_FROM} runs have seen it")

    def _break(self) -> str | None:
        """Say what is suddenly not as it was."""
        before = self.memory.marks.get(self._key("shape"))
        return (
            collapse(self._open_before(), self.kept + self.sighted)
            or withdrawal(self.gone, self.details)
            or (self.shape.break_with(before) if before else None)
        )

    def _trouble(self, reason: str) -> None:
        self.reasons.append(reason)


def _digest(url: str) -> str:
    """Return a mark of an address: the address itself may carry a key."""
    return hashlib.blake2b(url.encode(), digest_size=8).hexdigest()


_SUMMARY_ONLY = frozenset({"sightings", "refused"})
