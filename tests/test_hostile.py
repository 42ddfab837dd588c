"""Adverts, boards files, CVs and profiles of strangers: nothing in them runs, leaks, blocks or stops the others."""

import csv
import io
import json
import re
import shutil
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from scrapy import Request
from scrapy.resolver import dnscache
from scrapy.settings import Settings as ScrapySettings
from scrapy.utils.misc import load_object

from analysis.cli.errors import explain
from analysis.cli.options import Settings
from analysis.cli.root import cli
from analysis.cv.limits import CvError
from analysis.cv.lines import cv_lines
from analysis.derive import analyze
from analysis.interchange import csv_rows, import_files
from analysis.interchange.rows import Broken
from analysis.resume import EXTENSION
from analysis.sample import sample_profile
from analysis.store import QueryError, open_store, query
from crawler import settings
from crawler.boards import Board, read_boards
from crawler.manners.budget import Budget
from crawler.manners.guard import Guard
from crawler.manners.refusals import RefusedError
from crawler.normal.html import plain_text
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.page import UnreadableError
from crawler.sitemap import sitemap_of
from crawler.sources import spider_for

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\u2066\u200f\r\x08\x00\ufeff"
SCRIPTS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "<svg onload=window.pwned=1>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<style>*{display:none}</style>",
    "{{7*7}}{% for x in y %}",
    "${window.pwned=1}",
    "'-window.pwned=1-'",
    "<!--",
    "</style><script>window.pwned=1</script>",
    "![p](https://evil.example/p.png) [phish](https://evil.example) | `b` \\| <https://evil.example>",
)
LINES = (
    "You lead a programme of projects and a team of {n}.",
    "You own a budget of £{n}m.",
    "{n} years of experience are required.",
    "You have PRINCE2 or MSP.",
    "You report to the board of directors.",
    "You coach and mentor other project managers.",
)


def adverts():
    """Enough adverts of three firms for levels and themes, each with something hostile in every field."""
    for n in range(36):
        evil = SCRIPTS[n % len(SCRIPTS)]
        rank = ("", "Senior ", "Assistant ")[n % 3]
        yield {
            "title": f"{rank}Project Manager {evil}{ESCAPES}",
            "company": f"=Acme{'ABC'[n % 3]} {evil}",
            "description": f"<h3>You bring {evil}</h3><ul>"
            + "".join(f"<li>{line.format(n=n % 9 + 2)} {evil}{ESCAPES}</li>" for line in LINES[n % 3 :])
            + "</ul><a href='javascript:window.pwned=1'>apply</a>",
            "job_url": (
                "javascript:window.pwned=1",
                "https://x.example/'onmouseover='window.pwned=1",
                "data:text/html,x",
            )[n % 3],
            "location": f"Leeds {evil}",
            "site": "../../../etc/passwd",
            "id": f"../../{n}",
        }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "adverts.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in adverts()))
    found = import_files(folder / "store.duckdb", [file], now=NOW)
    assert found.new == 36, found
    analyze(folder / "store.duckdb", now=NOW)
    return folder / "store.duckdb"


def run(store: Path, *words: str, code: int | None = 0, stdin: str | None = None) -> str:
    """Run a command in this process; fails on whatever the command line would call a fault of ours."""
    ran = CliRunner().invoke(cli, ["--db", str(store), *words], obj=Settings(), input=stdin, standalone_mode=False)
    if code == 0 and ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran.output


# --- what people look at --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("firms",),
        ("query", "select title, firm, url from posting"),
        ("--format", "markdown", "firms"),
        ("match", str(sample_profile()), "--step", "any"),
    ],
)
def test_a_terminal_is_shown_no_sign_that_it_would_obey(store, words):
    shown = run(store, *words)
    assert "Project Manager" in " ".join(shown.split())  # a narrow cell stands in two lines
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown)


FORGED = "a\nnextrung: all is well\u2028\x85\r\nb"


def lines_of_ours(shown: str) -> list[str]:
    return [line for line in shown.splitlines() if line.startswith("nextrung: all")]


def test_a_name_with_line_ends_adds_no_line_to_what_is_told(tmp_path):
    file = tmp_path / f"{FORGED}.jsonl"
    file.write_text(json.dumps({"title": "PM", "company": FORGED, FORGED: "x"}) + "\n")
    shown = run(tmp_path / "s.duckdb", "import", str(file), code=None)
    assert "nextrung: all is well" in shown
    assert lines_of_ours(shown) == []


