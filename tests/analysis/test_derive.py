import re
import shutil
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from analysis.derive import analyze, analyzing, comparing, parts, reader, repeats
from analysis.derive.reading_rows import facet_columns, insert
from analysis.level import sight
from analysis.reading.reading import BOOLEAN_FACETS, FACETS
from analysis.store import StoreMissing, load_spool, query, writing
from analysis.store.asking import run
from crawler.market import make_market
from crawler.market.spool import spool_market

DAY = datetime(2026, 11, 24, 6, tzinfo=UTC)
DERIVED = ("reading", "line_read", "statement", "facet", "evidence", "theme", "level", "title_level", "matchable")


def test_every_facet_that_is_read_is_written():
    written = {name for name, value in facet_columns({name: [] for name in FACETS}).items() if value == []}
    in_parts = {"budget", "education", "base_salary", "grade", "travel"}
    assert written == {*FACETS} - in_parts


@pytest.mark.parametrize("question", ["compared.sql", "term_take_demands.sql"])
def test_every_facet_of_yes_or_no_is_compared_and_is_a_demand(question):
    told = (files("analysis.store") / "derive" / question).read_text(encoding="utf-8")
    assert {*BOOLEAN_FACETS} <= {*re.findall(r"\w+", told)}


@pytest.fixture(scope="module")
def market():
    return make_market(7, 8, 90).adverts


@pytest.fixture(scope="module")
def made(tmp_path_factory, market):
    """A store of the sample market, all but its last ten adverts, analysed."""
    folder = tmp_path_factory.mktemp("derive")
    spool_market(market[:-10], folder / "spool", DAY)
    load_spool(folder / "store.duckdb", folder / "spool", now=DAY)
    analyze(folder / "store.duckdb", now=DAY)
    return folder / "store.duckdb"


@pytest.fixture
def analysed(made, tmp_path):
    return shutil.copy(made, tmp_path / "store.duckdb")


def count(store, table):
    return int(query(store, f"select count(*) as n from {table}")["n"].iloc[0])


def test_every_advert_is_read_and_has_facets_and_a_level(analysed):
    adverts = count(analysed, "posting_state")
    assert adverts > 60
    assert {table: count(analysed, table) for table in ("reading", "facet", "level")} == dict.fromkeys(
        ("reading", "facet", "level"), adverts
    )


def test_lines_are_cut_out_of_the_text_they_were_read_from(analysed):
    lines = query(analysed, "select text, section from line")
    assert (lines["text"].str.len() > 0).all()
    assert not lines["text"].str.contains("\n").any()
    assert {"required", "responsibility"} <= set(lines["section"])


def test_what_was_read_goes_into_columns_by_their_names_and_no_column_is_left_out(analysed):
    row = {"rule": "by hand", "end_char": 9, "start_char": 3, "facet": "risk", "posting_id": "new"}
    with writing(analysed) as con:
        insert(con, {"evidence": [row]})
        assert con.sql("from evidence where posting_id = 'new'").fetchall() == [("new", "risk", 3, 9, "by hand")]
        for other in (row | {"surplus": 1}, {name: row[name] for name in row if name != "rule"}):
            with pytest.raises(KeyError, match=r"surplus|rule"):
                insert(con, {"evidence": [other]})


def test_analysing_what_is_analysed_does_nothing(analysed):
    before = analysed.stat().st_mtime_ns
    assert analyze(analysed, now=DAY).read == 0
    assert analysed.stat().st_mtime_ns == before


def test_only_what_is_new_is_read(analysed, market, tmp_path):
    levels = query(analysed, "from level order by posting_id")
    spool_market(market[-10:], tmp_path / "spool", DAY + timedelta(days=1))
    new = load_spool(analysed, tmp_path / "spool", now=DAY).count("new")
    summary = analyze(analysed, now=DAY)
    assert 0 < new <= 10
    assert (summary.read, summary.estimated) == (new, False)
    assert count(analysed, "level") == len(levels) + new
    kept = query(analysed, "from level order by posting_id").merge(levels, on="posting_id")
    assert (kept["level_x"] == kept["level_y"]).all()


BOILERPLATE = "select posting_id, number from statement where is_boilerplate order by all"


