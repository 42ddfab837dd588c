"""The replay server answers as the boards do, and the real crawl recovers from it all that it shows."""

import asyncio
import http.client
import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.settings import Settings

from crawler.boards import read_boards, source_names
from crawler.manners.patience import Patience
from crawler.manners.refusals import RefusedError
from crawler.manners.robots import Robots
from crawler.market import Market
from crawler.normal.html import plain_text
from crawler.replay import Replay, serve
from crawler.replay.faults import Fault, FaultName
from crawler.replay.small import small_market
from crawler.run import crawl
from crawler.sources import spider_for
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
        "phenom": "careers.{}.example/global/en",
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
    with serve(market, {("eightfold", "brackenfell"): Fault("throttled", times=2, seconds=0)}) as server:
        summary = crawl(server.boards[:1], tmp_path, now=NOW, delay=0, sources=["eightfold"])
        asked = [status for *_, status, _ in server.log if status >= 400]
    assert asked == [429, 405]
    assert summary.exit_code == 0


def test_hosts_that_share_a_limit_share_the_patience() -> None:
    downloader = SimpleNamespace(slots={}, get_slot_key=lambda _: "")
    crawler: Any = SimpleNamespace(settings=Settings(), engine=SimpleNamespace(downloader=downloader), spider=None)
    patience, meta = Patience(crawler), {"pace": "shared.example", "busy": frozenset({405})}
    for _ in range(Patience.strikes_a_host):
        patience.process_response(Request("https://a.example", meta=dict(meta)), Response("https://a.example", 405))
    with pytest.raises(RefusedError, match=r"shared\.example keeps asking"):
        patience.process_request(Request("https://b.example", meta=dict(meta)))
    patience.process_request(Request("https://a.example"))


def test_hosts_that_share_a_limit_share_the_pace_of_robots_txt_too() -> None:
    slot, rules = SimpleNamespace(delay=1.0, concurrency=2), b"User-agent: *\nCrawl-delay: 4"
    downloader = SimpleNamespace(slots={}, get_slot_key=lambda asked: asked.meta["download_slot"], per_slot_settings={})

    async def answered(asked: Request) -> Response:
        downloader.slots[asked.meta.get("download_slot", "a.example")] = slot
        return TextResponse(asked.url, 200, body=rules)

    async def let_through() -> None:
        engine = SimpleNamespace(downloader=downloader, download_async=answered)
        meta = {"pace": "shared.example", "download_slot": "shared.example"}
        robots = Robots(cast("Any", SimpleNamespace(engine=engine)))
        await robots.process_request(Request("https://a.example", meta=meta))

    asyncio.run(let_through())
    assert (slot.delay, downloader.slots) == (4.0, {"shared.example": slot})


@pytest.mark.parametrize(("seconds", "is_waited_for"), [(60, True), (119, True), (121, False)])
def test_as_shipped_a_host_is_waited_for_that_asks_for_up_to_two_minutes(seconds: int, is_waited_for: bool) -> None:
    downloader = SimpleNamespace(slots={}, get_slot_key=lambda _: "")
    crawler: Any = SimpleNamespace(settings=Settings(), engine=SimpleNamespace(downloader=downloader), spider=None)
    request, headers = Request("https://a.example"), {"Retry-After": str(seconds)}
    answer = Patience(crawler).process_response(request, Response("https://a.example", 429, headers))
    assert isinstance(answer, Request) == is_waited_for


FAULTS_OF_PAGES: dict[FaultName | None, str] = {None: "complete", "wrapped_pages": "complete", "huge_total": "partial"}


@pytest.mark.parametrize("fault", FAULTS_OF_PAGES)
def test_the_pages_of_phenom_end_though_the_board_does_not(fault: FaultName | None, tmp_path: Path) -> None:
    market = small_market("phenom")
    firm = firm_as_served(market.firms[0])
    many = tuple(replace(market.adverts[0], firm=firm, source_id=str(number)) for number in range(130))
    with serve(Market((firm,), many), {("phenom", firm.board): fault} if fault else {}) as server:
        summary = crawl(server.boards, tmp_path, now=NOW, delay=0, concurrency=8, sources=["phenom"])
        lists = [path for method, path, *_ in server.log if method == "POST" or path.endswith("search-results")]
    (snapshot,) = read_lines(Path(summary.folder) / "snapshots.jsonl")
    assert (snapshot["status"], snapshot["listed"]) == (FAULTS_OF_PAGES[fault], 130)
    assert len(lists) == 4 + (fault == "huge_total")


def test_france_travail_is_held_to_the_total_of_its_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ID", "SECRET"):
        monkeypatch.setenv(f"NEXTRUNG_FRANCETRAVAIL_{name}", "made-up")
    market = small_market("francetravail")
    told = []
    with serve(market) as server:
        for fault in (None, "short_list"):
            server.fault("francetravail", market.firms[0].board, fault)
            summary = crawl(server.boards[:1], tmp_path / str(fault), now=NOW, delay=0, sources=["francetravail"])
            (snapshot,) = read_lines(Path(summary.folder) / "snapshots.jsonl")
            told.append((snapshot["status"], snapshot["reason"]))
    assert told == [("complete", None), ("partial", 'short list: 2 of 3 adverts for "brackenfell"')]


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


