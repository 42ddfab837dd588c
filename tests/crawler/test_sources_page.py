"""The page of sources says of each what the code does; `pytest --accept` writes its table anew."""

import importlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.board_spider import BoardSpider
from crawler.boards import source_names
from crawler.linked_spider import LinkedSpider
from crawler.sources import spider_for
from tests.crawler.test_replies import CASES, replay

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "sources.md"
REAL = frozenset(
    [
        "ashby",
        "bamboohr",
        "breezy",
        "greenhouse",
        "himalayas",
        "hn",
        "jsonld",
        "lever",
        "neogov",
        "oracle",
        "personio",
        "recruitee",
        "rippling",
        "teamtailor",
        "weworkremotely",
        "workable",
        "workday",
    ]
)
"""Sources of which at least one reply recorded from the live endpoint was read whole (see test_real_replies)."""
REAL_LISTS = frozenset({"hrmdirect", "icims", "jobvite", "paylocity", "phenom"})
"""Sources of which a real list was read, and the adverts' pages only by their shape."""
OF_PAGES = ["jsonld", *(name for name in source_names() if isinstance(spider_for(name), LinkedSpider))]
PLACES = {"job_location": "of work", "applicant_location_requirements": "where one may live"}
DATES = {"date_posted": "posted", "valid_through": "closes"}
HEADER = "| source | how it is asked | text | salary | places | dates | unchanged costs no body | needs | verified by |"


def row(name: str) -> str:
    spider = spider_for(name)
    assert spider is not None
    doc = importlib.import_module(f"crawler.spiders.{name}").__doc__ or ""
    told = doc.split("\n")[0].split(" API: ")[0]
    lists, postings = recorded(name), postings_of(name)
    cells = [
        f"`{name}`",
        told.partition(": ")[2] or told,
        "a reply for each advert" if any(map(asks_for_details, lists)) else "in the list",
        ", ".join(sorted({pay_of(one["base_salary"]) for one in postings if "base_salary" in one})) or "–",
        ", ".join(word for field, word in PLACES.items() if any(field in one for one in postings)),
        ", ".join(word for field, word in DATES.items() if any(field in one for one in postings)),
        unchanged(spider, lists),
        ", ".join(f"`{key}`" for key in spider.needs_keys) or ("asked by name only" if spider.is_off else "–"),
        "a real reply" if name in REAL else "a real list" if name in REAL_LISTS else "shape only",
    ]
    return "| " + " | ".join(cell.strip().rstrip(".").replace("|", "/") for cell in cells) + " |"


@cache
def recorded(name: str) -> list[dict[str, Any]]:
    """Return how a source's recorded lists are read."""
    return [replay(path) for path in CASES if path.parent.name == name]


def postings_of(name: str) -> list[dict[str, Any]]:
    """Return a source's postings; those of pages with a JobPosting stand for each other, as all are read alike."""
    names = OF_PAGES if name in OF_PAGES else [name]
    return [posting for one in names for read in recorded(one) for posting in read["postings"]]


def asks_for_details(read: dict[str, Any]) -> bool:
    """Say whether all rows of a list lead to further replies."""
    return bool(read["details"]) and len(read["details"]) == read["listed"] - len(read["refused"])


def pay_of(salary: dict[str, Any]) -> str:
    return "text" if salary.get("origin") == "text" else "fields"


def unchanged(spider: BoardSpider, lists: list[dict[str, Any]]) -> str:
    if not spider.is_conditional:
        return "no"
    return "where one page is all" if any(read["following"] for read in lists) else "yes"


def test_the_page_of_sources_has_a_true_row_for_each_source(accept: bool) -> None:
    table = "\n".join([HEADER, "|" + " --- |" * HEADER.count(" | ") + " --- |", *map(row, source_names())])
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split("<!-- table -->\n")[0], text.split("<!-- end -->\n")[-1]
    whole = f"{before}<!-- table -->\n{table}\n<!-- end -->\n{after}"
    if accept:
        PAGE.write_text(whole, encoding="utf-8")
    assert text == whole or accept, "run `pytest --accept` on this file and read the diff"


@pytest.mark.parametrize("name", source_names())
def test_each_source_has_a_recording_and_a_counterpart_in_the_replay_server(name: str) -> None:
    assert list((ROOT / "tests" / "replies" / name).glob("*.expected.json"))
    assert (ROOT / "crawler" / "replay" / "shapes" / f"{name}.py").exists()
