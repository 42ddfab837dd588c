"""Teamtailor: a JSON Feed whose items carry a schema.org JobPosting. The board is the host.

It has no department and does not know hybrid work; the RSS feed that does would have every text be sent twice.

Feed: https://www.jsonfeed.org/version/1.1/
"""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.jobposting_fields import fields_of
from crawler.normal.dates import day
from crawler.page import Ask, Entry, Page, Row, json_of, rows_of
from crawler.posting import Posting


class Teamtailor(BoardSpider):
    name = "teamtailor"
    list_url = "https://{board}/jobs.json"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        feed = json_of(body)
        rows, refused = rows_of(feed["items"], board, lambda entry: Row(entry["id"], entry["title"], entry))
        # A page without adverts is the last, whatever it says of the next.
        is_more = bool(rows or refused) and feed.get("next_url")
        following = (self.ask(feed["next_url"], board),) if is_more else ()
        return Page(rows, refused, following)

    def read(self, entry: Entry, board: Board) -> Posting:
        job, text = entry.get("_jobposting") or {}, entry.get("content_html")
        told = {**job, "title": entry["title"], "description": text or job.get("description") or ""}
        fields = fields_of(told, board.country)
        stated = {"description": text, "date_posted": day(entry.get("date_published"))}
        fields |= {name: value for name, value in stated.items() if value}
        return self.posting(board, source_id=entry["id"], url=entry.get("url") or None, **fields)
