"""The table of faults: each board has one for a day. What was seen stays, nothing is doubled, the next day recovers.

One crawl has all the faults of the network at once, each on a board and an address of its own: a row costs little.
"""

import contextlib
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from analysis.cli.errors import exit_code_of
from analysis.derive import analyze
from analysis.store import StoreError, known_beside, load_spool, query
from crawler.boards import Board
from crawler.market import Market
from crawler.replay import serve
from crawler.replay.small import small_market
from crawler.run import crawl
from crawler.run_log import RunSummary

DAY = datetime(2026, 11, 24, 6, tzinfo=UTC)
TOLD = {
    "missing_board": "no such board",
    "empty": "collapsed|",
    "not_modified": "",
    "too_many_requests": "HTTP 429",
    "throttled": "HTTP 405",
    "server_error": "HTTP 500",
    "short_list": "short list",
    "html_instead": "HTML where JSON",
    "maintenance_page": "HTML where JSON",
    "cut_gzip": "broke off|cannot be|no answer|malformed|JSON",
    "robots_disallow": "robots.txt of .* forbids",
    "reset": "the connection broke off",
    "wrong_length": "broke off",
    "redirect_loop": "redirects in a circle",
    "redirect_inside": "inside a private network",
    "redirect_to_file": "not of the web|HTTP 302|no answer",
    "forbidden": "HTTP 403",
    "no_content": "HTTP 204",
    "empty_body": "an empty reply",
    "cut_json": "breaks off or is malformed",
    "json_null": "another shape",
    "deep_json": "nested deeper|malformed",
    "half_signs": "could not be read",
    "wrong_charset": "malformed",
    "wrong_encoding": "not compressed as it says",
    "billion_laughs": "HTML where JSON",
    "huge_body": "the answer is larger than",
    "gzip_bomb": "unpacks to more than",
    "huge_header": "the connection broke off",
    "huge_total": "short list|of 1",
}
UNHARMED = ("listed_twice", "slow_drip", "slow")
"""Odd, but no reason to read a board less than whole."""
ELSEWHERE = {
    "unknown name": ("http://nosuch.invalid", "not known to DNS"),
    "nobody listens": ("http://127.0.0.1:9", "the connection was refused"),
}


KEPT = """
    select board, count(*), count(distinct source_id), sum(versions)::integer
    from posting
    join (select posting_id, count(*) as versions from posting_version group by posting_id) using (posting_id)
    group by board
"""


class Table(NamedTuple):
    summary: RunSummary
    opened: dict[str, set[str]]
    """The open adverts of each board after the first, the faulty and the third day."""
    kept: dict[str, tuple[int, int, int]]
    """Of each board at the end: rows, ids that differ, versions."""
    last: RunSummary


def on_own_hosts(boards: list[Board]) -> list[Board]:
    """Give each board an address of its own, so that no fault is another board's."""
    return [
        replace(board, base_url=(board.base_url or "").replace("0.0.0.0", f"127.0.1.{number + 1}"))
        for number, board in enumerate(boards)
    ]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("faults")
    market = small_market("greenhouse")
    names = [*TOLD, *UNHARMED, *map(to_board, ELSEWHERE)]
    firms = tuple(replace(market.firms[0], board=name) for name in names)
    adverts = tuple(replace(advert, firm=firm) for firm in firms for advert in market.adverts[:3])
    with serve(Market(firms, adverts), host="0.0.0.0") as server:
        boards = on_own_hosts(server.boards)
        store, opened = folder / "store.duckdb", {}

        def day(number: int, asked: list[Board], known: Path | None = None) -> RunSummary:
            now = DAY + timedelta(days=number)
            summary = crawl(
                asked,
                folder / "spool",
                now=now,
                roles=None,
                delay=0,
                concurrency=8,
                known=known,
            )
            load_spool(store, folder / "spool", now=now)
            rows = query(store, "select board, source_id from posting where is_open")
            opened[str(number)] = set(rows["board"] + "/" + rows["source_id"])
            return summary

        day(0, boards)
        for name in (*TOLD, *UNHARMED):
            server.fault("greenhouse", name, name, seconds=0.2 if name == "slow" else 0)  # type: ignore[arg-type]
        away = {to_board(name): url for name, (url, _) in ELSEWHERE.items()}
        faulty = [replace(one, base_url=away[one.board]) if one.board in away else one for one in boards]
        summary = day(1, faulty)  # knowing nothing, so that no board is spared by a 304
        for name in (*TOLD, *UNHARMED):
            server.fault("greenhouse", name, None)
        last = day(2, boards, known_beside(store))
    kept = {board: (rows, ids, versions) for board, rows, ids, versions in query(store, KEPT).values.tolist()}
    return Table(summary, opened, kept, last)


