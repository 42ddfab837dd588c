"""The manners of whole runs: whom a crawl trusts, whom it leaves alone, when it ends."""

import asyncio
import json
from collections import deque
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response, TextResponse
from scrapy.resolver import dnscache
from scrapy.settings import Settings

from analysis.store import known_beside, load_spool, query
from crawler.boards import Board
from crawler.manners.budget import Budget, BudgetError
from crawler.manners.hosts import host_of, is_loopback, is_private
from crawler.manners.patience import Patience
from crawler.manners.queues import turn_away
from crawler.manners.refusals import RefusedError
from crawler.manners.resolver import PublicResolver
from crawler.manners.robots import _MOST_BYTES, Robots
from crawler.replay import serve
from crawler.replay.small import small_market
from crawler.run import crawl
from tests.crawler.certificates import write_certificate
from tests.crawler.site import Asked, Site, running_site
from tests.crawler.test_run import greenhouse, path_of, reply, snapshots

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
OURS, OF_ANOTHER = x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("other.example")


@pytest.mark.parametrize(
    ("names", "is_trusted", "is_read"),
    [((OURS,), True, True), ((OF_ANOTHER,), True, False), ((OURS,), False, False), ((), False, False)],
    ids=["valid", "of another", "signed by nobody", "of no name"],
)
def test_only_a_board_whose_certificate_is_valid_is_asked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    names: tuple[x509.GeneralName, ...],
    is_trusted: bool,
    is_read: bool,
) -> None:
    certificate = write_certificate(tmp_path / "site.pem", *names)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running_site(certificate) as site:
        site.serve(path_of("acme"), reply("Project Manager"))
        summary = crawl(greenhouse(site, "acme"), tmp_path / "spool", now=NOW, delay=0)
    assert bool(site.asked) == is_read
    assert ("its certificate is not valid" in str(summary.sources["greenhouse"].reasons)) != is_read
    assert capfd.readouterr().err == "", "what is wrong stands in the summary"


def test_a_key_is_not_carried_to_where_a_server_sends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEY", "EMAIL"):
        monkeypatch.setenv(f"NEXTRUNG_USAJOBS_{name}", "ours")
    with running_site() as asked, running_site() as other:
        asked.serve("/api/Search", "", status=302, Location=f"{other.url}/api/Search")
        summary = crawl([Board("usajobs", "all", "USAJobs", base_url=asked.url)], tmp_path, now=NOW, delay=0)
    assert {one.headers["authorization-key"] for one in asked.asked if one.path.startswith("/api")} == {"ours"}
    assert other.paths("/api") == []
    assert "HTTP 302" in str(summary.sources["usajobs"].reasons)


NAMES = [f"board{number}" for number in range(12)]


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        for name in NAMES:
            site.serve(path_of(name), reply("Project Manager"))
        yield site


def test_a_host_that_asks_for_a_long_time_is_left_alone_by_all_its_boards(site: Site, tmp_path: Path) -> None:
    for name in NAMES:
        site.serve(path_of(name), "", status=429, Retry_After="3600")
    summary = crawl(greenhouse(site, *NAMES), tmp_path, now=NOW, delay=0.1)
    assert len(site.paths("/v1")) == 1
    host = site.url.removeprefix("http://")
    asks = f"{host} asks to be left alone for more than 120 seconds: left for the next run"
    assert summary.sources["greenhouse"].reasons == {"HTTP 429": 1, asks: 11}


def test_a_host_that_keeps_refusing_is_not_asked_by_those_who_wait_already(site: Site, tmp_path: Path) -> None:
    for name in NAMES:
        site.serve(path_of(name), "", status=429)
    crawl(greenhouse(site, *NAMES), tmp_path, now=NOW, delay=0.05)
    assert len(site.paths("/v1")) == 6


def test_an_answer_that_is_too_large_is_asked_for_once(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("board0"), "", Content_Length=str(70 << 20))
    summary = crawl(greenhouse(site, "board0"), tmp_path, now=NOW, delay=0)
    assert summary.sources["greenhouse"].reasons == {"the answer is larger than is taken from any board": 1}
    assert len(site.paths("/v1")) == 1


