"""Whole runs against a small server on loopback."""

import asyncio
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crawler.boards import Board
from crawler.discover import Search
from crawler.earlier_runs import without_done
from crawler.gather import Gather
from crawler.job import Job
from crawler.page import Ask
from crawler.run import LockHeldError, crawl, hold_lock
from crawler.spawn import discover
from crawler.spool import read_lines
from tests.crawler.site import Site, running_site

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


def greenhouse(site: Site, *names: str) -> list[Board]:
    return [Board("greenhouse", name, name.title(), base_url=site.url) for name in names]


def reply(*titles: str, total: int | None = None, start: int = 1) -> dict[str, object]:
    jobs = [
        {
            "id": number,
            "title": title,
            "absolute_url": f"https://example.org/{number}",
            "location": {"name": "Leeds"},
            "content": f"&lt;p&gt;{title}. You run it.&lt;/p&gt;",
        }
        for number, title in enumerate(titles, start)
    ]
    return {"jobs": jobs, "meta": {"total": len(jobs) if total is None else total}}


def path_of(board: str) -> str:
    return f"/v1/boards/{board}/jobs"


def snapshots(folder: str) -> dict[str, dict[str, object]]:
    return {line["board"]: line for line in read_lines(Path(folder) / "snapshots.jsonl")}


def titles(folder: str) -> list[str]:
    return sorted(line["posting"]["title"] for line in read_lines(Path(folder) / "postings.jsonl.gz"))


def test_a_board_is_gathered_into_the_spool_and_only_the_wanted_roles(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("acme"), reply("Project Manager", "Baker", "PMO Lead"))
    told: list[Any] = []
    summary = crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0, progress=told.append)
    assert summary.exit_code == 0
    assert [(one.board, one.status) for one in told] == [("acme", "complete")]
    assert titles(summary.folder) == ["PMO Lead", "Project Manager"]
    snapshot = snapshots(summary.folder)["acme"]
    assert (snapshot["status"], snapshot["postings"], snapshot["listed"], snapshot["scope"]) == (
        "complete", 2, 3, "roles=pm",
    )  # fmt: skip
    headers = site.asked[-1].headers
    assert headers["user-agent"].startswith(f"nextrung/{version('nextrung')} (+http"), "we say who we are"
    assert headers["accept"] == "application/json"
    assert json.loads(Path(summary.folder, "run.json").read_text())["exit_code"] == 0


def test_twelve_boards_behind_a_robots_txt_that_disallows_them_are_not_fetched(site: Site, tmp_path: Path) -> None:
    names = [f"board{number}" for number in range(12)]
    site.serve("/robots.txt", "User-agent: *\nDisallow: /v1/\n")
    for name in names:
        site.serve(path_of(name), reply("Project Manager"))
    summary = crawl(greenhouse(site, *names), tmp_path, now=NOW, delay=0, concurrency=8)
    assert site.paths("/v1") == []
    assert len(site.paths("/robots.txt")) == 1
    assert summary.exit_code == 1
    host = site.url.removeprefix("http://")
    assert summary.sources["greenhouse"].reasons == {f"robots.txt of {host} forbids it": 12}


def test_of_a_robots_txt_without_end_half_a_megabyte_of_whole_lines_is_read(site: Site, tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /v1/boards/closed/\n" + "Disallow: /v1/boards/open/jobs/more\n" * 20_000
    site.serve("/robots.txt", rules + "Disallow: /\n")
    for name in ("open", "closed"):
        site.serve(path_of(name), reply("Project Manager"))
    summary = crawl(greenhouse(site, "open", "closed"), tmp_path, now=NOW, delay=0)
    assert (summary.sources["greenhouse"].complete, summary.sources["greenhouse"].failed) == (1, 1)


def test_a_robots_txt_that_answers_500_means_not_now(site: Site, tmp_path: Path) -> None:
    site.serve("/robots.txt", "", status=500)
    site.serve(path_of("acme"), reply("Project Manager"))
    summary = crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0)
    assert site.paths("/v1") == []
    assert "answers HTTP 500: not now" in str(summary.sources["greenhouse"].reasons)


