"""The same functions on many machines: every row as on one, also where a worker dies."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from analysis.cluster import ClusterError, Spread, here, spread_over
from analysis.derive import analyze
from analysis.derive.reader import _read_part, read_in_lake
from analysis.store import QueryError, StoreError, StoreMissing, load_spool, open_store, query
from analysis.store.lake import read_lake, refuse_ways_out
from bench.lakehouse import READ, MissingServer, on_hosts, postgres, sums, write_lake
from crawler.market import make_market
from crawler.market.spool import spool_market
from crawler.replay import serve
from crawler.run import crawl
from tests.analysis.dying import die_once, die_once_done, double
from tests.crawler.certificates import write_certificate

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
DERIVED = (
    "posting_state",
    "posting_text",
    "event",
    *READ,
    "theme",
    "level",
    "title_level",
    "asked_more",
    "term_rarity",
)


def test_without_workers_all_is_done_here():
    assert list(here().map(double, range(4))) == [0, 2, 4, 6]


@pytest.mark.slow
def test_a_process_that_dies_costs_nothing_but_time(tmp_path):
    with spread_over(2) as spread:
        made = list(spread.map(partial(die_once, marker=tmp_path / "died"), range(9)))
    assert made == [2 * number for number in range(9)]
    assert (tmp_path / "died").exists()


SPREADING = """
from analysis.cluster import spread_over
from tests.analysis.dying import stay
with spread_over(2) as spread:
    list(spread.map(stay, range(2)))
"""


def test_workers_end_with_the_process_that_spreads_over_them():
    """They hold our end of the pipe open as long as they live."""
    spreading = subprocess.Popen(
        [sys.executable, "-c", SPREADING], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert [spreading.stdout.readline() for _ in range(2)] == ["begun\n"] * 2
        spreading.terminate()
        assert spreading.communicate(timeout=20) == ("", None)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(spreading.pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("tcp://10.0.0.8:8786", "TLS"),
        ("scheduler", "tls://"),
        ("http://127.0.0.1:1", "tls://"),
        ("tcp://127.0.0.1", "tls://"),
    ],
)
def test_a_cluster_beyond_this_machine_needs_tls(address, told):
    with pytest.raises(ClusterError, match=told), spread_over(2, address):
        pass


def test_work_that_nobody_is_left_to_do_is_given_up(monkeypatch):
    monkeypatch.setattr("analysis.cluster._LOOK_SECONDS", 0.01)
    looks = iter([None, None, ClusterError("nobody is left")])

    def look():
        if told := next(looks):
            raise told

    never = SimpleNamespace(submit=lambda *_: Future())
    with pytest.raises(ClusterError, match="nobody is left"):
        list(Spread(2, lambda _: never, require_workers=look).map(double, range(9)))


def test_work_that_its_scheduler_will_tell_nothing_of_is_no_fault_of_ours():
    lost = Future()
    lost.cancel()
    lost.set_running_or_notify_cancel()
    with pytest.raises(ClusterError, match="scheduler is gone"):
        list(Spread(2, lambda _: SimpleNamespace(submit=lambda *_: lost)).map(double, range(9)))


@pytest.mark.slow
def test_a_cluster_without_workers_is_refused(monkeypatch):
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("analysis.dask_cluster._PATIENCE_SECONDS", 0.2)
    with (
        distributed.LocalCluster(
            n_workers=0, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as empty,
        pytest.raises(ClusterError, match="no worker has been there"),
        spread_over(1, empty.scheduler_address),
    ):
        pass


@pytest.fixture
def certificates(monkeypatch, tmp_path):
    """Dask's settings of certificates as told here, and no others; `acme.pem` is a good one."""
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")  # it brings the settings along
    from dask.config import set as settings

    write_certificate(tmp_path / "acme.pem")
    (tmp_path / "broken.pem").write_text("no certificate")
    monkeypatch.chdir(tmp_path)

    def tell(ca=None, cert=None, key=None):
        told = {"ca-file": ca, "client.cert": cert, "client.key": key}
        return settings({f"distributed.comm.tls.{name}": value for name, value in told.items()})

    return tell


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ((), "TLS__CA_FILE and DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT"),
        (("acme.pem",), "set DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT"),
        (("gone.pem", "acme.pem"), "gone.pem: no such file.*CA_FILE"),
        (("acme.pem", "acme.pem", "gone.key"), "gone.key: no such file.*CLIENT__KEY"),
        (("acme.pem", "broken.pem"), "no certificates"),
        (("acme.pem", "acme.pem"), "no scheduler answers"),
    ],
)
def test_tls_without_good_certificates_says_which_are_missing(certificates, monkeypatch, files, told):
    monkeypatch.setattr("analysis.dask_cluster._ANSWERS_WITHIN", 0.2)
    with certificates(*files), pytest.raises(ClusterError, match=told), spread_over(1, "tls://127.0.0.1:1"):
        pass


