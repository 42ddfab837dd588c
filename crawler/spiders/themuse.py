"""The Muse: all its adverts in pages of twenty, whole texts; no search, so titles are filtered here. No salary.

API: https://www.themuse.com/developers/api/v2
"""

from typing import Any

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.place import places
from crawler.normal.told import told
from crawler.normal.work import employment, workplace_in
from crawler.page import Entry, Row, id_of
from crawler.posting import Posting
from crawler.search_spider import SearchSpider


class TheMuse(SearchSpider):
    name = "themuse"
    list_url = "https://www.themuse.com/api/public/jobs?page={page}"
    is_searched = False
    first_page = 0
    page_size = 20

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        return reply["results"], reply["total"]

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(id_of(entry["id"]), entry["name"], entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        named = [name for one in entry.get("locations") or [] if (name := told(one))]
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["name"],
            hiring_organization=entry["company"]["name"],
            description=entry["contents"],
            url=(entry.get("refs") or {}).get("landing_page"),
            date_posted=day(entry.get("publication_date")),
            job_location=tuple(dict.fromkeys(place for name in named for place in places(name))),
            job_location_type=next(filter(None, map(workplace_in, named)), None),
            employment_type=employment(entry.get("type")),
            occupational_category=entry.get("categories"),
        )
