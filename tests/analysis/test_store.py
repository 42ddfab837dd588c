import errno
import json
import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from analysis.derive import analyze
from analysis.printable import plain
from analysis.store import (
    QueryError,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreMissing,
    ask,
    known_beside,
    load_spool,
    open_store,
    query,
    query_rows,
    questions,
    writing,
)
from analysis.store.asking import sql_of
from analysis.store.connection import SCHEMA_VERSION
from analysis.store.dictionary import dictionary

HERE = Path(__file__).parent
RUN = "insert into run (run_id, kind, started_at) values ('r', 'crawl', timestamp '2026-05-01')"


@pytest.fixture
def filled(store):
    with writing(store) as con:
        con.execute(RUN)
    return store


def test_a_missing_store_says_what_to_run_first(store):
    with pytest.raises(StoreMissing, match="nextrung crawl"):
        open_store(store)


def test_a_file_that_is_no_store_is_named_and_left_alone(store):
    store.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDamaged, match=r"store\.duckdb"):
        open_store(store)
    with pytest.raises(StoreDamaged), writing(store):
        pass
    assert store.read_bytes().startswith(b"not a database")


def test_a_damaged_store_is_called_by_its_own_name_when_it_is_written(store):
    store.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDamaged, match=r"store\.duckdb is no store"), writing(store):
        pass


def test_a_database_of_views_alone_is_another_programs_too(store):
    with duckdb.connect(store) as con:
        con.execute("create view sales as select 1 as amount")
    with pytest.raises(StoreDamaged, match="another program"), writing(store):
        pass


def test_the_database_of_another_program_is_named_and_left_alone(store):
    with duckdb.connect(store) as con:
        con.execute("create table meta (name varchar); create table sales (amount integer)")
    before = store.read_bytes()
    with pytest.raises(StoreDamaged, match="another program: name another file with --db"):
        open_store(store)
    with pytest.raises(StoreDamaged, match="another program"), writing(store):
        pass
    assert store.read_bytes() == before


def test_a_store_may_be_named_by_a_text(filled):
    assert len(query(str(filled), "from run")) == 1


def test_values_of_a_question_keep_their_kinds_and_columns_of_one_name_stay_apart(filled):
    sql = "select date '2026-10-08' as a, sum(x) as a, blob 'x' as b, time '06:00' as c from range(5) t(x)"
    names, rows = query_rows(filled, sql)
    assert names == ["a", "a_1", "b", "c"]
    assert plain(rows) == [{"a": "2026-10-08", "a_1": 10, "b": "x", "c": "06:00:00"}]


def test_the_theme_of_a_line_is_that_of_its_first_demand_which_may_go_on_over_a_hard_wrap(filled):
    with writing(filled) as con:
        con.execute("insert into posting_text values ('p', 'Lead. Plan the\nwork well.', null)")
        for position, start, end in ((0, 0, 14), (1, 15, 25)):
            con.execute("insert into line_read values ('p', ?, ?, ?, 'required', false)", [position, start, end])
        for number, start, end, theme in ((0, 0, 5, 7), (1, 6, 25, 2)):
            con.execute(
                "insert into statement values ('p', ?, 0, ?, ?, 'required', false, ?)", [number, start, end, theme]
            )
    assert query(filled, "select theme_id from line order by position")["theme_id"].tolist() == [7, 2]


def test_an_error_while_writing_leaves_the_old_store_whole(filled):
    with pytest.raises(duckdb.Error), writing(filled) as con:  # noqa: PT012 - the error comes after a change
        con.execute("delete from run")
        con.execute("nonsense")
    assert len(query(filled, "from run")) == 1
    assert sorted(file.name for file in filled.parent.iterdir()) == ["store.duckdb", "store.duckdb.lock"]


def test_readers_keep_their_picture_while_a_writer_publishes(filled):
    with open_store(filled) as reader:
        with writing(filled) as con:
            con.execute("delete from run")
        assert reader.execute("select count(*) from run").fetchone() == (1,)
    assert query(filled, "select count(*) n from run")["n"].tolist() == [0]


def test_a_second_writer_is_told_who_holds_the_lock(filled):
    with writing(filled), pytest.raises(StoreLocked, match=f"process {os.getpid()}"), writing(filled):
        pass


