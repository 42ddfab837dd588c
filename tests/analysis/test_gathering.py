from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from analysis.gathering import crawl_and_load
from analysis.store import StoreError, query, writing
from crawler.run_log import RunSummary


@pytest.fixture
def gather(store, spool, later):
    """Let a crawl leave in the spool what a board lists, and load that."""

    def _gather(listed, *, exit_code=0, days=0, status="complete", **told):
        def crawl(_known):
            run = spool.run(listed, status=status)
            return RunSummary(run.name, str(run), exit_code)

        return crawl_and_load(crawl, store, spool.folder, now=later + timedelta(days=days), **told)

    return _gather


def test_a_crawl_is_given_what_the_store_knows(advert, store, spool, later):
    given = []

    def crawl(known):
        given.append(known)
        return RunSummary(spool.run([advert("1")]).name, "")

    for _ in range(2):
        crawl_and_load(crawl, store, spool.folder, now=later)
    assert given == [None, store.with_name("store-known.jsonl.gz")]


def test_a_run_is_done_in_part_when_the_crawl_was_or_a_board_collapsed(gather, advert):
    many = [advert(str(number)) for number in range(20)]
    assert [gather(many).exit_code, gather(many, exit_code=1).exit_code, gather(many[:1]).exit_code] == [0, 1, 1]


def test_what_was_gathered_while_another_process_writes_the_store_waits_in_the_spool(gather, advert, store):
    gather([advert("1")])
    with writing(store):
        gathered = gather([advert("1"), advert("2")])
    assert (gathered.loaded, gathered.exit_code) == (None, 4)
    assert gather([advert("1"), advert("2")]).loaded.runs == 2


def test_what_was_closed_long_ago_is_forgotten_only_where_it_is_wished(gather, advert, store, spool):
    for listed in ([advert("1"), advert("2")], [advert("1")], [advert("1")]):
        assert gather(listed).forgotten is None
    assert query(store, "select count(*) as n from posting where not is_open")["n"].tolist() == [1]
    spool.day = 98
    assert gather([advert("1")], keep_days=30).forgotten == (30, 1, 0, "")


@pytest.fixture
def closed(gather, advert, spool):
    """A store of which one advert was closed a hundred days ago; the newest run is of yesterday."""
    for listed in ([advert("1"), advert("2")], [advert("1")], [advert("1")]):
        gather(listed)
    spool.day = 99
    gather([advert("1")])


def test_nothing_is_forgotten_by_a_run_that_read_no_board_whole(closed, gather, advert):
    assert gather([advert("1")], status="partial", keep_days=30).forgotten == (30, 0, 0, "no board was read whole")


def test_a_clock_far_ahead_of_the_run_before_forgets_only_what_was_due_then(closed, gather, advert, spool):
    spool.day = 600
    gathered = gather([advert("1")], days=500, keep_days=200).forgotten
    assert gathered[1:] == (0, 0, "as of the run before, 2026-08-08, far from which the clock is now")
    assert gather([advert("1")], days=501, keep_days=90).forgotten.adverts == 1, "due by any clock"


@pytest.mark.parametrize(
    ("harm", "told"), [("newer", "upgrade it"), ("junk", "no store that can be read"), ("folder", "is a folder")]
)
def test_a_store_that_cannot_be_used_is_told_before_any_board_is_asked(gather, advert, store, harm, told):
    gather([advert("1")])
    if harm == "newer":
        with duckdb.connect(store) as con:
            con.execute("update meta set value = '99' where key = 'schema_version'")
    else:
        store.unlink()
        store.mkdir() if harm == "folder" else store.write_bytes(b"junk" * 5_000)

    def crawl(_known):
        raise AssertionError("asked")

    with pytest.raises(StoreError, match=told):
        crawl_and_load(crawl, store, store.parent / "spool", now=datetime.now(UTC))