def test_a_row_of_a_boards_file_with_line_ends_adds_no_line_to_what_is_told(tmp_path):
    file = tmp_path / "boards.csv"
    file.write_text(f'source,board,company,sector,country,base_url\n"{FORGED}","{FORGED}",,,,\n', newline="")
    for words in (("boards", "list", "--boards", str(file)), ("crawl", "--boards", str(file))):
        shown = run(tmp_path / "s.duckdb", *words, code=None)
        assert "a line end in a field" in shown
        assert lines_of_ours(shown) == []


def test_an_error_is_told_in_one_line_whatever_is_called_in_it():
    told = explain(FileNotFoundError(2, "No such file or directory", FORGED))
    assert told == "nextrung: a nextrung: all is well b: No such file or directory"
    assert len(explain(ZeroDivisionError(FORGED)).splitlines()) == 2, "and a second one, which asks to report it"


def test_a_case_shows_no_sign_that_a_terminal_would_obey(store):
    posting = query(store, "select posting_id from posting order by title limit 1")["posting_id"].iloc[0]
    shown = run(store, "case", str(sample_profile()), posting)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def shown_by_markdown(page: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(page))


BROUGHT = re.compile(r"<(?!/?(?:h[1-6]|p|ul|li|strong|em|code|hr|table|thead|tbody|tr|th|td)\b)[^>]*>")
"""Markup that no page of ours has: what is left was brought by an advert."""


def test_a_case_brings_no_link_picture_or_markup_of_a_stranger(store):
    for posting in query(store, "select posting_id from posting order by title")["posting_id"]:
        page = run(store, "case", str(sample_profile()), posting)
        assert BROUGHT.findall(shown_by_markdown(page)) == []


@pytest.mark.parametrize("words", [("firms",), ("ladder", "!["), ("query", "select title, firm, [title] from posting")])
def test_a_table_in_markdown_brings_no_link_picture_or_markup_of_a_stranger(store, words):
    firm = query(store, "select any_value(firm) as firm from posting where contains(firm, '![')")["firm"].iloc[0]
    page = run(store, "--format", "markdown", *(firm if word == "![" else word for word in words))
    rows = [line for line in page.splitlines() if line.startswith("|")]
    shown = shown_by_markdown(page)
    assert BROUGHT.findall(shown) == []
    assert shown.count("<tr>") == len([row for row in rows if not row.startswith("| ---")])
    assert "![p](https" in shown


def test_a_table_shows_the_words_of_a_stranger_and_no_emoji_for_them(store):
    assert ":x: :100:" in run(store, "query", "select 'PM :x: :100:' as title")


@pytest.mark.parametrize("value", ["title", "[title]", "map {title: title}"])
@pytest.mark.parametrize("form", ["csv", "table", "markdown"])
def test_no_value_or_heading_brings_a_sign_that_a_terminal_would_obey(store, form, value):
    shown = run(store, "--format", form, "query", f'select {value} as told, 1 as "PM {ESCAPES[:-2]}" from posting')
    assert "Project Manager" in " ".join(shown.split())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u202a-\u202e\u2066-\u2069]", shown)


def test_what_is_left_of_a_cell_without_such_signs_is_no_formula(store):
    (row,) = csv.DictReader(io.StringIO(run(store, "--format", "csv", "query", "select chr(8203) || '=1+1' as a")))
    assert row == {"a": "'=1+1"}


def test_an_export_keeps_every_sign(store, tmp_path):
    run(store, "export", "--out", str(tmp_path / "out"), "--as", "csv")
    assert "\u202e" in (tmp_path / "out" / "posting.csv").read_text()


def test_json_keeps_every_sign_and_still_shows_none_to_the_terminal(store):
    told = run(store, "--format", "json", "query", "select title from posting")
    assert not re.search("[\x7f-\x9f\u202e\u2066]", told)
    titles = {row["title"] for row in json.loads(told)}
    assert titles == set(query(store, "select title from posting")["title"])
    assert any("\u202e" in title for title in titles)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " ="])
def test_no_cell_of_a_csv_is_a_formula(store, tmp_path, start):
    sql = f"select '{start}HYPERLINK(1)' as a, -5 as b"
    (row,) = csv.DictReader(io.StringIO(run(store, "--format", "csv", "query", sql)))
    assert row == {"a": f"'{start}HYPERLINK(1)".replace("\r", "\n"), "b": "-5"}


