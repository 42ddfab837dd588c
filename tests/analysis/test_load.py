import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from click.testing import CliRunner

from analysis.cli.options import Settings
from analysis.cli.root import cli
from analysis.store import StoreError, StoreLocked, known_beside, known_of, load_spool, query, writing
from crawler.posting import Place
from crawler.run import hold_lock


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


def test_the_summary_of_a_run_can_be_asked(store, spool, advert, later):
    card = spool.run([advert("1")]) / "run.json"
    card.write_text(json.dumps(json.loads(card.read_text()) | {"summary": {"requests": 7, "faults": ["late"]}}))
    load_spool(store, spool.folder, now=later)
    told = query(store, "select summary ->> '$.requests' as requests, summary ->> '$.faults[0]' as fault from run")
    assert told.to_dict("records") == [{"requests": "7", "fault": "late"}]


def test_an_advert_longer_than_any_comes_in_as_far_as_it_is_read_and_is_told_of(store, spool, advert, later):
    long = "".join(f"<p>Lead project {number}.</p>" for number in range(4_000))
    spool.run([advert("1"), advert("2", description=long)])
    assert counts(load_spool(store, spool.folder, now=later)) == {"new": 2, "refused": 1}
    told = query(store, "from refused").iloc[0]
    assert (told["place"], told["reason"].startswith("description: read as far as")) == ("2", True)
    assert query(store, "from posting where source_id = '2'")["description"].item().count("\n") < 3_000


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
    seen = query(store, "select first_seen, last_seen from posting_state").iloc[0]
    assert (seen["first_seen"].day, seen["last_seen"].day) == (1, 2)


def test_a_changed_advert_is_compared_by_what_it_says_now(store, spool, advert, later):
    before, after = "<p>Mend the roofs.</p>", "<p>Mend the floors.</p>"
    spool.run([advert("1", description=before), advert("2", description=before)])
    spool.run([advert("1", description=after), advert("3", description=after)], sighted=["2"])
    load_spool(store, spool.folder, now=later)
    told = query(store, "select list(source_id order by source_id) as ids from posting_state join posting_text "
                        "using (posting_id) group by text_hash order by ids")  # fmt: skip
    assert [list(ids) for ids in told["ids"]] == [["1", "3"], ["2"]]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"job_location": ("DE", "GB")}, ("DE", ["DE", "GB"])),
        ({"applicant_location_requirements": ("US",)}, ("US", ["US"])),
        ({"job_location": (None,), "applicant_location_requirements": ("PH", None)}, ("PH", ["PH"])),
        ({"job_location": (None,)}, ("GB", ["GB"])),
    ],
)
def test_an_advert_is_of_all_countries_where_its_work_may_be_done(store, spool, advert, later, told, expected):
    named = {name: tuple(Place(raw="named", country=code) for code in codes) for name, codes in told.items()}
    spool.run([advert("1", country="GB", **named)])
    load_spool(store, spool.folder, now=later)
    found = query(store, "select country, countries from posting_state").iloc[0]
    assert (found["country"], list(found["countries"])) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"job_location": ("Remote - AMER",)}, ("GB", {"US", "BR"})),
        ({"job_location": ("Asia-Pacific (Remote)",)}, ("GB", {"IN", "NZ"})),
        ({"applicant_location_requirements": ("EMEA",)}, ("GB", {"GB", "FR"})),
        ({"job_location": (None,), "applicant_location_requirements": ("LATAM",)}, ("FR", {"FR", "BR"})),
    ],
)
def test_an_advert_of_a_region_larger_than_a_country_is_of_those_in_it(store, spool, advert, later, told, expected):
    lyon = Place(raw="Lyon", country="FR")
    named = {name: tuple(Place(raw=raw) if raw else lyon for raw in raws) for name, raws in told.items()}
    spool.run([advert("1", country="GB", **named)])
    load_spool(store, spool.folder, now=later)
    found = query(store, "select country, countries from posting_state").iloc[0]
    assert (found["country"], {"BR", "FR", "GB", "IN", "NZ", "US"} & set(found["countries"])) == expected


def test_spellings_of_a_firm_that_differ_by_case_are_one_the_commonest(store, spool, advert, later):
    def firms():
        load_spool(store, spool.folder, now=later)
        return query(store, "select distinct firm from posting_state order by firm")["firm"].tolist()

    spool.run([advert("1", hiring_organization="ACME LTD"), advert("2", hiring_organization="Beta")])
    assert firms() == ["ACME LTD", "Beta"]
    others = [advert(number, board="b", hiring_organization="Acme Ltd") for number in ("3", "4")]
    spool.run(others, board="b")
    assert firms() == ["Acme Ltd", "Beta"]
    published = query(store, "select posting ->> 'hiring_organization' as firm from posting_version")["firm"]
    assert sorted(published) == ["ACME LTD", "Acme Ltd", "Acme Ltd", "Beta"]


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


