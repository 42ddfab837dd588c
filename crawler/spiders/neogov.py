"""NeoGov (governmentjobs.com): an American agency's whole list as RSS, its sections and pay as fields."""

from datetime import date
from typing import Any

from lxml import etree

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.normal.sections import joined
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Page, Row, id_of, rows_of, rss_items
from crawler.posting import Posting

_SECTIONS = {
    "description": None,
    "examplesofduties": "Examples of duties",
    "qualifications": "Qualifications",
    "supplementalinformation": "Supplemental information",
    "benefits": "Benefits",
}


class NeoGov(BoardSpider):
    name = "neogov"
    list_url = "https://www.governmentjobs.com/SearchEngine/JobsFeed?agency={board}"
    headers = {"Accept": "application/rss+xml"}  # noqa: RUF012 - as every source's

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(map(_entry, rss_items(body)), board, lambda one: Row(_id(one), one["title"], one))
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        ends = entry.get("minimumSalary"), entry.get("maximumSalary")
        return self.posting(
            board,
            source_id=_id(entry),
            title=entry["title"],
            description=joined([(heading, entry.get(name)) for name, heading in _SECTIONS.items()]),
            url=entry.get("link") or entry.get("guid"),
            date_posted=day(entry.get("pubDate")) or _day(entry.get("advertiseFromDateUTC")),
            valid_through=_day(entry.get("advertiseToDateTimeUTC")),
            job_location=places(_place(entry), board.country or "US"),
            job_location_type=workplace_in(entry.get("location")),
            employment_type=employment(entry.get("jobType")),
            base_salary=money("", *ends, entry.get("salaryCurrency"), entry.get("salaryInterval")),
            department=entry.get("department"),
            occupational_category=entry.get("category"),
        )


def _entry(item: Any) -> Entry:
    """Return the fields of an item, whatever their namespace; of several categories the first."""
    entry: Entry = {}
    for one in item.iter():
        if isinstance(one.tag, str) and one.text and one.text.strip():
            entry.setdefault(etree.QName(one).localname, one.text.strip())
    return entry


def _day(stated: str | None) -> date | None:
    """Return the day of "Wed, 19 Aug 2026 05:00:00:0"."""
    return day(stated) or day((stated or "").rsplit(":", 1)[0])


def _place(entry: Entry) -> str | None:
    """Return the place, with the state that some feeds tell apart."""
    shown, state = entry.get("location"), entry.get("state")
    return f"{shown}, {state}" if shown and state and state not in shown else shown


def _id(entry: Entry) -> str:
    return id_of(entry.get("jobId") or entry["guid"].rstrip("/").rsplit("/", 1)[-1])