def test_a_time_that_is_over_is_no_wish_to_be_asked_at_once(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("acme"), "", status=503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")
    crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0.2)
    times = [one.at for one in site.asked if one.path.startswith("/v1")]
    assert [later - earlier > 0.35 for earlier, later in pairwise(times)] == [True, True]


def test_a_run_ends_in_time_though_many_requests_wait_for_their_turn(site: Site, tmp_path: Path) -> None:
    began = monotonic()
    summary = crawl(greenhouse(site, *NAMES), tmp_path, now=NOW, delay=0.6, max_seconds=1.5)
    assert monotonic() - began < 4
    assert 1 <= len(site.paths("/v1")) <= 3
    assert summary.exit_code == 1
    assert summary.sources["greenhouse"].left == 12 - len(site.paths("/v1"))
    (reason,) = summary.sources["greenhouse"].reasons
    assert reason == "left for the next run: the budget of 1.5 seconds is spent"


def test_a_run_ends_in_time_though_a_host_asks_to_wait_for_longer(site: Site, tmp_path: Path) -> None:
    for name in NAMES:
        site.serve(path_of(name), "", status=503, Retry_After="20")
    began = monotonic()
    summary = crawl(greenhouse(site, *NAMES), tmp_path, now=NOW, delay=0.1, max_seconds=1)
    assert monotonic() - began < 4
    assert summary.sources["greenhouse"].left == 12


# --- hosts that do not answer ---------------------------------------------------------------------------------------


def silent(_: Asked) -> tuple[int, dict[str, str], bytes]:
    sleep(0.6)
    return 500, {}, b""


def careers(site: Site, pages: int) -> Board:
    """A careers site whose sitemap names so many adverts' pages."""
    named = "".join(f"<url><loc>{site.url}/jobs/project-manager-{number}</loc></url>" for number in range(pages))
    site.serve("/robots.txt", "")
    site.serve("/sitemap.xml", f"<urlset>{named}</urlset>")
    return Board("jsonld", site.url.removeprefix("http://"), "Acme", base_url=site.url)


def advert(number: int) -> str:
    told = {
        "@type": "JobPosting",
        "title": "Project Manager",
        "description": "<p>You mend it.</p>",
        "identifier": number,
    }
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def test_a_host_that_is_silent_on_adverts_pages_is_given_up_and_nothing_of_it_is_closed(tmp_path: Path) -> None:
    store, spool = tmp_path / "store.duckdb", tmp_path / "spool"
    with running_site() as site:
        board = careers(site, 12)
        pages = [f"/jobs/project-manager-{number}" for number in range(12)]
        for number, page in enumerate(pages):
            site.serve(page, advert(number))
        crawl([board], spool, now=NOW, delay=0)
        load_spool(store, spool, now=NOW)
        site.routes.update(dict.fromkeys(pages, silent))
        later = NOW + timedelta(days=20)
        summary = crawl([board], spool, now=later, delay=0.02, timeout=0.2, known=known_beside(store))
    told = snapshots(summary.folder)[board.board]
    assert told["status"] == "partial"
    assert told["reason"] == f"no answer in time; {board.board} does not answer: left for the next run"
    assert told["requests"] in {2 + 6, 2 + 7}, "the lists, as many pages as are tried, and one that had left already"
    load_spool(store, spool, now=later)
    assert query(store, "select count(*) filter (is_open) as n from posting")["n"].item() == 12


def test_a_host_that_breaks_every_connection_is_given_up_for_all_its_boards(tmp_path: Path) -> None:
    with serve(small_market("greenhouse"), {("greenhouse", "gone"): "reset"}) as server:
        boards = [Board("greenhouse", name, name, base_url=server.base_url(("greenhouse", "gone"))) for name in NAMES]
        summary = crawl(boards, tmp_path, now=NOW, delay=0.05)
        asked = [path for _, path, _, _ in server.log if path != "/robots.txt"]
    assert len(asked) < 9, "one may have left already, and Twisted asks again where a kept connection breaks"
    assert {board["status"] for board in snapshots(summary.folder).values()} == {"failed"}
    host = server.url.removeprefix("http://")
    assert f"{host} does not answer: left for the next run" in summary.sources["greenhouse"].reasons
    assert sum(board["requests"] for board in snapshots(summary.folder).values()) in {6, 7}


