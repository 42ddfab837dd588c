from datetime import timedelta

import pandas as pd
import pytest

from analysis.derive.reader import read_titles
from analysis.store import ask, load_spool, open_store, query, writing


@pytest.fixture
def tell(store, spool, later):
    """Load what a day's crawl saw, and tell who is open."""

    def _tell(postings=(), /, **told):
        spool.run(list(postings), **told)
        summary = load_spool(store, spool.folder, now=later)
        open_ones = query(store, "select source_id from posting_state where is_open order by source_id")["source_id"]
        return open_ones.tolist(), summary

    return _tell


def test_an_advert_closes_after_two_absences_from_complete_answers(tell, advert, store):
    tell([advert("1"), advert("2")])
    assert tell(sighted=["1"])[0] == ["1", "2"]
    assert tell(sighted=["1"])[0] == ["1"]
    closed = query(store, "select closed_on from posting_state where not is_open")["closed_on"].iloc[0]
    assert closed.isoformat() == "2026-05-03T06:00:00"


@pytest.mark.parametrize("status", ["partial", "failed", "skipped"])
def test_an_answer_that_is_not_complete_closes_nothing(tell, advert, status):
    tell([advert("1"), advert("2")])
    for _ in range(3):
        assert tell(sighted=["1"], status=status)[0] == ["1", "2"]


GONE = {"status": "failed", "reason": "no such board (HTTP 404): look up its careers page, or remove the row"}


def test_the_adverts_of_a_board_that_is_gone_for_a_month_are_closed_with_the_reason(tell, advert, spool, store):
    tell([advert("1"), advert("2")])
    assert tell(**GONE)[0] == ["1", "2"]
    spool.day = 15
    assert tell(status="failed", reason="no answer in time")[0] == ["1", "2"]
    spool.day = 30
    assert tell(**GONE)[0] == ["1", "2"], "not a month yet"
    ids, summary = tell(**GONE)
    assert (ids, summary.count("closed"), summary.count("missing")) == ([], 2, 0)
    (reason,) = query(store, "select distinct reason from event where kind = 'closed'")["reason"]
    assert reason == "its board is gone since 2026-05-02"
    assert tell([advert("1")])[0] == ["1"], "and open again with the board"


def test_a_board_that_was_there_in_between_is_not_gone(tell, advert, spool):
    tell([advert("1")])
    tell(**GONE)
    spool.day = 20
    tell(sighted=["1"])
    spool.day = 45
    assert tell(**GONE)[0] == ["1"]


def test_a_board_is_gone_by_its_own_word_alone_for_a_month_without_any_answer(tell, advert, spool):
    silent = {"status": "failed", "reason": "no answer in time"}
    tell([advert("1")], scope="all")
    tell(**silent)
    spool.day = 40
    assert tell(**GONE)[0] == ["1"], "silent for a month, but gone for a day"
    spool.day = 71
    assert tell(**silent)[0] == ["1"], "gone a month ago, but silent now"
    tell(status="unchanged")
    assert tell(**GONE)[0] == ["1"], "there in between, though not asked for this advert"


def test_a_board_has_to_do_only_with_the_answers_of_its_own_source(tell, advert, spool):
    elsewhere = {"source": "lever"}
    spool.run([advert("1"), advert("2")])
    for _ in range(3):
        spool.run([advert("9", **elsewhere)], **elsewhere)
    spool.run(sighted=["1"])
    assert tell(status="unchanged", **elsewhere)[0] == ["1", "2", "9"]
    assert tell(sighted=["1"])[0] == ["1", "9"], "that the other board was unchanged is no sight of it"
    spool.run(**GONE, **elsewhere)
    spool.run(status="partial")
    spool.day += 40
    assert tell(**GONE, **elsewhere)[0] == ["1"], "gone, though a board of that name answered"


