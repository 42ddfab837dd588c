"""BambooHR: a short list and a detail for each advert; an unknown tenant is sent to the platform's own site."""

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import place_of
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Place, Posting, Workplace

_WORKPLACES: dict[str, Workplace] = {"0": "on_site", "1": "remote", "2": "hybrid"}


class BambooHr(BoardSpider):
    name = "bamboohr"
    list_url = "https://{board}.bamboohr.com/careers/list"
    is_conditional = False
    follows_redirects = False

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        # `meta.totalCount` may count more than the list has: it is no proof of a short one.
        rows, refused = rows_of(json_of(body)["result"], board, lambda entry: self._row(entry, board))
        return Page(rows, refused)

    def _row(self, entry: Entry, board: Board) -> Row:
        url = f"https://{board.token}.bamboohr.com/careers/{entry['id']}/detail"
        return Row(
            id_of(entry["id"]), entry["jobOpeningName"], entry, self.ask(url, board, kind="detail"), mark_of(entry)
        )

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting:
        stated = json_of(body)["result"]["jobOpening"]
        told = {name: value for name, value in stated.items() if value is not None}
        return self.read({**row.entry, **told, "id": row.source_id}, board)

    def read(self, entry: Entry, board: Board) -> Posting:
        location, country = _place(entry), board.country
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["jobOpeningName"],
            description=entry["description"],
            url=entry.get("jobOpeningShareUrl"),
            date_posted=day(entry.get("datePosted")),
            job_location=(location,) if location else (),
            job_location_type=_WORKPLACES.get(str(entry.get("locationType"))),
            employment_type=employment(entry.get("employmentStatusLabel")),
            base_salary=pay_in(entry.get("compensation"), (location and location.country) or country),
            department=entry.get("departmentLabel") or None,
        )


def _place(entry: Entry) -> Place | None:
    written, chosen = entry.get("location") or {}, entry.get("atsLocation") or {}
    return place_of(written.get("city"), written.get("state"), written.get("addressCountry")) or place_of(
        chosen.get("city"), chosen.get("state") or chosen.get("province"), chosen.get("country")
    )
