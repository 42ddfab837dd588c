"""What a source and a crawl say to each other: an `Ask`, the `Page` it was answered with, its `Row`s.

Plain records, nothing of Scrapy: a parser is a pure function of bytes, and a saved reply can replay it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

from lxml import etree
from pydantic import ValidationError

from crawler.boards import Board
from crawler.normal.contacts import mask_contacts
from crawler.normal.contacts.aside import without_people
from crawler.normal.told import told
from crawler.posting import Posting, Refused

Entry = dict[str, Any]
AnEntry = TypeVar("AnEntry")


class UnreadableError(Exception):
    """A whole reply that is not what its source answers: HTML for JSON, a cut body, another shape."""


@dataclass(frozen=True)
class Ask:
    """One request for a board."""

    url: str
    kind: str = "list"
    """Which reply it is, for sources whose lists come in several: "list", "sitemap", "detail"."""
    body: str | None = None
    """JSON to POST; None is a GET."""
    headers: Mapping[str, str] = field(default_factory=dict)
    row: "Row | None" = None
    """The row whose detail is asked for."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """What the parser must know of the question: offset, page number, search text."""


@dataclass(frozen=True)
class Row:
    """One advert as a list shows it: whole, or with the question that brings its text."""

    source_id: str
    title: str | None
    """None where the list has no titles."""
    entry: Any = None
    """What the source reads it from."""
    detail: Ask | None = None
    """The question for the whole text; None where the entry is the whole."""
    mark: str | None = None
    """Equal marks, equal advert (a sitemap's lastmod, a hash of the row): saves asking again."""
    mark_lasts: timedelta | None = None
    """How long the mark speaks for the page, where that is not as long as the source's marks do."""


@dataclass(frozen=True)
class Page:
    """One reply of a board, read."""

    rows: tuple[Row, ...] = ()
    refused: tuple[Refused, ...] = ()
    following: tuple[Ask, ...] = ()
    """What to ask next: the next page, the sitemaps of an index."""
    declared_total: int | None = None
    """How many adverts the board or the search says it has, where this reply says it truly."""
    note: str | None = None
    """Why this reply is not the whole of what was asked, where the source can tell."""
    warning: str | None = None
    """What is amiss at the board though nothing need be missing."""

    @property
    def listed(self) -> int:
        """How many adverts the reply lists, readable or not."""
        return len(self.rows) + len(self.refused)


def json_of(body: bytes) -> Any:
    """Return the JSON of a reply; a page of HTML in its place is named as such.

    >>> json_of(b"<!doctype html><title>Maintenance</title>")
    Traceback (most recent call last):
    crawler.page.UnreadableError: HTML where JSON should stand (a maintenance or consent page?)
    """
    try:
        return json.loads(body)
    except ValueError as error:
        raise UnreadableError(_not_json(body)) from error
    except RecursionError as error:
        raise UnreadableError("JSON nested deeper than any board's") from error


def _not_json(body: bytes) -> str:
    start = body.lstrip()[:15].lower()
    if not start:
        return "an empty reply where JSON should stand"
    if start.startswith(b"<"):
        return "HTML where JSON should stand (a maintenance or consent page?)"
    return "JSON that breaks off or is malformed"


def xml_of(body: bytes, otherwise: str) -> Any:
    """Return the root of a reply's XML, its entities left as they stand; `otherwise` says what stands in its place.

    >>> xml_of(b"<jobs><job>", "no XML feed, or one that breaks off")
    Traceback (most recent call last):
    crawler.page.UnreadableError: no XML feed, or one that breaks off
    """
    try:
        return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(otherwise) from error


def rss_items(body: bytes) -> list[Any]:
    """Return the items of an RSS feed.

    >>> [item.tag for item in rss_items(b"<rss><channel><item/></channel></rss>")]
    ['item']
    """
    feed = xml_of(body, "no RSS feed, or one that breaks off")
    if feed.tag != "rss" or feed.find("channel") is None:
        raise UnreadableError("another page where an RSS feed should stand")
    return list(feed.iter("item"))


def with_told(row: Entry, detail: Entry) -> Entry:
    """Return what a list's row says, and in its place what the detail says; where that is silent, the row stands.

    >>> with_told({"id": 1, "department": "Delivery"}, {"department": None, "text": "Lead."})
    {'id': 1, 'department': 'Delivery', 'text': 'Lead.'}
    """
    return {**row, **{name: value for name, value in detail.items() if value not in (None, "", [], {})}}


def merged(rows: Iterable[Row], *lists: str) -> tuple[Row, ...]:
    """Return each row once, as boards give a role in several places several rows: its `lists` are those of all."""
    found: dict[str, Row] = {}
    for row in rows:
        if (first := found.setdefault(row.source_id, row)) is not row:
            for name in lists:
                first.entry[name].extend(row.entry[name])
    return tuple(found.values())


def rows_of(
    entries: Iterable[AnEntry], board: Board, row_of: Callable[[AnEntry], Row | None]
) -> tuple[tuple[Row, ...], tuple[Refused, ...]]:
    """Return a row for each entry, and aside those that are no rows; an entry answered with None is left out.

    Raises UnreadableError where no list stands in the place of the entries: an empty object is no empty board.
    """
    if isinstance(entries, Mapping | str | None):
        raise UnreadableError("something else where the list of adverts should stand")
    rows: list[Row] = []
    refused: list[Refused] = []
    for entry in entries:
        try:
            if (row := row_of(entry)) is not None:
                rows.append(_checked(row))
        except READING_ERRORS as error:
            refused.append(refusal(board, error, entry))
    return tuple(rows), tuple(refused)


def _checked(row: Row) -> Row:
    """Return a row whose id and title are texts, whatever stood in the fields that they were taken from."""
    source_id, title = id_of(row.source_id), told(row.title)
    is_so = source_id is row.source_id and title is row.title
    return row if is_so else replace(row, source_id=source_id, title=title)


def id_of(value: Any) -> str:
    """Return an advert's id as a posting has it. What is none is an error: two without one would be taken for one.

    >>> id_of(7), id_of(" a-7 ")
    ('7', 'a-7')
    """
    if isinstance(value, str | int) and not isinstance(value, bool) and (text := str(value).strip()):
        return text
    raise KeyError("id")


READING_ERRORS = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, etree.LxmlError)
"""What an entry of another shape makes a strict reader raise."""


