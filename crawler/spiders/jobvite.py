"""Jobvite: pages of fifty links, each to a page with a schema.org JobPosting."""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.linked_spider import LinkedSpider, check_is_list
from crawler.page import Ask, Page, Row, rows_of

LIMIT = 50
_TOTAL = re.compile(r"\d+\s*[-–]\s*\d+\s+of\s+([\d,]+)")


class Jobvite(LinkedSpider):
    name = "jobvite"
    list_url = "https://jobs.jobvite.com/{board}/search?p={page}"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        page = LexborHTMLParser(decoded(body))
        check_is_list(b"jv-" in body)
        rows, refused = rows_of(page.css("tr"), board, lambda row: self._row(row, board))
        found = _TOTAL.search(" ".join(one.text() for one in page.css(".jv-pagination-text")))
        total = int(found[1].replace(",", "")) if found else None
        # A role may stand in a page more than once.
        following = self.next_page(board, ask, LIMIT if rows else 0, total or 0)
        return Page(rows, refused, following, declared_total=total)

    def _row(self, row: LexborNode, board: Board) -> Row | None:
        link, shown = row.css_first("a[href*='/job/']"), row.css_first(".jv-job-list-location")
        if link is None:
            return None  # a heading
        url = urljoin("https://jobs.jobvite.com/", (link.attributes["href"] or "").split("?")[0])
        place = " ".join(shown.text().split()) if shown else None
        return self.linked(url.rsplit("/", 1)[-1], link.text().strip(), url, board, place=place)
