"""Any careers site whose pages carry a schema.org JobPosting, found by its sitemaps.

iCIMS, Jobvite, Phenom (sources of their own, too), SuccessFactors, JazzHR, Trakstar and softgarden are reached so.
The board is the host.
Markup: https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.board_spider import BoardSpider
from crawler.boards import Board, careers_folders, recognise
from crawler.jobposting import decoded, jobs_in, says_job
from crawler.jobposting_fields import fields_of, organization_of
from crawler.own_job import own_job, path_of
from crawler.page import Ask, Page, Row, UnreadableError, rows_of
from crawler.posting import Posting
from crawler.sitemap import sitemap_of

_OTHER = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|css|js)$|/(?:blog|news|tags?|category|author|login|search)(?:/|$)", re.IGNORECASE
)


class JsonLd(BoardSpider):
    name = "jsonld"
    list_url = "https://{board}/robots.txt"
    headers = {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.5"}  # noqa: RUF012 - as every source's
    is_conditional = False
    empty_is_unknown = True
    empty_tells = "no address in its sitemaps looks like an advert's"
    most_lists = 51  # robots.txt and fifty sitemaps
    marks_last = timedelta(days=14)  # a sitemap's lastmod is the page's own

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        if _is_sitemap(board):
            return (self.ask(_address(board.board), board, kind="sitemap"),)
        return (self.ask(f"https://{board.token}/robots.txt", board, kind="robots"),)

    def without_list(self, status: int, board: Board, ask: Ask) -> Page | None:
        if ask.kind == "robots":
            return Page(following=(self._sitemap(board),))
        if not ask.about.get("is_one_of_several"):
            return None
        told = f"HTTP {status} for the sitemap {ask.url}"
        return Page(warning=told) if status in {404, 410} else Page(note=told)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        if ask.kind == "robots":
            named = re.findall(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", decoded(body))
            return Page(following=self._sitemaps(named, board, ask) or (self._sitemap(board),))
        return self._read_sitemap(body, board, ask)

    def _sitemaps(self, named: Iterable[str], board: Board, ask: Ask) -> tuple[Ask, ...]:
        urls = list(dict.fromkeys(_absolute(url, ask) for url in named))
        about = {"is_one_of_several": len(urls) > 1}
        return tuple(self.ask(url, board, kind="sitemap", about=about) for url in urls)

    def _sitemap(self, board: Board) -> Ask:
        return self.ask(f"https://{board.token}/sitemap.xml", board, kind="sitemap")

    def _read_sitemap(self, body: bytes, board: Board, ask: Ask) -> Page:
        root, why_short = sitemap_of(body)
        if etree.QName(root).localname == "rss":  # a feed may stand for a sitemap
            links = filter(None, (_child(item, "link") for item in root.iter("item")))
            rows, refused = rows_of(dict.fromkeys(links).keys(), board, lambda url: self._linked(url, board))
            return Page(rows, refused, note=why_short)
        told = [(_child(one, "loc"), _child(one, "lastmod")) for one in root if isinstance(one.tag, str)]
        entries = [(url, modified) for url, modified in told if url]
        if etree.QName(root).localname == "sitemapindex":
            return Page(following=self._sitemaps((url for url, _ in entries), board, ask), note=why_short)
        rows, refused = rows_of(entries, board, lambda entry: self._named(*entry, board, ask))
        return Page(rows, refused, note=why_short)

    def _linked(self, url: str, board: Board) -> Row | None:
        is_advert = _is_sitemap(board) or _is_of_careers(url) or _may_be_advert(url)
        return self._row(url, None, board) if is_advert else None

    def _named(self, told: str, modified: str | None, board: Board, ask: Ask) -> Row | None:
        url = _absolute(told, ask)
        return self._row(url, modified, board) if _may_be_advert(url) else None

    def _row(self, url: str, modified: str | None, board: Board) -> Row:
        lasts = None if modified else BoardSpider.marks_last
        return Row(
            path_of(url),
            None,
            url,
            self.ask(url, board, kind="detail"),
            mark=modified or "no lastmod",
            mark_lasts=lasts,
        )

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        page = decoded(body)
        jobs = jobs_in(page)
        if not jobs and says_job(page):
            raise UnreadableError("a JobPosting that cannot be read: broken JSON, or RDFa")
        job = own_job(jobs, row)
        return self.read(dict(job, source_id=row.source_id, page=row.entry), board) if job else None

    def read(self, entry: Any, board: Board) -> Posting | None:
        fields = fields_of(entry, board.country)
        # A row of the boards list that names only the host leaves the employer to its page.
        is_named = board.company.casefold() != board.board.casefold()
        employer = board.company if is_named else organization_of(entry) or board.company
        return self.posting(
            board, source_id=entry["source_id"], url=entry["page"], hiring_organization=employer, **fields
        )


def _is_sitemap(board: Board) -> bool:
    return board.board.endswith((".xml", ".gz"))


def _is_of_careers(url: str) -> bool:
    """Say whether a page's host is that of a careers site, in whose feeds nothing but adverts stands."""
    return recognise(f"https://{urlsplit(url).netloc}") is not None


def _absolute(url: str, ask: Ask) -> str:
    return url if "://" in url else urljoin(ask.url, url)


def _address(board: str) -> str:
    return board if "//" in board else f"https://{board}"


@cache
def _advert() -> re.Pattern[str]:
    return re.compile(rf"/(?:{'|'.join(careers_folders())})[/.-]", re.IGNORECASE)


def _may_be_advert(url: str) -> bool:
    path = urlsplit(url).path
    return bool(_advert().search(path + "/")) and not _OTHER.search(path)


def _child(element: Any, name: str) -> str | None:
    found = element.find(f"{{*}}{name}")
    return found.text.strip() if found is not None and found.text else None