def test_a_server_that_is_no_scheduler_is_not_waited_for(monkeypatch):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("analysis.dask_cluster._ANSWERS_WITHIN", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ClusterError, match="no scheduler answers"), spread_over(1, address):
            pass


@pytest.mark.slow
def test_a_scheduler_with_other_certificates_is_not_told_as_silence(certificates, tmp_path):
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    theirs, ours = (str(write_certificate(tmp_path / f"{name}.pem")) for name in ("theirs", "ours"))
    security = distributed.Security(
        tls_ca_file=theirs, tls_scheduler_cert=theirs, tls_client_cert=theirs, require_encryption=True
    )
    told = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": "CRITICAL"}
    with distributed.LocalCluster(
        n_workers=0, threads_per_worker=1, protocol="tls://", security=security, **told
    ) as foreign:
        for pair in ((ours, theirs), (theirs, ours)):
            with (
                certificates(*pair),
                pytest.raises(ClusterError, match="certificate"),
                spread_over(1, foreign.scheduler_address),
            ):
                pass


@pytest.fixture(scope="module")
def dask():
    """A Dask cluster of two, as the spread over it and the processes of its workers."""
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with (
        distributed.LocalCluster(2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0") as own,
        distributed.Client(own, set_as_default=False) as client,
    ):
        executor = client.get_executor(pure=False, retries=3)
        spread = Spread(2, lambda _: executor)
        yield spread, lambda: [worker.pid for worker in own.workers.values()], own.scheduler_address


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lakehouse of one day, and a file of the same."""
    pytest.importorskip("duckdb_extension_ducklake", reason="the extra `cluster` is not installed")
    folder = tmp_path_factory.mktemp("lake")
    spool_market(make_market(7, 8, 60).adverts, folder / "spool", NOW)
    load_spool(folder / "one.duckdb", folder / "spool", now=NOW)
    next((folder / "spool").glob("*/loaded")).unlink()
    try:
        with postgres() as catalogue:
            path = write_lake(folder, catalogue)
            load_spool(path, folder / "spool", now=NOW)
            yield path
    except MissingServer as missing:
        pytest.skip(str(missing))


@pytest.mark.slow
def test_a_worker_of_the_cluster_that_dies_costs_nothing_but_time(dask, tmp_path):
    spread, _, address = dask
    made = list(spread.map(partial(die_once, marker=tmp_path / "died"), range(9)))
    assert made == [2 * number for number in range(9)]
    with spread_over(1, address) as joined:
        assert list(joined.map(double, range(3))) == [0, 2, 4]


@dataclass(frozen=True)
class Fatal(Spread):
    """A spread whose first worker that has done something dies."""

    marker: Path

    def map(self, work, items):
        return super().map(partial(die_once_done, work=work, marker=self.marker), items)


@pytest.mark.slow
def test_a_lakehouse_holds_the_rows_of_a_file_to_the_last_one_though_a_worker_died(lake, dask, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.derive.reader._CHUNK", 30)  # two parts
    one, fatal = lake.with_name("one.duckdb"), Fatal(2, dask[0].executor, tmp_path / "died")
    analyze(one, now=NOW)
    analyze(lake, spread=fatal, now=NOW)
    assert fatal.marker.exists()
    assert sums(lake, DERIVED) == sums(one, DERIVED)


def test_readers_of_a_lakehouse_cannot_change_it_nor_leave_it(lake):
    assert query(lake, "select count(*) as n from posting")["n"].iloc[0] > 0
    for sql in ("delete from posting_state", "from '/etc/passwd'", "from postgres_scan('host=127.0.0.1', 'a', 'b')"):
        with pytest.raises(QueryError):
            query(lake, sql)
    with open_store(lake) as con:
        for sql in (
            "delete from posting_state",
            "copy (select 1) to '/tmp/x.csv'",
            "set enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error, match=r"(?i)read-only|permission|configuration"):
                con.execute(sql)


def test_what_is_no_question_is_refused_before_a_lakehouse_hears_of_it():
    con = duckdb.connect()
    refuse_ways_out(con, "with a as (select 1) select * from a; explain select 2; from posting; show tables")
    for sql in (
        "delete from posting_state",
        "create table mine (a int)",
        "copy (select 1) to 'x.csv'",
        "attach 'x.db'",
        "install httpfs",
        "set enable_external_access = true",
        "select * from read_csv('/etc/passwd')",
        "from postgres_scan('host=127.0.0.1', 'public', 'x')",
        "from postgres_query('__ducklake_metadata_lake', 'select 1')",
        "select 1; drop table meta",
        "select 'größer', * from \"READ_CSV\" /* of ( */ ('/etc/passwd')",
        "from query('from read' || '_csv(''/etc/passwd'')')",
        "from query_table('posting')",
        "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    ):
        with pytest.raises(QueryError):
            refuse_ways_out(con, sql)


def test_a_lakehouse_that_nobody_has_written_to_is_a_missing_store(lake, tmp_path):
    new = tmp_path / "new.lake"
    catalogue = read_lake(lake).catalogue.replace("dbname=postgres", "dbname=template1")
    new.write_text(f"catalogue = '{catalogue}'\ndata = '{tmp_path}'")
    with pytest.raises(StoreMissing, match="nextrung crawl"):
        open_store(new)


@pytest.mark.parametrize(
    "sql",
    [
        "select 'read_csv(1)' as parquet_scan",
        "select 'größer', read_at from a -- postgres_query('x')",
        "select count(*) as query from a where tool = 'ducklake_info (lake)'",
    ],
)
def test_a_question_may_name_in_texts_columns_and_comments_what_it_may_not_call(sql):
    refuse_ways_out(duckdb.connect(), sql)


def test_loading_the_same_run_twice_into_a_lakehouse_changes_nothing(lake):
    before = sums(lake, ("posting_state", "posting_version", "event", "snapshot", "run"))
    for mark in (lake.parent / "spool").glob("*/loaded"):
        mark.unlink()
    load_spool(lake, lake.parent / "spool", now=NOW)
    assert sums(lake, ("posting_state", "posting_version", "event", "snapshot", "run")) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "catalogue is missing"),
        ("catalogue = 'dbname=x'", "data is missing"),
        ("catalogue = 7\ndata = 'x'", "catalogue is missing"),
        ("catalogue = 'password=x'\ndata = 'x'", "a password stands in the file"),
        ("catalogue = 'postgresql://ann:hush@db.example/x'\ndata = 'x'", "a password stands in the file"),
        ("catalogue = 'postgresql://ann@127.0.0.1:1/x'\ndata = 'x'", "cannot be reached"),
        ("catalogue", "cannot be read"),
        ("catalogue = 'host=127.0.0.1 port=1 dbname=x'\ndata = 'x'", "cannot be reached"),
    ],
)
def test_a_lakehouse_that_cannot_be_opened_is_told_in_a_line(tmp_path, text, told):
    path = tmp_path / "market.lake"
    path.write_text(text)
    with pytest.raises(StoreError, match=told) as error:
        open_store(path)
    assert "\n" not in str(error.value)


def test_a_worker_with_another_lexicon_is_refused(lake):
    with pytest.raises(StoreError, match="another lexicon"):
        _read_part(["x"], lake, "other")


@pytest.mark.slow
def test_a_crawl_whose_worker_is_killed_gathers_what_an_unbroken_one_does(dask, tmp_path):
    spread, pids, _ = dask
    with serve(make_market(7, 6, 24), host="0.0.0.0") as replay:
        boards = on_hosts(replay, 2)
        for board in replay.boards[2:]:
            replay.fault(board.source, board.board, "slow", times=1, seconds=0.5)
        asked = {"now": NOW, "roles": None, "delay": 0, "concurrency": 1}
        killing = threading.Thread(target=kill_after_a_board, args=(tmp_path / "broken", pids))
        killing.start()
        summary = crawl(boards, tmp_path / "broken", parts=2, spread=spread.map, **asked)
        killing.join()
        crawl(boards, tmp_path / "whole", **asked)
    assert summary.exit_code == 0
    assert summary.statuses["complete"] == 6
    for name in ("broken", "whole"):
        load_spool(tmp_path / f"{name}.duckdb", tmp_path / name, now=NOW)
    found = [
        query(tmp_path / f"{name}.duckdb", "select posting_id, content_hash from posting_state order by all").to_csv()
        for name in ("broken", "whole")
    ]
    assert found[0] == found[1]


def kill_after_a_board(spool, pids):
    until = time.monotonic() + 60
    while time.monotonic() < until and not any(file.stat().st_size for file in spool.glob("*/snapshots.jsonl")):
        time.sleep(0.02)
    os.kill(pids()[0], signal.SIGKILL)


def test_reading_nothing_in_a_lakehouse_asks_nothing_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.derive.reader.connect_lake", lambda *_, **__: pytest.fail("the lakehouse was asked"))
    told = []
    read_in_lake(tmp_path / "market.lake", [], here(), lambda *done: told.append(done))
    assert told == []