def to_board(name: str) -> str:
    return name.replace(" ", "_")


def reason_for(table: Table, board: str) -> str:
    (source,) = table.summary.sources.values()
    return next((line["reason"] for line in source.troubled if line["board"] == board), "")


EVERY = [
    *TOLD.items(),
    *((name, "") for name in UNHARMED),
    *((to_board(n), told) for n, (_, told) in ELSEWHERE.items()),
]


@pytest.mark.parametrize(("board", "told"), EVERY, ids=[name for name, _ in EVERY])
def test_a_fault_is_named_costs_nothing_seen_and_is_over_the_next_day(table, board, told):
    assert re.search(told, reason_for(table, board))
    assert bool(reason_for(table, board)) == bool(told.strip("|")) or board == "empty"
    ours = {day: {key for key in keys if key.startswith(f"{board}/")} for day, keys in table.opened.items()}
    assert len(ours["0"]) == 3
    assert ours["1"] == ours["0"], "what was seen is still there"
    assert ours["2"] == ours["0"], "and recovered"
    rows, ids, versions = table.kept[board]
    assert (rows, ids) == (3, 3)
    assert versions == 3, "a fault is no change of an advert"


def test_no_reason_shows_the_name_of_a_class(table):
    (source,) = table.summary.sources.values()
    reasons = [line["reason"] for line in source.troubled]
    assert [reason for reason in reasons if re.search(r"\w(?:Error|Request|File)\b", reason)] == []


def test_the_run_of_all_faults_says_so_with_its_exit_code_and_the_next_is_whole(table):
    assert table.summary.exit_code == 1
    assert table.last.exit_code == 0
    assert not any(name in str(table.summary.as_dict()) for name in ("Traceback", "a fault of ours"))


# --- the machine ----------------------------------------------------------------------------------------------------


@pytest.fixture
def gathered(tmp_path):
    """A spool of one whole crawl, in the shape of the contract."""
    from crawler.market.spool import spool_market

    spool_market(small_market("greenhouse").adverts, tmp_path / "spool", DAY, role=None)
    return tmp_path


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    from crawler.market.spool import spool_market

    folder = tmp_path_factory.mktemp("once")
    spool_market(small_market("greenhouse").adverts, folder / "spool", DAY, role=None)
    load(folder)
    return folder


@pytest.fixture
def loaded(once, tmp_path):
    """What is `gathered`, in a store too."""
    return shutil.copytree(once, tmp_path, dirs_exist_ok=True)


def load(folder: Path, now: datetime = DAY) -> Any:
    return load_spool(folder / "store.duckdb", folder / "spool", now=now)


def adverts(folder: Path) -> int:
    return int(query(folder / "store.duckdb", "select count(*) as n from posting")["n"].iloc[0])


@pytest.mark.parametrize("name", ["postings.jsonl.gz", "snapshots.jsonl", "sightings.jsonl.gz", "run.json"])
@pytest.mark.parametrize(
    "harm",
    [b"", b"\x00\xff junk", b"\x1f\x8b\x08\x00 broken", b"\x00\xff junk\n", b'[7]\n{"seen_at": "soon"}\n{"key": 7}\n'],
    ids=["emptied", "junk", "broken", "a line of junk", "lines of another shape"],
)
def test_a_damaged_file_of_the_spool_loses_no_other_run(loaded, name, harm):
    from crawler.market.spool import spool_market

    later = spool_market(small_market("lever").adverts, loaded / "spool", DAY + timedelta(days=1), role=None)
    (later / name).write_bytes(gzip.compress(harm) if harm.endswith(b"\n") and name.endswith(".gz") else harm)
    load(loaded, DAY + timedelta(days=1))
    assert adverts(loaded) == (6 if name == "postings.jsonl.gz" else 12)
    assert len(query(loaded / "store.duckdb", "from posting where source = 'greenhouse' and is_open")) == 6


