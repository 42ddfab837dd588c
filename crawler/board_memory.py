"""What is remembered of one board from run to run: its known adverts, and the marks that save asking again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.memory import KnownPosting, Mark, Memory
from crawler.page import Ask, Row
from crawler.spool import Spool
from crawler.titles import ALL
from crawler.wishes import Wishes


@dataclass
class BoardMemory:
    """The memory of one board, for what is asked of it this time; what is to be remembered goes to the spool."""

    spider: BoardSpider
    board: Board
    wishes: Wishes
    memory: Memory
    spool: Spool
    known: Mapping[str, KnownPosting] = field(init=False)

    def __post_init__(self) -> None:
        self.known = self.memory.of(self.board.source, self.board.board)

    @property
    def scope(self) -> str:
        """What is asked for."""
        return self.wishes.roles.scope

    @property
    def tells_all(self) -> bool:
        """Whether the answer tells of the known adverts of every scope."""
        return not self.spider.is_searched or self.wishes.roles is ALL

    def is_open(self, source_id: str) -> bool:
        """Say whether an advert is known to be open."""
        known = self.known.get(source_id)
        return known is not None and known.is_open

    def open_before(self) -> int:
        """Return how many open adverts the answer should tell of."""
        return sum(one.is_open and (self.tells_all or one.scope == self.scope) for one in self.known.values())

    # --- marks ----------------------------------------------------------------------------------------------------

    def mark(self, of: str) -> Mark | None:
        """Return what an earlier run left under a name."""
        return self.memory.marks.get(self._key(of))

    def leave(self, of: str, **told: Any) -> None:
        """Leave something for later runs, under a name."""
        self.spool.mark(self._key(of), **told)

    def _key(self, of: str) -> str:
        # What is too old for one run is no news of the board for another.
        days = self.wishes.max_age_days
        asked = self.scope if days is None else f"{self.scope}, {days} days"
        return f"{self.board.source}|{self.board.board}|{asked}|{of}"

    def asked_before(self) -> str:
        """Return when the board was asked the last time; "" where it never was."""
        return str((self.mark("asked") or {}).get("seen_at", ""))

    def mark_of(self, row: Row) -> Mark | None:
        """Return what is remembered of a row's page, where the row is still the same.

        An advert that was kept, but is not known to the store, was lost on its way there: it is asked for again.
        """
        mark = self.mark(row.source_id)
        if mark is None or mark.get("mark", "") != row.mark:
            return None
        is_lost = mark.get("is_kept", False) and row.source_id not in self.known
        return None if is_lost else mark

    def is_as_before(self, row: Row, mark: Mark, now: datetime) -> bool:
        """Say whether a row's page need not be looked at again."""
        known = self.known.get(row.source_id)
        # An open advert whose page had none is looked at again: one look may have met a page of maintenance.
        is_settled = known is None or known.is_open == mark.get("is_advert", True)
        age = now - datetime.fromisoformat(mark["seen_at"])
        return is_settled and age < (row.mark_lasts or self.spider.marks_last)

    # --- validators -----------------------------------------------------------------------------------------------

    def with_validators(self, ask: Ask) -> Ask:
        """Return a question that can be answered with "unchanged", where that would tell enough."""
        mark = self.mark("board")
        # "Unchanged" must mean that all we hold open are there: while one is missing its second absence is to be seen.
        if mark is None or mark.get("url") != _digest(ask.url) or mark.get("postings") != self.open_before():
            return ask
        named = {"If-None-Match": mark.get("etag"), "If-Modified-Since": mark.get("modified")}
        return replace(ask, headers={**ask.headers, **{name: value for name, value in named.items() if value}})


def validators_of(url: str, etag: str | None, modified: str | None) -> dict[str, str | None]:
    """Return what `with_validators` will ask with, as it is remembered."""
    return {"url": _digest(url), "etag": etag, "modified": modified}


def _digest(url: str) -> str:
    """Return a mark of an address: the address itself may carry a key."""
    return hashlib.blake2b(url.encode(), digest_size=8).hexdigest()
