import csv
import errno
import json
from datetime import timedelta

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.derive import analyze
from analysis.interchange import export, exporting, import_files
from analysis.store import StoreError, StoreMissing, load_spool, query, writing
from crawler.posting import Money, Place


@pytest.fixture
def filled(store, spool, advert, later):
    spool.run([advert("1", title="=HYPERLINK(evil)"), advert("2", description="<p>+5 % a year</p>")])
    load_spool(store, spool.folder, now=later)
    return store


def test_tables_come_out_as_parquet(filled, tmp_path):
    files = export(filled, tmp_path / "out", "parquet")
    assert "posting.parquet" in [file.name for file in files]
    assert len(pd.read_parquet(tmp_path / "out" / "posting.parquet")) == 2


def test_parquet_is_written_part_by_part_and_with_its_columns_where_there_is_no_row(filled, tmp_path):
    with writing(filled) as con:
        con.execute(
            "insert into event select 'p' || range, 'r', 'seen', timestamp '2026-05-01', null from range(20000)"
        )
    export(filled, tmp_path, "parquet")
    events, levels = pq.ParquetFile(tmp_path / "event.parquet"), pq.ParquetFile(tmp_path / "level.parquet")
    assert (events.metadata.num_rows, events.num_row_groups > 2) == (20_002, True)
    assert (levels.metadata.num_rows, levels.schema.names[:2]) == (0, ["posting_id", "level"])


