"""Boards whose lists link to pages with a schema.org JobPosting: the list gives id and title, the page the rest."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.jobposting import Job, decoded, jobs_in
from crawler.jobposting_fields import fields_of
from crawler.normal.dates_order import First, day_in
from crawler.normal.place import places
from crawler.normal.told import told
from crawler.normal.work import employment, workplace_in
from crawler.own_job import own_job
from crawler.page import Row, UnreadableError
from crawler.posting import Posting


def check_is_list(is_list: bool) -> None:
    """Refuse a page without adverts that is none of the platform's lists: 200 is answered in maintenance, too."""
    if not is_list:
        raise UnreadableError("no list of adverts (a maintenance or consent page?)")


class LinkedSpider(BoardSpider):
    """A source's `parse` gives rows with what its list shows, for where the page is silent.

    `url` is asked for and, unless there is another `page` for people, told. Besides: `place`, `workplace`,
    `identifier`, `posted`, `employment`, `department`, `category`.
    """

    headers: ClassVar[Mapping[str, str]] = {"Accept": "text/html"}
    is_conditional: ClassVar[bool] = False
    empty_tells: ClassVar[str] = "its page has none, or shows them in a way that is not known"
    dates_begin: ClassVar[First | None] = None
    """The part with which the dates of its lists and pages begin, where that is known."""

    def linked(self, source_id: str, title: str, url: str, board: Board, **shown: Any) -> Row:
        """Return the row of a link; its mark is what the list shows of it."""
        mark = " | ".join(str(one) for one in (title, *shown.values()) if one)
        ask = self.ask(url, board, kind="detail")
        return Row(source_id, title, {"url": url, **shown}, ask, mark)

    def date_among(self, texts: Iterable[str]) -> str | None:
        """Return the first of some texts that is a date such as "5/28/2026"."""
        return next((text for text in texts if "/" in text and day_in(text, self.dates_begin)), None)

    def jobs_of(self, page: str) -> list[Job]:
        """Return the JobPostings of an advert's page."""
        return jobs_in(page)

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        jobs = self.jobs_of(decoded(body))
        if not jobs:
            raise UnreadableError("no JobPosting in it")
        job = own_job(jobs, row)
        if job is None:
            raise UnreadableError("JobPostings of other adverts in its place")
        title = told(job.get("title")) or row.title
        shown, fields = row.entry, fields_of({**job, "title": title}, board.country, self.dates_begin)
        fallbacks = {
            "job_location": places(shown.get("place"), board.country),
            "job_location_type": shown.get("workplace") or workplace_in([shown.get("place"), *_asides(row.title)]),
            "identifier": shown.get("identifier"),
            "date_posted": day_in(shown.get("posted"), self.dates_begin),
            "employment_type": employment(shown.get("employment")),
            "department": shown.get("department"),
            "occupational_category": shown.get("category"),
        }
        fields |= {name: fields.get(name) or value for name, value in fallbacks.items()}
        return self.posting(board, source_id=row.source_id, url=shown.get("page") or shown["url"], **fields)


def _asides(title: str | None) -> list[str]:
    """Return what stands in brackets: "Buyer (Leeds/Hybrid)"."""
    return re.findall(r"\(([^)]*)\)", title or "")