def test_each_answer_of_a_run_is_judged_by_those_to_the_same_question(tell, advert, spool, store):
    elsewhere, narrow = {"source": "lever"}, {"scope": "roles=pm"}
    numbers = [str(number) for number in range(10)]
    first = spool.run([advert(number) for number in numbers], scope="all")
    spool.run([advert(number, **elsewhere) for number in numbers], into=first, scope="all", **elsewhere)
    assert tell(sighted=numbers[:2], **narrow)[1].flagged == (), "no collapse of what was asked for never before"
    second = spool.run(sighted=numbers[:1], scope="all")
    spool.run(sighted=numbers[:2], into=second, **narrow)
    spool.run(sighted=numbers[:8], into=second, scope="all", **elsewhere, postings=10)
    told = tell(into=second, board="globex", status="failed", reason="HTTP 500", postings=3)[1]
    assert told.flagged[-1] == "greenhouse/acme: collapsed: 1 adverts, before 10"
    rows = query(store, "select source, board, scope, status, split_part(reason, ':', 1) as reason from snapshot "
                        "where run_id = 'run-003' order by all")  # fmt: skip
    assert rows.fillna("").to_numpy().tolist() == [
        ["greenhouse", "acme", "all", "partial", "collapsed"],
        ["greenhouse", "acme", "roles=pm", "complete", ""],
        ["greenhouse", "globex", "roles=pm", "failed", "HTTP 500; lost in the spool"],
        ["lever", "acme", "all", "partial", "lost in the spool"],
    ]


def test_a_narrower_answer_closes_nothing(tell, advert):
    tell([advert("1"), advert("2")], scope="all")
    for _ in range(3):
        assert tell(sighted=[], scope="roles=pm")[0] == ["1", "2"]


def test_an_answer_to_everything_counts_for_a_narrower_scope_too(tell, advert):
    tell([advert("1"), advert("2")], scope="roles=pm")
    tell(sighted=["1"], scope="all")
    assert tell(sighted=["1"], scope="all")[0] == ["1"]


def test_a_narrower_answer_that_tells_of_every_known_advert_counts_for_all_of_them(tell, advert):
    tell([advert("1"), advert("2")], scope="all")
    for _ in range(2):
        ids, _ = tell(sighted=["1"], scope="roles=pm", tells_all=True)
    assert ids == ["1"]


def test_an_advert_seen_between_two_absences_stays_open_and_both_are_kept(tell, advert, store):
    tell([advert("1"), advert("2")])
    tell(sighted=["1"])
    tell(sighted=["1", "2"])
    assert tell(sighted=["1"])[0] == ["1", "2"]
    assert query(store, "select kind from event order by happened_at")["kind"].tolist()[2:] == ["missing", "missing"]


def test_one_answer_loaded_twice_is_one_absence(tell, advert, spool, store, later):
    spool.run([advert("1"), advert("2")])
    run = spool.run(sighted=["1"])
    for folder in (spool.folder, run):
        load_spool(store, folder, now=later)
    assert query(store, "select count(*) as n from posting_state where is_open")["n"].item() == 2


@pytest.mark.parametrize("narrower", [{}, {"scope": "roles=pm", "tells_all": True}], ids=["as asked", "tells all"])
def test_an_unchanged_board_shows_everything_again_but_what_is_closed(tell, advert, narrower):
    tell([advert("1"), advert("2")], scope="all")
    answer = {"scope": "all", **narrower}
    tell(sighted=["1"], **answer)
    tell(status="unchanged", **answer)
    assert tell(sighted=["1"], **answer)[0] == ["1", "2"]
    assert tell(sighted=["1"], **answer)[0] == ["1"]
    assert tell(status="unchanged", **answer)[0] == ["1"]


def test_an_unchanged_board_of_a_day_shows_nothing_that_came_later(spool, advert, store, later):
    runs = [spool.run([advert("1")]), spool.run(status="unchanged"), spool.run([advert("2")], sighted=["1"])]
    for run in (runs[0], runs[2], runs[1]):
        load_spool(store, run, now=later)
    seen = query(store, "select first_seen from posting_state order by first_seen")["first_seen"]
    assert seen.dt.day.tolist() == [1, 3]