def test_each_fault_is_named_and_none_costs_the_other_boards(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("whole"), reply("Project Manager"))
    site.serve(path_of("empty"), reply())
    site.serve(path_of("short"), reply("Project Manager", total=5))
    site.serve(path_of("html"), "<html>Back soon</html>")
    site.serve(path_of("broken"), '{"jobs": [{"id": 1,')
    site.serve(path_of("other"), {"postings": []})
    site.serve(path_of("unread"), {"jobs": [{"id": 1, "title": "PMO", "content": ""}], "meta": {"total": 1}})
    site.serve(path_of("busy"), "", status=429, Retry_After="3600")
    port = site.url.rsplit(":", 1)[1]
    site.serve(path_of("lured"), "", status=302, Location=f"http://localhost:{port}/secret")
    site.serve("/secret", reply("Project Manager"))
    boards = greenhouse(site, "whole", "empty", "short", "html", "broken", "other", "unread", "lured", "gone")
    boards.append(Board("greenhouse", "busy", "Busy", base_url=site.url.replace("127.0.0.1", "localhost")))
    summary = crawl(boards, tmp_path, now=NOW, delay=0, concurrency=4)
    found = {name: (line["status"], line["reason"]) for name, line in snapshots(summary.folder).items()}
    assert found == {
        "whole": ("complete", None),
        "empty": ("complete", None),
        "short": ("partial", "short list: 1 of 5 adverts"),
        "html": ("failed", "HTML where JSON should stand (a maintenance or consent page?)"),
        "broken": ("failed", "JSON that breaks off or is malformed"),
        "other": ("failed", "a reply of another shape than greenhouse has: jobs: missing"),
        "unread": ("failed", "1 of 1 adverts asked for could not be read (description: empty)"),
        "busy": ("failed", "HTTP 429"),
        "lured": ("failed", "localhost is an address inside a private network"),
        "gone": ("failed", "no such board (HTTP 404): look up its careers page, or remove the row"),
    }
    assert site.paths("/secret") == []
    assert summary.exit_code == 1
    refused = list(read_lines(Path(summary.folder) / "refused.jsonl.gz"))
    assert [(line["board"], line["place"]) for line in refused] == [("unread", "1")]


@pytest.mark.parametrize(("unreadable", "status"), [(1, "complete"), (2, "complete"), (3, "partial")])
def test_adverts_that_cannot_be_read_are_told_and_many_of_them_are_no_whole_answer(
    site: Site, tmp_path: Path, unreadable: int, status: str
) -> None:
    answer = reply(*["Project Manager"] * 6)
    jobs: list[Any] = answer["jobs"]  # type: ignore[assignment] # the list it was made with
    for job in jobs[:unreadable]:
        job["content"] = ""
    site.serve(path_of("acme"), answer)
    summary = crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0)
    told = snapshots(summary.folder)["acme"]
    reason = f"{unreadable} of 6 adverts asked for could not be read (description: empty)"
    assert (told["status"], told["reason"]) == (status, reason)


def test_retry_after_is_waited_for(site: Site, tmp_path: Path) -> None:
    answers = iter([(429, {"Retry-After": "1"}, b""), (200, {}, json.dumps(reply("Project Manager")).encode())])
    site.routes[path_of("acme")] = lambda _: next(answers)
    summary = crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0)
    first, second = [one.at for one in site.asked if one.path.startswith("/v1")]
    assert second - first >= 1
    assert summary.exit_code == 0


def test_crawl_delay_is_kept_between_requests(site: Site, tmp_path: Path) -> None:
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.5\n")
    for name in ("one", "two", "three"):
        site.serve(path_of(name), reply("Project Manager"))
    crawl(greenhouse(site, "one", "two", "three"), tmp_path, now=NOW, delay=0, concurrency=8)
    times = [one.at for one in site.asked if one.path.startswith("/v1")]
    assert all(later - earlier > 0.45 for earlier, later in pairwise(times))