def test_an_export_has_no_formula_and_writes_only_into_its_folder(store, tmp_path):
    before = set(store.parent.rglob("*"))
    run(store, "export", "--out", str(tmp_path / "out"), "--as", "csv")
    with (tmp_path / "out" / "posting.csv").open(newline="") as file:
        firms = {row["firm"] for row in csv.DictReader(file)}
    assert firms
    assert all(firm.startswith("'=") for firm in firms)
    names = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert all(re.fullmatch(r"out/[a-z_]+\.csv", name) for name in names)
    assert set(store.parent.rglob("*")) == before


def test_a_digest_carries_no_script_and_no_link_that_is_not_of_the_web(store, tmp_path):
    copy = tmp_path / "store.duckdb"
    shutil.copyfile(store, copy)
    anyone = tmp_path / "anyone.json"  # without a wish or limit, so that there is something to tell
    work = json.loads(sample_profile().read_text())["work"]
    wishes = {EXTENSION: {"looking_for": {"step": "any"}}}
    anyone.write_text(json.dumps({"basics": {"name": "Kim Doe"}, "work": work, "meta": wishes}))
    for form in ("html", "atom"):
        told = run(copy, "digest", str(anyone), "--as", form)
        assert "Project Manager" in told
        assert not re.search(r"<(script|img|svg|iframe|style)\b", told)
        assert not re.search(r"href=.(javascript|data):", told)


def test_json_ld_keeps_every_advert_and_gives_none_an_address_that_is_not_of_the_web(store, tmp_path):
    run(store, "export", "--out", str(tmp_path), "--as", "jsonld")
    told = json.loads((tmp_path / "posting.jsonld").read_text())
    assert sorted(posting["title"] for posting in told) == sorted(query(store, "from posting")["title"])
    assert not any("url" in posting for posting in told)  # none of theirs is one


def test_the_report_of_a_store_full_of_hostile_adverts_runs_nothing(store, tmp_path):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    report = tmp_path / "report.html"
    run(store, "report", "--profile", str(sample_profile()), "--out", str(report))
    assert "Project Manager" in report.read_text()
    asked, dialogs = [], []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(report.as_uri())
        page.wait_for_timeout(300)
        for element in page.query_selector_all("select"):  # what is drawn later is drawn now
            for option in element.query_selector_all("option")[:4]:
                element.select_option(value=option.get_attribute("value"))
        page.wait_for_timeout(200)
        pwned = page.evaluate("window.pwned")
        links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.protocol)")
        frames = page.evaluate("document.querySelectorAll('iframe, object, embed').length")
        browser.close()
    assert pwned is None
    assert not dialogs
    assert frames == 0
    assert set(links) <= {"http:", "https:", "file:"}
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked), asked


# --- SQL ------------------------------------------------------------------------------------------------------------

INJECTED = "x'; drop table posting_state; --"


@pytest.mark.parametrize(
    "words",
    [
        ("ladder", INJECTED),
        ("compare", INJECTED, "y' or '1'='1"),
        ("equate", INJECTED, "--at", INJECTED),
        ("case", str(sample_profile()), INJECTED),
        *(("match", str(sample_profile()), f"--{name}", INJECTED) for name in ("firm", "country", "sector")),
    ],
    ids=lambda words: " ".join(words[:1]),
)
def test_sql_in_an_argument_is_only_a_name(store, words):
    run(store, *words, code=None)
    assert len(query(store, "from posting_state")) == 36


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "from '/etc/passwd'",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/etc/passwd')",
        "select * from glob('/*')",
        "copy posting_state to '/tmp/out.csv'",
        "copy (select 1) to '/tmp/out.parquet'",
        "attach '/tmp/other.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access=true",
        "reset enable_external_access",
        "set lock_configuration=false",
        "select * from 'http://127.0.0.1/x.parquet'",
        "export database '/tmp/out'",
        "import database '/tmp/out'",
        "delete from posting_state",
        "update posting_state set title='x'",
        "drop view posting",
        "insert into run values (1)",
        "create table x (a int)",
        "pragma enable_profiling; pragma profiling_output='/tmp/x'",
        "select getenv('PATH')",
        "set secret_directory='/tmp'",
        "create secret (type http, bearer_token 'x')",
        "set temp_directory='/tmp/x'",
        "from sniff_csv('/etc/passwd')",
        "from parquet_metadata('/tmp/x')",
        "call force_checkpoint()",
    ],
)
def test_a_question_neither_changes_the_store_nor_leaves_it(store, sql):
    before = store.read_bytes()
    with pytest.raises((QueryError, duckdb.Error)):
        query(store, sql)
    assert store.read_bytes() == before


