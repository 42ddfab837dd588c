"""Searches over many employers: aggregators and public services. The board is what is searched for.

A board called "all" searches for the wanted roles' own words, or for everything where all roles are wanted.
"""

from typing import Any, ClassVar

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.page import Ask, Entry, Page, Row, json_of, rows_of


class SearchSpider(BoardSpider):
    """Pages of one search. A source says where page N is, where its entries are, and how to read one."""

    is_conditional: ClassVar[bool] = False
    is_searched: ClassVar[bool] = True
    first_page: ClassVar[int] = 1
    page_size: ClassVar[int]
    most_pages: ClassVar[int] = 100
    """The platform answers no more, or we ask no more."""

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        return tuple(self.page(board, text, self.first_page) for text in self.texts(board))

    def texts(self, board: Board) -> tuple[str, ...]:
        """Return what to search for; "" is everything."""
        return (self.searches or ("",)) if board.board == "all" else (board.board.replace("+", " "),)

    def page(self, board: Board, text: str, number: int) -> Ask:
        """Return the question for one page of the search for `text`."""
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
        number, text = ask.about.get("page", self.first_page), ask.about.get("text", "")
        asked = number - self.first_page + 1
        is_more = bool(entries) and (total is None or asked * self.page_size < total)
        following = (self.page(board, text, number + 1),) if is_more and asked < self.most_pages else ()
        has = total or f"more than {asked * self.page_size}"
        note = f"the search has {has} adverts; {self.most_pages} pages were read" if is_more and not following else None
        is_only_search = len(self.texts(board)) == 1
        return Page(rows, refused, following, declared_total=total if is_only_search else None, note=note)
