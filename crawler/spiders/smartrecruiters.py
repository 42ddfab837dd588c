"""SmartRecruiters by its public pages: the API's robots.txt refuses all but one crawler, so it is not asked.

A list in fragments of HTML without a total, and pages with schema.org microdata.
"""

from typing import Any

import lxml.html

from crawler.boards import Board
from crawler.linked_spider import LinkedSpider
from crawler.page import Ask, Page, Row
from crawler.posting import Posting


class SmartRecruiters(LinkedSpider):
    name = "smartrecruiters"
    list_url = "https://careers.smartrecruiters.com/{board}/api/more?page={page}"
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
        return self.linked(number, title, url, board)

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        # Expired, and answered with 200.
        return None if b"jobad--empty-state" in body else super().read_detail(body, row, board)


def _links(body: bytes) -> list[Any]:
    if not body.strip():
        return []
    fragment: Any = lxml.html.fragment_fromstring(body.decode("utf-8", "replace"), create_parent="div")
    found: list[Any] = fragment.xpath(".//a[contains(@class, 'js-job-ad-link')]")
    return found
