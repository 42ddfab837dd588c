"""Searches over many employers: aggregators and public services. The board is what is searched for.

A board called "all" searches for the wanted roles' own words, or for everything where all roles are wanted.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.page import Ask, Entry, Page, Row, json_of, rows_of


class SearchSpider(BoardSpider):
    """Pages of one search. A source says where page N is, where its entries are, and how to read one."""

    is_conditional: ClassVar[bool] = False
    is_searched: ClassVar[bool] = True
    first_page: ClassVar[int] = 1
    counts_rows: ClassVar[bool] = False
    """True where a page is asked for by the number of rows before it, not by its own; `first_page` is then 0."""
    page_size: ClassVar[int]
    most_pages: ClassVar[int] = 100
    """The platform answers no more, or we ask no more."""

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        return tuple(self._asked(board, text, self.first_page, {}) for text in self.texts(board))

    def _asked(self, board: Board, text: str, at: int, about: Mapping[str, Any]) -> Ask:
        return replace(self.page(board, text, at), about={**about, "text": text, "page": at})

    def texts(self, board: Board) -> tuple[str, ...]:
        """Return what to search for; "" is everything."""
        return (self.searches or ("",)) if board.board == "all" else (board.board.replace("+", " "),)

    def page(self, board: Board, text: str, at: int) -> Ask:
        """Return the question for one page of the search for `text`: the page `at`, or what comes after `at` rows."""
        raise NotImplementedError

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        """Return a reply's entries and how many the search has in all, where it says so."""
        raise NotImplementedError

    def row(self, entry: Entry, board: Board) -> Row | None:
        """Return the row of an entry; None where it is no advert."""
        raise NotImplementedError

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        entries, total = self.entries(json_of(body))
        rows, refused = rows_of(entries, board, lambda entry: self.row(entry, board))
        text, pages = ask.about.get("text", ""), ask.about.get("pages", 0) + 1
        read = ask.about.get("read", 0) + len(entries)
        # Later pages may say 0.
        total = max((one for one in (total, ask.about.get("total")) if one is not None), default=None)
        # By what came, not by what was asked for: a platform may give fewer rows a page.
        is_more = bool(entries) and (total is None or read < total)
        after = ask.about.get("page", self.first_page) + (len(entries) if self.counts_rows else 1)
        about = {"pages": pages, "read": read, "total": total}
        following = (self._asked(board, text, after, about),) if is_more and pages < self.most_pages else ()
        note = f"the search has {total or f'more than {read}'} adverts; {pages} pages were read"
        return Page(rows, refused, following, declared_total=total, note=note if is_more and not following else None)