@pytest.mark.parametrize("name", ["postings.jsonl.gz", "snapshots.jsonl", "sightings.jsonl.gz"])
def test_a_file_of_the_spool_that_cannot_be_read_is_named_and_keeps_no_other_run_from_the_store(loaded, name):
    from crawler.market.spool import spool_market

    spool = loaded / "spool"
    broken = spool_market(small_market("lever").adverts, spool, DAY + timedelta(days=1), role=None)
    spool_market(small_market("ashby").adverts, spool, DAY + timedelta(days=2), role=None)
    kept = (broken / name).read_bytes() if (broken / name).exists() else None
    (broken / name).unlink(missing_ok=True)
    (broken / name).mkdir()
    told = load(loaded, DAY + timedelta(days=2))
    assert (told.runs, adverts(loaded), len(told.flagged)) == (1, 12, 1)
    assert str(broken / name) in told.flagged[0]
    (broken / name).rmdir()
    if kept is not None:
        (broken / name).write_bytes(kept)
    assert (load(loaded, DAY + timedelta(days=3)).runs, adverts(loaded)) == (1, 18)


def test_a_folder_that_nobody_may_write_to_is_told(gathered):
    place = Path(tempfile.mkdtemp())
    shutil.copytree(gathered / "spool", place / "spool")
    for path in (place, *place.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with as_somebody_else(), pytest.raises(StoreError, match="cannot write") as error:
            load(place)
    finally:
        for path in (place, *place.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(place)
    assert "\n" not in str(error.value)


@contextlib.contextmanager
def as_somebody_else() -> Iterator[None]:
    """Be nobody for a while: root may write everywhere."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_store_whose_place_is_a_folder_is_told(gathered):
    (gathered / "store.duckdb").mkdir()
    with pytest.raises((StoreError, OSError)) as error:
        load(gathered)
    assert exit_code_of(error.value) == 2


def test_a_store_that_is_another_programs_file_is_told_and_left_as_it_is(gathered):
    (gathered / "store.duckdb").write_bytes(b"SQLite format 3\x00" + b"x" * 5_000)
    before = (gathered / "store.duckdb").read_bytes()
    with pytest.raises(StoreError):
        load(gathered)
    assert (gathered / "store.duckdb").read_bytes() == before


@pytest.mark.parametrize(
    "jump", [timedelta(days=-400), timedelta(days=4000), timedelta(hours=-1)], ids=["back", "far on", "an hour"]
)
def test_a_clock_that_jumps_loses_and_doubles_nothing(loaded, jump):
    from crawler.market.spool import spool_market

    spool_market(small_market("greenhouse").adverts, loaded / "spool", DAY + jump, role=None)
    load(loaded, DAY + jump)
    spool_market(small_market("greenhouse").adverts, loaded / "spool", DAY + timedelta(days=1), role=None)
    load(loaded, DAY + timedelta(days=1))
    assert adverts(loaded) == 6
    assert query(loaded / "store.duckdb", "select bool_and(is_open) as o from posting")["o"].iloc[0]
    assert query(loaded / "store.duckdb", "select count(*) as n from event where kind = 'seen'")["n"].iloc[0] == 6


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"},
        {"TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ],
    ids=["UTC+14, Turkish", "UTC-3:30, POSIX without UTF-8"],
)
def test_another_zone_or_language_of_the_machine_changes_no_row(loaded, surroundings):
    here = query(loaded / "store.duckdb", "select * exclude (content_hash) from posting order by all").to_csv()
    script = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from analysis.store import load_spool\n"
        "load_spool(Path(sys.argv[1]), Path(sys.argv[2]), now=datetime(2026, 11, 24, 6, tzinfo=UTC))"
    )
    (next((loaded / "spool").glob("*/loaded"))).unlink()
    there = loaded / "there.duckdb"
    subprocess.run(
        [sys.executable, "-c", script, there, loaded / "spool"], env={**os.environ, **surroundings}, check=True
    )
    assert query(there, "select * exclude (content_hash) from posting order by all").to_csv() == here


def test_an_analysis_that_is_killed_leaves_the_store_as_it_was(loaded):
    script = (
        "import sys; from pathlib import Path; from analysis.derive import analyze; print('ready', flush=True)\n"
        "analyze(Path(sys.argv[1]))"
    )
    process = subprocess.Popen([sys.executable, "-c", script, loaded / "store.duckdb"], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    time.sleep(0.3)
    process.kill()
    process.communicate()
    assert adverts(loaded) == 6
    assert analyze(loaded / "store.duckdb", now=DAY).adverts == 6


def test_a_second_writer_is_told_who_the_first_is(gathered):
    from analysis.store import StoreLocked, writing

    with writing(gathered / "store.duckdb"), pytest.raises(StoreLocked, match=f"process {os.getpid()}"):
        load(gathered)
    load(gathered)
    assert adverts(gathered) == 6