def test_a_notebook_opens_the_store_with_the_same_locks(store):
    with open_store(store) as con:
        for sql in ("from '/etc/passwd'", "set enable_external_access=true", "delete from posting_state"):
            with pytest.raises(duckdb.Error):
                con.execute(sql)
        frame = [1]  # noqa: F841 - what a question must not reach
        with pytest.raises(duckdb.Error):
            con.execute("from frame")


# --- files ----------------------------------------------------------------------------------------------------------

WHOLE = {"title": "Project Manager", "company": "Acme", "description": "Lead projects."}


@pytest.mark.parametrize(
    ("row", "is_kept"),
    [
        ({"description": "half \ud800 of a sign"}, False),
        ({"min_amount": 1e300, "max_amount": 1e300, "currency": "GBP", "interval": "yearly"}, True),
        ({"min_amount": 1e17, "max_amount": 2e17, "currency": "GBP", "interval": "yearly"}, True),
        ({"salary_text": "£" + "9" * 60 + " a year"}, True),
        ({"date_posted": "99999-99-99"}, True),
        ({"date_posted": 1e30}, True),
        ({"title": "x\x00\x1b[31m"}, True),
        ({"company": {"name": ["a", {"b": 1}]}}, True),
        ({"location": [None, 5, {}, {"address": {"addressCountry": {"name": 5}}}]}, True),
    ],
    ids=[
        "surrogate",
        "huge pay",
        "pay beyond the column",
        "digits",
        "day",
        "number as day",
        "control",
        "name",
        "place",
    ],
)
def test_one_hostile_row_never_costs_the_others(tmp_path, row, is_kept):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({**WHOLE, **row}) + "\n" + json.dumps({**WHOLE, "title": "Programme Manager"}) + "\n")
    summary = import_files(tmp_path / "s.duckdb", [file], now=NOW)
    assert (summary.new, summary.refused) == ((2, 0) if is_kept else (1, 1))


@pytest.mark.parametrize(
    "line",
    [
        '{"a":' + "[" * 100_000,
        '{"title":"P","company":"A","description":' + "[" * 900 + "]" * 900 + "}",
        '{"id":' + "9" * 6_000 + "}",
        "\x00\x00",
        "[1]",
        "NaN",
    ],
)
def test_a_line_that_is_no_row_is_kept_aside(tmp_path, line):
    file = tmp_path / "rows.jsonl"
    file.write_text(line + "\n" + json.dumps(WHOLE) + "\n")
    summary = import_files(tmp_path / "s.duckdb", [file], now=NOW)
    assert (summary.new, summary.refused) == (1, 1)


def test_a_quote_that_never_closes_is_told_and_not_taken_for_an_advert(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text('title,company,description\nPM,Acme,Lead\nPM,Acme,"Lead\nPM,Acme,x\nPM,Acme,y\n')
    summary = import_files(tmp_path / "s.duckdb", [file], now=NOW)
    assert (summary.new, summary.refused) == (3, 1)
    assert query(tmp_path / "s.duckdb", "select reason from refused")["reason"].tolist() == [
        "a quote that never closes"
    ]


def test_quotes_that_never_close_are_not_looked_for_again_and_again(tmp_path, monkeypatch):
    """Each line of these opens a quote, whether one is open before it or not."""
    read, shown = 0, csv_rows._is_whole

    def counted(row: str, *told: Any) -> bool:
        nonlocal read
        read += len(row)
        return shown(row, *told)

    monkeypatch.setattr(csv_rows, "_is_whole", counted)
    text = "a,b,c\n" + 'x",",\n' * 2_000
    assert all(isinstance(row, Broken) for _, row in csv_rows.csv_rows(text))
    assert read < 25 * len(text)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id":' + "[" * 200_000, "nested deeper"),
        ('{"id":NaN,"title":"x","text":"y"}', "NaN is no number"),
        ('{"id":' + "9" * 6_000 + ',"title":"x","text":"y"}', "integer"),
        ('{"id":"1","title":"a\\ud800","text":"lead \\ud800\\u0000"}', '"id": "1"'),
    ],
    ids=["deep", "nan", "digits", "surrogate"],
)
def test_read_answers_each_line_or_says_what_is_wrong_with_it(tmp_path, line, told):
    good = json.dumps({"id": "2", "title": "PM", "text": "You lead a team of 12."})
    shown = run(tmp_path / "none.duckdb", "read", stdin=f"{line}\n{good}\n")
    assert told in shown
    assert '"id": "2"' in shown


