from datetime import timedelta

import pytest

from analysis.gathering import crawl_and_load
from analysis.store import query, writing
from crawler.run_log import RunSummary


@pytest.fixture
def gather(store, spool, later):
    """Let a crawl leave in the spool what a board lists, and load that."""

    def _gather(listed, *, exit_code=0, days=0, **told):
        def crawl(_known):
            run = spool.run(listed)
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


def test_what_was_closed_long_ago_is_forgotten_only_where_it_is_wished(gather, advert, store):
    for listed in ([advert("1"), advert("2")], [advert("1")], [advert("1")]):
        assert gather(listed).forgotten is None
    assert query(store, "select count(*) as n from posting where not is_open")["n"].tolist() == [1]
    assert gather([advert("1")], keep_days=30).forgotten[:2] == (30, 1)