def test_connections_are_kept_for_the_questions_that_follow(site: Site, tmp_path: Path) -> None:
    jobs: list[Any] = reply(*["Project Manager"] * 100)["jobs"]  # type: ignore[assignment] # the list it was made with
    site.serve(path_of("acme"), {"jobs": [{"id": job["id"], "title": job["title"]} for job in jobs]})
    for job in jobs:
        site.serve(f"{path_of('acme')}/{job['id']}", job)
    crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0, concurrency=8)
    asked = [one for one in site.asked if one.path != "/robots.txt"]
    assert len(asked) == 101
    assert len({one.port for one in asked}) <= 32


def test_an_unchanged_board_transfers_no_body_once_its_run_was_loaded(site: Site, tmp_path: Path) -> None:
    body = json.dumps(reply("Project Manager")).encode()
    tag = '"v1"'
    site.routes[path_of("acme")] = lambda asked: (
        (304, {"ETag": tag}, b"") if asked.headers.get("if-none-match") == tag else (200, {"ETag": tag}, body)
    )
    boards, known = greenhouse(site, "acme"), tmp_path / "known.jsonl.gz"
    first = crawl(boards, tmp_path, now=NOW, delay=0)
    load(first.folder, known)
    second = crawl(boards, tmp_path, now=NOW + timedelta(days=1), known=known, delay=0)
    assert (second.sources["greenhouse"].unchanged, second.sources["greenhouse"].bytes) == (1, 0)
    assert second.exit_code == 0
    known.unlink()
    third = crawl(boards, tmp_path, now=NOW + timedelta(days=2), known=known, delay=0)
    assert third.sources["greenhouse"].complete == 1, "without a store everything is asked for again"


def test_budgets_leave_the_rest_for_the_next_run_and_say_so(site: Site, tmp_path: Path) -> None:
    names = [f"board{number}" for number in range(6)]
    for name in names:
        site.serve(path_of(name), reply("Project Manager"))
    summary = crawl(greenhouse(site, *names), tmp_path, now=NOW, delay=0, max_requests=4)
    assert len(site.paths("/v1")) == 3
    assert summary.sources["greenhouse"].skipped == 3
    assert "the budget of 4 requests is spent" in str(summary.sources["greenhouse"].reasons)


def test_a_budget_that_ends_at_robots_txt_is_no_failure_of_the_board(site: Site, tmp_path: Path) -> None:
    for name in ("one", "two"):
        site.serve(path_of(name), reply("Project Manager"))
    summary = crawl(greenhouse(site, "one", "two"), tmp_path, now=NOW, delay=0, max_requests=1)
    assert (summary.sources["greenhouse"].skipped, summary.sources["greenhouse"].failed) == (2, 0)


def test_under_a_budget_each_board_has_its_turn_and_what_is_left_is_told(site: Site, tmp_path: Path) -> None:
    names = [f"board{number}" for number in range(4)]
    for name in names:
        site.serve(path_of(name), reply("Project Manager"))
    boards, known = greenhouse(site, *names), tmp_path / "known.jsonl.gz"
    for day in range(2):
        at = NOW + timedelta(days=day)
        summary = crawl(boards, tmp_path, now=at, delay=0, max_requests=3, known=known)
        assert summary.exit_code == 1
        load(summary.folder, known)
    asked = [path.split("?")[0] for path in site.paths("/v1")]
    assert [sorted(asked[:2]), sorted(asked[2:])] == [
        [path_of(name) for name in names[:2]],
        [path_of(name) for name in names[2:]],
    ]
    again = crawl(boards, tmp_path, now=NOW + timedelta(days=2), delay=0, retry_failed=True)
    assert sorted(snapshots(again.folder)) == names[:2]


