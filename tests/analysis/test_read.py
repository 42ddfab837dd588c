import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis.reading
from analysis.cli.root import cli
from analysis.reading.read import read, read_as_record, read_lines, reader_hash
from analysis.reading.reading import FACETS

TEXT = "What you will do\nLead a team of twelve and manage a budget of £2m.\nWhat you will bring\nFive years of work."


def test_a_record_has_the_promised_shape():
    record = json.loads(json.dumps(read_as_record("7", "Senior Project Manager", text=TEXT)))
    assert list(record) == ["id", "title_family", "title_rank", "lines", "facets", "evidence"]
    assert list(record["lines"][0]) == ["text", "start", "end", "section"]
    assert set(record["facets"]) == set(FACETS)
    assert record["facets"]["team_size"] == 12


def test_evidence_points_into_the_text_it_was_read_from():
    reading = read("Project Manager", TEXT)
    quoted = [reading.text[place.start : place.end] for place in reading.evidence["budget"]]
    assert any("£2m" in quote for quote in quoted)


def test_evidence_ends_with_its_line_where_the_space_behind_it_joins_the_next():
    reading = read("Project Manager", "You own the  budget of all our projects, of up to £5m\nor so each.")
    (place,) = reading.evidence["budget"]
    assert reading.text[place.start : place.end] == "£5m"


@pytest.mark.parametrize(
    ("facet", "line", "value", "shown"),
    [
        ("years_experience", "3 \0 5 years of experience in carving", 3, "3 \0 5 years"),
        ("years_experience", "3 \x96 5 years of experience in carving", 3, "3 \x96 5 years"),
        ("years_experience", "3 \ufffd 5 years of experience in carving", 3, "3 \ufffd 5 years"),
        ("years_experience", "The makers\0 craft and 3 years of experience", 3, "3 years"),
        ("education", "A Master\0s degree in carving", {"level": "master", "need": "required"}, "Master\0s degree"),
        ("education", "A Master\x92s degree in carving", {"level": "master", "need": "required"}, "Master\x92s degree"),
        ("years_managing", "7  years of project manage\u00adment", 7, "7  years of project manage\u00adment"),
        ("years_experience", "\ufeff7\u2002years\u2007of experience", 7, "7\u2002years"),
        ("budget", "Manage a budget \u200b of  £5\u2060m", {"amount": 5_000_000, "currency": "GBP"}, "£5\u2060m"),
    ],
)
def test_odd_signs_and_spaces_are_read_as_what_they_stand_for_and_shown_as_they_are(facet, line, value, shown):
    text = f"About you\n{line}\nRequirements\nA steady  hand"
    reading = read("", text)
    assert reading.facets[facet] == value
    place = reading.evidence[facet][0]
    assert text[place.start : place.end] == shown


def test_html_is_read_as_its_plain_text():
    html = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    assert read_as_record("7", "PM", html=html) == read_as_record("7", "PM", text=TEXT)


def test_each_criterion_of_a_table_has_the_need_that_its_row_ticks():
    rows = (
        ["Criteria", "Essential", "Desirable"],
        ["MSP", "", "X"],
        ["PRINCE2 Practitioner", "X", ""],
        ["ITIL Foundation", "", "X"],
    )
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    facets = read_as_record("7", "PM", html=f"<p>You lead our programme.</p><table>{html}</table>")["facets"]
    needs = {one["name"]: one["need"] for one in facets["certifications"]}
    assert needs == {"MSP": "preferred", "PRINCE2 Practitioner": "required", "ITIL": "preferred"}


def test_lines_whose_sections_are_known_are_read_as_told():
    reading = read_lines("Project Manager", [("Managed a £5m budget", "responsibility")])
    assert reading.facets["budget"] == {"amount": 5_000_000, "currency": "GBP"}


def test_the_reader_is_known_by_one_hash():
    assert reader_hash() == reader_hash() != ""


def test_the_hash_is_of_modules_that_reading_and_its_terms_load_and_of_no_others():
    told = "import sys, analysis.terms\n"
    told += "from analysis.reading.read import read\nread('', 'Lead a team of five')\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("analysis.reading.") for name in run.stdout.split()}
    there = {file.stem for file in Path(analysis.reading.__file__).parent.glob("*.py")} - {"__init__"}
    assert there <= loaded


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400) | st.text(alphabet="0123456789 -k£m%.,+years", max_size=200))
def test_no_text_is_too_odd_to_read(text):
    record = read_as_record(None, text[:50], text=text)
    assert [line["text"] for line in record["lines"]] == [line.strip() for line in text.split("\n") if line.strip()]


def test_a_fault_of_ours_is_not_told_as_a_bad_line(monkeypatch):
    def broken(*_, **__):
        raise ValueError("a fault of ours")

    monkeypatch.setattr("analysis.reading.read.read_as_record", broken)
    done = CliRunner().invoke(cli, ["read"], input='{"text": "Lead a team."}\n', standalone_mode=False)
    assert str(done.exception) == "a fault of ours"
    assert "line 1" not in done.stderr


def test_a_number_that_no_json_can_hold_is_the_lines_fault():
    lines = '{"id": 1e999, "text": "x"}\n{"id": 1, "text": "x"}\n'
    done = CliRunner().invoke(cli, ["read"], input=lines, standalone_mode=False)
    assert done.return_value == 1
    assert "line 1" in done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("piece", ["a", " ", "£5m ", "years of ", "(", "manage a team of ", "\n", "1,"])
def test_four_times_the_text_takes_no_more_than_some_four_times_as_long(piece):
    def seconds(size):
        started = time.process_time()
        read("Project Manager", piece * (size // len(piece)))
        return time.process_time() - started

    seconds(1_000)  # patterns are compiled once
    small, large = seconds(5_000), seconds(20_000)
    assert large < 12 * small + 0.2
