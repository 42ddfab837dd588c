"""Arbeitnow: an open board, mostly German, in pages without a total; the last is the empty one.

API: https://www.arbeitnow.com/blog/job-board-api
"""

from typing import Any

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.place import places
from crawler.normal.work import employment
from crawler.page import Entry, Row
from crawler.posting import Posting
from crawler.search_spider import SearchSpider


class Arbeitnow(SearchSpider):
    name = "arbeitnow"
    list_url = "https://www.arbeitnow.com/api/job-board-api?page={page}"
    is_searched = False
    page_size = 100

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        return reply["data"], None  # `links.next` is not to be relied on

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(entry["slug"], entry["title"], entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        return self.posting(
            board,
            source_id=entry["slug"],
            title=entry["title"],
            hiring_organization=entry["company_name"],
            description=entry["description"],
            url=entry.get("url"),
            date_posted=day(entry.get("created_at")),
            job_location=places(entry.get("location"), "DE"),
            job_location_type="remote" if entry.get("remote") else None,
            employment_type=employment(entry.get("job_types") or []),
        )