@pytest.mark.parametrize(("began", "is_resumed"), [(NOW - timedelta(hours=2), True), (NOW + timedelta(days=9), False)])
def test_a_run_broken_off_is_continued_unless_its_clock_was_ahead(
    tmp_path: Path, began: datetime, is_resumed: bool
) -> None:
    folder = tmp_path / f"{began:%Y%m%dT%H%M%SZ}-00"
    folder.mkdir()
    (folder / "job.json").touch()
    line = {"source": "greenhouse", "board": "acme", "scope": "all", "status": "complete"}
    (folder / "snapshots.jsonl").write_text(json.dumps(line) + "\n")
    boards = [Board("greenhouse", "acme", "Acme")]
    assert (without_done(tmp_path, boards, "all", NOW) == []) == is_resumed
    assert without_done(tmp_path, boards, "roles=pm", NOW) == boards, "what was read for another scope is not done"


def test_a_second_run_leaves_and_says_who_holds_the_lock(site: Site, tmp_path: Path) -> None:
    with hold_lock(tmp_path, NOW), pytest.raises(LockHeldError, match=f"process {os.getpid()}, since 2026-11-24"):
        crawl(greenhouse(site, "acme"), tmp_path, now=NOW)


class CaughtError(Exception):
    pass


def test_what_a_crawl_is_told_reaches_the_process_that_crawls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[Job] = []

    def catch(job: Job, *_: object) -> None:
        caught.append(job)
        raise CaughtError

    monkeypatch.setattr("crawler.run.in_child", catch)
    monkeypatch.setenv("NEXTRUNG_CONTACT", "jobs@acme.example")
    boards, known = [Board("greenhouse", "acme", "Acme"), Board("lever", "acme", "Acme")], tmp_path / "known.jsonl.gz"
    told = {
        "delay": 2.0,
        "concurrency": 3,
        "max_requests": 5,
        "max_seconds": 7.0,
        "max_age_days": 11,
        "max_details": 13,
    }
    with pytest.raises(CaughtError):
        crawl(boards, tmp_path, now=NOW, roles=None, known=known, sources=["lever"], timeout=17.0, quiet=False, **told)  # type: ignore[arg-type] # each of its own kind
    for job in map(asdict, caught):
        assert [board["source"] for board in job["boards"]] == ["lever"], "only what was named"
        assert {name: job[name] for name in told} == told
        assert (job["roles"], job["known"], job["timeout"]) == (None, str(known), 17.0)
        assert (job["asked_by_name"], job["contact"], job["is_quiet"]) == (["lever"], "jobs@acme.example", False)
    assert len(caught) == 1


def test_without_boards_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert crawl([], tmp_path, now=NOW).exit_code == 3
    assert crawl([], tmp_path, now=NOW, retry_failed=True).exit_code == 3


def test_an_unknown_source_is_named_and_a_retry_asks_only_what_failed(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("acme"), reply("Project Manager"))
    boards = [*greenhouse(site, "acme"), Board("nowhere", "x", "X")]
    summary = crawl(boards, tmp_path, now=NOW, delay=0)
    assert "no spider for the source 'nowhere'" in str(summary.sources["nowhere"].reasons)
    again = crawl(boards, tmp_path, now=NOW + timedelta(hours=1), delay=0, retry_failed=True)
    assert list(again.sources) == ["nowhere"]


@pytest.mark.parametrize("job", ["", '{"run_id": "x"', "[]", '{"boards": []'])
def test_a_broken_word_of_what_an_unfinished_run_was_to_do_costs_no_crawl(site: Site, tmp_path: Path, job: str) -> None:
    site.serve(path_of("acme"), reply("Project Manager"))
    folder = Path(crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0).folder)
    (folder / "run.json").unlink()
    (folder / "job.json").write_text(job)
    after = crawl(greenhouse(site, "acme"), tmp_path, now=NOW + timedelta(hours=1), delay=0)
    assert after.exit_code == 0


