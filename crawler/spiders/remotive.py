"""Remotive: remote jobs in one reply; asks for at most four calls a day and a link back (`url`).

API: https://remotive.com/api-documentation
"""

from urllib.parse import urlencode

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Posting


class Remotive(BoardSpider):
    name = "remotive"
    list_url = "https://remotive.com/api/remote-jobs"

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        """Ask for a category ("project-management"); "all" is everything."""
        query = "" if board.board == "all" else "?" + urlencode({"category": board.board})
        return (self.ask(self.list_url + query, board),)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(
            json_of(body)["jobs"], board, lambda one: Row(id_of(one.get("id") or one["url"]), one["title"], one)
        )
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        return self.posting(
            board,
            source_id=str(entry.get("id") or entry["url"]),
            title=entry["title"],
            hiring_organization=entry["company_name"],
            description=entry["description"],
            url=entry.get("url"),
            date_posted=day(entry.get("publication_date")),
            applicant_location_requirements=places(entry.get("candidate_required_location")),
            job_location_type="remote",
            employment_type=employment(entry.get("job_type")),
            base_salary=pay_in(entry.get("salary")),
            occupational_category=entry.get("category"),
        )
