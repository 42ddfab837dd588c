"""Of a page with several JobPostings the one is read that was asked for."""

import json
from typing import Any

import pytest

from crawler.boards import Board
from crawler.page import Row, UnreadableError
from crawler.sources import spider_for

HOME = "https://careers.acme.example"
OTHER = {"title": "Weaver", "url": f"{HOME}/jobs/1-weaver", "identifier": "R-1"}


def page(*jobs: dict[str, Any]) -> bytes:
    listed = [{"@type": "JobPosting", "description": "<p>Dye.</p>", **job} for job in jobs]
    return f'<script type="application/ld+json">{json.dumps(listed)}</script>'.encode()


def title_of(*jobs: dict[str, Any], path: str = "/jobs/22-dyer") -> str | None:
    spider = spider_for("jsonld")
    assert spider is not None
    found = spider.read_detail(page(*jobs), Row(path, None, HOME + path), Board("jsonld", "careers.acme.example", "A"))
    return found and found.title


@pytest.mark.parametrize(
    "own",
    [
        {"url": f"{HOME}/jobs/22-dyer/#top"},
        {"url": "/jobs/22-dyer"},
        {"@id": f"{HOME}/jobs/22-dyer"},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": f"{HOME}/jobs/22-dyer"}},
        {"identifier": {"@type": "PropertyValue", "name": "Acme", "value": 22}},
    ],
)
def test_a_similar_job_before_it_is_not_the_advert(own: dict[str, Any]) -> None:
    assert title_of(OTHER, {"title": "Dyer", **own}) == "Dyer"


def test_an_advert_whose_own_address_is_a_placeholder_is_read() -> None:
    assert title_of({"title": "Dyer", "url": "https://[your-site]/jobs/22"}) == "Dyer"


def test_a_list_in_place_of_an_advert_is_no_advert() -> None:
    assert title_of(OTHER, {"title": "Spinner", "url": f"{HOME}/jobs/2-spinner"}) is None
    assert title_of(OTHER, {**OTHER, "url": f"{HOME}/jobs/3-weaver"}) is None
    assert title_of({"title": "Spinner"}, {"title": "Dyer"}, path="/jobs") is None


def test_an_advert_that_stands_twice_on_its_page_is_read() -> None:
    assert title_of({"title": "Dyer", "jobLocation": "Leeds"}, {"title": "dyer ", "jobLocation": "York"}) == "Dyer"
    assert title_of(OTHER, {"title": "Weaver"}) == "Weaver"


def test_a_source_whose_list_has_titles_finds_the_advert_by_its_title() -> None:
    spider, board = spider_for("jobvite"), Board("jobvite", "acme", "Acme")
    assert spider is not None
    row = Row("o22", "Dyer", {"url": "https://jobs.jobvite.com/acme/job/o22"})
    found = spider.read_detail(page(OTHER, {"title": "Dyer"}), row, board)
    assert found is not None
    assert found.title == "Dyer"
    with pytest.raises(UnreadableError):
        spider.read_detail(page(OTHER, {"title": "Spinner"}), row, board)