@pytest.mark.parametrize(
    "text",
    ["1," * 60_000, "(" * 120_000, " " * 120_000 + "x", "£1" * 60_000, "a." * 60_000, "-" * 120_000],
    ids=["numbers", "brackets", "spaces", "pounds", "dots", "dashes"],
)
def test_a_text_made_to_be_slow_is_read_in_time(text):
    from analysis.reading.read import read_as_record

    assert read_as_record("1", "Senior PM", text=text)["lines"] is not None  # 0.5 s each; a square would take hours


@pytest.mark.parametrize("gap", [" ", "\t", "\N{NO-BREAK SPACE}", "&nbsp;", " \u2003"])
def test_a_gap_in_a_place_is_read_in_time(gap):
    found = places("Leeds" + gap * 60_000 + "/ York")  # a moment; a cube would take days
    assert [place.locality for place in found] == ["Leeds", "York"]


def test_a_list_of_places_longer_than_any_is_read_as_far_as_one_goes():
    towns = [place.locality for place in places("Leeds; York; " * 1_000 + "Hull")]
    assert (towns[:2], "Hull" in towns) == (["Leeds", "York"], False)


def test_pay_of_figures_without_end_is_read_as_far_as_a_statement_goes():
    found = pay_in("£30,000 a year, " + "£1" * 200_000 + ", £9 per hour")  # a moment; a square would take hours
    assert found is not None
    assert (found.max, found.unit, len(found.raw)) == (30_000, "YEAR", 4_000)


def test_the_unit_of_many_figures_is_found_in_time():
    began = process_time()
    found = pay_in("£1" * 1_990 + " per hour")
    assert process_time() - began < 0.3  # a tenth of it
    assert found is not None
    assert found.unit == "HOUR"


NEEDS = "<table><tr><th>Criteria</th><th>Essential</th><th>Desirable</th></tr><tr><td>{}</td><td>x</td><td></td></tr>"


@pytest.mark.parametrize(
    "html",
    ["<table><tr><td>" * 6_600, NEEDS.format("<p>ab</p>" * 9_000), NEEDS.format("<div>" * 9_000 + "word " * 20_000)],
    ids=["tables in tables", "a cell of blocks", "a cell of blocks in blocks"],
)
def test_a_page_made_to_be_slow_is_read_in_time(html):
    began = process_time()
    plain_text(html + "Lead")
    assert process_time() - began < 3  # a tenth of it; a square takes ten


def test_blank_lines_of_a_robots_txt_are_passed_over_in_time():
    site = spider_for("jsonld", ())
    board = Board("jsonld", "careers.acme.example", "Acme")
    (ask,) = site.first_asks(board)
    found = site.parse(b"\n" * 500_000 + b" Sitemap : https://careers.acme.example/jobs.xml", board, ask)
    assert [one.url for one in found.following] == ["https://careers.acme.example/jobs.xml"]  # a square: for hours


@pytest.mark.parametrize(
    ("content", "boards"),
    [
        ("lever,a\x00b,,,,\nlever,c,,,,\n", {"a\x00b", "c"}),
        ("lever," + "x" * 200_000 + ",,,,\nlever,c,,,,\n", {"x" * 200_000, "c"}),
        ("lever,a,,,,http://[::1\nlever,b,,,,file:///etc/passwd\nlever,c,,,,\n", {"c"}),
        ("lever,a,,,,https://me:secret@h.example/\nlever,c,,,,\n", {"c"}),
    ],
    ids=["nul", "long", "addresses", "password"],
)
def test_a_boards_file_loses_only_its_hostile_rows(tmp_path, content, boards):
    file = tmp_path / "boards.csv"
    file.write_text("source,board,company,sector,country,base_url\n" + content)
    found, refused = read_boards(file)
    assert {board.board for board in found} == boards
    assert "secret" not in str(refused)


def test_a_sitemap_that_unpacks_to_gigabytes_is_not_unpacked():
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(70)) + packer.flush()
    with pytest.raises(UnreadableError, match="unpacks to more than is taken"):
        sitemap_of(packed)


