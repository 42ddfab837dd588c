"""Wrong use of every command: one line that says what and what to do, the promised exit code, no traceback."""

import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from analysis.cli.root import main
from analysis.resume import EXTENSION
from analysis.sample import sample_profile, sample_store

Captured = pytest.CaptureFixture[str]
ME = str(sample_profile())
WRONG = [
    ("import nope.csv", 2, "no such file"),
    ("import folder.csv", 2, "a folder; name its files"),
    ("import broken.json", 2, "cannot be read as json"),
    ("import empty.csv", 2, "empty"),
    ("import headings.csv", 2, "holds no posting"),
    ("ladder Globx", 3, "no firm 'Globx'"),
    ("ladder Pellanshire_Ambulanc_Service_NHS_Trust", 3, "did you mean 'Pellanshire Ambulance Service NHS Trust'"),
    ("ladder Pellanshir", 3, "did you mean 'Pellanshire Ambulance Service NHS Trust'"),
    ("ladder ambulance", 3, "did you mean 'Pellanshire Ambulance Service NHS Trust'"),
    ("ladder Pelanshire", 3, "did you mean 'Pellanshire Ambulance Service NHS Trust'"),
    ("compare Globx Corvane", 3, "no firm 'Globx'"),
    ("compare OnlyOne", 2, "two firms or more"),
    ("compare OnlyOne onlyone", 2, "'OnlyOne' is one firm: name two firms or more"),
    ("compare OnlyOne _onlyone_", 2, "'OnlyOne' is one firm: name two firms or more"),
    ("equate PM --at Nobody", 3, "no firm 'Nobody'"),
    ("equate Wizard --at Pellanshire_Ambulance_Service_NHS_Trust", 3, "reads as 'Wizard'"),
    ("match nope.json", 2, "does not exist"),
    ("match broken.json", 2, "no JSON"),
    ("match other.json", 2, "no JSON Resume"),
    (f"match {ME} --step sideways", 2, "not one of"),
    (f"match {ME} --top -1", 2, "not in the range"),
    (f"match {ME} --min-salary nan", 2, "'--min-salary': 'nan' is no finite number"),
    ("match uk.json", 2, "'uk' is no code of capitals"),
    (f"match {ME} --new-since someday", 2, "is no time such as"),
    ("case other.json x", 2, "no JSON Resume"),
    (f"case {ME} nope", 3, "no advert 'nope'"),
    (f"case {ME} nope --format json", 2, "a page of Markdown"),
    (f"--format csv digest {ME}", 2, "--as markdown, html or atom"),
    ("profile nope.pdf", 2, "does not exist"),
    ("profile broken.pdf", 2, "PDF that cannot be read"),
    ("digest broken.json", 2, "no JSON"),
    ("report --profile broken.json", 2, "no JSON"),
    ("report --profile accounts.txt", 2, "nothing of a CV was read"),
    ("query selec", 2, "Parser Error"),
    ("query ;", 2, "no question in it"),
    ("query drop_table_level", 2, "Error"),
    ("read nope.jsonl", 2, "No such file"),
    ("read broken.json", 1, "line 1: not JSON"),
    ("frims", 2, "Did you mean 'firms'"),
    ("firms --format xml", 2, "not one of"),
    ("crawl --boards nope.csv", 2, "cannot be read"),
    ("crawl --boards headings.csv", 2, "no column"),
    ("crawl --source nope", 3, "no such board to ask"),
    (
        "crawl --source lever --board nosuch",
        3,
        "`nextrung boards add URL --to FILE`, then",
    ),
    ("crawl --boards nope.csv --max-minutes nan", 2, "'--max-minutes': 'nan' is no finite number"),
    ("crawl --boards nope.csv --delay inf", 2, "'--delay': 'inf' is no finite number"),
    ("crawl --roles nosuch", 2, "no roles called 'nosuch'"),
    ("load nope", 3, "no spool"),
    ("boards add notaurl", 2, "not an address of a source"),
    ("--db broken.json firms", 2, "is no store that can be read"),
    ("--db folder.csv firms", 2, "is a folder: name a file"),
    ("--db folder.csv import rows.csv", 2, "is a folder: name a file"),
    ("--db empty.csv firms", 2, "no store that can be read"),
    ("--db empty.csv import rows.csv", 2, "no store that can be read"),
    ("--db empty.csv crawl", 2, "no store that can be read"),
    ("--db rows.csv/s.duckdb import rows.csv", 2, "cannot write beside"),
    ("--db none.duckdb firms", 3, "nextrung crawl"),
    ("--db none.duckdb analyze", 3, "nextrung crawl"),
    ("--db none.duckdb validate", 3, "nextrung crawl"),
    ("--db none.duckdb report", 3, "nextrung crawl"),
    ("--db none.duckdb export --out there", 3, "nextrung crawl"),
    ("--db none.duckdb query x", 3, "nextrung crawl"),
    (f"--db none.duckdb match {ME}", 3, "nextrung crawl"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "broken.json").write_text("{bad")
    (folder / "empty.csv").write_text("")
    (folder / "headings.csv").write_text("x,y\n")
    (folder / "accounts.txt").write_text("root:x:0:0:root:/root:/bin/sh\nmail:x:8:8:mail:/var/mail:/sbin/none\n")
    (folder / "rows.csv").write_text("title,company,description\nPM,Acme,Lead.\n")
    (folder / "other.json").write_text(json.dumps({"a": 1}))
    (folder / "folder.csv").mkdir()
    limits = {"basics": {"name": "Wren"}, "meta": {EXTENSION: {"constraints": {"country": "uk"}}}}
    (folder / "uk.json").write_text(json.dumps(limits))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder, Path(shutil.copy(sample_store(firms=8, adverts=80), folder / "sample.duckdb"))


THIN = {
    "nobody.json": '{"basics": {}}',
    "titles.json": '{"basics": {"name": "Wren"}, "work": [{"name": "Acme", "position": "Project Manager"}]}',
    "line.txt": "Wren Ostleby\nProject Manager, Acme Ltd, 2018 - present\nSkills: Jira",
}


@pytest.mark.parametrize("name", THIN)
@pytest.mark.parametrize("command", ["match", "digest", "report"])
def test_a_record_that_tells_of_no_duty_is_matched_by_what_it_does_tell(
    name: str, command: str, place: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(THIN[name])
    store = shutil.copy(place[1], tmp_path / "store.duckdb")
    monkeypatch.setenv("NEXTRUNG_DB", str(store))
    monkeypatch.chdir(tmp_path)
    words = [command, *(["--profile", name, "--out", "report.html"] if command == "report" else [name])]
    monkeypatch.setattr(sys, "argv", ["nextrung", *words])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0


@pytest.mark.parametrize("command", ["match cv.txt", "digest cv.txt", "case cv.txt nope"])
def test_a_cv_in_which_no_role_is_found_is_used_with_a_warning(
    command: str, place: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("NEXTRUNG_DB", str(shutil.copy(place[1], tmp_path / "store.duckdb")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["nextrung", *command.split()])
    for dates, warnings in (("", 1), (", 2018 - present", 0)):
        (tmp_path / "cv.txt").write_text(f"Wren Ostleby\nProject Manager, Acme Ltd{dates}\nSkills: Jira")
        with pytest.raises(SystemExit):
            main()
        assert capsys.readouterr().err.count("cv.txt: no role with dates was found") == warnings


@pytest.mark.parametrize(("said", "code", "told"), WRONG, ids=[said.replace(ME, "me.json") for said, _, _ in WRONG])
def test_wrong_use_is_told_in_words_with_the_promised_code(
    said: str, code: int, told: str, place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    folder, store = place
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NEXTRUNG_DB", str(store))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(
        sys, "argv", ["nextrung", *(word.replace("_", " ") if word != ME else word for word in said.split())]
    )
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    assert left.value.code == code, err
    assert told in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1
    assert not out


@pytest.mark.parametrize(
    ("variable", "command"),
    [("NEXTRUNG_KEEP_DAYS", "crawl"), ("NEXTRUNG_MATCH_TOP", f"match {ME}"), ("NEXTRUNG_FORMAT", "firms")],
)
def test_a_wrong_value_of_the_environment_is_told_by_its_variable(
    variable: str, command: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv(variable, "abc")
    monkeypatch.setattr(sys, "argv", ["nextrung", *command.split()])
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, f"nextrung: ${variable}: Invalid value" in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(("form", "told"), [("json", r'"a": "\u017c\ud83d\ude00é"'), ("csv", r"\u017c\ud83d\ude00é")])
def test_signs_that_the_terminal_lacks_are_written_as_json_escapes_them(
    form: str, told: str, place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("NEXTRUNG_DB", str(place[1]))
    monkeypatch.setattr(sys, "argv", ["nextrung", "query", "select 'ż😀é' as a", "--format", form])
    with pytest.raises(SystemExit) as left:
        main()
    out.seek(0)
    assert (left.value.code, told in out.read()) == (0, True)


def test_an_argument_that_is_no_text_is_told(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(sys, "argv", ["nextrung", "query", os.fsdecode(b"select '\xc5'")])
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, "is no text in this locale" in capsys.readouterr().err) == (2, True)
