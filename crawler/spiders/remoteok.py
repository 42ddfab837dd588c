"""Remote OK: one reply whose first element is a legal notice; asks for a link back (`url`)."""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Posting


class RemoteOk(BoardSpider):
    name = "remoteok"
    list_url = "https://remoteok.com/api"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(json_of(body), board, _row)
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["position"],
            hiring_organization=entry["company"],
            description=entry["description"],
            url=entry.get("url") or None,
            date_posted=day(entry.get("date") or entry.get("epoch")),
            applicant_location_requirements=places(entry.get("location")),
            job_location_type="remote",
            base_salary=money("", entry.get("salary_min"), entry.get("salary_max"), "USD", "YEAR"),
        )


def _row(entry: Entry) -> Row | None:
    return None if "legal" in entry else Row(id_of(entry["id"]), entry["position"], entry)
