"""Finds a company's board from its home page: by links to a known platform, there or on its careers pages."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import SplitResult, urljoin, urlsplit

from crawler.board_spider import BoardSpider
from crawler.boards import Board, is_of_many, recognise
from crawler.knowledge import known_words
from crawler.page import Ask
from crawler.titles import fold
from crawler.visit import Answer

_ADDRESS = re.compile(r"https?:(?:\\?/){2}[^\s\"'<>)]+")
_LINK = re.compile(r"(?is)<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)[^>]*>(.*?)</a>")
_HOST = re.compile(r"[\w.:-]+")
_PAGES = 4
_HEADERS = {"Accept": "text/html"}


@dataclass(frozen=True)
class Found:
    """What a home page led to."""

    url: str
    board: Board | None = None
    reason: str | None = None
    """Why there is no board, or why this one is only a guess."""

    @staticmethod
    def of(line: dict[str, object]) -> "Found":
        """Return what `asdict` gave."""
        board = line.pop("board")
        return Found(board=Board(**board) if isinstance(board, dict) else None, **line)  # type: ignore[arg-type]


@dataclass
class Search:
    """One home page and the few careers pages that it links to; asked like a visit."""

    url: str
    pending: int = 0
    asked: set[str] = field(default_factory=set)
    boards: list[Board] = field(default_factory=list)
    careers: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    spider: BoardSpider = field(default_factory=BoardSpider)

    @property
    def board(self) -> Board:
        """Whose own host may be asked."""
        return Board("home", self.url, self.url, base_url=self.url)

    @property
    def is_over(self) -> bool:
        """Whether nothing is asked any more."""
        return self.pending == 0

    def begin(self) -> list[Ask]:
        """Ask for the home page."""
        address = address_of(self.url)
        if address is None or not _HOST.fullmatch(address.hostname or ""):
            self.reasons.append("not the address of a web page")
            return []
        return self._ask([self.url])

    def answered(self, ask: Ask, answer: Answer) -> list[Ask]:
        """Look for boards on a page; go on to the careers pages that it names while none is found."""
        following = self._next(ask, answer)
        self.pending -= 1
        return following

    def _next(self, ask: Ask, answer: Answer) -> list[Ask]:
        if answer.status != 200:
            self.reasons.append(f"HTTP {answer.status}")
            return []
        page = answer.body.decode("utf-8", "replace")
        self.boards += boards_on(page)
        links = careers_on(page, ask.url)
        self.careers += links
        return [] if self.boards else self._ask(links)

    def failed(self, ask: Ask, reason: str, *, tries: int = 0, is_ours: bool = False) -> list[Ask]:  # noqa: ARG002 - as a visit's
        """Take in that a page could not be had; nothing follows."""
        self.pending -= 1
        self.reasons.append(reason)
        return []

    def broke(self, reason: str) -> None:
        """Take in that a fault of ours ends the search."""
        self.pending = 0
        self.reasons.append(reason)

    def found(self) -> Found:
        """Say what was found: a board of a known platform, else the careers site as such."""
        if self.boards:
            return Found(self.url, self.boards[0])
        if self.careers and (guess := recognise(self.careers[0])):
            return Found(self.url, guess, "a guess: no known platform, read by sitemap if its pages carry JobPosting")
        return Found(self.url, None, "; ".join(dict.fromkeys(self.reasons)) or "no link to a board or careers page")

    def _ask(self, urls: Iterable[str]) -> list[Ask]:
        fresh = [url for url in dict.fromkeys(urls) if url not in self.asked][: _PAGES - len(self.asked)]
        self.asked.update(fresh)
        self.pending += len(fresh)
        return [Ask(url, headers=_HEADERS) for url in fresh]


def boards_on(page: str) -> list[Board]:
    """Return the boards of known platforms that a page of HTML links to or embeds, the first named first.

    >>> [board.board for board in boards_on('<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme">')]
    ['acme']
    """
    addresses = (html.unescape(found.replace("\\", "")) for found in _ADDRESS.findall(page))
    found = (recognise(address) for address in addresses)
    return list(dict.fromkeys(one for one in found if one and one.source != "jsonld" and not is_of_many(one)))


def careers_on(page: str, base: str) -> list[str]:
    """Return the addresses of a page's links to careers pages.

    >>> careers_on('<a href="/en/about">About</a> <a href="/team">Work with us</a>', "https://acme.example/")
    ['https://acme.example/team']
    """
    return list(dict.fromkeys(_careers(page, base)))


def _careers(page: str, base: str) -> Iterator[str]:
    for link, words in _LINK.findall(page):
        address = address_of(html.unescape(link), base)
        if address is None or address.scheme not in {"http", "https"}:
            continue
        told = fold(f"{address.path} {address.hostname} {re.sub('<[^>]+>', ' ', words)}")
        if any(word in told for word in _words()):
            yield address._replace(fragment="").geturl()


def address_of(url: str, base: str = "") -> SplitResult | None:
    """Return the parts of an address, relative to that of the page on which it stands; None where it is none.

    >>> address_of("/jobs", "https://acme.example/en").path, address_of("https://[your-site]/jobs")
    ('/jobs', None)
    """
    try:
        return urlsplit(urljoin(base, url))
    except ValueError:
        return None


@cache
def _words() -> tuple[str, ...]:
    return tuple(known_words("careers.toml")["links"])
