"""Jooble: a search by POST; snippets, not whole texts. Needs a key. API: https://jooble.org/api/about."""

import json
from typing import Any

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Row, id_of
from crawler.posting import Posting
from crawler.search_spider import SearchSpider


class Jooble(SearchSpider):
    name = "jooble"
    list_url = "https://jooble.org/api/{key}"
    needs_keys = ("NEXTRUNG_JOOBLE_KEY",)
    page_size = 20
    most_pages = 25

    def page(self, board: Board, text: str, at: int) -> Ask:
        url = self.list_url.format(key=self.keys.get(self.needs_keys[0], ""))
        body = json.dumps({"keywords": text, "location": "", "page": str(at)})
        return self.ask(url, board, body=body)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        # The total is an estimate: the search ends with an empty page.
        return reply["jobs"], None

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(id_of(entry["id"]), entry["title"], entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["title"],
            hiring_organization=entry.get("company") or "not named (Jooble)",
            description=entry["snippet"],
            url=entry.get("link"),
            date_posted=day(entry.get("updated")),
            job_location=places(entry.get("location"), board.country),
            job_location_type=workplace_in(entry.get("location")),
            employment_type=employment(entry.get("type")),
            base_salary=pay_in(entry.get("salary"), board.country),
        )