def test_a_run_broken_off_after_its_last_board_is_finished_and_the_next_asks_again(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("acme"), reply("Project Manager"))
    boards = greenhouse(site, "acme")
    folder = Path(crawl(boards, tmp_path, now=NOW, delay=0).folder)
    whole = json.loads((folder / "run.json").read_text())
    (folder / "run.json").unlink()
    finished, after = (crawl(boards, tmp_path, now=NOW + timedelta(hours=hours), delay=0) for hours in (1, 2))
    assert (finished.resumed, finished.sources["greenhouse"].complete) == (1, 1)
    told = json.loads((folder / "run.json").read_text())
    assert (told["run_id"], told["started_at"], told["exit_code"]) == (whole["run_id"], whole["started_at"], 0)
    assert (after.resumed, after.sources["greenhouse"].complete) == (0, 1)
    assert len(site.paths("/v1")) == 2


def test_lines_of_another_shape_in_an_earlier_run_cost_no_crawl(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("acme"), reply("Project Manager"))
    boards = greenhouse(site, "acme")
    first = Path(crawl(boards, tmp_path, now=NOW, delay=0).folder)
    odd = {"source": "x", "board": "x", "scope": "x", "status": "odd", "postings": "many"}
    with (first / "snapshots.jsonl").open("a") as file:
        file.write(f"junk\n[7]\n{json.dumps(odd)}\n")
    (first / "run.json").write_text("[]")
    assert crawl(boards, tmp_path, now=NOW, delay=0, retry_failed=True).sources == {}
    (first / "run.json").unlink()
    ended = crawl(boards, tmp_path, now=NOW + timedelta(hours=1), delay=0)
    assert (ended.resumed, ended.statuses["complete"]) == (1, 1)


def test_a_run_that_has_more_to_read_is_not_ended_by_a_smaller_one(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("acme"), reply("Project Manager"))
    boards = greenhouse(site, "acme", "gone")
    (Path(crawl(boards, tmp_path, now=NOW, delay=0).folder) / "run.json").unlink()
    smaller, all_of_it = (crawl(some, tmp_path, now=NOW + timedelta(hours=1), delay=0) for some in (boards[:1], boards))
    assert (smaller.resumed, smaller.sources) == (1, {})
    assert (all_of_it.resumed, all_of_it.statuses["failed"]) == (1, 1)


def test_a_copy_of_a_runs_folder_ends_no_crawl(site: Site, tmp_path: Path) -> None:
    site.serve(path_of("acme"), reply("Project Manager"))
    first = Path(crawl(greenhouse(site, "acme"), tmp_path, now=NOW, delay=0).folder)
    shutil.copytree(first, tmp_path / "copy of the first")
    assert crawl(greenhouse(site, "acme"), tmp_path, now=NOW + timedelta(days=1), delay=0).exit_code == 0


def test_a_mark_of_another_shape_costs_no_board(site: Site, tmp_path: Path) -> None:
    names = ("acme", "brook", "calder", "dale")
    for name in names:
        site.serve(path_of(name), reply("Project Manager"))
    (tmp_path / "known.jsonl.gz").write_bytes(gzip.compress(b""))
    odd = {"acme|roles=pm|board": {"etag": "x"}, "brook|roles=pm|board": "x", "calder|roles=pm|shape": {"url": 1}}
    marks = {f"greenhouse|{key}": mark for key, mark in odd.items()}
    (tmp_path / "validators.json").write_text(json.dumps({"runs": [], "marks": marks}))
    crawled = crawl(greenhouse(site, *names), tmp_path, now=NOW, delay=0, known=tmp_path / "known.jsonl.gz")
    assert crawled.statuses["complete"] == 4


