"""The replay server answers as the boards do, and the real crawl recovers from it all that it shows."""

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.manners import Patience, RefusedError
from crawler.market import Market
from crawler.normal.html import plain_text
from crawler.replay import Replay, serve
from crawler.replay.faults import Fault, FaultName
from crawler.replay.market_of_tests import small_market
from crawler.run import crawl
from crawler.sources import source_names, spider_for
from crawler.spool import read_lines

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def market_of_all() -> Market:
    """Return two firms on every source."""
    markets = [small_market(source) for source in source_names()]
    firms = tuple(firm_as_served(firm) for market in markets for firm in market.firms)
    adverts = tuple(
        replace(advert, firm=firm_as_served(advert.firm)) for market in markets for advert in market.adverts
    )
    return Market(firms, adverts)


def firm_as_served(firm: Any) -> Any:
    """Give a firm a token of its source's kind."""
    tokens = {
        "workday": "{}.wd5.example/{}/careers",
        "oracle": "{}.oracle.example/CX_1",
        "eightfold": "{}.eightfold.example",
        "teamtailor": "{}.teamtailor.example",
        "jsonld": "careers.{}.example",
        "icims": "careers-{}.icims.example",
    }
    searched = {"hn", "adzuna", "remotive", "weworkremotely"}
    token = tokens.get(firm.source, "{}").format(firm.board, firm.board)
    return replace(firm, board="all" if firm.source in searched and firm.board == "brackenfell" else token)


def crawled(folder: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in read_lines(Path(folder) / "postings.jsonl.gz"):
        posting = line["posting"]
        found.setdefault((posting["source"], posting["board"]), []).append(posting)
    return found


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Market, Any, Any, Any]]:
    market = market_of_all()
    with pytest.MonkeyPatch.context() as patch, serve(market) as server:
        for source in source_names():
            spider = spider_for(source)
            assert spider is not None
            for key in spider.needs_keys:
                patch.setenv(key, "made.up@example.org")
        boards = [board for board in server.boards if board.source != "hn" or board.board == "all"]
        folder = tmp_path_factory.mktemp("spool")
        summary = crawl(boards, folder, now=NOW, delay=0, concurrency=8, sources=source_names())
        snapshots = {
            (line["source"], line["board"]): line for line in read_lines(Path(summary.folder) / "snapshots.jsonl")
        }
        yield market, summary, snapshots, crawled(summary.folder)


@pytest.mark.parametrize("source", source_names())
def test_a_crawl_recovers_every_posting_of_a_source_with_its_whole_text(source: str, everything: Any) -> None:
    market, _, snapshots, found = everything
    for firm in (one for one in market.firms if one.source == source and not (source == "hn" and one.board != "all")):
        shown = [advert for advert in market.adverts if advert.firm == firm]
        postings = found.get((source, firm.board), [])
        assert snapshots[source, firm.board]["status"] == "complete", snapshots[source, firm.board]
        assert sorted(one["title"] for one in postings) == sorted(one.title for one in shown)
        texts = {one["title"]: words_of(one["description"]) for one in postings}
        for advert in shown:
            assert words_of(advert.html) <= texts[advert.title]
        assert {one["hiring_organization"] for one in postings} == {firm.name}


def words_of(html: str) -> set[str]:
    return set(re.findall(r"\w+", plain_text(html)))


WITHOUT_PLACES = {"hn", "jobicy", "remotive", "remoteok", "himalayas", "weworkremotely", "francetravail"}
"""Remote jobs only, or another country's."""


@pytest.mark.parametrize("source", sorted(set(source_names()) - WITHOUT_PLACES))
def test_the_place_of_work_is_found(source: str, everything: Any) -> None:
    _, _, _, found = everything
    for (name, _), postings in found.items():
        for posting in postings if name == source else ():
            places = [(place["locality"], place["country"]) for place in posting["job_location"]]
            assert ("Leeds", "GB") in places


FAULTS: dict[FaultName, str] = {
    "missing_board": "failed",
    "empty": "complete",
    "short_list": "partial",
    "html_instead": "failed",
    "maintenance_page": "failed",
    "robots_disallow": "failed",
    "redirect_loop": "failed",
    "cut_gzip": "failed",
}