def test_what_repeats_after_a_day_more_is_what_repeats_from_scratch(analysed, market, tmp_path):
    before = query(analysed, BOILERPLATE)
    spool_market(market[-10:], tmp_path / "spool", DAY + timedelta(days=1))
    load_spool(analysed, tmp_path / "spool", now=DAY)
    analyze(analysed, now=DAY)
    read_later = query(analysed, BOILERPLATE)
    assert len(read_later) > len(before) > 0
    analyze(analysed, full=True, now=DAY)
    assert query(analysed, BOILERPLATE).equals(read_later)


def test_a_line_that_later_adverts_make_boilerplate_leaves_its_theme_and_what_a_match_scans(market, tmp_path):
    store, spool = tmp_path / "store.duckdb", tmp_path / "spool"
    for day, adverts in enumerate(([one for number, one in enumerate(market) if number % 9], market)):
        spool_market(adverts, spool, DAY + timedelta(days=day))
        load_spool(store, spool, now=DAY + timedelta(days=day))
        estimated = analyze(store, now=DAY + timedelta(days=day)).estimated
    assert not estimated
    assert query(store, "from statement where is_boilerplate and theme_id is not null").empty
    themes = (
        "select posting_id, bit_or(1::hugeint << (theme_id % 126)::integer) as themes from statement "
        "where theme_id is not null group by posting_id"
    )
    scanned = f"from matchable m left join ({themes}) s using (posting_id) where m.themes is distinct from s.themes"
    assert query(store, f"select posting_id {scanned}").empty


def test_what_a_changed_advert_said_before_counts_no_longer_as_said(analysed):
    said = "select term, count(distinct posting_number) as said from term group by term"
    before = query(analysed, "select term, postings from term_rarity order by term")
    for _ in range(2):
        with writing(analysed) as con:
            con.execute("update posting_state set content_hash = content_hash || '+'")
        analyze(analysed, now=DAY)
    assert query(analysed, "select term, postings from term_rarity order by term").equals(before)
    assert query(analysed, f"from ({said}) join term_rarity using (term) where said <> postings").empty
    for table in ("term", "demand"):
        assert query(analysed, f"from {table} anti join matchable using (posting_number)").empty


def test_a_theme_that_has_lost_all_its_statements_is_of_no_advert(analysed):
    with writing(analysed) as con:
        (lost,) = con.execute("select arg_max(theme_id, adverts) from theme").fetchone()
        con.execute("update statement set theme_id = null where theme_id = ?", [lost])
        run(con, "count_themes")
        assert con.execute("select adverts, firms from theme where theme_id = ?", [lost]).fetchall() == [(0, 0)]
        assert con.execute("select count(*) from theme where adverts > 0").fetchone()[0] > 0


def test_a_changed_advert_is_read_again_and_nothing_of_its_old_reading_stays(analysed):
    with writing(analysed) as con:
        con.execute(
            "update posting_text set description_text = 'You must have PRINCE2 Practitioner.' "
            "where posting_id = (select min(posting_id) from posting_text)"
        )
        con.execute(
            "update posting_state set content_hash = 'new' "
            "where posting_id = (select min(posting_id) from posting_text)"
        )
    assert analyze(analysed, now=DAY).read == 1
    lines = query(analysed, "select text from line where posting_id = (select min(posting_id) from posting_text)")
    assert lines["text"].tolist() == ["You must have PRINCE2 Practitioner."]


def test_the_same_store_analysed_in_full_gives_the_same_and_tells_its_progress_up_to_the_end(analysed):
    before = {table: query(analysed, f"from {table} order by all").to_csv() for table in DERIVED}
    told = []
    assert analyze(analysed, full=True, progress=lambda done, total: told.append((done, total)), now=DAY).estimated
    assert told == sorted(told)
    assert told[-1] == (count(analysed, "posting_state"),) * 2
    after = {table: query(analysed, f"from {table} order by all").to_csv() for table in DERIVED}
    assert [table for table in DERIVED if after[table] != before[table]] == []


TABLES = (
    "reading", "line_read", "statement", "facet", "evidence", "blind", "theme", "level", "level_part", "title_level",
    "asked_more", "matchable", "term", "demand", "title_read",
)  # fmt: skip