def test_a_crawl_whose_disk_is_full_asks_no_more_and_says_so(site: Site, tmp_path: Path) -> None:
    names = [f"board{number}" for number in range(12)]
    for name in names:
        site.serve(path_of(name), reply(f"Project Manager {random.Random(name).randbytes(300_000).hex()}"))
    told = subprocess.run(
        [sys.executable, "-c", CRAWL_ON_A_FULL_DISK, tmp_path, site.url, *names],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stderr == "the spool cannot be written: File too large. See to the disk and run it again: it goes on.\n"
    assert len(site.paths("/v1")) < len(names)


CRAWL_ON_A_FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from crawler.boards import Board
from crawler.run import crawl
from crawler.spawn import CannotGoOnError
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
boards = [Board("greenhouse", name, name, base_url=sys.argv[2]) for name in sys.argv[3:]]
try:
    crawl(boards, Path(sys.argv[1]), now=datetime(2026, 11, 24, tzinfo=UTC), delay=0.2)
except CannotGoOnError as error:
    sys.exit(str(error))
"""


def test_a_fault_of_ours_where_a_board_begins_or_ends_costs_no_other() -> None:
    visits = [Faulty("begins"), Faulty("ends"), Faulty("")]
    ended: list[Faulty] = []

    def on_end(visit: Faulty) -> None:
        if visit.fault == "ends" and not visit.reasons:
            raise KeyError("mark")
        ended.append(visit)

    async def start() -> list[Any]:
        return [request async for request in Gather(visits, on_end).start()]

    asyncio.run(start())
    told = "a fault of ours, please report it: KeyError: 'mark'"
    assert [(visit.fault, visit.reasons) for visit in ended] == [("begins", [told]), ("ends", [told]), ("", [])]


class Faulty(Search):
    """A search that asks nothing, and breaks where its `fault` says."""

    def __init__(self, fault: str) -> None:
        super().__init__("")
        self.fault = fault

    def begin(self) -> list[Ask]:
        if self.fault == "begins":
            raise KeyError("mark")
        return []


def test_a_retry_asks_nothing_about_a_run_whose_clock_was_years_ahead(site: Site, tmp_path: Path) -> None:
    boards = greenhouse(site, "acme")
    crawl(boards, tmp_path, now=NOW + timedelta(days=1500), delay=0)
    site.serve(path_of("acme"), reply("Project Manager"))
    crawl(boards, tmp_path, now=NOW, delay=0)
    again = crawl(boards, tmp_path, now=NOW + timedelta(hours=1), delay=0, retry_failed=True)
    assert (again.sources, again.exit_code) == ({}, 0)


def test_a_board_is_discovered_from_a_companys_home_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXTRUNG_CONTACT", "https://acme.example/crawler")
    site.serve("/", '<a href="/about">About</a><a href="/team">Karriere</a>')
    site.serve("/team", '<iframe src="https://boards.greenhouse.io/embed/job_board?for=acme"></iframe>')
    (found,) = discover([site.url + "/"])
    assert found.board == Board("greenhouse", "acme", "Acme")
    assert site.paths() == ["/robots.txt", "/", "/team"]
    assert "(+https://acme.example/crawler)" in site.asked[-1].headers["user-agent"]


def test_a_link_or_a_line_that_is_no_address_costs_no_board(site: Site) -> None:
    site.serve("/", '<a href="https://jobs.lever.co/acme">Jobs</a> <a href="https://[your-site]/jobs">Jobs</a>')
    site.serve("/other", '<a href="https://[your-site]/jobs">Jobs</a> <a href="/jobs">Jobs</a>')
    site.serve("/jobs", '<a href="https://jobs.lever.co/brook">Open jobs</a>')
    lines = ["http://[your-site/", f"{site.url}/", f"{site.url}/other"]
    found = discover(lines)
    assert [one.board and one.board.board for one in found] == [None, "acme", "brook"]
    assert found[0].reason == "not the address of a web page"


def test_a_home_page_that_may_not_be_asked_is_named_with_the_reason(site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /\n")
    (found,) = discover([site.url + "/"])
    assert (found.board, found.reason) == (None, f"robots.txt of {site.url.removeprefix('http://')} forbids it")


def load(folder: str, known: Path) -> None:
    """Do what loading leaves behind: the known file and the mark that the run was loaded."""
    lines = [
        {
            "source": posting["source"],
            "board": posting["board"],
            "source_id": posting["source_id"],
            "scope": "roles=pm",
            "content_hash": "x",
            "title": posting["title"],
            "is_open": True,
        }
        for posting in (line["posting"] for line in read_lines(Path(folder) / "postings.jsonl.gz"))
    ]
    with gzip.open(known, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    Path(folder, "loaded").touch()