def test_who_waits_for_another_loader_does_not_load_the_same_again(store, spool, advert, later):
    spool.run([advert("1")])
    with ThreadPoolExecutor(2) as loaders:
        both = list(loaders.map(lambda _: load_spool(store, spool.folder, now=later, patience=30), range(2)))
    assert sorted(one.count("new") for one in both) == [0, 1]
    assert len(query(store, "from event")) == 1


def test_times_are_kept_in_utc(store, spool, advert, later):
    spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    first_seen = query(store, "select first_seen from posting_state")["first_seen"].iloc[0]
    assert (first_seen + timedelta(0)).isoformat() == "2026-05-01T06:00:00"


def test_a_run_that_a_crawl_still_writes_is_left_for_later(store, spool, advert, later):
    run = spool.run([advert("1")], ends=False)
    with hold_lock(spool.folder, later):
        assert load_spool(store, spool.folder, now=later).runs == 0
        with pytest.raises(StoreLocked, match="at work"):
            load_spool(store, run, now=later)
    assert load_spool(store, spool.folder, now=later).count("new") == 1


def test_a_store_that_was_moved_away_is_loaded_whole_from_the_spool(store, spool, advert, later):
    spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    store.rename(store.with_name("old.duckdb"))
    spool.run(sighted=["1"])
    assert counts(load_spool(store, spool.folder, now=later)) == {"new": 1, "unchanged": 1}


def test_an_older_copy_of_the_store_gets_the_runs_that_it_lacks(store, spool, advert, later):
    spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    copy = store.read_bytes()
    spool.run([advert("1"), advert("2")])
    load_spool(store, spool.folder, now=later)
    store.write_bytes(copy)
    assert counts(load_spool(store, spool.folder, now=later)) == {"new": 1, "unchanged": 1}


def test_what_is_told_anew_of_a_sighting_mends_the_advert_and_is_no_change_of_the_boards(store, spool, advert, later):
    first = spool.run([advert("1", department="Planning")])
    last = spool.run([advert("1", title="Senior Project Manager", department="Planning")])
    spool.run(sighted=["1"])
    load_spool(store, spool.folder, now=later)
    for run in (first, last):
        path = run / "postings.jsonl.gz"
        path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"Planning", b"Delivery")))
        load_spool(store, run, now=later)
    state = query(store, "select title, department, last_seen from posting_state").iloc[0]
    assert state.astype(str).tolist() == ["Senior Project Manager", "Delivery", "2026-05-03 06:00:00"]
    versions = query(store, "select posting->>'department' as department from posting_version order by seen_at")
    assert versions["department"].tolist() == ["Delivery", "Delivery"]
    assert query(store, "select kind from event order by happened_at")["kind"].tolist() == ["seen", "changed"]


def test_a_run_loaded_by_its_name_has_its_texts_made_anew_and_read_again(store, spool, advert, later):
    run = spool.run([advert("1"), advert("2")])
    load_spool(store, spool.folder, now=later)
    with writing(store) as con:
        con.execute("insert into reading select posting_id, content_hash, 'r', 'f', 'r', null from posting_state")
        for table in ("posting_text", "posting_version"):
            con.execute(
                f"update {table} set description_text = 'Lead it' where description_text like 'Lead project 1%'"
            )
    load_spool(store, run, now=later)
    for table in ("posting_text", "posting_version"):
        texts = query(store, f"select description_text as text from {table} order by text")["text"].tolist()
        assert [text.split(".")[0] for text in texts] == ["Lead project 1", "Lead project 2"]
    assert (
        query(store, "select count(*) as n from reading join posting_state using (posting_id, content_hash)")["n"][0]
        == 1
    )


def test_a_run_that_comes_late_tells_since_when_an_advert_was_there(store, spool, advert, later):
    early, late = spool.run([advert("1")]), spool.run([advert("1")])
    for run in (late, early):
        load_spool(store, run, now=later)
    for asked in ("select first_seen as at from posting_state", "select happened_at as at from event"):
        assert query(store, asked)["at"].iloc[0].isoformat() == "2026-05-01T06:00:00"


def test_a_version_that_comes_late_between_two_sightings_of_the_present_one_is_not_the_last(
    store, spool, advert, later
):
    a, b, c = (spool.run([advert("1", title=title)]) for title in ("Project Manager", "PMO", "Project Manager"))
    for run in (a, c, b):
        load_spool(store, run, now=later)
    titles = query(store, "select title from posting_version order by seen_at")["title"].tolist()
    assert titles == ["Project Manager", "PMO", "Project Manager"]


