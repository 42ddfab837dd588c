"""Boards whose lists link to pages with a schema.org JobPosting: the list gives id and title, the page the rest."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.jobposting import decoded, fields_of, jobs_in
from crawler.normal.place import places
from crawler.normal.work import workplace_in
from crawler.page import Row, UnreadableError
from crawler.posting import Posting


def check_is_list(is_list: bool) -> None:
    """Refuse a page without adverts that is none of the platform's lists: 200 is answered in maintenance, too."""
    if not is_list:
        raise UnreadableError("no list of adverts (a maintenance or consent page?)")


class LinkedSpider(BoardSpider):
    """A source's `parse` gives rows with the page's `url` and, where the list shows them, `place` and `workplace`."""

    headers: ClassVar[Mapping[str, str]] = {"Accept": "text/html"}
    is_conditional: ClassVar[bool] = False

    def linked(self, source_id: str, title: str, url: str, board: Board, **shown: Any) -> Row:
        """Return the row of a link; its mark is what the list shows of it."""
        mark = " | ".join(str(one) for one in (title, *shown.values()) if one)
        ask = self.ask(url, board, kind="detail")
        return Row(source_id, title, {"url": url, **shown}, ask, mark)

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        jobs = jobs_in(decoded(body))
        if not jobs:
            raise UnreadableError("no JobPosting in it")
        fields = fields_of(jobs[0], board.country)
        named = fields["job_location"] or places(row.entry.get("place"), board.country)
        shown = row.entry.get("workplace") or workplace_in(row.entry.get("place"))
        fields |= {"job_location": named, "job_location_type": fields["job_location_type"] or shown}
        return self.posting(board, source_id=row.source_id, url=row.entry["url"], **fields)
