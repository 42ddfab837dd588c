"""Every real reply that is at hand is read whole: each entry becomes a posting, none is set aside."""

import json
from pathlib import Path

import pytest

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.page import Ask, Page, Row, try_read
from crawler.posting import Posting, Refused
from crawler.sources import spider_for

PAYLOADS = Path(__file__).parents[3] / "shared" / "payloads"
pytestmark = pytest.mark.skipif(not PAYLOADS.exists(), reason="the real replies are not at hand")

LISTS = [
    "adzuna/search_shape.json",
    "ashby/candidatezero_board.json",
    "ashby/openai_trimmed.json",
    "ashby/ramp_trimmed.json",
    "breezy/ssgcorp_trimmed.json",
    "greenhouse/anthropic_trimmed.json",
    "greenhouse/stripe_trimmed2.json",
    "himalayas/api_response.json",
    "himalayas/shape.json",
    "hn/item.json",
    "lever/aer_board.json",
    "lever/candidatezero_postings.json",
    "lever/idealist_consulting.json",
    "lever/palantir_trimmed.json",
    "jobicy/shape.json",
    "neogov/agency_rss.xml",
    "personio/avian_trimmed.xml",
    "pinpoint/postings.json",
    "pinpoint/postings_shape.json",
    "recruitee/offers_trimmed.json",
    "remoteok/shape.json",
    "remotive/shape.json",
    "weworkremotely/rss_sample.xml",
    "weworkremotely/shape.xml",
    "workable/candidatezero_account.json",
]
WITHOUT_TEXTS = [
    "ashby/ramp_trimmed2.json",
    "greenhouse/candidatezero_list.json",
    "greenhouse/stripe_trimmed.json",
    "greenhouse/stripe_trimmed3.json",
    "lever/netlify_trimmed.json",
    "personio/feed_trimmed.xml",
    "teamtailor/teamtailor_jobs_feed.json",
    "workable/zaelab_details.json",
]
"""Cut by whoever saved them: all but the text is there."""
DETAILS = [  # the list, the key of its entries, the detail, and how they meet
    ("bamboohr/list_shape.json", "bamboohr/detail_shape.json"),
    ("rippling/list_shape.json", "rippling/detail_shape.json"),
    ("workday/workday_inc_list.json", "workday/workday_inc_detail.json"),
    ("oracle/list_ca.json", "oracle/alithya_1859_detail.json"),
]
ONLY_LISTS = [
    "bamboohr/list_a.json",
    "hrmdirect/list.html",
    "icims/wipfli_search.html",
    "jobvite/feedingamerica_search.html",
    "paylocity/board.html",
    "phenom/phenom_search.html",
    "rippling/board_list.json",
    "workday/nvidia_trimmed.json",
    "workday/salesforce_list.json",
]


def board_of(path: str) -> Board:
    token = {"workday": "acme.wd5.example/acme/site", "oracle": "acme.example/CX_1"}
    source = path.split("/", 1)[0]
    return Board(source, token.get(source, "acme"), "Acme", None, "GB")


def read_all(spider: BoardSpider, board: Board, page: Page) -> list[Posting | Refused | None]:
    def read(row: Row) -> Posting | Refused | None:
        return try_read(lambda: spider.read(row.entry, board), board, row)

    return [read(row) for row in page.rows]


def page_of(path: str) -> tuple[BoardSpider, Board, Page]:
    file = PAYLOADS / path
    if not file.exists():
        pytest.skip(f"{path} is not at hand")
    board = board_of(path)
    spider = spider_for(board.source)
    assert spider is not None
    return spider, board, spider.parse(file.read_bytes(), board, Ask("https://acme.example"))


@pytest.mark.parametrize("path", LISTS)
def test_each_entry_of_a_real_list_is_read(path: str) -> None:
    spider, board, page = page_of(path)
    read = read_all(spider, board, page)
    assert page.refused == ()
    assert page.rows
    assert [one for one in read if not isinstance(one, Posting)] == []


@pytest.mark.parametrize("path", WITHOUT_TEXTS)
def test_an_entry_without_a_text_is_set_aside_for_that_and_nothing_else(path: str) -> None:
    spider, board, page = page_of(path)
    read = read_all(spider, board, page)
    reasons = {one.reason.split(":")[0] for one in read if isinstance(one, Refused)}
    assert page.refused == ()
    assert reasons <= {"description", "descriptionPlain", "content", "content_html"}


@pytest.mark.parametrize("path", sorted(PAYLOADS.glob("ashby_boards/*.json")), ids=lambda path: path.name)
def test_each_entry_of_a_real_ashby_board_is_read(path: Path) -> None:
    board = Board("ashby", path.stem, path.stem)
    spider = spider_for("ashby")
    assert spider is not None
    page = spider.parse(path.read_bytes(), board, Ask("https://acme.example"))
    read = read_all(spider, board, page)
    assert page.refused == ()
    assert all(isinstance(one, Posting) for one in read)


@pytest.mark.parametrize("path", ONLY_LISTS)
def test_each_row_of_a_real_list_asks_for_its_detail(path: str) -> None:
    _, _, page = page_of(path)
    assert page.refused == ()
    assert page.rows
    assert all(row.detail for row in page.rows)


@pytest.mark.parametrize("path", ["hn/algolia_response.json", "hn/search.json"])
def test_a_real_search_for_threads_leads_to_the_newest(path: str) -> None:
    _, _, page = page_of(path)
    (ask,) = page.following
    assert "/api/v1/items/" in ask.url


@pytest.mark.parametrize(("path", "detail"), DETAILS)
def test_a_real_detail_is_read(path: str, detail: str) -> None:
    spider, board, page = page_of(path)
    assert page.refused == ()
    posting = spider.read_detail((PAYLOADS / detail).read_bytes(), page.rows[0], board)
    assert isinstance(posting, Posting)
    assert len(posting.description) > 30


def test_each_real_bamboohr_detail_is_read() -> None:
    spider, details = spider_for("bamboohr"), json.loads((PAYLOADS / "bamboohr/details_trimmed.json").read_bytes())
    assert spider is not None
    board = board_of("bamboohr/x")
    for key, detail in details.items():
        body = json.dumps({"result": {"jobOpening": detail}}).encode()
        posting = spider.read_detail(body, Row(key, detail["jobOpeningName"], {}), board)
        assert posting is not None
        assert posting.description
