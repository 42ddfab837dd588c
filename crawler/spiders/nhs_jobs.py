"""NHS Jobs (England and Wales): an XML search in pages, and each advert's page for the whole text.

A board whose token holds "=" is a search by its query ("keyword=project+manager&payBand=BAND_8A"); any other is the
employer that the row names. API: NHSBSA, Self-Serve Job Adverts API.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus, urlencode

import lxml.html
from lxml import etree

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, UnreadableError, rows_of, xml_of
from crawler.posting import Place, Posting

_ADVERT = "https://www.jobs.nhs.uk/candidate/jobadvert/{id}"
_BLOCKS = frozenset("h1 h2 h3 h4 h5 h6 p ul ol dl table pre blockquote".split())  # noqa: SIM905 - reads better
_UNSEEN = frozenset("script style nav form button svg noscript footer header aside input label".split())  # noqa: SIM905
# Sections of the page that are no part of the advert, or name people: contacts are not ours to keep.
_LEFT_OUT = re.compile(
    r"(?i)contact|for questions|for further (?:details|information)|cookies|share this|apply|similar|support links"
)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*>")
_BAND = re.compile(r"\bBand\s+(?:[2-9]|8[a-d])\b", re.IGNORECASE)


class NhsJobs(BoardSpider):
    name = "nhs_jobs"
    list_url = "https://www.jobs.nhs.uk/api/v1/search_xml?"
    headers = {"Accept": "application/xml, text/html;q=0.9"}  # noqa: RUF012 - as every source's
    is_conditional = False
    empty_is_unknown = True
    first_page = 1

    def page(self, board: Board, text: str, at: int) -> Ask:
        query = board.board if "=" in board.board else urlencode({"employer": board.company}, quote_via=quote_plus)
        return self.ask(f"{self.list_url}{query}&page={at}&limit=100", board)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        reply = _xml(body)
        rows, refused = rows_of(
            (_entry(one) for one in reply.iter("vacancyDetails")), board, lambda one: self._row(one, board)
        )
        # Counted in pages: that is how the search says where it ends.
        following = self.next_page(board, ask, bool(rows or refused), int(reply.findtext("totalPages") or 1))
        return Page(rows, refused, following, declared_total=int(reply.findtext("totalResults") or 0))

    def _row(self, entry: Entry, board: Board) -> Row:
        detail = self.ask(entry.get("url") or _ADVERT.format(id=entry["id"]), board, kind="detail")
        return Row(entry["id"], entry["title"], entry, detail, mark_of(entry))

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting:
        page = _html(body)
        labels = dict(_labelled(page))
        stated = " ".join(labels.get(name, "") for name in ("band", "grade", "pay scheme", "salary"))
        band = _BAND.search(stated)
        return self.posting(
            board,
            source_id=row.source_id,
            title=row.title,
            hiring_organization=row.entry["employer"],
            description=advert_of(page),
            url=row.entry.get("url") or _ADVERT.format(id=row.source_id),
            date_posted=day(row.entry.get("postDate")),
            valid_through=day(row.entry.get("closeDate")),
            job_location=tuple(place for text in row.entry["locations"] for place in _places(text)),
            employment_type=employment([row.entry.get("type") or "", labels.get("working pattern", "")]),
            base_salary=pay_in(row.entry.get("salary")) or pay_in(labels.get("salary")),
            identifier=row.entry.get("reference") or labels.get("reference number"),
            grade=f"Band {band[0].split()[-1].lower()}" if band else None,
            language="en",
        )


def _places(text: str) -> Iterator[Place]:
    """Yield the places of a text: in Britain, whatever the gazetteer knows of their namesakes."""
    for place in places(text, "GB", "GBP"):
        yield place if place.country else place.model_copy(update={"country": "GB"})


def _entry(vacancy: Any) -> Entry:
    entry: Entry = {child.tag: child.text.strip() for child in vacancy if child.text and child.text.strip()}
    entry["locations"] = [one.text.strip() for one in vacancy.findall("locations/locations") if one.text]
    return entry


def _xml(body: bytes) -> Any:
    reply = xml_of(body, "XML that breaks off or is malformed, or another page in its place")
    if reply.tag != "nhsJobs":
        raise UnreadableError("another page where the search's XML should stand")
    return reply


def _html(body: bytes) -> Any:
    if not body.strip():
        raise UnreadableError("an empty page")
    # lxml refuses a text that declares its encoding.
    page: Any = lxml.html.fromstring(_DECLARED.sub("", decoded(body)))
    return next(iter(page.xpath("//main")), page)


def advert_of(page: Any) -> str:
    """Return the advert's own blocks in order, tables and lists kept whole; what names contacts is left out."""
    kept: list[str] = []
    is_left_out, is_of_criteria, level = False, False, 9
    for block in _blocks(page):
        if block.tag == "h1":
            continue
        if block.tag in {"h2", "h3", "h4"} and int(block.tag[1]) <= level:
            heading = block.text_content()
            is_of_criteria = "specification" in heading.lower() if block.tag == "h2" else is_of_criteria
            # "Contact with patients" may be a criterion.
            is_left_out = bool(_LEFT_OUT.search(heading)) and not is_of_criteria
            level = int(block.tag[1]) if is_left_out else 9
        if not is_left_out:
            kept.append(etree.tostring(block, encoding="unicode", method="html", with_tail=False).strip())
    if not kept:
        raise UnreadableError("a page without an advert")
    return "\n".join(kept)


def _blocks(element: Any) -> Iterator[Any]:
    """Yield the outermost blocks of text, in reading order."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _UNSEEN:
            continue
        if child.tag in _BLOCKS or not any(True for _ in child.iter(*_BLOCKS)):
            if child.text_content().strip():
                yield child
        else:
            yield from _blocks(child)


def _labelled(page: Any) -> Iterator[tuple[str, str]]:
    """Yield what follows each small heading: "Salary" and its value."""
    for heading in page.iter("h3", "dt"):
        value = next(heading.itersiblings("*"), None)
        if value is not None:
            yield heading.text_content().strip().rstrip(":").lower(), value.text_content().strip()