def test_adverts_that_were_seen_but_are_lost_in_the_spool_are_told_and_close_nothing(store, spool, advert, later):
    listed = [advert(str(number)) for number in range(6)]
    spool.run(listed)
    for _ in range(3):
        run = spool.run(listed)
        whole = gzip.decompress((run / "postings.jsonl.gz").read_bytes()).splitlines(keepends=True)
        (run / "postings.jsonl.gz").write_bytes(gzip.compress(b"".join(whole[:2])))
    told = load_spool(store, spool.folder, now=later)
    lost = "4 adverts that were seen are not in its files, of greenhouse/acme: the next crawl asks for them again"
    assert told.flagged == tuple(f"run-00{number}: {lost}" for number in (2, 3, 4))
    assert query(store, "select bool_and(is_open) as o from posting")["o"].item()
    assert query(store, "select status, reason from snapshot order by run_id").values.tolist()[-1] == [
        "partial",
        "lost in the spool: 4 of 6 adverts",
    ]


def test_what_a_run_remembers_of_boards_goes_where_adverts_of_it_are_lost(store, spool, advert, later):
    whole, torn = spool.run([advert("1")]), spool.run([advert("1"), advert("2")])
    for run in (whole, torn):
        (run / "marks.jsonl.gz").write_bytes(gzip.compress(b'{"key": "greenhouse/acme"}\n'))
    (torn / "postings.jsonl.gz").write_bytes(gzip.compress(b""))
    load_spool(store, spool.folder, now=later)
    assert [(run / "marks.jsonl.gz").exists() for run in (whole, torn)] == [True, False]


def test_a_loss_is_told_to_who_asked_for_quiet(store, spool, advert):
    run = spool.run([advert("1"), advert("2")])
    (run / "postings.jsonl.gz").write_bytes(gzip.compress(b""))
    words = ["--quiet", "--db", str(store), "load", str(spool.folder)]
    loaded = CliRunner().invoke(cli, words, obj=Settings(), standalone_mode=False)
    assert (loaded.return_value, "2 adverts that were seen are not in its files" in loaded.stderr) == (1, True)


def test_lines_of_another_shape_are_kept_aside_and_told_and_cost_no_other_line(store, spool, advert, later):
    run = spool.run([advert("1")], sighted=["2"])
    odd = b'\x00\xff junk\n[7]\n{"source": "greenhouse", "board": "acme", "postings": "many", "seen_at": "soon"}\n'
    names = ("postings.jsonl.gz", "sightings.jsonl.gz", "snapshots.jsonl")
    for file in (run / name for name in names):
        is_packed = file.suffix == ".gz"
        whole = gzip.decompress(file.read_bytes()) if is_packed else file.read_bytes()
        file.write_bytes(gzip.compress(odd + whole) if is_packed else odd + whole)
    (run / "refused.jsonl.gz").write_bytes(gzip.compress(b"junk\n[7]\n"))
    told = load_spool(store, spool.folder, now=later)
    assert counts(told) == {"new": 1, "refused": 11}
    assert told.flagged == ("run-001: 11 lines of its files could not be read; why: `nextrung query 'from refused'`",)
    places = query(store, "select place from refused where board = 'acme'")["place"]
    assert set(places) == {f"run-001/{name}: line 3" for name in names}
    assert query(store, "select status from snapshot")["status"].tolist() == ["complete"]


def test_a_summary_of_another_shape_leaves_the_folder_to_speak_for_its_run(store, spool, advert, later):
    (spool.run([advert("1")]) / "run.json").write_text('{"run_id": ["x"], "started_at": "soon"}')
    assert load_spool(store, spool.folder, now=later).runs == 1
    assert query(store, "select run_id, started_at from run").astype(str).values.tolist() == [
        ["run-001", "2026-05-01 06:00:00"]
    ]


@pytest.mark.parametrize("harm", [b"", b"junk", None], ids=["emptied", "junk", "cut"])
def test_what_the_next_crawl_must_know_is_made_anew_where_it_cannot_be_read(store, spool, advert, later, harm):
    spool.run([advert("1")])
    load_spool(store, spool.folder, now=later)
    whole = known_beside(store).read_bytes()
    known_beside(store).write_bytes(whole[:-9] if harm is None else harm)
    assert gzip.decompress(known_of(store).read_bytes()) == gzip.decompress(whole)


def test_what_cannot_be_written_for_the_next_crawl_is_named_and_nothing_left_of_it(store, spool, advert, later):
    spool.run([advert("1")])
    known_beside(store).mkdir()
    with pytest.raises(StoreError, match=f"cannot write {known_beside(store)}: Is a directory"):
        load_spool(store, spool.folder, now=later)
    assert not list(store.parent.glob("*.new"))
