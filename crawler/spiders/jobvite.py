"""Jobvite: pages of fifty links, each to a page with a schema.org JobPosting."""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.boards import Board
from crawler.linked_spider import LinkedSpider, check_is_list
from crawler.page import Ask, Page, Row, rows_of

LIMIT = 50
_TOTAL = re.compile(r"\d+\s*[-–]\s*\d+\s+of\s+([\d,]+)")


class Jobvite(LinkedSpider):
    name = "jobvite"
    list_url = "https://jobs.jobvite.com/{board}/search?p={page}"

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        return (self._page(board, 0),)

    def _page(self, board: Board, number: int) -> Ask:
        return self.ask(self.list_url.format(board=board.token, page=number), board, about={"page": number})

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        page, number = LexborHTMLParser(body.decode("utf-8", "replace")), ask.about.get("page", 0)
        check_is_list(b"jv-" in body)
        rows, refused = rows_of(page.css("tr"), board, lambda row: self._row(row, board))
        found = _TOTAL.search(" ".join(one.text() for one in page.css(".jv-pagination-text")))
        total = int(found[1].replace(",", "")) if found else None
        is_more = bool(rows) and total is not None and (number + 1) * LIMIT < total
        return Page(rows, refused, (self._page(board, number + 1),) if is_more else (), declared_total=total)

    def _row(self, row: LexborNode, board: Board) -> Row | None:
        link, shown = row.css_first("a[href*='/job/']"), row.css_first(".jv-job-list-location")
        if link is None:
            return None  # a heading
        url = urljoin("https://jobs.jobvite.com/", (link.attributes["href"] or "").split("?")[0])
        place = " ".join(shown.text().split()) if shown else None
        return self.linked(url.rsplit("/", 1)[-1], link.text().strip(), url, board, place=place)