def rows_of(store):
    """What was derived, table by table; sums of figures may differ in their last places."""
    told = {}
    for table in TABLES:
        rows = query(store, f"from {table}")
        rows[rows.select_dtypes("float").columns] = rows.select_dtypes("float").round(9) + 0.0
        told[table] = sorted(map(repr, rows.itertuples(index=False)))
    return told


def test_part_by_part_the_analysis_is_the_same_as_at_once(made, analysed, monkeypatch):
    for module in (parts, repeats, comparing, sight):
        monkeypatch.setattr(module, "PART", 30)
    monkeypatch.setattr(analyzing, "READ_AT_ONCE", 50)
    monkeypatch.setattr(reader, "_CHUNK", 20)
    told = []
    analyze(analysed, full=True, progress=lambda *so_far: told.append(so_far), now=DAY)
    total = count(made, "reading")
    assert told == sorted(told)
    assert told[-1] == (total, total)
    expected = rows_of(made)
    for table, rows in rows_of(analysed).items():
        assert rows == expected[table], table


class BrokenOffError(Exception):
    pass


def breaks_off(*_, **__):
    raise BrokenOffError


def test_a_level_model_of_another_form_is_estimated_anew_and_said_to_be(analysed):
    levels = query(analysed, "from level order by posting_id")
    with writing(analysed) as con:
        con.execute("""update model set body = '{"word_places": 3}' where name = 'level'""")
    assert analyze(analysed, now=DAY).estimated
    assert not analyze(analysed, now=DAY).estimated
    assert query(analysed, "from level order by posting_id").equals(levels)


def test_what_titles_claim_is_read_anew_by_another_reader_in_older_versions_of_adverts_too(store, spool, advert):
    spool.run([advert("1", title="Senior Project Manager")])
    spool.run([advert("1", title="Project Manager")])
    load_spool(store, spool.folder, now=DAY)
    analyze(store, now=DAY)
    ranks = query(store, "select title, title_rank from title_read order by all").to_csv()
    with writing(store) as con:
        con.execute("update title_read set title_rank = 'head'")
        con.execute("update reading set reader = 'another'")
        con.execute("update model set version = 'another'")
    assert analyze(store, now=DAY).read == 1
    assert query(store, "select title, title_rank from title_read order by all").to_csv() == ranks


def test_what_was_read_before_an_analysis_broke_off_is_placed_by_the_next(analysed, market, tmp_path, monkeypatch):
    spool_market(market[-10:], tmp_path / "spool", DAY + timedelta(days=1))
    load_spool(analysed, tmp_path / "spool", now=DAY)
    unbroken = shutil.copy(analysed, tmp_path / "unbroken.duckdb")
    monkeypatch.setattr(analyzing, "READ_AT_ONCE", 3)
    monkeypatch.setattr(analyzing, "mark_repeats_of", breaks_off)
    with pytest.raises(BrokenOffError):
        analyze(analysed, now=DAY)
    assert count(analysed, "reading") > count(analysed, "level")
    monkeypatch.undo()
    assert 0 < analyze(analysed, now=DAY).read < analyze(unbroken, now=DAY).read
    assert rows_of(analysed) == rows_of(unbroken)


def test_a_store_without_adverts_says_what_to_run_first(tmp_path):
    with writing(tmp_path / "store.duckdb"):
        pass
    with pytest.raises(StoreMissing, match="nextrung import"):
        analyze(tmp_path / "store.duckdb", now=DAY)


NONSENSE = (".", "\u202e\u0000", "<", "x" * 50_000, "Lead.\n" * 3_000, "\U0001f600 Wir suchen dich")


@pytest.mark.parametrize("texts", [[""], NONSENSE], ids=["nothing", "nonsense"])
def test_adverts_that_say_nothing_or_nonsense_are_analysed_too(analysed, texts):
    with writing(analysed) as con:
        chosen = con.execute("select posting_id from reading order by all limit $n", {"n": len(texts)}).fetchall()
        for (posting_id,), text in zip(chosen, texts, strict=True):
            told = {"id": posting_id, "text": text}
            con.execute("update posting_text set description_text = $text where posting_id = $id", told)
            con.execute("update posting_state set content_hash = 'n' where posting_id = $id", {"id": posting_id})
    assert analyze(analysed, now=DAY).read == len(texts)
    assert count(analysed, "level") == count(analysed, "posting_state")
