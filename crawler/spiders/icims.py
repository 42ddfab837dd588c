"""iCIMS: pages of cards without a total, each linking to a page with a schema.org JobPosting. The board is the host."""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.linked_spider import LinkedSpider, check_is_list
from crawler.page import Ask, Page, Row, rows_of


class Icims(LinkedSpider):
    name = "icims"
    list_url = "https://{board}/jobs/search?ss=1&pr={page}&in_iframe=1"
    empty_is_unknown = True
    dates_begin = "month"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        cards = LexborHTMLParser(decoded(body)).css("li.iCIMS_JobCardItem")
        check_is_list(b"iCIMS_" in body)
        rows, refused = rows_of(cards, board, lambda card: self._row(card, board))
        return Page(rows, refused, self.next_page(board, ask, len(cards)))

    def _row(self, card: LexborNode, board: Board) -> Row | None:
        link = card.css("a.iCIMS_Anchor")[0]
        url = urljoin(f"https://{board.token}/", link.attributes["href"] or "")
        found = re.search(r"/jobs/(\d+)/", url)
        if found is None:
            return None  # "Join our talent community"
        title = (link.css_first("h2, h3") or link).text().strip()
        place = card.css_first(".header.left span:last-child")
        # Its frame is for the employer's site.
        shown = {"place": place.text().strip() if place else None, "page": url.split("?")[0]}
        posted = self.date_among(one.attributes["title"] or "" for one in card.css("span[title]"))
        return self.linked(found[1], title, url, board, **shown, identifier=_number(card), posted=posted)


def _number(card: LexborNode) -> str | None:
    for field in card.css(".iCIMS_JobHeaderTag"):
        name, value = field.css_first(".iCIMS_JobHeaderField"), field.css_first(".iCIMS_JobHeaderData")
        if name and value and name.text().strip() == "Job ID":
            return value.text().strip() or None
    return None