def test_a_board_unchanged_since_it_collapsed_shows_no_more_than_that(spool, advert, store, later):
    spool.run([advert(str(number)) for number in range(10)])
    spool.run(sighted=["1"])
    for _ in range(2):
        spool.run(status="unchanged")
    load_spool(store, spool.folder, now=later)
    seen = query(store, "select last_seen from posting_state order by last_seen")["last_seen"]
    assert seen.dt.day.tolist() == [1] * 9 + [2]


def test_an_advert_that_returns_is_reopened(tell, advert, store):
    tell([advert("1"), advert("2")])
    tell(sighted=["1"])
    tell(sighted=["1"])
    ids, summary = tell([advert("2")], sighted=["1"])
    assert (ids, summary.count("reopened")) == (["1", "2"], 1)
    kinds = query(store, "select kind from event where posting_id = (select posting_id from posting_state "
                         "where source_id = '2') order by happened_at")["kind"].tolist()  # fmt: skip
    assert kinds == ["seen", "missing", "closed", "reopened"]


def test_boards_do_not_close_each_other(tell, advert):
    tell([advert("1")])
    tell([advert("9", board="globex")], board="globex")
    assert tell(sighted=["9"], board="globex")[0] == ["1", "9"]


def test_a_collapsed_board_is_flagged_by_name_and_closes_nothing(tell, advert):
    tell([advert(str(number)) for number in range(20)])
    for _ in range(2):
        ids, summary = tell(sighted=["1"])
        assert len(ids) == 20
        assert summary.flagged == ("greenhouse/acme: collapsed: 1 adverts, before 20",)


def test_a_small_board_that_shows_nothing_at_once_closes_nothing(tell, advert):
    tell([advert(str(number)) for number in range(6)])
    tell(sighted=["0", "1", "2", "3", "4"])
    ids, summary = tell(sighted=[])
    assert len(ids) == 6
    assert summary.flagged == ("greenhouse/acme: collapsed: 0 adverts, before 5",)


def test_a_board_that_stays_small_is_believed_the_third_time(tell, advert):
    tell([advert(str(number)) for number in range(20)])
    for _ in range(3):
        tell(sighted=["1"])
    assert tell(sighted=["1"])[0] == ["1"]


def test_a_collapse_that_the_crawl_doubted_already_is_doubted_no_second_time(tell, advert):
    tell([advert(str(number)) for number in range(20)])
    for _ in range(2):
        tell(sighted=["1"], status="partial", reason="fell from 20 adverts to 1: believed when 3 runs have seen it")
    assert tell(sighted=["1"])[1].flagged == ()
    assert tell(sighted=["1"])[0] == ["1"]


def test_a_field_that_goes_missing_everywhere_is_flagged_by_name(tell, advert):
    tell([advert(str(number), department="Delivery") for number in range(12)])
    _, summary = tell([advert(str(number)) for number in range(12)])
    assert summary.flagged == ("greenhouse/acme: department missing from all 12 adverts",)


def test_the_same_role_in_two_places_is_linked_with_the_reason(tell, advert, store):
    tell([
        advert("1", identifier="R-1"), advert("2", identifier="R-1"),
        advert("3", identifier="R-1", title="Staff Nurse"),
        advert("4", description="Run it all."), advert("5", description="<p>Run  it all!</p>"),
    ])  # fmt: skip
    links = query(store, "select a.source_id a, b.source_id b, reason from same_role s join posting_state a "
                         "using (posting_id) join posting_state b on b.posting_id = s.other_id")  # fmt: skip
    assert {(frozenset((row.a, row.b)), row.reason) for row in links.itertuples()} == {
        (frozenset("12"), "requisition id"),
        (frozenset("45"), "equal text"),
    }


