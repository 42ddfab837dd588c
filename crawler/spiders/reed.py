"""Reed (UK): a search whose rows are snippets, and a detail for each advert. Needs a key.

API: https://www.reed.co.uk/developers/jobseeker
"""

import base64
from typing import Any
from urllib.parse import urlencode

from crawler.board_spider import mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.pay.fields import money
from crawler.normal.pay.units import MOST_PAID
from crawler.normal.place import places
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Row, id_of, json_of, with_told
from crawler.posting import Money, Posting
from crawler.search_spider import SearchSpider

_KEY = "NEXTRUNG_REED_KEY"


class Reed(SearchSpider):
    name = "reed"
    list_url = "https://www.reed.co.uk/api/1.0/search?{query}"
    needs_keys = (_KEY,)
    counts_rows = True
    page_size = 100

    @property
    def _login(self) -> dict[str, str]:
        # The key is the user; the password is empty.
        return {"Authorization": "Basic " + base64.b64encode(f"{self.keys.get(_KEY, '')}:".encode()).decode()}

    def page(self, board: Board, text: str, at: int) -> Ask:
        words = {"keywords": text} if text else {}
        query = urlencode({**words, "resultsToTake": self.page_size, "resultsToSkip": at})
        return self.ask(self.list_url.format(query=query), board, headers=self._login)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        return reply["results"], reply["totalResults"]

    def row(self, entry: Entry, board: Board) -> Row:
        url = f"https://www.reed.co.uk/api/1.0/jobs/{entry['jobId']}"
        detail = self.ask(url, board, kind="detail", headers=self._login)
        lasting = {name: value for name, value in entry.items() if name != "applications"}
        return Row(id_of(entry["jobId"]), entry["jobTitle"], entry, detail, mark_of(lasting))

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting:
        return self.read(with_told(row.entry, json_of(body)), board)

    def read(self, entry: Entry, board: Board) -> Posting:
        types = ["Full-time" if entry.get("fullTime") else "", "Part-time" if entry.get("partTime") else ""]
        return self.posting(
            board,
            source_id=str(entry["jobId"]),
            title=entry["jobTitle"],
            hiring_organization=entry["employerName"],
            description=entry["jobDescription"],
            url=entry.get("jobUrl"),
            date_posted=day(entry.get("datePosted") or entry.get("date")),
            valid_through=day(entry.get("expirationDate")),
            job_location=places(entry.get("locationName"), "GB", entry.get("currency") or "GBP"),
            job_location_type=workplace_in(entry.get("locationName")),
            employment_type=employment([*types, entry.get("contractType") or ""]),
            base_salary=_salary(entry),
        )


def _salary(entry: Entry) -> Money | None:
    """Return the pay as stated, as worded, or for a year: figures are at times a year's beside "per day"."""
    text, currency = entry.get("salary"), entry.get("currency")
    ways = (
        money(text, entry.get("minimumSalary"), entry.get("maximumSalary"), currency, entry.get("salaryType")),
        pay_in(text, "GB"),
        money(text, entry.get("yearlyMinimumSalary"), entry.get("yearlyMaximumSalary"), currency, "YEAR"),
    )
    return next((pay for pay in ways if pay and _can_be_paid(pay)), None)


def _can_be_paid(pay: Money) -> bool:
    return pay.unit is None or (pay.max or pay.min or 0) < MOST_PAID[pay.unit]
