"""Boards answer otherwise than the recorded one: a field is gone, null, empty, of another kind. Each recorded reply is
changed at every place in every such way. One odd entry is read without the field or set aside with its reason, and
costs no other; a reply of another shape as a whole fails its board by name. Nothing else is raised, nothing lost.
"""

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml import etree

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.page import READING_ERRORS, Ask, Page, Row, UnreadableError, try_read
from crawler.posting import Posting, Refused
from crawler.sources import spider_for
from tests.crawler.test_replies import CASES, case_of

GONE = object()
ODD = [GONE, None, "", " \n", [], {}, [None], 7, -1, 1.5, 10**15, True, "<b>R&amp;D</b> &lt;i", "31.12.2026", "\ud800x"]
NO_ADVERT = {"text", "isListed", "legal", "visibility", "status", ""}
"""What leaves an entry out without a word: a deleted comment, an advert that is not listed."""
Path_ = tuple[str | int, ...]


@dataclass
class Case:
    """A recorded reply and how it is read."""

    path: Path
    spider: BoardSpider
    board: Board
    ask: Ask
    detail: bytes | None

    @staticmethod
    def of(path: Path) -> "Case":
        spider = spider_for(path.parent.name, ("project manager",))
        assert spider is not None
        details = [one for one in path.parent.glob(f"{case_of(path)}.detail.*") if ".expected." not in one.name]
        board = Board(path.parent.name, case_of(path), "Acme", "construction", "GB")
        ask = Ask("https://acme.example/list", kind="sitemap" if "sitemap" in path.name else "list")
        return Case(path, spider, board, ask, details[0].read_bytes() if details else None)

    def page(self, reply: Any) -> Page:
        return self.spider.parse(
            reply if isinstance(reply, bytes) else json.dumps(reply).encode(), self.board, self.ask
        )

    def read(self, row: Row) -> Posting | Refused | None:
        if row.detail and self.detail:
            return try_read(partial(self.spider.read_detail, self.detail, row, self.board), self.board, row)
        return try_read(partial(self.spider.read, row.entry, self.board), self.board, row)


def told_of(case: Case, page: Page) -> tuple[dict[str, Any], list[Refused]]:
    found = {row.source_id: case.read(row) for row in page.rows}
    refused = [*page.refused, *(one for one in found.values() if isinstance(one, Refused))]
    return {name: one for name, one in found.items() if isinstance(one, Posting)}, refused


