"""iCIMS: pages of cards without a total, each linking to a page with a schema.org JobPosting. The board is the host."""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.linked_spider import LinkedSpider, check_is_list
from crawler.page import Ask, Page, Row, rows_of

_FIELDS = {"Job ID": "identifier", "Category": "category", "Position Type": "employment"}
"""What a card's fields are called, and what they are called here."""


class Icims(LinkedSpider):
    name = "icims"
    list_url = "https://{board}/jobs/search?ss=1&pr={page}&in_iframe=1"
    empty_is_unknown = True
    dates_begin = "month"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        page = LexborHTMLParser(decoded(body))
        # The older layout is a table of rows, of which the first may be its head.
        cards = page.css("li.iCIMS_JobCardItem") or page.css(".iCIMS_JobsTable > .row:has(a.iCIMS_Anchor)")
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
        shown = {"place": place.text().strip() if place else None, "page": url.split("?")[0], **_fields(card)}
        posted = self.date_among(one.attributes["title"] or "" for one in card.css("span[title]"))
        return self.linked(found[1], title, url, board, **shown, posted=posted)


def _fields(card: LexborNode) -> dict[str, str]:
    """Return what a card says beside its title, as a row is told it."""
    fields = [
        (one.css_first(".iCIMS_JobHeaderField"), one.css_first(".iCIMS_JobHeaderData"))
        for one in card.css(".iCIMS_JobHeaderTag")
    ]
    told = {name.text().strip(): value.text().strip() for name, value in fields if name and value}
    return {own: told[name] for name, own in _FIELDS.items() if told.get(name)}