# --- CVs ------------------------------------------------------------------------------------------------------------


def docx(path: Path, body: str, entities: str = "") -> Path:
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?>{entities}<w:document xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main">{body}</w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("entities", [LAUGHS, OUTSIDE], ids=["billion laughs", "a file of this machine"])
def test_entities_of_a_docx_are_not_followed(tmp_path, entities):
    path = docx(tmp_path / "cv.docx", "<w:body><w:p><w:r><w:t>Kim Doe &a11;</w:t></w:r></w:p></w:body>", entities)
    try:
        told = " ".join(line.text for line in cv_lines(path, path.read_bytes()))
    except CvError:
        return
    assert "root:" not in told
    assert len(told) < 1_000


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<w:body/>",
        "<w:p/>",
        "<w:body>" + "<w:p>" * 5_000,
        "<w:body><w:tbl><w:tr/></w:tbl></w:body>",
        "<w:body><w:p><w:pPr><w:numPr/></w:pPr></w:p></w:body>",
    ],
)
def test_a_docx_that_is_none_is_told_in_a_line(tmp_path, body):
    with pytest.raises(CvError) as error:
        cv_lines(path := docx(tmp_path / "cv.docx", body), path.read_bytes())
    assert "\n" not in str(error.value)


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "cv.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\x00" * 70_000_000)
    with pytest.raises(CvError, match="not opened"):
        cv_lines(tmp_path / "cv.docx", (tmp_path / "cv.docx").read_bytes())


def pdf(content: bytes, *, more: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF of one page, whose text is drawn by `content`."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    told, at = b"%PDF-1.5\n", []
    for number, part in enumerate(parts, 1):
        at.append(len(told))
        told += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    return (
        told
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R %s >>\n" % trailer
        + b"startxref\n%d\n%%%%EOF" % len(told)
    )


DRAWN = b"BT /F1 12 Tf 50 700 Td (Kim Doe, Project Manager) Tj ET"


def told_of(path: Path, content: bytes) -> Any:
    try:
        return cv_lines(path, content)
    except CvError:
        return None


def test_a_pdf_broken_anywhere_is_read_or_told_and_never_a_fault_of_ours(tmp_path):
    whole = pdf(DRAWN)
    assert "Kim Doe" in told_of(tmp_path / "cv.pdf", whole)[0].text
    for at in range(8, len(whole), 9):
        told_of(tmp_path / "cv.pdf", whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :])
    for keep in range(20, len(whole), 60):
        told_of(tmp_path / "cv.pdf", whole[:keep])


@pytest.mark.parametrize(
    "filter_", ["/Standard /V 5 /R 6 /Length 256", "/Standard /V 2 /R 3 /Length 128", "/Unknown /V 9 /R 9", "/Standard"]
)
def test_an_encrypted_pdf_is_told_in_a_line(tmp_path, filter_):
    secret = b"(" + b"x" * 48 + b")"
    trailer = b"/Encrypt << /Filter %s /O %s /U %s /OE %s /UE %s /Perms (%s) /P -4 >> /ID [(a) (a)]" % (
        filter_.encode(),
        secret,
        secret,
        secret,
        secret,
        b"x" * 16,
    )
    assert told_of(tmp_path / "cv.pdf", pdf(DRAWN, trailer=trailer)) is None


@pytest.mark.parametrize(
    "kids", [b"[2 0 R]", b"[3 0 R 2 0 R]", b"[" + b"3 0 R " * 5_000 + b"]"], ids=["itself", "a ring", "many"]
)
def test_a_pdf_whose_pages_never_end_is_told(tmp_path, kids):
    assert told_of(tmp_path / "cv.pdf", pdf(DRAWN).replace(b"[3 0 R]", kids)) is None or kids == b"[3 0 R 2 0 R]"


def test_a_pdf_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path):
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(100)) + packer.flush()
    assert told_of(tmp_path / "cv.pdf", pdf(packed, more=b"/Filter /FlateDecode")) is None