def test_each_fault_leaves_the_snapshot_it_should(tmp_path: Path) -> None:
    market = small_market("greenhouse")
    firms = tuple(replace(market.firms[0], board=name) for name in FAULTS)
    adverts = tuple(replace(advert, firm=firm) for firm in firms for advert in market.adverts[:3])
    faults: dict[tuple[str, str], FaultName | Fault] = {("greenhouse", name): name for name in FAULTS}
    with serve(Market(firms, adverts), faults) as server:
        summary = crawl(server.boards, tmp_path, now=NOW, delay=0, concurrency=8)
    lines = {line["board"]: line for line in read_lines(Path(summary.folder) / "snapshots.jsonl")}
    assert {name: line["status"] for name, line in lines.items()} == FAULTS
    assert [name for name, line in lines.items() if line["reason"] is None] == ["empty"]


def test_eightfold_is_waited_for_when_it_throttles_with_405_after_429(tmp_path: Path) -> None:
    market = small_market("eightfold")
    with serve(market, {("eightfold", "brackenfell"): Fault("throttled", times=2)}) as server:
        summary = crawl(server.boards[:1], tmp_path, now=NOW, delay=0, sources=["eightfold"])
        asked = [status for *_, status, _ in server.log if status >= 400]
    assert asked == [429, 405]
    assert summary.exit_code == 0


def test_hosts_that_share_a_limit_share_the_patience() -> None:
    downloader = SimpleNamespace(slots={}, get_slot_key=lambda _: "")
    crawler: Any = SimpleNamespace(settings=Settings(), engine=SimpleNamespace(downloader=downloader))
    patience, meta = Patience(crawler), {"pace": "shared.example", "busy": frozenset({405})}
    for _ in range(Patience.strikes_a_host):
        patience.process_response(Request("https://a.example", meta=dict(meta)), Response("https://a.example", 405))
    with pytest.raises(RefusedError, match=r"shared\.example keeps asking"):
        patience.process_request(Request("https://b.example", meta=dict(meta)))
    patience.process_request(Request("https://a.example"))


@pytest.fixture
def greenhouse() -> Iterator[Replay]:
    with serve(small_market("greenhouse")) as server:
        yield server


def jobs_at(server: Replay) -> str:
    return f"{server.boards[0].base_url}/v1/boards/brackenfell/jobs?content=true"


def get(
    url: str, headers: Mapping[str, str] | None = None, body: object = None
) -> tuple[int, Mapping[str, str], bytes]:
    """Ask as a plain client would: status, headers and body."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as reply:
        with reply:
            return reply.code, dict(reply.headers), reply.read()


def test_an_unchanged_list_is_answered_with_304_to_who_has_it(greenhouse: Replay) -> None:
    first, headers, _ = get(jobs_at(greenhouse))
    again, _, body = get(jobs_at(greenhouse), {"If-None-Match": headers["ETag"]})
    assert (first, again, body) == (200, 304, b"")


def test_a_market_of_another_day_is_shown_from_then_on(greenhouse: Replay) -> None:
    market = small_market("greenhouse")
    greenhouse.show(replace(market, adverts=market.adverts[1:]))
    assert len(json.loads(get(jobs_at(greenhouse))[2])["jobs"]) == 2


def test_a_fault_ends_after_as_many_requests_as_it_was_given(greenhouse: Replay) -> None:
    greenhouse.fault("greenhouse", "brackenfell", "too_many_requests", times=1, seconds=7)
    (first, headers, _), (second, _, _) = get(jobs_at(greenhouse)), get(jobs_at(greenhouse))
    assert (first, headers["Retry-After"], second) == (429, "7", 200)


@pytest.mark.parametrize("fault", ["reset", "wrong_length"])
def test_an_answer_that_breaks_off_is_noticed_by_any_client(greenhouse: Replay, fault: FaultName) -> None:
    greenhouse.fault("greenhouse", "brackenfell", fault)
    with pytest.raises((OSError, http.client.HTTPException)):
        get(jobs_at(greenhouse))


def test_robots_txt_closes_only_the_board_that_is_closed(greenhouse: Replay) -> None:
    greenhouse.fault("greenhouse", "ostermoor", "robots_disallow")
    assert get(f"{greenhouse.url}/robots.txt")[2].splitlines() == [b"User-agent: *", b"Disallow: /greenhouse/ostermoor"]


def test_workday_repeats_its_first_page_after_two_thousand_adverts() -> None:
    market = small_market("workday")
    many = [replace(market.adverts[0], source_id=str(number)) for number in range(2_040)]
    with serve(Market(market.firms[:1], tuple(many))) as server:
        url = f"{server.boards[0].base_url}/wday/cxs/a/b/jobs"
        first, wrapped = (json.loads(get(url, body={"limit": 20, "offset": offset})[2]) for offset in (0, 2_000))
    assert first["total"] == 2_000
    assert wrapped["jobPostings"] == first["jobPostings"]
