"""The few ways of asking a board: the whole in one reply, pages of rows, pages found by sitemap.

A source is a subclass in `crawler/spiders/`: its attributes say where a board is, `parse` reads a reply into rows,
`read` turns one row into a `Posting`. All are pure functions of bytes, so that a saved reply can replay them; who asks,
in which pace and how often is decided in `gather.py` and `manners`.
"""

import hashlib
import html
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

from crawler.boards import Board, is_of_many
from crawler.normal.html import plain_text
from crawler.normal.told import told
from crawler.page import Ask, Entry, Page, Row, json_of
from crawler.posting import Posting

_PLAIN = ("url", "identifier", "internal_id", "department", "industry", "occupational_category", "language", "grade")
"""What is a word of the board's own and may come as an object, a list or a number: no reason to lose an advert."""


class BoardSpider:
    """A platform such as Greenhouse. `parse` and `read` are all that most sources define."""

    name: ClassVar[str]
    list_url: ClassVar[str]
    """Where a board's list is; `{board}` is its token, `{page}` the page."""
    headers: ClassVar[Mapping[str, str]] = {"Accept": "application/json"}
    is_conditional: ClassVar[bool] = True
    """Whether an ETag or Last-Modified of the first list speaks for the whole board, texts included."""
    marks_last: ClassVar[timedelta] = timedelta(days=3)
    """How long an unchanged row of a list speaks for its advert's page: a list often shows no change of the text."""
    follows_redirects: ClassVar[bool] = True
    """False where an unknown board is answered with a redirect to the platform's own pages."""
    is_searched: ClassVar[bool] = False
    """True where only the wanted roles are asked for, so that other adverts are not in the answer."""
    empty_is_unknown: ClassVar[bool] = False
    """True where a board without adverts may be one that does not exist, or that is not understood."""
    empty_tells: ClassVar[str] = "this platform answers so for an employer it does not know, too"
    """Why it may be."""
    busy_statuses: ClassVar[frozenset[int]] = frozenset()
    """What it answers, beside 429 and 503, to who asks too much."""
    pace: ClassVar[str | None] = None
    """Whose limit all its hosts share; None where each host has its own."""
    first_page: ClassVar[int] = 0
    """The number of a list's first page."""
    counts_rows: ClassVar[bool] = False
    """True where a page is asked for by the number of rows before it, not by its own."""
    most_pages: ClassVar[int] = sys.maxsize
    """The platform answers no more, or we ask no more."""
    most_lists: ClassVar[int] = sys.maxsize
    """How many questions for lists a board is asked at most, where a list may name any number of others."""
    needs_keys: ClassVar[tuple[str, ...]] = ()
    """Environment variables that must be set; without them the source is skipped with one clear line."""
    is_off: ClassVar[str | None] = None
    """Why the source is skipped unless asked for by name."""

    def __init__(self, searches: Sequence[str] = (), keys: Mapping[str, str] | None = None) -> None:
        """Keep the texts to search for (none: everything) and the keys the source needs."""
        self.searches = tuple(searches)
        self.keys = dict(keys or {})

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        """Return the questions with which a board begins."""
        return self.first_pages(board, {})

    def first_pages(self, board: Board, about: Mapping[str, Any]) -> tuple[Ask, ...]:
        """Return the question for the first page of each search; `about` goes with all that follow, too."""
        return tuple(self.asked(board, {**about, "text": text}) for text in self.texts(board))

    def texts(self, board: Board) -> tuple[str, ...]:  # noqa: ARG002 - some boards are searches
        """Return what to search for; "" is everything."""
        return (self.is_searched and self.searches) or ("",)

    def asked(self, board: Board, about: Mapping[str, Any]) -> Ask:
        """Return the question for the page that is due by what is known so far of a list, which goes with it."""
        at = about.get("read", 0) if self.counts_rows else self.first_page + about.get("pages", 0)
        return replace(self.page(board, about["text"], at), about=about)

    def page(self, board: Board, text: str, at: int) -> Ask:  # noqa: ARG002 - for those that are searched
        """Return the question for one page of the search for `text`: the page `at`, or what comes after `at` rows."""
        return self.ask(self.list_url.format(board=board.token, page=at), board)

    def next_page(self, board: Board, ask: Ask, listed: int, total: int | None = None) -> tuple[Ask, ...]:
        """Return the question for the page after one that listed so many of `total`; none after the last.

        By what came, not by what was asked for: a platform may give fewer rows a page. One that lists nothing is the
        last, whatever the total.
        """
        about = read_so_far(ask, listed, total)
        return (self.asked(board, about),) if has_more(about, listed) and about["pages"] < self.most_pages else ()

    def ask(self, url: str, board: Board, **more: Any) -> Ask:
        """Return a question on the board's own host, with the source's headers."""
        return Ask(url=board.at(url), headers={**self.headers, **more.pop("headers", {})}, **more)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        """Read one reply to a list question."""
        raise NotImplementedError

    def read(self, entry: Any, board: Board) -> Posting | None:
        """Read one whole entry; None where it is no advert at all."""
        raise NotImplementedError

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:  # noqa: ARG002 - for those that need the row
        """Read the reply to `row`'s detail question."""
        return self.read(json_of(body), board)

    def unknown_board(self, status: int, body: bytes) -> str | None:  # noqa: ARG002 - some say it only in the body
        """Say why an answer means that there is no such board, or None."""
        if status in {404, 410, 422} or (status in {301, 302, 303, 307, 308} and not self.follows_redirects):
            return f"no such board (HTTP {status}): look up its careers page, or remove the row"
        return None

    def without_list(self, status: int, board: Board, ask: Ask) -> Page | None:  # noqa: ARG002 - for those with another way
        """Return what to do without this reply, where the board can be had in another way."""
        return None

    def posting(self, board: Board, **fields: Any) -> Posting:
        """Return a posting of `board`: who it is, from the boards list, is filled in unless many advertise there."""
        home = {} if is_of_many(board) else {"sector": board.sector, "country": board.country}
        plain = {name: _unescaped(told(fields[name])) for name in _PLAIN if name in fields}
        employer = told(fields.get("hiring_organization", board.company)) or f"not named ({board.company})"
        named = {"title": _title(fields["title"]), "hiring_organization": _unescaped(employer)}
        return Posting(source=self.name, board=board.board, **{**home, **fields, **plain, **named})


