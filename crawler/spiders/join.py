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

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        found = _DATA.search(body)
        if not found:
            raise UnreadableError("a company page without its data")
        entries = {entry["idParam"]: entry for entry in _jobs(json.loads(found[1]))}
        rows, refused = rows_of(entries.values(), board, lambda entry: self._row(entry, board))
        return Page(rows, refused)

    def _row(self, entry: Entry, board: Board) -> Row:
        url = f"{self.list_url.format(board=board.token)}/{entry['idParam']}"
        return self.linked(entry["idParam"], entry["title"], url, board, changed=mark_of(entry))


def _jobs(data: Any) -> Iterator[Entry]:
    if isinstance(data, dict):
        if isinstance(data.get("idParam"), str) and isinstance(data.get("title"), str):
            yield data
        for one in data.values():
            yield from _jobs(one)
    elif isinstance(data, list):
        for one in data:
            yield from _jobs(one)