def _write_until_killed(path):
    with writing(path) as con:
        con.execute("delete from run")
        path.with_name("began").touch()
        time.sleep(60)


def test_a_killed_writer_loses_nothing_and_blocks_nobody(filled):
    process = multiprocessing.get_context("fork").Process(target=_write_until_killed, args=(filled,))
    process.start()
    while not filled.with_name("began").exists():
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert len(query(filled, "from run")) == 1
    with writing(filled) as con:
        con.execute(RUN.replace("'r'", "'s'"))
    assert len(query(filled, "from run")) == 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot write"), writing(tmp_path / "file" / "store.duckdb"):
        pass


def test_a_full_disk_leaves_the_old_store_whole(filled, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = filled.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr("analysis.store.connection.shutil.copyfile", full)
        with pytest.raises(StoreError, match="No space left"), writing(filled):
            pass
    assert filled.read_bytes() == before


def test_a_store_of_version_0_is_migrated_with_everything_in_it(store):
    with duckdb.connect(store) as con:
        con.execute((HERE / "store_v0.sql").read_text())
    with open_store(store) as con:
        assert con.execute("select value from meta where key = 'schema_version'").fetchall() == [(str(SCHEMA_VERSION),)]
        version = con.execute("select description, description_text from posting_version").fetchall()
        assert version == [("<p>Plan the work.</p>", "Plan the work.")]
        assert con.execute("select firm, description from posting").fetchall() == [("Acme", "Plan the work.")]
        countries = con.execute("select country, countries from posting_state").fetchall()
        assert countries == [("IE", ["GB", "IE"])]
        assert len(con.execute("select text_hash from posting_text").fetchall()[0][0]) == 32
        told = con.execute("select form, posting_id, score from digest_state order by all").fetchall()
        assert told == [(form, "7f", 52) for form in ("atom", "html", "markdown")]


def test_a_migrated_store_has_the_tables_of_a_new_one(store, tmp_path):
    with duckdb.connect(store) as con:
        con.execute((HERE / "store_v0.sql").read_text())
    with writing(tmp_path / "new.duckdb"):
        pass
    columns = "select table_name, column_name, data_type from information_schema.columns order by all"
    assert query(store, columns).to_dict() == query(tmp_path / "new.duckdb", columns).to_dict()


def test_the_summary_of_a_run_of_before_becomes_an_object_that_can_be_asked(store):
    with writing(store) as con:
        for run_id, summary in (("r", json.dumps(json.dumps({"requests": 7}))), ("s", "{}"), ("t", None)):
            con.execute("insert into run values (?, 'crawl', timestamp '2026-05-01', null, null, ?)", [run_id, summary])
        con.execute("update meta set value = '3' where key = 'schema_version'")
    told = query(
        store, "select summary ->> '$.requests' as requests, json_type(summary) as kind from run order by run_id"
    )
    assert told["kind"].tolist()[:2] == ["OBJECT", "OBJECT"]
    assert told["requests"].iloc[0] == "7"
    assert told["kind"].isna().tolist() == [False, False, True]


def test_a_store_of_before_vacancies_were_a_view_has_it_once_it_is_read(store):
    with writing(store) as con:
        con.execute("drop view vacancy")
        con.execute("update meta set value = '4' where key = 'schema_version'")
    assert len(query(store, "from vacancy")) == 0


def test_an_older_store_that_cannot_be_written_says_that_it_must_be_upgraded(store, monkeypatch):
    with writing(store) as con:
        con.execute("update meta set value = '4' where key = 'schema_version'")

    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(StoreError, match="must be upgraded once"):
        open_store(store)


def test_readers_of_an_older_store_wait_for_the_one_that_upgrades_it(store):
    with writing(store) as con:
        con.execute("update meta set value = '4' where key = 'schema_version'")
    with ThreadPoolExecutor(4) as readers:
        assert [len(found) for found in readers.map(lambda _: query(store, "from vacancy"), range(4))] == [0] * 4


def test_a_store_of_a_newer_nextrung_is_refused_with_the_remedy(filled):
    with duckdb.connect(filled) as con:
        con.execute("update meta set value = '99'")
    with pytest.raises(StoreError, match="upgrade"):
        open_store(filled)


@pytest.mark.parametrize("sql", [
    "select * from read_csv('/etc/hostname')", "copy run to '/tmp/out.csv'", "attach '/tmp/other.duckdb'",
    "insert into run (run_id) values ('x')", "drop table run", "install httpfs", "set enable_external_access = true",
    "select * from filled", "selec 1", "select * from 'https://example.org/x.csv'",
])  # fmt: skip
def test_a_query_can_neither_change_the_store_nor_reach_outside(filled, sql):
    with pytest.raises(QueryError):
        query(filled, sql)
    assert len(query(filled, "from run")) == 1


def test_an_unknown_question_names_those_there_are(filled):
    with open_store(filled) as con, pytest.raises(QueryError, match="coverage"):
        ask(con, "no_such_question")


@pytest.mark.parametrize("name", questions())
def test_every_question_opens_with_the_question_and_can_be_parsed(name):
    sql = sql_of(name)
    assert sql.startswith("-- ")
    assert "?" in sql.split("\n\n")[0]
    assert duckdb.extract_statements(sql)


@pytest.mark.parametrize("table", ["posting", "vacancy", "line", "facet", "theme", "level", "title_level"])
def test_the_promised_views_stand_in_an_empty_store(filled, table):
    assert len(query(filled, f"from {table}")) == 0


def test_every_table_and_view_of_the_store_is_in_the_dictionary(filled):
    columns = query(filled, "select table_name, column_name from information_schema.columns")
    assert set(map(tuple, dictionary()[["table", "column"]].values)) == set(map(tuple, columns.values))


def test_every_column_of_the_store_is_explained():
    unexplained = dictionary().query("meaning == ''")
    assert unexplained[["table", "column"]].values.tolist() == []


def test_room_that_nothing_uses_is_given_back(filled):
    with writing(filled) as con:
        con.execute("create table big as select hash(range) as h, hash(range + 1) as g from range(4_000_000)")
    large = filled.stat().st_size
    with writing(filled) as con:
        con.execute("drop table big")
    assert filled.stat().st_size < large / 5
    assert len(query(filled, "from run")) == 1


def test_a_store_behind_a_link_stays_one_store(filled, tmp_path):
    link = tmp_path / "linked" / "store.duckdb"
    link.parent.mkdir()
    link.symlink_to(Path("..") / filled.name)
    with writing(link) as con:
        con.execute(RUN.replace("'r'", "'s'"))
        assert [lock.parent for lock in tmp_path.rglob("*.lock")] == [tmp_path]
    assert link.is_symlink()
    assert [len(query(path, "from run")) for path in (link, filled)] == [2, 2]
    assert known_beside(link) == known_beside(filled)


def test_a_link_to_where_no_store_is_yet_leads_to_the_new_one(tmp_path):
    (tmp_path / "link.duckdb").symlink_to(tmp_path / "new" / "store.duckdb")
    with writing(tmp_path / "link.duckdb"):
        pass
    assert (tmp_path / "new" / "store.duckdb").is_file()


def test_who_may_read_a_store_may_read_it_when_it_was_written(filled, spool, advert, later):
    filled.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(filled, 12_345, 23_456)
    before = filled.stat()
    with writing(filled):
        assert filled.with_name("store.duckdb.new").stat().st_mode & 0o007 == 0
    spool.run([advert("1")])
    load_spool(filled, spool.folder, now=later)
    for file in (filled, known_beside(filled)):
        after = file.stat()
        assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_a_store_that_may_only_be_read_is_still_written_by_its_owner(filled):
    filled.chmod(0o444)
    with writing(filled) as con:
        con.execute(RUN.replace("'r'", "'s'"))
    assert (filled.stat().st_mode & 0o777, len(query(filled, "from run"))) == (0o444, 2)


def test_a_store_whose_narrow_rows_lack_the_last_day_gets_it(store, spool, advert, later):
    spool.run([advert("1", valid_through="2026-06-30")])
    load_spool(store, spool.folder, now=later)
    analyze(store, now=later)
    with writing(store) as con:
        con.execute("alter table matchable drop column valid_through")
        con.execute("update meta set value = '9' where key = 'schema_version'")
    assert query(store, "from matchable")["valid_through"].isna().all()
    spool.run([advert("1", valid_through="2026-06-30")])
    load_spool(store, spool.folder, now=later)
    assert query(store, "from matchable")["valid_through"].astype(str).tolist() == ["2026-06-30"]