def try_read(read: Callable[[], Posting | None], board: Board, row: Row) -> Posting | Refused | None:
    """Return what `read` makes of `row`, or the refusal with its reason: one bad entry does not cost a board."""
    try:
        return read()
    except READING_ERRORS as error:
        return refusal(board, error, row.entry, row.source_id)


def refusal(board: Board, error: Exception, entry: Any, source_id: str | None = None) -> Refused:
    """Return `entry` set aside without the people in it, saying what is wrong and in which field."""
    if source_id is None and isinstance(entry, dict):
        source_id = told(entry.get("id"))
    source_id = source_id and _writable(source_id)
    return Refused(
        source=board.source,
        board=board.board,
        source_id=source_id,
        reason=mask_contacts(reason_of(error)),
        raw=_as_it_came(entry)[:20_000],
    )


def _as_it_came(entry: Any) -> str:
    """Return an entry as text, whatever it is: halves of characters as escapes, depths that nobody prints as a note."""
    try:
        without = without_people(entry)
        return _writable(without if isinstance(without, str) else json.dumps(without, ensure_ascii=False, default=str))
    except (ValueError, RecursionError) as error:
        return f"cannot be shown: {type(error).__name__}"


def _writable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def reason_of(error: Exception) -> str:
    """Say in one line what a reading error means.

    >>> reason_of(KeyError("title")), reason_of(TypeError("'NoneType' object is not subscriptable"))
    ('title: missing', 'a field is missing, or of another kind than usual')
    """
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False)[0]
        told = "empty" if first["type"] == "string_too_short" else first["msg"]
        return f"{'.'.join(map(str, first['loc']))}: {told}"
    if isinstance(error, KeyError) and error.args:
        return f"{error.args[0]}: missing"
    if isinstance(error, etree.LxmlError):
        return "XML that breaks off or is malformed"
    if isinstance(error, ValueError | ArithmeticError):
        return f"a field of another kind than usual ({error})"
    return "a field is missing, or of another kind than usual"
