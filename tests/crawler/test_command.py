"""`nextrung crawl` as cron starts it: a process of its own, its exit code, and what it leaves in the store."""

import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from analysis.cli.errors import exit_code_of
from analysis.store import query
from crawler.boards import COLUMNS, BoardsError
from crawler.market import make_market
from crawler.replay import Replay, serve
from crawler.run import LockHeldError, hold_lock
from crawler.spawn import CannotGoOnError, CrawlBroken, CrawlError
from crawler.titles import RolesError
from tests.crawler.site import Site, running_site

COMMAND = [sys.executable, "-c", "from analysis.cli import main; main()"]
Crawl = list[str]


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="module")
def replay() -> Iterator[Replay]:
    with serve(make_market(seed=11, firms=16, adverts=160)) as replay:
        yield replay


def crawl_of(folder: Path, boards: Path, *options: str) -> Crawl:
    command = [*COMMAND, "crawl", "--boards", str(boards), "--delay", "0", "--db", str(folder / "n.duckdb"), *options]
    folder.mkdir(exist_ok=True)
    return command


def told(command: Crawl) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "300"})


def summary(command: Crawl) -> dict[str, Any]:
    done = told([*command, "--json"])
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rows(path: Path, lines: list[list[str]]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([list(COLUMNS), *lines])
    return path


def test_twelve_boards_that_robots_txt_disallows_are_not_fetched_and_the_summary_says_why(
    site: Site, tmp_path: Path
) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /\n")
    lines = [["greenhouse", f"board{number}", f"Firm {number}", "", "GB", site.url] for number in range(12)]
    done = told(crawl_of(tmp_path, rows(tmp_path / "boards.csv", lines)))
    assert done.returncode == 1
    assert site.paths("/v1") == []
    host = site.url.removeprefix("http://")
    assert f"greenhouse: 12 boards: robots.txt of {host} forbids it" in done.stderr


def test_a_retry_where_nothing_had_failed_says_so_and_leaves_with_0(site: Site, tmp_path: Path) -> None:
    site.serve("/v1/boards/acme/jobs", {"jobs": []})
    boards = rows(tmp_path / "boards.csv", [["greenhouse", "acme", "Acme", "", "GB", site.url]])
    command = crawl_of(tmp_path, boards)
    assert told(command).returncode == 0
    again = told([*command, "--retry-failed"])
    assert (again.returncode, again.stderr, again.stdout) == (0, "nothing had failed\n", "")


def test_a_crawl_by_a_file_with_a_row_that_names_no_board_is_done_in_part(site: Site, tmp_path: Path) -> None:
    site.serve("/v1/boards/acme/jobs", {"jobs": []})
    lines = [["greenhouse", "acme", "Acme", "", "UK", site.url], ["greenhouse", "x", "X", "", "Utopia", site.url]]
    done = told(crawl_of(tmp_path, rows(tmp_path / "boards.csv", lines)))
    assert (done.returncode, "'Utopia' is no ISO 3166-1" in done.stderr) == (1, True)


def test_a_second_crawl_at_the_same_time_leaves_with_4_and_says_who_holds_the_lock(site: Site, tmp_path: Path) -> None:
    boards = rows(tmp_path / "boards.csv", [["greenhouse", "acme", "Acme", "", "GB", site.url]])
    with hold_lock(tmp_path / "n-spool", datetime.now(UTC)):
        done = told(crawl_of(tmp_path, boards))
    assert done.returncode == 4
    assert f"process {os.getpid()}" in done.stderr
    assert "Traceback" not in done.stderr
    assert site.asked == []


@pytest.fixture
def acme(site: Site, tmp_path: Path) -> Crawl:
    site.serve("/v1/boards/acme/jobs", {"jobs": [{"id": 1, "title": "Project Manager", "content": "&lt;p&gt;Plan."}]})
    lines = [["greenhouse", name, name, "", "GB", site.url] for name in ("acme", "gone")]
    return crawl_of(tmp_path, rows(tmp_path / "boards.csv", lines))


def test_a_crawl_waits_for_who_writes_the_store(acme: Crawl, tmp_path: Path) -> None:
    writing = FileLock(tmp_path / "n.duckdb.lock", thread_local=False)
    writing.acquire()
    threading.Timer(4, writing.release).start()
    done = told([*acme, "--json"])
    assert (done.returncode, json.loads(done.stdout)["loaded"]["new"]) == (1, 1)
    assert "writing" not in done.stderr


def test_a_crawl_that_cannot_load_tells_of_itself_all_the_same_and_leaves_with_4(acme: Crawl, tmp_path: Path) -> None:
    impatient = f"from analysis.cli import crawl; crawl.PATIENCE_SECONDS = 0; {acme[2]}"
    command = [sys.executable, "-c", impatient, *acme[3:]]
    with FileLock(tmp_path / "n.duckdb.lock"):
        done, as_json = told(command), told([*command, "--json"])
    assert (done.returncode, as_json.returncode) == (4, 4)
    assert re.search(r"^greenhouse +2 +1 ", done.stdout, re.MULTILINE)
    assert "greenhouse: 1 board: no such board" in done.stderr
    assert "`nextrung load`, or the next crawl, loads it" in done.stderr
    assert json.loads(as_json.stdout)["loaded"] is None
    again = told([*acme, "--json"])
    assert (again.returncode, json.loads(again.stdout)["loaded"]["new"]) == (1, 1)


def test_a_crawl_onto_a_full_disk_leaves_with_2_and_says_so(
    replay: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (replay.write_boards(tmp_path / "all.csv")).read_text().splitlines()
    (tmp_path / "boards.csv").write_text("\n".join([lines[0], *(line for line in lines if "greenhouse" in line)][:2]))
    command = crawl_of(tmp_path, tmp_path / "boards.csv")
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500)); "
    )
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # else modules are cached cut short
    done = told([sys.executable, "-c", limit + COMMAND[2], *command[3:]])
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("nextrung: the spool cannot be written: File too large")
    assert len(done.stderr.splitlines()) == 1


