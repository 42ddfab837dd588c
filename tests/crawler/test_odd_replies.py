"""Boards answer otherwise than the recorded one: a field is gone, null, empty, of another kind. Each recorded reply is
changed at every place in every such way. One odd entry is read without the field or set aside with its reason, and
costs no other; a reply of another shape as a whole fails its board by name. Nothing else is raised, nothing lost.
"""

import contextlib
import copy
import json
import re
from collections.abc import Callable, Collection, Iterator
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
ODD_ADDRESS = "https://[your-site]/jobs/1"
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
        page = lxml.html.fromstring(detail)
        odd = with_odd_elements(page, set(page.iter(etree.Element)) - {page})
        yield from (etree.tostring(one, method="html") for one in odd)
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


FEEDS = [path for path in CASES if path.suffix in (".xml", ".html")]
IN_SCRIPTS = {"join", "paylocity", "phenom"}
"""Sources whose pages hold their adverts as JSON, not as elements."""


@pytest.mark.parametrize(
    "path", [one for one in FEEDS if one.parent.name not in IN_SCRIPTS], ids=lambda path: path.parent.name
)
def test_an_odd_element_of_a_feed_or_list_costs_at_most_its_own_advert(path: Path) -> None:
    case, (root, method) = Case.of(path), tree_of(path)
    usual, _ = told_of(case, case.page(path.read_bytes()))
    within = {one for advert in adverts_in(case, root, method, len(usual)) for one in advert.iter(etree.Element)}
    assert within, f"add a second advert to {path.name}"
    for odd in with_odd_elements(root, within):
        text = etree.tostring(odd, method=method)
        postings, refused = told_of(case, case.page(text))
        gone = usual.keys() - postings.keys()
        other = [name for name in usual if name in postings and postings[name] != usual[name]]
        assert len(gone) + len(other) <= 1, text
        assert all(one.reason and is_utf8(one) for one in refused), text


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.parent.name)
def test_an_odd_element_around_the_adverts_is_an_error_that_fails_its_board_alone(path: Path) -> None:
    case, (root, method) = Case.of(path), tree_of(path)
    for odd in with_odd_elements(root, set(root.iter(etree.Element)) - {root}):
        with contextlib.suppress(UnreadableError, *READING_ERRORS):  # what a visit takes for a failed board
            told_of(case, case.page(etree.tostring(odd, method=method)))


def tree_of(path: Path) -> tuple[Any, str]:
    if path.suffix == ".xml":
        return etree.fromstring(path.read_bytes()), "xml"
    return lxml.html.fromstring(path.read_bytes()), "html"


def adverts_in(case: Case, root: Any, method: str, count: int) -> Iterator[Any]:
    """Yield the elements without which one advert fewer is read."""
    for number, element in enumerate(root.iter(etree.Element)):
        if element is not root:
            text = etree.tostring(changed_tree(root, number, _without), method=method)
            with contextlib.suppress(UnreadableError, *READING_ERRORS):
                if len(told_of(case, case.page(text))[0]) == count - 1:
                    yield element


def with_odd_elements(root: Any, among: Collection[Any]) -> Iterator[Any]:
    """Yield the tree with each of some elements in turn changed in every way."""
    for number, element in enumerate(root.iter(etree.Element)):
        if element in among:
            for change in (_without, _emptied, _doubled, _scrawled, *odd_attributes(element)):
                yield changed_tree(root, number, change)


def odd_attributes(element: Any) -> Iterator[Callable[[Any], None]]:
    for name in element.attrib:
        yield lambda one, name=name: one.attrib.pop(name)
        yield from (lambda one, name=name, odd=odd: one.set(name, odd) for odd in ("", ODD_ADDRESS))


def changed_tree(root: Any, number: int, change: Callable[[Any], None]) -> Any:
    tree = copy.deepcopy(root)
    change(list(tree.iter(etree.Element))[number])
    return tree


def _without(element: Any) -> None:
    element.getparent().remove(element)


def _emptied(element: Any) -> None:
    element.clear()


def _doubled(element: Any) -> None:
    element.addnext(copy.deepcopy(element))


def _scrawled(element: Any) -> None:
    element.text = ODD_ADDRESS
