"""The manners of whole runs: whom a crawl trusts, whom it leaves alone, when it ends."""

from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest
from cryptography import x509

from crawler.boards import Board
from crawler.run import crawl
from tests.crawler.certificates import write_certificate
from tests.crawler.site import Site, running_site
from tests.crawler.test_run import greenhouse, path_of, reply

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
