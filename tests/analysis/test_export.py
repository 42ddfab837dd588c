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


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl", "jsonld"])
def test_an_export_that_is_brought_back_is_unchanged(store, spool, advert, tmp_path, later, form):
    pay = Money(raw="£38,682 a year", min=38682, max=46580, currency="GBP", unit="YEAR", origin="text")
    place = Place(raw="Lancaster, England", country="GB", region="England", locality="Lancaster")
    spool.run([
        advert("1", base_salary=pay, job_location=(place,), job_location_type="hybrid", direct_apply=True),
        advert("2", employment_type=("FULL_TIME",), base_salary=pay.model_copy(update={"origin": "structured"})),
        advert("3", description="<p>Lead it for £50,000 a year, at home.</p>"),
    ])  # fmt: skip
    load_spool(store, spool.folder, now=later)
    analyze(store)
    file = next(file for file in export(store, tmp_path, form) if file.stem == "posting")
    summary = import_files(store, [file], now=later + timedelta(days=1))
    assert (summary.new, summary.changed, summary.unchanged, summary.problems) == (0, 0, 3, ())
    again = tmp_path / "again.duckdb"
    import_files(again, [file], now=later)
    published = "select source_id, base_salary_min, base_salary_currency from posting_state order by source_id"
    assert query(again, published).equals(query(store, published))


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
