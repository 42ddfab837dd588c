"""The page of sources says of each what the code does; `pytest --accept` writes its table anew."""

import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest

from crawler.boards import source_names
from crawler.linked_spider import LinkedSpider
from crawler.search_spider import SearchSpider
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
HEADER = "| source | how it is asked | text | salary | places | dates | unchanged costs no body | needs | verified by |"


def row(name: str) -> str:
    spider = spider_for(name)
    assert spider is not None
    module = importlib.import_module(f"crawler.spiders.{name}")
    code = inspect.getsource(module) + ("fields_of" if isinstance(spider, LinkedSpider) else "")
    told = (module.__doc__ or "").split("\n")[0].split(" API: ")[0]
    cells = [
        f"`{name}`",
        told.partition(": ")[2] or told,
        "a reply for each advert" if asks_for_details(name) else "in the list",
        salary(code),
        places(code),
        dates(code),
        "yes" if spider.is_conditional and not isinstance(spider, SearchSpider) else "no",
        ", ".join(f"`{key}`" for key in spider.needs_keys) or ("asked by name only" if spider.is_off else "–"),
        "a real reply" if name in REAL else "a real list" if name in REAL_LISTS else "shape only",
    ]
    return "| " + " | ".join(cell.strip().rstrip(".").replace("|", "/") for cell in cells) + " |"


def asks_for_details(name: str) -> bool:
    """Say whether all rows of a source's recorded lists lead to further replies."""
    read = [replay(path) for path in CASES if path.parent.name == name]
    return any(one["details"] and one["details"] == one["listed"] for one in map(counted, read))


def counted(read: dict[str, Any]) -> dict[str, int]:
    return {"listed": read["listed"] - len(read["refused"]), "details": len(read["details"])}


def salary(code: str) -> str:
    kinds = [kind for mark, kind in (("money(", "fields"), ("pay_in(", "text")) if mark in code]
    return "fields, text" if "fields_of" in code else ", ".join(kinds) or "–"


def places(code: str) -> str:
    if "fields_of" in code or "job_location=" in code:
        return "all" if "fields_of" in code or "tuple(" in code or "_places" in code else "as written"
    return "where one may live" if "applicant_location_requirements=" in code else "–"


def dates(code: str) -> str:
    is_markup = "fields_of" in code
    found = [
        word for mark, word in (("date_posted", "posted"), ("valid_through", "closes")) if is_markup or mark in code
    ]
    return ", ".join(found) or "first sighting"


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