def test_boards_on_the_host_of_one_that_is_never_answered_are_read(site: Site, tmp_path: Path) -> None:
    site.routes[path_of("board3")] = silent
    site.serve(path_of("board4"), "", status=500)
    summary = crawl(greenhouse(site, *NAMES), tmp_path, now=NOW, delay=0.02, timeout=0.2)
    assert summary.sources["greenhouse"].reasons == {"no answer in time": 1, "HTTP 500": 1}
    assert summary.sources["greenhouse"].complete == 10
    assert snapshots(summary.folder)["board3"]["requests"] == 3


def test_an_answer_between_them_makes_silences_too_few_to_give_up_a_host(tmp_path: Path) -> None:
    with running_site() as site:
        board = careers(site, 12)
        for number in range(12):
            page = f"/jobs/project-manager-{number}"
            site.serve(page, advert(number), status=200 if number % 4 else 500)
            if number % 4 == 1:
                site.routes[page] = silent
        summary = crawl([board], tmp_path, now=NOW, delay=0.02, timeout=0.2)
    assert "does not answer" not in str(summary.sources["jsonld"].reasons)


def test_hosts_that_share_a_limit_are_silent_each_for_itself() -> None:
    downloader = SimpleNamespace(slots={}, get_slot_key=lambda _: "shared")
    crawler: Any = SimpleNamespace(settings=Settings(), spider=None, engine=SimpleNamespace(downloader=downloader))
    patience, shared = Patience(crawler), {"pace": "shared", "tries": 3}
    for _ in range(6):
        patience.process_exception(Request("https://one.example/1", meta=shared), TimeoutError())
    with pytest.raises(RefusedError, match=r"^one\.example does not answer"):
        patience.process_request(Request("https://one.example/2", meta=shared))
    assert patience.process_request(Request("https://two.example/1", meta=shared)) is None


# --- patience, answer by answer -------------------------------------------------------------------------------------

ADDRESS = "https://board.example/1"


def patience_at(slot: SimpleNamespace | None = None) -> Patience:
    """Return a patience whose requests all wait in one `slot` of the downloader."""
    downloader = SimpleNamespace(slots={"one": slot} if slot else {}, get_slot_key=lambda _: "one")
    told: Any = SimpleNamespace(settings=Settings(), spider=None, engine=SimpleNamespace(downloader=downloader))
    return Patience(told)


