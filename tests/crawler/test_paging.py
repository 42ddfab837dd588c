"""Lists in pages: when they have been read whole, and when a short one must close nothing."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.boards import Board
from crawler.page import Ask
from crawler.run_log import Snapshot
from crawler.visit import Answer
from tests.crawler.test_visit import Site, visit

TWO = ("project manager", "programme manager")
List = Callable[[Ask], Any]
"""What a question for a list is answered with."""


class Pages(Site):
    """A site whose lists are functions of the question, and whose adverts' pages are all alike."""

    def __init__(self, of: List, advert: Any = None, whole: int | None = None) -> None:
        super().__init__({})
        self.of, self.advert, self.whole = of, advert, whole

    def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask.body or ask.url)
        told = self.advert if ask.row else self.of(ask)
        return Answer(200, told.encode() if isinstance(told, str) else json.dumps(told).encode(), whole=self.whole)


def asked(ask: Ask, name: str) -> int:
    return int(parse_qs(urlsplit(ask.url).query)[name][0])


def window(start: int, size: int, total: int, empty_from: int | None) -> Sequence[int]:
    """Return the ids of a page; from `empty_from` on there is nothing, whatever the total."""
    return range(start, min(start + size, total if empty_from is None else empty_from))


# --- searched sources: (board, total, size of a page as it is served) -> site ---------------------------------------


def workday(total: int, size: int, empty_from: int | None = None) -> tuple[Board, Site]:
    def page(ask: Ask) -> Any:
        start = json.loads(ask.body or "")["offset"]
        ids = window(start, size, total, empty_from)
        rows = [{"title": "Project Manager", "externalPath": f"/job/{one}"} for one in ids]
        return {"total": 0 if start else total, "jobPostings": rows}

    advert = {"jobPostingInfo": {"title": "Project Manager", "jobDescription": "<p>You plan it.</p>"}}
    return Board("workday", "acme.wd1.myworkdayjobs.com/acme/ext", "Acme"), Pages(page, advert)


def oracle(total: int, size: int, empty_from: int | None = None) -> tuple[Board, Site]:
    def page(ask: Ask) -> Any:
        start = int(re.findall(r"offset=(\d+)", ask.url)[0])
        ids = window(start, size, total, empty_from)
        rows = [{"Id": str(one), "Title": "Project Manager"} for one in ids]
        return {"items": [{"TotalJobsCount": 0 if start else total, "requisitionList": rows}]}

    advert = {"items": [{"Id": "1", "Title": "Project Manager", "ExternalDescriptionStr": "<p>You plan it.</p>"}]}
    return Board("oracle", "acme.fa.oraclecloud.com/CX_1", "Acme"), Pages(page, advert)


def eightfold(total: int, size: int, empty_from: int | None = None) -> tuple[Board, Site]:
    def page(ask: Ask) -> Any:
        if ask.kind == "careers":
            return '<code id="pcsx-data">{"domain": "acme.example"}</code>'
        ids = window(asked(ask, "start"), size, total, empty_from)
        return {"data": {"count": total, "positions": [{"id": one, "name": "Project Manager"} for one in ids]}}

    advert = {"data": {"id": 1, "name": "Project Manager", "jobDescription": "<p>You plan it.</p>"}}
    return Board("eightfold", "acme.eightfold.ai", "Acme"), Pages(page, advert)


def arbetsformedlingen(total: int, size: int, empty_from: int | None = None) -> tuple[Board, Site]:
    def page(ask: Ask) -> Any:
        ids = window(asked(ask, "offset"), size, total, empty_from)
        rows = [{"id": str(one), "headline": "Project Manager", "employer": {"name": "Acme"},
                 "description": {"text": "You plan it."}} for one in ids]  # fmt: skip
        return {"total": {"value": total}, "hits": rows}

    return Board("arbetsformedlingen", "all", "Arbetsförmedlingen"), Pages(page)


def themuse(total: int, size: int, empty_from: int | None = None) -> tuple[Board, Site]:
    def page(ask: Ask) -> Any:
        start = asked(ask, "page") * size
        ids = window(start, size, total, empty_from)
        rows = [{"id": one, "name": "Project Manager", "company": {"name": "Acme"}, "contents": "x"} for one in ids]
        return {"total": 0 if start else total, "results": rows}

    return Board("themuse", "all", "The Muse"), Pages(page)


SEARCHED = (workday, oracle, eightfold, arbetsformedlingen, themuse)


