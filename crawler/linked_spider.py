"""Boards whose lists link to pages with a schema.org JobPosting: the list gives id and title, the page the rest."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.jobposting import fields_of, jobs_in
from crawler.normal.place import places
from crawler.page import Row, UnreadableError
from crawler.posting import Posting


class LinkedSpider(BoardSpider):
    """A source's `parse` gives rows whose entry has the page's `url` and, as far as the list shows it, the `place`."""

    headers: ClassVar[Mapping[str, str]] = {"Accept": "text/html"}
    is_conditional: ClassVar[bool] = False

    def linked(self, source_id: str, title: str, url: str, board: Board, **shown: Any) -> Row:
        """Return the row of a link; its mark is what the list shows of it."""
        mark = " | ".join(str(one) for one in (title, *shown.values()) if one)
        ask = self.ask(url, board, kind="detail")
        return Row(source_id, title, {"url": url, **shown}, ask, mark)

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        jobs = jobs_in(body.decode("utf-8", "replace"))
        if not jobs:
            raise UnreadableError("no JobPosting in it")
        fields = fields_of(jobs[0], board.country)
        named = fields["job_location"] or places(row.entry.get("place"), board.country)
        return self.posting(board, source_id=row.source_id, url=row.entry["url"], **{**fields, "job_location": named})