def test_greenhouse_knows_a_list_by_its_date_too_and_shows_the_board_and_its_parts(greenhouse: Replay) -> None:
    _, headers, _ = get(jobs_at(greenhouse))
    assert get(jobs_at(greenhouse), {"If-Modified-Since": headers["Last-Modified"]})[0] == 304
    assert get(jobs_at(greenhouse), {"If-Modified-Since": headers["Last-Modified"], "If-None-Match": '"x"'})[0] == 200
    board = f"{greenhouse.boards[0].base_url}/v1/boards/brackenfell"
    assert json.loads(get(board)[2])["name"] == "Brackenfell"
    for part in ("departments", "offices"):
        jobs = [job["id"] for group in json.loads(get(f"{board}/{part}")[2])[part] for job in group["jobs"]]
        assert len(jobs) == 3
    assert get(f"{board}/nonsense")[0] == 404


def test_lever_answers_html_to_who_does_not_ask_for_json_and_its_delay_is_kept(tmp_path: Path) -> None:
    with serve(small_market("lever"), {("lever", "brackenfell"): Fault("crawl_delay", seconds=0.2)}) as server:
        url = f"{server.boards[0].base_url}/v0/postings/brackenfell?mode=json"
        kinds = [get(url, {"Accept": accept})[1]["Content-Type"] for accept in ("*/*", "application/json")]
        assert b"Crawl-delay: 0.2" in get(f"{server.url}/robots.txt")[2]
        assert crawl(server.boards, tmp_path, now=NOW, delay=0).exit_code == 0
    assert [kind.partition(";")[0] for kind in kinds] == ["text/html", "application/json"]


def test_oracle_shows_its_first_site_for_one_it_does_not_know() -> None:
    market = small_market("oracle")
    firms = tuple(replace(firm, board=f"one.example/CX_{n}") for n, firm in enumerate(market.firms))
    adverts = tuple(replace(one, firm=firms[market.firms.index(one.firm)]) for one in market.adverts)
    path = "hcmRestApi/resources/latest/recruitingCEJobRequisitions?expand=requisitionList&finder=findReqs;siteNumber=x"
    with serve(Market(firms, adverts)) as server:
        found = [
            json.loads(get(f"{server.base_url(('oracle', board))}/{path}")[2])["items"][0]
            for board in ("one.example/CX_0", "one.example/CX_9", "two.example/CX_1")
        ]
    assert found[0] == found[1]
    assert [one["TotalJobsCount"] for one in found] == [3, 3, 0]


def test_smartrecruiters_and_workable_answer_at_their_other_addresses_as_they_do() -> None:
    markets = [small_market(source) for source in ("smartrecruiters", "workable")]
    both = Market(*(sum(parts, ()) for parts in zip(*((one.firms, one.adverts) for one in markets), strict=True)))
    with serve(both) as server:
        api = f"{server.base_url(('smartrecruiters', 'brackenfell'))}/v1/companies/brackenfell/postings"
        listed = json.loads(get(api)[2])
        unknown = json.loads(get(api.replace("brackenfell", "nosuch"))[2])
        detail = json.loads(get(f"{api}/{listed['content'][0]['id']}")[2])
        robots = get(f"{server.url}/robots.txt")[2].decode()
        page = f"{server.base_url(('workable', 'brackenfell'))}/api/v3/accounts/brackenfell/jobs"
        results = json.loads(get(page, body={"query": ""})[2])
        missing = get(page.replace("brackenfell", "nosuch"), body={"query": ""})[0]
    assert (listed["totalFound"], unknown["totalFound"], len(detail["jobAd"]["sections"])) == (3, 0, 1)
    assert "Disallow: /smartrecruiters/brackenfell/v1/" in robots
    assert (results["total"], len(results["results"]), missing) == (3, 3, 404)


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


WORKDAY = {"appliedFacets": {}, "limit": 20, "offset": 0, "searchText": ""}


def test_workday_wants_all_its_fields_and_finds_what_is_searched() -> None:
    with serve(small_market("workday")) as server:
        url = f"{server.boards[0].base_url}/wday/cxs/a/b/jobs"
        assert get(url, body={"limit": 20, "offset": 0})[0] == 422
        bodies = [{**WORKDAY, "searchText": text} for text in ("zzzz", "programme window", "")]
        assert [json.loads(get(url, body=body)[2])["total"] for body in bodies] == [0, 3, 3]


def test_workday_repeats_its_first_page_after_two_thousand_adverts() -> None:
    market = small_market("workday")
    many = [replace(market.adverts[0], source_id=str(number)) for number in range(2_040)]
    with serve(Market(market.firms[:1], tuple(many))) as server:
        url = f"{server.boards[0].base_url}/wday/cxs/a/b/jobs"
        first, wrapped = (json.loads(get(url, body={**WORKDAY, "offset": offset})[2]) for offset in (0, 2_000))
    assert first["total"] == 2_000
    assert wrapped["jobPostings"] == first["jobPostings"]


def test_the_sample_market_is_served_by_a_command_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error::RuntimeWarning", "-m", "crawler.replay", "--firms", "2", "--adverts", "8"]
    with Popen([*command, "--out", str(tmp_path / "boards.csv")], stdout=PIPE, text=True) as server:
        try:
            assert server.stdout
            assert "boards.csv: 2 boards at http://127.0.0.1:" in server.stdout.readline()
            assert len(read_boards(tmp_path / "boards.csv")[0]) == 2
        finally:
            server.terminate()
