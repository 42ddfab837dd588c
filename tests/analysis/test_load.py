import gzip
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from analysis.cli.options import Settings
from analysis.cli.root import cli
from analysis.store import StoreError, known_beside, load_spool, query


def counts(summary):
    return {what: number for what, number in summary.counts.items() if number}


def again(spool):
    """The folder of a spool whose runs were not loaded yet."""
    for loaded in spool.folder.glob("*/loaded"):
        loaded.unlink()
    return spool.folder


def test_new_adverts_are_counted_and_kept(store, spool, advert, later):
    spool.run([advert("1"), advert("2")])
    assert counts(load_spool(store, spool.folder, now=later)) == {"new": 2}
    assert query(store, "from posting_state order by source_id")["source_id"].tolist() == ["1", "2"]


def test_loading_the_same_run_twice_changes_nothing(store, spool, advert, later):
    run = spool.run(
        [advert("1")],
        refused=[{"source": "greenhouse", "board": "acme", "place": "entry 7", "reason": "title: missing"}],
    )
    load_spool(store, spool.folder, now=later)
    before = {
        table: query(store, f"from {table}").to_csv() for table in ("posting_state", "event", "snapshot", "refused")
    }
    load_spool(store, run, now=later)
    assert {table: query(store, f"from {table}").to_csv() for table in before} == before


def test_a_loaded_run_is_marked_and_not_loaded_again(store, spool, advert, later):
    run = spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    assert (run / "loaded").exists()
    assert load_spool(store, spool.folder, now=later).runs == 0


def test_a_changed_advert_is_a_new_version_and_the_old_one_stays(store, spool, advert, later):
    spool.run([advert("1")])
    spool.run([advert("1", title="Senior Project Manager")])
    assert counts(load_spool(store, spool.folder, now=later)) == {"new": 1, "changed": 1}
    titles = query(store, "select title from posting_version order by seen_at")["title"].tolist()
    assert titles == ["Project Manager", "Senior Project Manager"]


def test_the_runs_of_a_killed_crawl_are_loaded_up_to_the_cut(store, spool, advert, later):
    run = spool.run([advert(str(number)) for number in range(300)], status=None, ends=False)
    whole = (run / "postings.jsonl.gz").read_bytes()
    (run / "postings.jsonl.gz").write_bytes(whole[: len(whole) * 2 // 3])
    loaded = load_spool(store, spool.folder, now=later).count("new")
    assert 0 < loaded < 300


def test_a_posting_that_does_not_validate_is_kept_aside_with_its_place(store, spool, advert, later):
    broken = advert("1").model_copy(update={"title": ""})
    spool.run([broken, advert("2")])
    assert counts(load_spool(store, spool.folder, now=later)) == {"new": 1, "refused": 1}
    words = ["--quiet", "--db", str(store), "load", str(again(spool))]
    loaded = CliRunner().invoke(cli, words, obj=Settings(), standalone_mode=False)
    assert (loaded.return_value, "1 records of" in loaded.stderr) == (1, True)
    row = query(store, "from refused").iloc[0]
    assert row["place"].endswith("line 1")
    assert "title" in row["reason"]


def test_what_the_next_crawl_must_know_is_left_beside_the_store(store, spool, advert, later):
    spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    with gzip.open(known_beside(store), "rt") as file:
        known = json.loads(file.readline())
    assert known == {
        "source": "greenhouse", "board": "acme", "source_id": "1", "scope": "roles=pm",
        "content_hash": advert("1").content_hash, "title": "Project Manager", "is_open": True,
    }  # fmt: skip


def test_two_stores_in_one_folder_keep_apart_what_their_next_crawls_must_know(tmp_path):
    assert known_beside(tmp_path / "a.duckdb") != known_beside(tmp_path / "b.duckdb")


def test_an_older_run_that_comes_late_changes_no_current_state(store, spool, advert, later):
    late = spool.run([advert("1", title="Project Manager II")], status=None)
    late.rename(spool.folder.parent / "late")
    spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    load_spool(store, spool.folder.parent / "late", now=later)
    assert query(store, "select title from posting_state")["title"].tolist() == ["Project Manager"]
    assert len(query(store, "from posting_version")) == 2


def test_a_missing_spool_says_what_to_give(store, tmp_path, later):
    with pytest.raises(StoreError, match="no spool folder"):
        load_spool(store, tmp_path / "nowhere", now=later)


def test_times_are_kept_in_utc(store, spool, advert, later):
    spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    first_seen = query(store, "select first_seen from posting_state")["first_seen"].iloc[0]
    assert (first_seen + timedelta(0)).isoformat() == "2026-05-01T06:00:00"
