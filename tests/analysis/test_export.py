import csv
import json

import pandas as pd
import pytest

from analysis.interchange import export, import_files
from analysis.store import StoreMissing, load_spool, query


@pytest.fixture
def filled(store, spool, advert, later):
    spool.run([advert("1", title="=HYPERLINK(evil)"), advert("2", description="<p>+5 % a year</p>")])
    load_spool(store, spool.folder, now=later)
    return store


def test_tables_come_out_as_parquet(filled, tmp_path):
    files = export(filled, tmp_path / "out", "parquet")
    assert "posting.parquet" in [file.name for file in files]
    assert len(pd.read_parquet(tmp_path / "out" / "posting.parquet")) == 2


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


def test_what_the_boards_published_and_its_history_come_out_as_tables(filled, tmp_path):
    names = {file.stem for file in export(filled, tmp_path, "jsonl")}
    assert {"posting_state", "posting_version"} <= names
    posting = json.loads((tmp_path / "posting.jsonl").read_text().splitlines()[0])
    assert {"employment_type", "department", "internal_id", "base_salary_raw", "base_salary_origin"} <= posting.keys()


def test_there_must_be_a_store_to_export(tmp_path):
    with pytest.raises(StoreMissing):
        export(tmp_path / "none.duckdb", tmp_path, "csv")