def places_in(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places_in(one, (*path, key))


def changed(reply: Any, path: Path_, value: Any) -> Any:
    """Return `reply` with `value` at `path`; what stands elsewhere is the same, not a copy of it."""
    reply, key, within = copy.copy(reply), path[0], path[1:]
    if within:
        reply[key] = changed(reply[key], within, value)
    elif value is GONE:
        del reply[key]
    else:
        reply[key] = value
    return reply


def entries_of(case: Case, reply: Any) -> list[Path_]:
    """Return where the adverts stand: without one of them fewer are listed."""
    places, listed = list(places_in(reply)), case.page(reply).listed
    found = [at for at in places if isinstance(at[-1], int) and listed_in(case, changed(reply, at, GONE)) < listed]
    return [at for at in found if not any(one != at and one[: len(at)] == at for one in found)]


def listed_in(case: Case, reply: Any) -> int:
    try:
        return case.page(reply).listed
    except (UnreadableError, *READING_ERRORS):
        return 0


def is_utf8(refused: Refused) -> bool:
    return bool(json.dumps(refused.model_dump(), ensure_ascii=False).encode())


JSON = [path for path in CASES if path.suffix == ".json"]
DETAILS = [
    path for path in CASES for one in path.parent.glob(f"{case_of(path)}.detail.*") if ".expected." not in one.name
]


@pytest.mark.parametrize("path", JSON, ids=lambda path: path.parent.name)
def test_an_odd_field_costs_at_most_its_own_advert(path: Path) -> None:
    case, reply = Case.of(path), json.loads(path.read_bytes())
    usual, refused_before = told_of(case, case.page(reply))
    for entry in entries_of(case, reply):
        for at in (one for one in places_in(reply) if one[: len(entry)] == entry):
            for value in ODD:
                said = f"{at} = {value!r}"
                postings, refused = told_of(case, case.page(changed(reply, at, value)))
                gone = [name for name in usual if name not in postings]
                other = [name for name in usual if name in postings and postings[name] != usual[name]]
                assert len(gone) + len(other) <= 1, said
                is_told = len(refused) > len(refused_before) or len(postings) == len(usual)
                is_left_out = at == entry or str(at[-1]) in NO_ADVERT
                assert not gone or is_told or is_left_out, said
                assert all(one.reason and is_utf8(one) for one in refused), said
                assert not {"None", "[]", "{}", "[None]"} & set(postings), said


@pytest.mark.parametrize("path", JSON, ids=lambda path: path.parent.name)
def test_a_reply_of_another_shape_is_an_error_that_fails_its_board_alone(path: Path) -> None:
    case, reply = Case.of(path), json.loads(path.read_bytes())
    entries = entries_of(case, reply)
    outside = [at for at in places_in(reply) if not any(at[: len(entry)] == entry for entry in entries)]
    for odd in [*(changed(reply, at, value) for at in outside for value in ODD), *ODD[1:]]:
        try:
            told_of(case, case.page(odd))
        except (UnreadableError, *READING_ERRORS):
            continue  # what a visit takes for a failed board


@pytest.mark.parametrize("path", DETAILS, ids=lambda path: path.parent.name)
def test_an_odd_page_of_an_advert_is_read_or_set_aside(path: Path) -> None:
    case = Case.of(path)
    assert case.detail is not None
    row = next(one for one in case.page(path.read_bytes()).rows if one.detail)
    for odd in odd_details(case.detail):
        case.detail = odd
        try:
            found = case.read(row)
        except UnreadableError:
            continue
        assert not isinstance(found, Refused) or (found.reason and is_utf8(found))


def odd_details(detail: bytes) -> Iterator[bytes]:
    if detail.lstrip()[:1] in b"{[":
        reply = json.loads(detail)
        yield from (json.dumps(changed(reply, at, value)).encode() for at in places_in(reply) for value in ODD)
    else:
        yield from (etree.tostring(root, method="html") for root in with_odd_elements(lxml.html.fromstring(detail)))
        yield from odd_scripts(detail)


def odd_scripts(page: bytes) -> Iterator[bytes]:
    """Yield a page with its JSON-LD changed at every place."""
    for script in re.findall(rb"(?s)<script[^>]*ld\+json[^>]*>(.*?)</script>", page):
        text = script[script.index(b"{") : script.rindex(b"}") + 1]
        try:
            job = json.loads(text, strict=False)
        except ValueError:
            continue  # one of the recorded is malformed, as real ones are
        yield from (
            page.replace(text, json.dumps(changed(job, at, value)).encode()) for at in places_in(job) for value in ODD
        )


@pytest.mark.parametrize(
    "path", [path for path in CASES if path.suffix in (".xml", ".html")], ids=lambda path: path.parent.name
)
def test_an_odd_element_of_a_feed_or_list_costs_at_most_its_own_advert(path: Path) -> None:
    case, body = Case.of(path), path.read_bytes()
    method = "xml" if path.suffix == ".xml" else "html"
    root = etree.fromstring(body) if method == "xml" else lxml.html.fromstring(body)
    usual, _ = told_of(case, case.page(body))
    assert usual
    for odd in with_odd_elements(root):
        text = etree.tostring(odd, method=method)
        try:
            postings, refused = told_of(case, case.page(text))
        except (UnreadableError, *READING_ERRORS):
            continue  # the element is around all adverts
        assert all(one.reason for one in refused)
        lost = len(usual.keys() - postings.keys())
        assert lost <= 1 or lost == len(usual), text


def with_odd_elements(root: Any) -> Iterator[Any]:
    """Yield the tree with each element in turn taken out, emptied and doubled."""
    for number, element in enumerate(root.iter(etree.Element)):
        if element is not root:
            for change in (_without, _emptied, _doubled):
                tree = copy.deepcopy(root)
                change(list(tree.iter(etree.Element))[number])
                yield tree


def _without(element: Any) -> None:
    element.getparent().remove(element)


def _emptied(element: Any) -> None:
    element.clear()


def _doubled(element: Any) -> None:
    element.addnext(copy.deepcopy(element))
