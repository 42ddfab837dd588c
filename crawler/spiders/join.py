"""JOIN: the company's page carries its list as JSON, each advert's page a schema.org JobPosting.

Only the way is known (`__NEXT_DATA__`), not the exact keys: the list is found by what its entries must have.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.board_spider import mark_of
from crawler.boards import Board
from crawler.linked_spider import LinkedSpider
from crawler.page import Ask, Entry, Page, Row, UnreadableError, rows_of

_DATA = re.compile(rb'(?is)<script[^>]*id="__NEXT_DATA__"[^>]*>(.*?)</script>')


class Join(LinkedSpider):
    name = "join"
    list_url = "https://join.com/companies/{board}"
    first_page = 1

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        found = _DATA.search(body)
        if not found:
            raise UnreadableError("a company page without its data")
        data = json.loads(found[1])
        entries = {entry["idParam"]: entry for entry in _jobs(data)}
        rows, refused = rows_of(entries.values(), board, lambda entry: self._row(entry, board))
        return Page(rows, refused, self.next_page(board, ask, bool(rows), _pages(data)))

    def page(self, board: Board, text: str, at: int) -> Ask:
        query = f"?page={at}" if at > 1 else ""
        return self.ask(self.list_url.format(board=board.token) + query, board)

    def _row(self, entry: Entry, board: Board) -> Row:
        url = f"{self.list_url.format(board=board.token)}/{entry['idParam']}"
        return self.linked(entry["idParam"], entry["title"], url, board, changed=mark_of(entry))


def _pages(data: Any) -> int:
    """Return how many pages the list says it has; 1 where it says nothing."""
    counts = [one["pageCount"] for one in _dicts(data) if isinstance(one.get("pageCount"), int)]
    return max(counts, default=1)


def _jobs(data: Any) -> Iterator[Entry]:
    return (one for one in _dicts(data) if isinstance(one.get("idParam"), str) and isinstance(one.get("title"), str))


def _dicts(data: Any) -> Iterator[Entry]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from _dicts(one)