def answer(patience: Patience, status: int, tries: int = 3, **headers: str) -> Request | Response:
    """Return what becomes of an answer to a question that was asked so many times."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return patience.process_response(Request(ADDRESS, meta={"tries": tries}), Response(ADDRESS, status, told))


@pytest.mark.parametrize(
    ("status", "is_asked_again"),
    [(429, True), (503, True), (500, True), (502, True), (504, True), (501, False), (404, False), (200, False)],
)
def test_only_an_answer_that_says_not_now_is_asked_for_again(status: int, is_asked_again: bool) -> None:
    assert isinstance(answer(patience_at(), status, tries=1), Request) == is_asked_again
    assert isinstance(answer(patience_at(), status, tries=2), Request) == is_asked_again
    assert isinstance(answer(patience_at(), status, tries=3), Response)


def test_a_host_is_left_alone_for_the_longest_time_it_asked_for_also_where_that_is_a_date() -> None:
    end = datetime.now(UTC) + timedelta(hours=1)
    slot = SimpleNamespace(delay=1.0, lastseen=5.0, queue=[])
    for patience in (patience_at(), patience_at(slot)):
        answer(patience, 429, tries=1, Retry_After=f"{end:%a, %d %b %Y %H:%M:%S} GMT")
        answer(patience, 429, tries=1, Retry_After="1")
        with pytest.raises(RefusedError, match="asks to be left alone for more than 120 seconds"):
            patience.process_request(Request(ADDRESS))


def test_a_host_that_answers_in_between_is_asked_on() -> None:
    patience = patience_at()
    for status in (429, 503, 429, 503, 429, 200, 429):
        answer(patience, status)
    assert patience.process_request(Request(ADDRESS)) is None
    for _ in range(5):
        answer(patience, 503)
    with pytest.raises(RefusedError, match="keeps asking for patience"):
        patience.process_request(Request(ADDRESS))


def test_what_waits_in_the_downloader_already_waits_twice_as_long_after_each_try_and_never_shorter() -> None:
    slot = SimpleNamespace(delay=1.5, lastseen=0.0, queue=[])
    for tries, wait in ((1, 3.0), (2, 6.0), (1, 6.0)):
        answer(patience_at(slot), 503, tries=tries)
        assert slot.lastseen + slot.delay - monotonic() == pytest.approx(wait, abs=0.5)
    answer(patience_at(slot), 503, tries=1, Retry_After="3600")
    assert slot.lastseen + slot.delay - monotonic() < 7, "who is turned away need not wait"


def test_the_bytes_of_each_try_are_counted() -> None:
    patience, request = patience_at(), Request(ADDRESS)
    again = patience.process_response(request, Response(ADDRESS, 503, body=b"Come later."))
    assert isinstance(again, Request)
    patience.process_response(again, Response(ADDRESS, 200, body=b"{}"))
    assert again.meta["wire_bytes"] == len("Come later.") + len("{}")


@pytest.mark.parametrize("error", [IgnoreRequest(), DownloadCancelledError(), ResponseDataLossError()])
def test_what_is_refused_here_too_large_or_no_whole_answer_is_no_silence_of_the_host(error: Exception) -> None:
    patience = patience_at()
    for _ in range(Patience.strikes_a_host):
        assert patience.process_exception(Request(ADDRESS, meta={"tries": 3}), error) is None
    assert patience.process_request(Request(ADDRESS)) is None


def test_who_waits_for_a_host_that_is_given_up_meanwhile_is_refused() -> None:
    patience = patience_at(SimpleNamespace(delay=0.05, lastseen=0.0, queue=[]))
    answer(patience, 503, tries=1)

    async def waits() -> None:
        waiting = patience.process_request(Request(ADDRESS))
        assert waiting is not None
        for _ in range(Patience.strikes_a_host):
            answer(patience, 429)
        await waiting

    with pytest.raises(RefusedError, match="keeps asking for patience"):
        asyncio.run(waits())


# --- robots.txt, rule by rule ---------------------------------------------------------------------------------------


def pace_of(rules: str, status: int = 200, path: str = "/1", delay: float = 1.0) -> SimpleNamespace:
    """Return the slot of a host of such a robots.txt after it was asked for a path; raise where that is forbidden."""
    slot = SimpleNamespace(delay=delay, concurrency=8, queue=[])
    downloader = SimpleNamespace(slots={"one": slot}, get_slot_key=lambda _: "one", per_slot_settings={})

    async def answered(asked: Request) -> Response:
        return TextResponse(asked.url, status, body=rules.encode())

    async def let_through() -> None:
        told: Any = SimpleNamespace(engine=SimpleNamespace(downloader=downloader, download_async=answered))
        await Robots(told).process_request(Request(f"https://board.example{path}"))  # type: ignore[misc] # it must wait

    asyncio.run(let_through())
    slot.later = downloader.per_slot_settings.get("one")
    return slot


@pytest.mark.parametrize(("status", "is_asked"), [(404, True), (403, True), (429, False), (503, False)])
def test_a_robots_txt_that_is_not_there_forbids_nothing_and_one_that_cannot_be_told_now_all(
    status: int, is_asked: bool
) -> None:
    told = nullcontext() if is_asked else pytest.raises(RefusedError, match=f"answers HTTP {status}: not now")
    with told:
        pace_of("User-agent: *\nDisallow: /", status)


@pytest.mark.parametrize("status", [200, 203])
def test_rules_are_kept_whoever_hands_them_on(status: int) -> None:
    with pytest.raises(RefusedError, match="forbids it"):
        pace_of("User-agent: *\nDisallow: /", status)


def test_rules_for_us_by_name_go_before_those_for_everyone() -> None:
    rules = "User-agent: *\nDisallow: /\nCrawl-delay: 9\n\nUser-agent: nextrung\nDisallow: /private\nCrawl-delay: 3\n"
    assert pace_of(rules, path="/open").delay == 3.0
    with pytest.raises(RefusedError, match="forbids it"):
        pace_of(rules, path="/private/1")


@pytest.mark.parametrize(("wished", "own", "kept"), [(4, 1.0, 4.0), (3_600, 1.0, 60.0), (0.5, 2.0, 2.0)])
def test_a_crawl_delay_slows_us_down_to_a_minute_and_never_speeds_us_up(wished: float, own: float, kept: float) -> None:
    slot = pace_of(f"User-agent: *\nCrawl-delay: {wished}", delay=own)
    is_slowed = kept > own
    assert (slot.delay, slot.concurrency) == (kept, 1 if is_slowed else 8)
    assert slot.later == ({"delay": kept, "concurrency": 1} if is_slowed else None), "also when it was long idle"


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_rule_that_is_cut_short_where_reading_ends_is_no_rule(end: str) -> None:
    start, cut = f"User-agent: *{end}Disallow: /closed/{end}", "Disallow: /open/"
    filler = f"#{'x' * 1022}{end}"
    rest = _MOST_BYTES - len(start) - len(cut) - 2 - 511 * len(filler)
    rules = f"{start}{filler * 511}#{'x' * rest}{end}{cut}but/this{end}"
    pace_of(rules, path="/open/1")
    with pytest.raises(RefusedError, match="forbids it"):
        pace_of(rules, path="/closed/1")


def test_who_gives_up_waiting_for_the_rules_takes_them_from_no_other() -> None:
    async def both() -> None:
        asked = asyncio.Event()

        async def answered(request: Request) -> Response:
            await asked.wait()
            return TextResponse(request.url, 404)

        told: Any = SimpleNamespace(engine=SimpleNamespace(download_async=answered))
        robots = Robots(told)
        first, second = (asyncio.ensure_future(robots.process_request(Request(ADDRESS))) for _ in range(2))  # type: ignore[arg-type] # they must wait
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        asked.set()
        await second

    asyncio.run(both())


# --- hosts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("127.0.0.2", True), ("::1", True), ("jobs.localhost", True), ("localhost.example", False),
        ("mylocalhost", False), ("10.0.0.1", False),
    ],
)  # fmt: skip
def test_only_this_machine_is_asked_at_a_pace_of_its_own(host: str, is_ours: bool) -> None:
    assert is_loopback(host) == is_ours


def test_nothing_of_a_password_is_told_with_a_host_whatever_signs_it_has() -> None:
    assert host_of("https://me:p@ss@acme.example:8443/jobs") == "acme.example:8443"


@pytest.mark.parametrize(
    ("addresses", "is_inside"),
    [
        (["93.184.216.34", "10.0.0.1"], True),
        (["93.184.216.34", "::ffff:93.184.216.34"], False),
        (["fe80::1%eth0"], True),
        (["4000::1"], True),
    ],
)
def test_a_name_of_several_addresses_is_private_where_any_of_them_is(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str], is_inside: bool
) -> None:
    async def found(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", (address, 0)) for address in addresses]

    async def asked() -> bool:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found)
        return await is_private("board.example")

    assert asyncio.run(asked()) == is_inside


def test_a_proxy_is_led_to_though_it_is_named_without_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    told: Any = SimpleNamespace(settings=Settings())
    found: list[Any] = []
    monkeypatch.setitem(dnscache, "proxy.example", "10.0.0.1")
    reactor: Any = None
    PublicResolver.from_crawler(told, reactor).getHostByName("proxy.example").addBoth(found.append)
    assert found == ["10.0.0.1"]


# --- budget and queues ----------------------------------------------------------------------------------------------


def test_after_its_time_a_run_asks_nothing_more() -> None:
    over = Budget(max_seconds=1, started=monotonic() - 2)
    with pytest.raises(BudgetError, match="the budget of 1 seconds is spent"):
        over.spend()
    assert over.requests == 0


def test_of_those_who_wait_only_who_is_refused_is_turned_away() -> None:
    told: list[Any] = []
    asked, refused = Request("https://one.example/1"), Request("https://two.example/1")
    slot = SimpleNamespace(queue=deque((one, SimpleNamespace(errback=told.append)) for one in (asked, refused)))
    crawler: Any = SimpleNamespace(engine=SimpleNamespace(downloader=SimpleNamespace(slots={"one": slot})))
    error = RefusedError("not now")
    turn_away(crawler, lambda request: error if request is refused else None)
    assert told == [error]
    assert [request for request, _ in slot.queue] == [asked]