def _unescaped(text: Any) -> Any:
    """Return a name without entities ("Smith &amp; Sons"); an address of the web is left as it is."""
    return html.unescape(text) if isinstance(text, str) and "&" in text and "://" not in text else text


def _title(title: Any) -> Any:
    """Return a title without markup and entities, which some employers type into it."""
    is_marked_up = isinstance(title, str) and ("<" in title or "&" in title)
    return (plain_text(title) or title) if is_marked_up else title


def read_so_far(ask: Ask, listed: int, total: int | None) -> dict[str, Any]:
    """Return what is known of a list after a page of it, as the question for the next one carries it."""
    before = ask.about
    # Later pages may say 0.
    totals = [one for one in (total, before.get("total")) if one is not None]
    told = {"text": "", "pages": 0, "read": 0, **before, "total": max(totals, default=None)}
    return {**told, "pages": told["pages"] + 1, "read": told["read"] + listed}


def has_more(about: Mapping[str, Any], listed: int) -> bool:
    """Say whether a page follows one that listed so many."""
    return listed > 0 and (about["total"] is None or about["read"] < about["total"])


def mark_of(entry: Entry) -> str:
    """Return a mark that changes when anything in a list's row does.

    >>> mark_of({"a": 1}) == mark_of({"a": 1}) != mark_of({"a": 2})
    True
    """
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
