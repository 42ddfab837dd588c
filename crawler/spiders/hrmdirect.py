"""HRMDirect (ClearCompany): a table with one row a place, and a page for each advert.

The text is that of a schema.org JobPosting where the page has one, else what the page shows. The board is the
employer's name in its host.
"""

from collections.abc import Sequence
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.boards import Board
from crawler.jobposting import Job, decoded
from crawler.linked_spider import LinkedSpider, check_is_list
from crawler.page import Ask, Page, Row, id_of, rows_of


class HrmDirect(LinkedSpider):
    name = "hrmdirect"
    list_url = "https://{board}.hrmdirect.com/employment/job-openings.php?search=true"
    empty_is_unknown = True
    dates_begin = "month"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        check_is_list(b"reqitem" in body or b"hrmdirect" in body)
        adverts: dict[str | None, list[LexborNode]] = {}
        for row in LexborHTMLParser(decoded(body)).css("tr[data-req-id]"):
            adverts.setdefault(row.attributes["data-req-id"], []).append(row)
        rows, refused = rows_of(adverts.values(), board, lambda rows: self._row(rows, board))
        return Page(rows, refused)

    def _row(self, rows: Sequence[LexborNode], board: Board) -> Row:
        first = rows[0]
        link = first.css("td.posTitle a[href]")[0]
        # The link's end tag is missing: it ends with its cell.
        url = urljoin(self.list_url.format(board=board.token), link.attributes["href"]).split("#")[0].rstrip("&")
        shown = {
            "place": "; ".join(dict.fromkeys(filter(None, map(_place, rows)))),
            "identifier": first.attributes.get("data-custom-req-id"),
            # Its column has no name of its own.
            "posted": self.date_among(map(_words, first.css("td"))),
            "department": _cell(first, "departments"),
        }
        return self.linked(id_of(first.attributes["data-req-id"]), _words(link), url, board, **shown)

    def jobs_of(self, page: str) -> list[Job]:
        return super().jobs_of(page) or _shown_in(page)


def _shown_in(page: str) -> list[Job]:
    text = LexborHTMLParser(page).css_first(".jobDesc")
    return [{"description": text.inner_html}] if text else []


def _place(row: LexborNode) -> str:
    return ", ".join(filter(None, (_cell(row, name) for name in ("cities", "state", "countries"))))


def _cell(row: LexborNode, name: str) -> str | None:
    """Return a cell of the columns that an employer chose to show."""
    found = row.css_first(f"td.{name}")
    return _words(found) if found else None


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())
