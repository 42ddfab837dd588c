"""Searches over many employers: aggregators and public services. The board is what is searched for.

A board called "all" searches for the wanted roles' own words, or for everything where all roles are wanted.
"""

from typing import Any, ClassVar

from crawler.board_spider import BoardSpider, has_more, read_so_far
from crawler.boards import Board
from crawler.page import Ask, Entry, Page, Row, json_of, rows_of


class SearchSpider(BoardSpider):
    """Pages of JSON. A source says where a page is, where its entries are, and how to read one."""

    is_conditional: ClassVar[bool] = False
    is_searched: ClassVar[bool] = True
    first_page: ClassVar[int] = 1
    page_size: ClassVar[int]
    most_pages: ClassVar[int] = 100

    def texts(self, board: Board) -> tuple[str, ...]:
        if self.is_searched and board.board != "all":
            return (board.board.replace("+", " "),)
        return super().texts(board)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        """Return a reply's entries and how many the search has in all, where it says so."""
        raise NotImplementedError

    def row(self, entry: Entry, board: Board) -> Row | None:
        """Return the row of an entry; None where it is no advert."""
        raise NotImplementedError

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        entries, total = self.entries(json_of(body))
        rows, refused = rows_of(entries, board, lambda entry: self.row(entry, board))
        following = self.next_page(board, ask, len(entries), total)
        about = read_so_far(ask, len(entries), total)
        is_cut = has_more(about, len(entries)) and not following
        there = about["total"] or f"more than {about['read']}"
        note = f"the search has {there} adverts; {about['pages']} pages were read" if is_cut else None
        return Page(rows, refused, following, declared_total=about["total"], note=note)