SHORT = "<w:p><w:r><w:t>Lead</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cv.docx", "<w:p/>" * 100_000, "paragraphs"),
        ("cv.docx", SHORT.replace("Lead", "1" * 4_000), "a line of more than"),
        ("cv.docx", f"<w:tbl><w:tr><w:tc>{SHORT * 6_000}</w:tc></w:tr></w:tbl>", "paragraphs"),
        ("cv.txt", "(" * 199_000, "a line of more than"),
        ("cv.txt", "2019 - 2021\n" * 15_000, "lines"),
        ("cv.pdf", "BT /F1 12 Tf " + "(a) Tj 1 0 Td " * 300_000 + "ET", "strokes"),
    ],
    ids=["empty paragraphs", "a paragraph", "a cell", "brackets", "dates", "strokes"],
)
def test_a_cv_made_to_be_slow_is_not_read(tmp_path, name, content, told):
    path = tmp_path / name
    if name == "cv.docx":
        docx(path, f"<w:body>{content}</w:body>")
    else:
        path.write_bytes(pdf(content.encode()) if name == "cv.pdf" else content.encode())
    with pytest.raises(CvError, match=told):
        cv_lines(path, path.read_bytes())


def test_a_picture_in_markdown_is_no_line_of_a_cv(tmp_path):
    picture = f"data:image/png;base64,{'iVBOR/w0+' * 2_000}=="
    content = f"# Kim Doe\n![me]({picture})\n- Led a team\n\n[image1]: <{picture}>\n".encode()
    assert [line.text for line in cv_lines(tmp_path / "cv.md", content) if line.text] == ["Kim Doe", "Led a team"]


@pytest.mark.parametrize(
    "content",
    [
        '"' * 100,
        "[" * 100_000,
        '{"basics":[],"work":5}',
        '{"basics":{"name":{"a":1}}}',
        "null",
        '{"basics":{"name":"x"},"work":[{"x":' + "9" * 6_000 + "}]}",
        '{"basics":{"name":"x"},"work":[{"x":1e400}]}',
    ],
)
def test_a_profile_that_is_none_is_told_in_a_line(tmp_path, content):
    file = tmp_path / "me.json"
    file.write_text(content)
    with pytest.raises(CvError) as error:
        run(tmp_path / "none.duckdb", "profile", str(file))
    assert "\n" not in str(error.value)


def test_half_a_character_in_a_profile_costs_only_itself(tmp_path):
    file = tmp_path / "me.json"
    file.write_text('{"basics":{"name":"Kim \\ud800 Doe"},"work":[{"position":"PM\\udfff","startDate":"2019"}]}')
    assert '"name": "Kim ? Doe"' in run(tmp_path / "none.duckdb", "profile", str(file))


# --- the network ----------------------------------------------------------------------------------------------------


async def asked(url: str, own_host: str | None = None) -> None:
    waiting = Guard(Budget()).process_request(Request(url, meta={"own_host": own_host}))
    if waiting is not None:
        await waiting


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[ff0e::1]/",
        "http://239.1.2.3/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[2002:7f00:1::1]/",
    ],
)
def test_no_redirect_or_link_leads_into_a_private_network(url):
    import asyncio

    with pytest.raises(RefusedError, match="private network"):
        asyncio.run(asked(url, own_host="boards.example"))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.example/", "s3://bucket/x", "data:text/html,x"])
def test_only_the_web_is_asked(url):
    import asyncio

    with pytest.raises(RefusedError, match="not of the web"):
        asyncio.run(asked(url))


def test_a_private_address_is_asked_where_the_boards_own_row_points_there_and_only_there():
    import asyncio

    budget, url = Budget(), "http://127.0.0.1:9/"
    assert Guard(budget).process_request(Request(url, meta={"own_host": "127.0.0.1"})) is None
    assert budget.requests == 1
    with pytest.raises(RefusedError, match="private network"):
        asyncio.run(asked(url, own_host="127.0.0.2"))


@pytest.mark.parametrize(
    ("name", "address", "is_led_there"),
    [
        ("boards.example", "93.184.216.34", True),
        ("boards.example", "127.0.0.1", False),
        ("Own.example", "127.0.0.1", True),
        ("proxy.example", "10.0.0.1", True),
    ],
)
def test_a_name_is_judged_by_the_address_that_is_connected_to(monkeypatch, name, address, is_led_there):
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setitem(dnscache, name, address)
    told: Any = SimpleNamespace(settings=ScrapySettings({"NEXTRUNG_OWN_HOSTS": ["own.example"]}))
    found: list[Any] = []
    resolver = load_object(settings.TWISTED_DNS_RESOLVER).from_crawler(told, None)
    resolver.getHostByName(name).addBoth(found.append)
    assert (found == [address]) == is_led_there