def test_what_changed_between_two_versions_can_be_asked(tell, advert, store):
    tell([advert("1", description="<p>Plan the work</p><p>PRINCE2 required</p>")])
    tell([advert("1", description="<p>Plan the work</p><p>PMP required</p>")])
    with open_store(store) as con:
        changed = ask(con, "changes", posting_id=advert("1").posting_id)
    assert [(row.change, row.line) for row in changed.itertuples()] == [
        ("added", "PMP required"), ("dropped", "PRINCE2 required"),
    ]  # fmt: skip


def test_coverage_tells_why_boards_are_missing(tell, advert, store, later):
    tell([advert("1")])
    tell(board="globex", status="failed", reason="robots.txt refuses /jobs")
    tell(board="initech", status="failed", reason="HTTP 500")
    tell(board="hooli", status="skipped", reason="not due")
    with open_store(store) as con:
        told = ask(con, "coverage").iloc[0]
    assert told["sentence"] == "based on 1 of 4 boards; 1 refused by robots, 1 failed, 1 not due"


def test_the_reason_of_an_old_failure_is_not_told_of_a_board_that_is_well(tell, advert, store):
    tell(status="failed", reason="HTTP 500")
    tell([advert("1")])
    with open_store(store) as con:
        row = ask(con, "board_health").iloc[0]
    assert (row["status"], row["reason"]) == ("complete", None)


def test_a_board_fails_since_the_first_failure_after_its_last_whole_answer(tell, advert, store):
    def failing_since():
        with open_store(store) as con:
            return ask(con, "board_health").iloc[0]["failing_since"]

    tell(status="failed")
    tell([advert("1")])
    assert pd.isna(failing_since())
    tell(status="failed")
    tell(status="partial")
    assert failing_since().isoformat() == "2026-05-03T06:00:00"


def test_ten_days_of_faults_close_nothing_falsely(tell, advert):
    known = [str(number) for number in range(30)]
    tell([advert(each) for each in known])
    days = [("partial", known[:7]), ("failed", []), ("complete", known), ("unchanged", []), ("failed", []),
            ("complete", known[:29]), ("partial", known[:3]), ("complete", known), ("unchanged", [])]  # fmt: skip
    for status, sighted in days:
        ids, _ = tell(sighted=sighted, status=status)
        assert len(ids) == 30
    tell(sighted=known[1:])
    ids, _ = tell(sighted=known[1:])
    assert sorted(ids) == sorted(known[1:])


def test_a_level_word_changed_under_the_same_requisition_is_found_and_a_reused_id_is_not(tell, advert, store):
    text = "<p>Lead the clinic's projects from plan to close with nurses and doctors.</p>"
    tell([
        advert("1", identifier="R-1", description=text), advert("2", identifier="R-2", description=text),
        advert("3", identifier="R-3", description=text),
    ])  # fmt: skip
    tell([
        advert("1", identifier="R-1", title="Senior Project Manager", description=text),
        advert("9", identifier="R-2", title="Lead Project Manager", hiring_organization="ACME", description=text),
        advert("8", identifier="R-3", title="Head Chef", description="<p>Cook lunch every day for guests.</p>"),
    ])  # fmt: skip
    tell([advert("1", identifier="R-1", title="Senior Project Manager", description=text + "<p>Apply now.</p>")])
    with writing(store) as con:
        read_titles(con, anew=True)
    with open_store(store) as con:
        found = ask(con, "relevelled")
    assert sorted(zip(found["link"], found["title_after"], strict=True)) == [
        ("same advert", "Senior Project Manager"),
        ("same requisition", "Lead Project Manager"),
    ]


def test_a_clock_that_was_ahead_keeps_no_advert_open(store, spool, advert, later):
    spool.run([advert("1"), advert("2")])
    load_spool(store, spool.folder, now=later)
    with writing(store) as con:
        con.execute("update posting_state set last_seen = last_seen + interval 10 year")
    for _ in range(3):
        spool.day += 200
        spool.run(sighted=["1"])
        load_spool(store, spool.folder, now=later + timedelta(days=spool.day))
    assert query(store, "select source_id from posting_state where is_open")["source_id"].tolist() == ["1"]
