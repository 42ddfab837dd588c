"""Jobicy: the newest fifty remote jobs in one reply, whole texts. The board is an industry ("management"), or "all".

API: https://jobicy.com/jobs-rss-feed
"""

from urllib.parse import quote

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Posting


class Jobicy(BoardSpider):
    name = "jobicy"
    list_url = "https://jobicy.com/api/v2/remote-jobs?count=50{industry}"

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        industry = "" if board.board == "all" else f"&industry={quote(board.board)}"
        return (self.ask(self.list_url.format(industry=industry), board),)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(json_of(body)["jobs"], board, lambda entry: Row(_id(entry), entry["jobTitle"], entry))
        # The newest fifty are not all: what is older has not gone.
        note = "the newest fifty only" if len(rows) + len(refused) >= 50 else None
        return Page(rows, refused, note=note)

    def read(self, entry: Entry, board: Board) -> Posting:
        industries = entry.get("jobIndustry")
        return self.posting(
            board,
            source_id=_id(entry),
            title=entry["jobTitle"],
            hiring_organization=entry["companyName"],
            description=entry.get("jobDescription") or entry.get("jobExcerpt") or "",
            url=entry.get("url"),
            date_posted=day(entry.get("pubDate")),
            applicant_location_requirements=places(entry.get("jobGeo")),
            job_location_type="remote",
            employment_type=employment(entry.get("jobType")),
            base_salary=money("", *_ends(entry), entry.get("salaryCurrency"), entry.get("salaryPeriod") or "year"),
            occupational_category=next(iter(industries), None) if isinstance(industries, list) else industries,
        )


def _id(entry: Entry) -> str:
    return id_of(entry.get("id") or entry["url"])


def _ends(entry: Entry) -> tuple[float | None, float | None]:
    return (
        entry.get("annualSalaryMin") or entry.get("salaryMin"),
        entry.get("annualSalaryMax") or entry.get("salaryMax"),
    )