@pytest.mark.parametrize("source", SEARCHED)
@pytest.mark.parametrize("searches", [TWO[:1], TWO])
def test_a_list_that_ends_before_its_total_is_partial_however_many_searches_there_are(source, searches, tmp_path):
    board, site = source(230, 200, empty_from=40)
    snapshot = visit(site, board, tmp_path, searches=searches)
    texts = (None,) if source is themuse else sorted(searches)
    told = ", ".join("40 of 230 adverts" + (f' for "{text}"' if text else "") for text in texts)
    assert (snapshot.status, snapshot.reason, snapshot.postings) == ("partial", f"short list: {told}", 40)


@pytest.mark.parametrize("source", SEARCHED)
@pytest.mark.parametrize("size", [7, 10, 100])
def test_a_list_is_read_whole_though_its_pages_are_smaller_or_larger_than_usual(source, size, tmp_path):
    board, site = source(45, size)
    snapshot = visit(site, board, tmp_path, searches=TWO)
    assert (snapshot.status, snapshot.reason, snapshot.postings) == ("complete", None, 45)


@pytest.mark.parametrize("source", SEARCHED)
def test_no_page_is_asked_for_behind_the_last(source: Any, tmp_path: Path) -> None:
    board, site = source(40, 20)
    visit(site, board, tmp_path, searches=TWO[:1], max_details=0)
    assert len(site.asked) == (3 if source is eightfold else 2)


@pytest.mark.parametrize("source", SEARCHED)
def test_a_list_that_cannot_be_searched_tells_of_the_adverts_of_all_roles(source: Any, tmp_path: Path) -> None:
    board, site = source(40, 20)
    assert visit(site, board, tmp_path, searches=TWO).tells_all == (source is themuse)


def test_two_searches_that_find_the_same_adverts_are_whole_without_a_total_of_the_board(tmp_path: Path) -> None:
    board, site = workday(25, 20)
    snapshot = visit(site, board, tmp_path, searches=TWO)
    assert (snapshot.status, snapshot.postings, snapshot.declared_total) == ("complete", 25, None)


def test_a_page_that_repeats_rows_leaves_as_many_others_unseen(tmp_path: Path) -> None:
    assert shifted([range(20), range(17, 37), range(40, 45)], 45, tmp_path).reason == "short list: 42 of 45 adverts"


def test_an_advert_that_came_in_between_pushes_no_other_out(tmp_path: Path) -> None:
    assert shifted([range(20), range(19, 39), range(39, 45)], 45, tmp_path).status == "complete"


def test_a_role_that_a_page_lists_once_a_place_counts_each_time(tmp_path: Path) -> None:
    assert shifted([[1, 1, *range(2, 20)], range(20, 25)], 25, tmp_path).status == "complete"


def shifted(pages: Iterable[Iterable[int]], total: int, folder: Path) -> Snapshot:
    """Visit a list whose pages hold these ids, whatever is asked for."""
    board, site = workday(total, 20)
    left = iter(pages)

    def page(_: Ask) -> Any:
        rows = [{"title": "Project Manager", "externalPath": f"/job/{one}"} for one in next(left)]
        return {"total": total, "jobPostings": rows}

    site.of = page
    return visit(site, board, folder, searches=())


def test_the_total_of_the_first_page_holds_where_later_ones_say_nothing(tmp_path: Path) -> None:
    board, entry = Board("nhs_jobs", "acme", "Acme NHS Trust"), "<vacancyDetails><id>{}</id><title>Baker</title>{}"
    entry += "<employer>Acme</employer></vacancyDetails>"

    def page(ask: Ask) -> str:
        number = asked(ask, "page")
        told = f"<totalPages>2</totalPages><totalResults>{60 if number == 1 else 0}</totalResults>"
        return f"<nhsJobs>{told}{entry.format(number, '')}</nhsJobs>"

    snapshot = visit(Pages(page), board, tmp_path)
    assert (snapshot.status, snapshot.reason) == ("partial", "short list: 2 of 60 adverts")


@pytest.mark.parametrize(("whole", "status"), [(1, "complete"), (1_500, "partial")])
def test_a_list_is_held_to_the_total_of_its_header(whole: int, status: str, tmp_path: Path) -> None:
    rows = [{"slug": "1", "title": "Baker", "company_name": "Acme", "description": "You bake."}]
    pages = Pages(lambda ask: {"data": rows if asked(ask, "page") == 1 else []}, whole=whole)
    assert visit(pages, Board("arbeitnow", "all", "Arbeitnow"), tmp_path).status == status
