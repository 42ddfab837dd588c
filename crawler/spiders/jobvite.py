"""Jobvite: pages of fifty links, each to a page with a schema.org JobPosting.

Employers choose between layouts: tables, or lists whose entries are links as a whole, each below its department.
"""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.linked_spider import LinkedSpider, check_is_list
from crawler.page import Ask, Page, Row, rows_of

LIMIT = 50
_PLACE = ".jv-job-list-location"
_TOTAL = re.compile(r"\d+\s*[-–]\s*\d+\s+of\s+([\d,]+)")


class Jobvite(LinkedSpider):
    name = "jobvite"
    list_url = "https://jobs.jobvite.com/{board}/search?p={page}"
    empty_is_unknown = True

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        page = LexborHTMLParser(decoded(body))
        check_is_list(b"jv-" in body)
        departments = _departments(page)
        rows, refused = rows_of(_links(page), board, lambda link: self._row(link, board, departments))
        found = _TOTAL.search(" ".join(one.text() for one in page.css(".jv-pagination-text")))
        total = int(found[1].replace(",", "")) if found else None
        # A role may stand in a page more than once.
        following = self.next_page(board, ask, LIMIT if rows else 0, total or 0)
        return Page(rows, refused, following, declared_total=total)

    def _row(self, link: LexborNode, board: Board, departments: Mapping[int, str]) -> Row:
        address, source_id = _address(link)
        title = link.css_first(".jv-job-list-name") or link
        place = link.css_first(_PLACE) or _row_of(link).css_first(_PLACE)
        shown = {"place": _words(place) if place else None, "department": departments.get(link.mem_id)}
        return self.linked(source_id, _words(title), urljoin("https://jobs.jobvite.com/", address), board, **shown)


def _links(page: LexborHTMLParser) -> list[LexborNode]:
    """Return the first link to an advert in each row, as another may lead to its form; a role may have several rows."""
    found: dict[tuple[int, str], LexborNode] = {}
    for link in page.css("a[href*='/job/']"):
        found.setdefault((_row_of(link).mem_id, _address(link)[1]), link)
    return list(found.values())


def _address(link: LexborNode) -> tuple[str, str]:
    """Return the address of the advert that a link leads to, and the advert's id."""
    before, _, after = (link.attributes["href"] or "").partition("/job/")
    source_id = re.split("[/?#]", after)[0]
    return f"{before}/job/{source_id}", source_id


def _row_of(link: LexborNode) -> LexborNode:
    node: LexborNode | None = link
    while node is not None and not _is_row(node):
        node = node.parent
    return node or link


def _is_row(node: LexborNode) -> bool:
    return node.tag in {"tr", "li"} or "row" in (node.attributes.get("class") or "").split()


def _departments(page: LexborHTMLParser) -> dict[int, str]:
    """Return what the heading right above a list says, by the links in it."""
    headings, lists = page.css("h3:has(+ .jv-job-list)"), page.css("h3 + .jv-job-list")
    return {
        link.mem_id: _words(heading)
        for heading, listed in zip(headings, lists, strict=True)
        for link in listed.css("a")
    }


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())
