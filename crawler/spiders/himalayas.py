"""Himalayas: remote jobs in pages of twenty, whole texts. API: https://himalayas.app/api."""

from typing import Any

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.normal.told import told
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Row, id_of
from crawler.posting import Posting
from crawler.search_spider import SearchSpider


class Himalayas(SearchSpider):
    name = "himalayas"
    list_url = "https://himalayas.app/jobs/api?limit={limit}&offset={offset}"
    is_searched = False
    counts_rows = True
    page_size = 20

    def page(self, board: Board, text: str, at: int) -> Ask:
        url = self.list_url.format(limit=self.page_size, offset=at)
        return self.ask(url, board)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        return (reply, len(reply)) if isinstance(reply, list) else (reply["jobs"], reply["totalCount"])

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(_id(entry), entry["title"], entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        named = [name for name in entry.get("locationRestrictions") or [] if isinstance(name, str)]
        pay = money("", entry.get("minSalary"), entry.get("maxSalary"), entry.get("currency"), "YEAR")
        return self.posting(
            board,
            source_id=_id(entry),
            title=entry["title"],
            hiring_organization=entry["companyName"],
            description=entry.get("description") or entry["excerpt"],
            url=entry.get("applicationLink") or None,
            date_posted=day(entry.get("pubDate")),
            valid_through=day(entry.get("expiryDate")),
            applicant_location_requirements=tuple(place for name in named for place in places(name)),
            job_location_type="remote",
            employment_type=employment(entry.get("employmentType")),
            base_salary=pay,
            occupational_category=_category(entry),
        )


def _id(entry: Entry) -> str:
    return id_of(entry.get("guid") or entry["applicationLink"])


def _category(entry: Entry) -> str | None:
    """Return the first of the categories, which are written as in addresses: "Senior-Buyer"."""
    first = told(next(iter(entry.get("categories") or []), None))
    return first and first.replace("-", " ")