def test_ctrl_c_that_comes_while_the_crawling_process_starts_shows_no_traceback(site: Site, tmp_path: Path) -> None:
    boards = rows(tmp_path / "boards.csv", [["greenhouse", "acme", "Acme", "", "GB", site.url]])
    command = crawl_of(tmp_path, boards)
    crawl = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    children = Path(f"/proc/{crawl.pid}/task/{crawl.pid}/children")
    while not (started := children.read_text().split()):
        time.sleep(0.01)
    time.sleep(0.2)
    os.kill(int(started[0]), signal.SIGINT)
    _, err = crawl.communicate()
    assert "Traceback" not in err
    assert "this one was stopped" in err


def test_after_ctrl_c_the_next_run_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    names = [f"board{number}" for number in range(20)]
    for name in names:
        site.serve(f"/v1/boards/{name}/jobs", {"jobs": []})
    boards = rows(tmp_path / "boards.csv", [["greenhouse", name, name, "", "GB", site.url] for name in names])
    command = [*crawl_of(tmp_path, boards), "--delay", "0.2"]
    stopped = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while len(site.paths("/v1")) < 4:
        time.sleep(0.01)
    os.killpg(stopped.pid, signal.SIGINT)  # as the terminal sends it: to the crawling process, too
    assert stopped.wait() == 130
    before = site.paths("/v1")
    site.asked.clear()
    again = summary([*command, "--delay", "0"])
    assert again["resumed"] >= 3
    assert len(site.paths("/v1")) == 20 - again["resumed"] <= 20 - len(before) + 1


def test_a_second_crawl_of_an_unchanged_market_costs_a_fraction_of_the_first(replay: Replay, tmp_path: Path) -> None:
    command = crawl_of(tmp_path, replay.write_boards(tmp_path / "boards.csv"))
    first, second = (summed(summary(command)) for _ in range(2))
    assert second["requests"] < first["requests"] / 4, (first, second)
    assert second["bytes"] < first["bytes"] / 8, (first, second)
    assert first["same"] == second["new"] == 0, (first, second)
    assert first["new"] == second["same"] > 0, (first, second)


def summed(run: dict[str, Any]) -> dict[str, int]:
    sources = run["sources"].values()
    return {name: sum(source[name] for source in sources) for name in ("requests", "bytes", "new", "same")}


@pytest.mark.slow
def test_crawls_killed_at_ten_random_moments_end_in_the_tables_of_an_unbroken_one(
    replay: Replay, tmp_path: Path
) -> None:
    boards, moments = replay.write_boards(tmp_path / "boards.csv"), random.Random(5)
    broken = crawl_of(tmp_path / "broken", boards)
    for _ in range(10):
        kill_after(broken, replay, answers=moments.randrange(60))
    unbroken = crawl_of(tmp_path / "unbroken", boards)
    summary(broken)
    summary(unbroken)
    assert contents(tmp_path / "broken") == contents(tmp_path / "unbroken")


def kill_after(command: Crawl, replay: Replay, answers: int) -> None:
    """Start a crawl and kill it when it has had so many answers."""
    before = len(replay.log)
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(replay.log) - before < answers and child.poll() is None:
        time.sleep(0.005)
    child.kill()
    child.wait()


def contents(folder: Path) -> list[tuple[Any, ...]]:
    sql = (
        "select source, board, source_id, title, is_open, md5(description_text), "
        "(select count(*) from posting_version as v where v.posting_id = p.posting_id) "
        "from posting as p join posting_text using (posting_id) order by all"
    )
    return list(query(folder / "n.duckdb", sql).itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("error", "code"),
    [(CrawlError, 1), (CrawlBroken, 1), (CannotGoOnError, 2), (BoardsError, 2), (RolesError, 2), (LockHeldError, 4)],
)
def test_each_error_of_a_crawl_leaves_with_the_code_that_is_promised(error, code):
    assert exit_code_of(error("no")) == code
