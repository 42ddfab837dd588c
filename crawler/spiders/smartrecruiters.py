"""SmartRecruiters by its public pages: the API's robots.txt refuses all but one crawler, so it is not asked.

A list in fragments of HTML without a total, and pages with schema.org microdata.
"""

from typing import Any

import lxml.html

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.jobposting import fields_of, jobs_in
from crawler.page import Ask, Page, Row, UnreadableError
from crawler.posting import Posting


class SmartRecruiters(BoardSpider):
    name = "smartrecruiters"
    list_url = "https://careers.smartrecruiters.com/{board}/api/more?page={page}"
    headers = {"Accept": "text/html"}  # noqa: RUF012 - as every source's
    is_conditional = False
    empty_is_unknown = True
    is_off = "its API refuses crawlers and its pages are many: ask for it by name"

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        return (self._page(board, 0),)

    def _page(self, board: Board, number: int) -> Ask:
        return self.ask(self.list_url.format(board=board.token, page=number), board, about={"page": number})

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        links = _links(body)
        rows = tuple(self._row(link, board) for link in links)
        # No total: the list ends with the page that adds nothing.
        following = (self._page(board, ask.about.get("page", 0) + 1),) if rows else ()
        return Page(rows, following=following)

    def _row(self, link: Any, board: Board) -> Row:
        url = link.get("href").split("?")[0]
        number = url.rsplit("/", 1)[-1].split("-")[0]
        title = next(iter(link.xpath(".//*[contains(@class, 'job-title')]")), link).text_content().strip()
        return Row(number, title, {"url": url}, self.ask(url, board, kind="detail"), mark=title)

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        page = body.decode("utf-8", "replace")
        if "jobad--empty-state" in page:
            return None  # expired, and answered with 200
        jobs = jobs_in(page)
        if not jobs:
            raise UnreadableError("no JobPosting in it")
        return self.posting(board, source_id=row.source_id, url=row.entry["url"], **fields_of(jobs[0], board.country))


def _links(body: bytes) -> list[Any]:
    if not body.strip():
        return []
    fragment: Any = lxml.html.fragment_fromstring(body.decode("utf-8", "replace"), create_parent="div")
    found: list[Any] = fragment.xpath(".//a[contains(@class, 'js-job-ad-link')]")
    return found