def test_no_cell_of_a_csv_is_a_formula(filled, tmp_path):
    export(filled, tmp_path, "csv")
    with (tmp_path / "posting.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=HYPERLINK(evil)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_postings_come_out_as_json_lines(filled, tmp_path):
    export(filled, tmp_path, "jsonl")
    titles = [json.loads(line)["title"] for line in (tmp_path / "posting.jsonl").read_text().splitlines()]
    assert sorted(titles) == ["=HYPERLINK(evil)", "Project Manager"]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl", "jsonld"])
def test_an_export_that_breaks_off_leaves_the_files_of_the_one_before(filled, tmp_path, form, monkeypatch):
    before = {file: file.read_bytes() for file in export(filled, tmp_path / "out", form)}

    def break_off(*_, **_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(exporting, "cell_of", break_off)
    monkeypatch.setattr(exporting.json, "dumps", break_off)
    monkeypatch.setattr(exporting.pq.ParquetWriter, "write_batch", break_off)
    with pytest.raises(StoreError, match="No space left"):
        export(filled, tmp_path / "out", form)
    assert {file: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_postings_come_out_as_schema_org_and_in_again(filled, tmp_path, later):
    (file,) = export(filled, tmp_path, "jsonld")
    told = json.loads(file.read_text())
    assert {posting["@type"] for posting in told} == {"JobPosting"}
    again = tmp_path / "again.duckdb"
    summary = import_files(again, [file], now=later)
    assert (summary.new, summary.unknown_columns) == (2, ())
    told = "select posting_id, source, board, source_id from posting order by all"
    assert query(again, told).equals(query(filled, told))
    assert sorted(query(again, "select description from posting")["description"]) == sorted(
        query(filled, "select description from posting")["description"]
    )


def test_what_schema_org_has_no_word_for_comes_back_from_json_ld_too(store, spool, advert, tmp_path, later):
    told = {
        "identifier": "R-7", "internal_id": "77", "department": "Delivery", "industry": "Hospitals", "grade": "Band 7",
        "language": "en", "sector": "healthcare", "country": "GB", "job_location_type": "hybrid",
    }  # fmt: skip
    spool.run([advert("1", **told), advert("2")])
    load_spool(store, spool.folder, now=later)
    again = tmp_path / "again.duckdb"
    import_files(again, export(store, tmp_path, "jsonld"), now=later)
    columns = "select source_id, " + ", ".join(told) + " from posting_state order by source_id"
    assert query(again, columns).equals(query(store, columns))


PAY = Money(raw="£38,682 a year", min=38682, max=46580, currency="GBP", unit="YEAR", origin="text")
READ = """<p>Our hospital has 400 beds, and we are an NHS trust.</p><p>You lead projects, at home two days a week.</p>
<p>Salary: £52,000 to £56,000 a year.</p>"""
"""What boards leave to the text: sector, workplace and pay."""


@pytest.fixture
def told(store, spool, advert, later):
    """A store whose adverts say in their texts what their boards publish, or leave out."""
    in_town = Place(raw="Lancaster, England", country="GB", region="England", locality="Lancaster")
    bare = Money(raw="52,000 - 56,000", min=52_000, max=56_000)
    towns = (Place(raw="Fan Gorau, Newtown", locality="Fan Gorau"), Place(raw="3 Locations", country="CA"))
    odd = (Place(raw="Somewhere"), Place(raw="Norfolk, Norfolk", locality="Norfolk", country="GB"))
    pays = {
        "1": PAY, "2": PAY.model_copy(update={"origin": "structured"}), "4": bare,
        "5": Money(raw="Band 7", origin="text"), "6": PAY.model_copy(update={"origin": "predicted"}),
    }  # fmt: skip
    fields = {
        "1": {"job_location": (in_town,), "job_location_type": "hybrid", "direct_apply": True},
        "2": {"employment_type": ("FULL_TIME",), "sector": "energy", "job_location": towns},
        "4": {"job_location": odd},
    }
    spool.run([advert(n, description=READ, base_salary=pays.get(n), **fields.get(n, {})) for n in "123456"])
    load_spool(store, spool.folder, now=later)
    analyze(store)
    return store


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl", "jsonld"])
def test_an_export_that_is_brought_back_is_unchanged(told, tmp_path, later, form):
    read = query(told, "select sector, workplace, base_salary_min, base_salary_unit from posting where source_id = '3'")
    assert read.iloc[0].tolist() == ["healthcare", "hybrid", 52_000, "YEAR"]
    file = next(file for file in export(told, tmp_path, form) if file.stem == "posting")
    summary = import_files(told, [file], now=later + timedelta(days=1))
    assert (summary.changed, summary.unchanged, summary.problems, summary.unknown_columns) == (0, 6, (), ())


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl", "jsonld"])
def test_what_is_read_from_the_text_comes_into_another_store_as_no_statement_of_the_board(told, tmp_path, later, form):
    file = next(file for file in export(told, tmp_path, form) if file.stem == "posting")
    again = tmp_path / "again.duckdb"
    import_files(again, [file], now=later)
    published = """select source_id, sector, job_location_type, job_location, country, countries,
        columns('base_salary_.*') from posting_state where source_id <> '6' order by source_id"""
    assert query(again, published).to_json() == query(told, published).to_json()
    guessed = "select base_salary_origin, base_salary_min from posting_state where source_id = '6'"
    assert query(again, guessed).isna().all(axis=None)


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_rows_that_do_not_say_what_is_read_from_the_text_bring_no_pay_or_workplace_of_it(told, tmp_path, later, form):
    file, again = tmp_path / f"rows.{form}", tmp_path / "again.duckdb"
    rows = query(told, "from posting")
    rows.to_csv(file, index=False) if form == "csv" else rows.to_parquet(file)
    import_files(again, [file], now=later)
    published = """select source_id, job_location_type, columns('base_salary_.*')
        from posting_state where source_id in ('1', '2', '3') order by source_id"""
    assert query(again, published).to_json() == query(told, published).to_json()
    guessed = "select base_salary_origin, base_salary_min from posting_state where source_id = '6'"
    assert query(again, guessed).isna().all(axis=None)


def test_an_export_says_which_values_are_read_from_the_text_and_which_adverts_are_one_vacancy(told, tmp_path):
    names = {file.stem for file in export(told, tmp_path, "jsonl")}
    assert {"vacancy", "title_read", "same_role"} <= names
    postings = {row["source_id"]: row for row in map(json.loads, (tmp_path / "posting.jsonl").read_text().splitlines())}
    assert postings["1"]["read_from_text"] == ["sector"]
    assert postings["4"]["read_from_text"] == ["base_salary_currency", "base_salary_unit", "workplace", "sector"]
    clusters = {row["cluster"] for row in postings.values()}
    assert len(clusters) == len((tmp_path / "vacancy.jsonl").read_text().splitlines()) == 1


def test_an_export_that_was_edited_is_a_change(filled, tmp_path, later):
    file = next(file for file in export(filled, tmp_path, "jsonl") if file.stem == "posting")
    file.write_text(file.read_text().replace("Project Manager", "Programme Manager"))
    summary = import_files(filled, [file], now=later + timedelta(days=1))
    assert (summary.changed, summary.unchanged) == (1, 1)


def test_what_the_boards_published_and_its_history_come_out_as_tables(filled, tmp_path):
    names = {file.stem for file in export(filled, tmp_path, "jsonl")}
    assert {"posting_state", "posting_version"} <= names
    posting = json.loads((tmp_path / "posting.jsonl").read_text().splitlines()[0])
    assert {"employment_type", "department", "internal_id", "base_salary_raw", "base_salary_origin"} <= posting.keys()


def test_there_must_be_a_store_to_export(tmp_path):
    with pytest.raises(StoreMissing):
        export(tmp_path / "none.duckdb", tmp_path, "csv")
