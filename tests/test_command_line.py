"""The command line as people use it: formats, pipes, settings, the Tab key, narrow terminals."""

import csv
import importlib
import io
import json
import ntpath
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath

import click
import duckdb
import platformdirs
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from analysis.cli import root, show
from analysis.cli.config import ConfigError, config_path, read_config
from analysis.cli.options import FORMATS, Settings
from analysis.cli.root import COMMANDS, cli
from analysis.cli.show import progress
from analysis.sample import sample_profile, sample_store
from analysis.store import query, writing

ME = str(sample_profile())
WORDS = str.maketrans(" -", "__")
PROGRAM = [sys.executable, "-m", "analysis.cli"]
TABLES = [
    ("firms",), ("match", ME, "--step", "any"), ("boards", "check"), ("query", "select firm, title from posting"),
    ("query", "select first_seen from posting limit 1"), ("config",),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Path(shutil.copy(sample_store(firms=8, adverts=80), tmp_path_factory.mktemp("store") / "sample.duckdb"))


@pytest.fixture
def said(store, monkeypatch):
    monkeypatch.setenv("NEXTRUNG_DB", str(store))

    def run(*words, columns=160, **settings):
        monkeypatch.setenv("COLUMNS", str(columns))
        done = CliRunner().invoke(cli, list(words), obj=Settings(), auto_envvar_prefix="NEXTRUNG", **settings)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
@pytest.mark.parametrize("form", FORMATS)
def test_every_table_comes_in_every_format(said, words, form):
    text = said(*words, "--format", form)
    if form == "json":
        assert isinstance(json.loads(text), list)
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
    elif form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1
    elif form == "markdown":
        assert len({line.replace("\\|", "").count("|") for line in text.splitlines()}) == 1
    else:
        assert not [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_tables_fit_the_terminal_and_break_no_word(said, words, columns):
    lines = said(*words, columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    if words[0] == "match":
        whole = {row["posting_id"] for row in json.loads(said(*words, "--format", "json"))}
        assert whole <= {word for line in lines for word in line.split()}


@pytest.mark.parametrize("columns", [100, 120, 160, 190])
def test_no_address_is_broken_where_it_fits_a_line(said, store, columns):
    sql = "select posting_id, title, url, firm, date_posted, first_seen, source from posting where len(url) < 70"
    urls = set(query(store, sql)["url"])
    assert urls <= set(said("query", sql, columns=columns).split())


def test_a_reader_that_closes_early_is_no_error(store):
    program = f"{sys.executable} -m analysis.cli --format jsonl query 'from line' | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", program], env={**os.environ, "NEXTRUNG_DB": str(store)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_the_settings_file_sets_defaults_the_environment_goes_before_it_and_options_before_both(
    said, tmp_path, monkeypatch
):
    file = tmp_path / "config.toml"
    file.write_text('format = "csv"\n[match]\nstep = "any"\ntop = 1\n')
    defaults = read_config(file, tuple(COMMANDS))
    assert len(said("match", ME, default_map=defaults).splitlines()) == 2
    monkeypatch.setenv("NEXTRUNG_FORMAT", "json")
    monkeypatch.setenv("NEXTRUNG_MATCH_TOP", "2")
    assert len(json.loads(said("match", ME, default_map=defaults))) == 2
    assert len(said("match", ME, "--format", "jsonl", "--top", "3", default_map=defaults).splitlines()) == 3
    told = {row["setting"]: row["from"] for row in json.loads(said("config", default_map=defaults))}
    assert (told["format"], told["db"], told["quiet"]) == ("NEXTRUNG_FORMAT", "NEXTRUNG_DB", "default")


def test_an_option_may_be_written_in_the_file_as_on_the_command_line(tmp_path):
    (tmp_path / "config.toml").write_text("[match]\nmin-salary = 55000\n[crawl]\nmax-minutes = 30\n")
    assert read_config(tmp_path / "config.toml", tuple(COMMANDS)) == {
        "match": {"min_salary": 55000}, "crawl": {"max_minutes": 30},
    }  # fmt: skip


@pytest.mark.parametrize(("text", "told"), [
    ("forma = 'json'", "no setting or command 'forma'; did you mean 'format'?"),
    ("[match]\ncountri = 'GB'", "[match] has no option 'countri'; did you mean 'country'?"),
    ("match = 1", "'match' is a command: write its options below a line [match]."),
    ("[format]", "'format' wants one value, not a table."),
    ("= 1", "cannot be read as TOML"),
    ("quiet = 3", "'quiet' wants true or false, not 3."),
    ("format = 'xml'", "'format': 'xml' is not one of"),
    ("[crawl]\nretry-failed = 3", "[crawl] retry-failed wants true or false, not 3."),
    ("[crawl]\nmax-age = true", "[crawl] max-age wants a number, not True."),
    ("[crawl]\nmax-minutes = 'long'", "[crawl] max-minutes: 'long' is not a valid float"),
    ("[match]\ntop = 0", "[match] top: 0 is not in the range"),
    ("[match]\nstep = 'sideways'", "[match] step: 'sideways' is not one of"),
    ("db = 5", "'db' wants a text in quotes, not 5."),
    ("[match]\ncountry = 5", "[match] country wants a text in quotes, not 5."),
    ("[match]\ncountry = ['GB']", "[match] country wants a text in quotes, not ['GB']."),
    ("[boards.list]\nfile = 'x'", "[boards.list] has no option 'file'; "),
])  # fmt: skip
def test_a_wrong_settings_file_is_told_with_file_and_key(text, told, tmp_path):
    file = tmp_path / "config.toml"
    file.write_text(text)
    done = subprocess.run(
        [*PROGRAM, "firms"],
        env={**os.environ, "NEXTRUNG_CONFIG": str(file)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"nextrung: {file}: ")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_settings_file_in_another_encoding_is_told(tmp_path):
    file = tmp_path / "config.toml"
    file.write_bytes('db = "é"'.encode("latin-1"))
    with pytest.raises(ConfigError, match="cannot be read as TOML"):
        read_config(file, tuple(COMMANDS))


def test_the_options_of_commands_that_are_set_are_shown_with_where_they_come_from(said, tmp_path, monkeypatch):
    file = tmp_path / "config.toml"
    file.write_text('[match]\nstep = "any"\ntop = 1\n[boards.list]\nboards = "mine.csv"\n')
    monkeypatch.setenv("NEXTRUNG_MATCH_TOP", "2")
    told = json.loads(said("config", "--format", "json", default_map=read_config(file, tuple(COMMANDS))))
    shown = {row["setting"]: (row["in force"], row["from"]) for row in told if row["setting"].startswith("[")}
    assert shown == {
        "[match] step": ("any", "file"), "[match] top": ("2", "NEXTRUNG_MATCH_TOP"),
        "[boards.list] boards": ("mine.csv", "file"),
    }  # fmt: skip


def test_an_option_of_a_command_below_another_and_a_single_value_of_many_may_stand_in_the_file(tmp_path):
    (tmp_path / "config.toml").write_text("[boards.list]\nboards = 'mine.csv'\n[crawl]\nsource = 'lever'\n")
    assert read_config(tmp_path / "config.toml", tuple(COMMANDS)) == {
        "boards": {"list": {"boards_file": "mine.csv"}}, "crawl": {"sources": ["lever"]},
    }  # fmt: skip


def test_the_command_line_goes_before_what_the_file_says_of_a_command(said):
    said_by_file = {"format": "markdown", "query": {"format": "csv"}}
    assert json.loads(said("--format", "json", "query", "select 1 as a", default_map=said_by_file)) == [{"a": 1}]
    assert said("query", "select 1 as a", default_map=said_by_file) == "a\n1\n"


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "boards"] + ["boards list", "boards add"])
def test_each_option_has_a_variable_of_its_name(name):
    command = cli
    for word in name.split():
        command = command.get_command(click.Context(cli), word)
    for option in command.params:
        if isinstance(option, click.Option) and option.name != "keep_days":
            assert option.envvar == f"NEXTRUNG_{name} {max(option.opts, key=len)[2:]}".translate(WORDS).upper()


@pytest.mark.parametrize("number", ["nan", "inf"])
def test_no_option_takes_a_number_that_is_not_finite(number):
    options = [option for name in COMMANDS for option in cli.get_command(click.Context(cli), name).params]
    for option in options:
        if isinstance(option.type, click.types.FloatParamType):
            with pytest.raises(click.BadParameter, match=f"'{number}' is no finite number"):
                option.type.convert(number, option, None)


def test_without_a_settings_file_nothing_is_set(tmp_path, monkeypatch):
    monkeypatch.delenv("NEXTRUNG_CONFIG", raising=False)
    assert config_path().name == "config.toml"
    assert read_config(tmp_path / "none.toml", tuple(COMMANDS)) == {}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_read_its_completion(said, shell, tmp_path):
    script = tmp_path / "completion"
    script.write_text(said("completion", shell))
    assert "_NEXTRUNG_COMPLETE" in script.read_text()
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    subprocess.run([shell, "-n", str(script)], check=True)


@pytest.mark.parametrize(("typed", "offered"), [
    ("nextrung fi", ["firms"]), ("nextrung match --st", ["--step"]), ("nextrung match --step s", ["same"]),
])  # fmt: skip
def test_the_tab_key_offers_commands_options_and_values(typed, offered):
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_NEXTRUNG_COMPLETE": "bash_complete"}
    done = subprocess.run(PROGRAM, env={**os.environ, **words}, capture_output=True, text=True, check=True)
    assert [line.split(",")[1] for line in done.stdout.splitlines()] == offered


def test_no_colours_and_no_progress_leave_a_pipe(store):
    done = subprocess.run(
        [*PROGRAM, "firms"], env={**os.environ, "NEXTRUNG_DB": str(store), "TERM": "xterm-256color"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def shown_progress(monkeypatch, err, *, quiet=False, after=0.0):
    """Run counted work with its progress on `err`; return what stood on stdout and on `err`."""
    out = io.StringIO()
    monkeypatch.setattr(show, "SHOWN_AFTER_SECONDS", after)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    with click.Context(cli, obj=Settings(quiet=quiet)), progress("reading") as update:
        for done in (100, 200, 300):
            time.sleep(0.15)  # a rate needs time between two reports
            update(done, 1_000)
    return out.getvalue(), err.getvalue()


def test_wide_letters_are_wrapped_only_where_there_is_no_room(said):
    firm = "株式会社東京プロジェクト管理ホールディングス"
    asked = ("query", f"select '{firm}' as firm, 'Senior Project Manager' as title")
    assert f"{firm}  Senior" in said(*asked, columns=70)
    assert all(cell_len(line) <= 50 for line in said(*asked, columns=50).splitlines())


@pytest.fixture
def no_habits(monkeypatch):
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")


def test_progress_stands_on_a_terminals_stderr_with_rate_and_time_left_and_goes_when_done(no_habits, monkeypatch):
    out, told = shown_progress(monkeypatch, Terminal())
    assert out == ""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told)
    assert re.search(r"reading .*300/1000 [\d,]+ adverts/s 0:00:0\d 0:00:0\d", plain), plain
    assert told.rstrip().endswith("\x1b[2K")  # the line is wiped


@pytest.mark.parametrize(("err", "quiet"), [(io.StringIO, False), (Terminal, True)], ids=["a pipe", "--quiet"])
def test_no_progress_is_shown_in_a_pipe_or_when_asked_to_be_quiet(no_habits, monkeypatch, err, quiet):
    assert shown_progress(monkeypatch, err(), quiet=quiet) == ("", "")


def test_work_that_is_soon_done_shows_no_progress(no_habits, monkeypatch):
    assert show.SHOWN_AFTER_SECONDS == 2
    assert shown_progress(monkeypatch, Terminal(), after=2) == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(("after", "shown"), [(0.0, True), (60.0, False)], ids=["long work", "short work"])
def test_a_command_at_a_terminal_shows_progress_of_long_work_and_keeps_stdout_clean(no_habits, store, after, shown):
    import pty

    ours, theirs = pty.openpty()
    program = f"import analysis.cli, analysis.cli.show as s; s.SHOWN_AFTER_SECONDS = {after}; analysis.cli.main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "--format", "json", "match", ME],
        env={**os.environ, "NEXTRUNG_DB": str(store)}, stdout=subprocess.PIPE, stderr=theirs,
    ) as running:  # fmt: skip
        os.close(theirs)
        told = b"".join(iter(lambda: read_terminal(ours), b""))
        assert isinstance(json.loads(running.stdout.read()), list)
    os.close(ours)
    assert (b"weighing openings" in told) == shown


def read_terminal(end):
    try:
        return os.read(end, 4096)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.parametrize(("system", "data", "settings_in"), [
    ("windows.Windows", r"C:\Users\wren\AppData\Local\nextrung", r"C:\Users\wren\AppData\Local\nextrung"),
    ("macos.MacOS", "/Users/wren/Library/Application Support/nextrung",
     "/Users/wren/Library/Application Support/nextrung"),
    ("unix.Unix", "/home/wren/.local/share/nextrung", "/home/wren/.config/nextrung"),
])  # fmt: skip
def test_store_settings_and_spool_stand_where_each_system_keeps_them(monkeypatch, system, data, settings_in):
    module, name = system.split(".")
    platform = getattr(importlib.import_module(f"platformdirs.{module}"), name)
    for variable in [name for name in os.environ if name.startswith("XDG_")] + ["NEXTRUNG_DB", "NEXTRUNG_CONFIG"]:
        monkeypatch.delenv(variable, raising=False)
    home = {"windows": r"C:\Users\wren", "macos": "/Users/wren", "unix": "/home/wren"}[module]
    monkeypatch.setenv("HOME", home)
    pure = PureWindowsPath if module == "windows" else PurePosixPath
    if module == "windows":
        monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _: rf"{home}\AppData\Local")
        monkeypatch.setattr("platformdirs.windows.os.path", ntpath)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *a, **k: platform(*a, **k).user_data_dir)
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *a, **k: pure(platform(*a, **k).user_config_dir))
    monkeypatch.setattr("analysis.store.connection.Path", pure)
    assert Settings().db == pure(data) / "nextrung.duckdb"
    assert Settings().spool == pure(data) / "nextrung-spool"
    assert config_path() == pure(settings_in) / "config.toml"


def test_the_first_run_says_where_to_begin(tmp_path):
    done = subprocess.run(
        [*PROGRAM, "--db", str(tmp_path / "none.duckdb"), "firms"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert all(way in done.stderr for way in ("nextrung demo", "nextrung crawl", "nextrung import FILE"))


def test_what_needs_the_person_is_told_however_quiet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.csv").write_text("title,company,description\nPM,Acme,Lead.\n,Acme,Lead.\n")
    (tmp_path / "boards.csv").write_text("source,board,country\nlever,acme,UK\nlever,globex,Utopia\n")

    def told(*words):
        return CliRunner().invoke(cli, ["--quiet", "--db", "s.duckdb", *words], obj=Settings()).stderr

    assert "1 refused: title: missing" in told("import", "bad.csv")
    assert "no such file" in told("import", "bad.csv", "none.csv")
    assert "'Utopia' is no ISO 3166-1" in told("boards", "list", "--boards", "boards.csv")
    assert "no board was asked yet" in told("boards", "check")


def test_a_store_that_another_version_analysed_is_said_to_be_so_beside_what_it_tells(store, tmp_path):
    own = str(shutil.copy(store, tmp_path / "own.duckdb"))
    firm, posting_id = query(own, "select firm, posting_id from vacancy limit 1").iloc[0]
    told = [("match", ME), ("case", ME, posting_id), ("ladder", firm), ("report", "--out", str(tmp_path / "r.html"))]

    def warnings():
        done = [CliRunner().invoke(cli, ["--quiet", "--db", own, *words], obj=Settings()).stderr for words in told]
        return ["run `nextrung analyze`" in text for text in done]

    assert warnings() == [False] * 4
    with writing(Path(own)) as con:
        con.execute("""update model set body = '{"word_places": 3}' where name = 'level'""")
    assert warnings() == [True] * 4


def test_a_row_of_a_boards_file_that_names_no_board_leaves_with_1(tmp_path, monkeypatch, capsys):
    file = tmp_path / "boards.csv"
    file.write_text("source,board,country\nlever,acme,UK\nlever,globex,Utopia\n")
    monkeypatch.setattr(sys, "argv", ["nextrung", "boards", "list", "--boards", str(file), "--format", "json"])
    with pytest.raises(SystemExit) as left:
        root.main()
    told = json.loads(capsys.readouterr().out)
    assert (left.value.code, [(row["board"], row["country"]) for row in told]) == (1, [("acme", "GB")])


def test_results_that_are_no_table_come_in_the_format_asked_for(said, tmp_path):
    out = tmp_path / "report.html"
    assert json.loads(said("report", "--out", str(out), "--format", "json")) == [{"file": str(out)}]


def test_a_format_set_for_all_commands_leaves_pages_as_they_are(said, monkeypatch):
    (row,) = json.loads(said("match", ME, "--step", "any", "--top", "1", "--format", "json"))
    monkeypatch.setenv("NEXTRUNG_FORMAT", "json")
    assert said("case", ME, row["posting_id"]).startswith("# ")


def test_what_a_firms_ladder_comes_to_is_a_result_and_stands_on_stdout(said):
    (firm,) = json.loads(said("query", "select firm from title_level limit 1", "--format", "json"))
    sentence = said("ladder", firm["firm"], "--quiet").partition("Levels at")[0]
    assert firm["firm"] in sentence
    assert said("ladder", firm["firm"], "--format", "json").startswith("[")


def test_a_stroke_and_a_bar_stay_what_they_are_in_markdown(said):
    assert r"| a\\\|b |" in said("query", r"select 'a\|b' as x", "--format", "markdown")


def test_a_board_is_added_with_the_code_of_its_country(said):
    url = "https://jobs.lever.co/acme"
    assert ",GB," in said("boards", "add", url, "--country", "uk")


def test_a_board_comes_in_the_format_asked_for(said):
    (row,) = json.loads(said("boards", "add", "https://jobs.lever.co/acme", "--format", "json"))
    assert (row["source"], row["board"]) == ("lever", "acme")


def test_two_addresses_of_one_employer_are_one_row(said):
    urls = "https://jobs.lever.co/acme\nhttps://jobs.lever.co/globex\nhttps://jobs.lever.co/acme/466ed4a1-2c00\n"
    found = said("boards", "discover", "-", input=urls).splitlines()[1:]
    assert [row.split(",")[1] for row in found] == ["acme", "globex"]


def test_a_field_that_is_null_is_not_there(said):
    rows = [
        {"id": 1, "title": None, "text": "You lead projects.", "html": None},
        {"id": 2, "text": None, "html": "<p>A</p>"},
    ]
    told = said("read", "-", input="\n".join(map(json.dumps, rows)))
    assert [json.loads(line)["id"] for line in told.splitlines()] == [1, 2]


def test_a_query_tells_times_with_a_zone(said):
    (row,) = json.loads(said("query", "select timestamptz '2026-05-01 12:00:00+00' as at", "--format", "json"))
    assert row["at"].startswith("2026-05-01")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "markdown"])
def test_a_query_tells_a_map_by_days(said, form):
    told = said("query", "select map {date '2026-05-01': 3} as seen", "--format", form)
    assert "2026-05-01" in told
    if form == "json":
        assert json.loads(told) == [{"seen": {"2026-05-01": 3}}]


def test_the_version_is_told_before_and_after_a_command(said):
    assert said("--version") == said("firms", "--version") == said("boards", "list", "--version")


@pytest.mark.parametrize("columns", ["0", "1", "many"])
def test_a_width_that_is_none_hides_no_table(said, columns):
    assert "42" in said("query", "select 42 as a", columns=columns)


def test_the_demo_tells_rows_where_rows_are_asked_for(said, tmp_path, monkeypatch):
    from crawler import market

    monkeypatch.setattr(market, "make_market", partial(market.make_market, firms=4, adverts=40))
    (row,) = json.loads(said("demo", "--out", str(tmp_path / "demo"), "--format", "json", "--quiet"))
    assert Path(row["file"]).is_file()


def test_the_demo_shows_the_market_of_the_day_it_is_run(tmp_path, monkeypatch):
    from analysis.cli import demo
    from crawler import market

    monkeypatch.setattr(market, "make_market", partial(market.make_market, firms=6, adverts=40))
    monkeypatch.setattr(demo, "note", lambda _: None)
    demo.gather(tmp_path / "demo.duckdb", datetime(2031, 2, 3, 4, 5, tzinfo=UTC))
    (days,) = query(
        tmp_path / "demo.duckdb", "select min(valid_through) as first, max(valid_through) as last from posting"
    ).itertuples()
    assert days.first.year == days.last.year == 2031


def test_what_is_forgotten_is_what_was_remembered(store, said, tmp_path, monkeypatch):
    monkeypatch.setenv("NEXTRUNG_DB", str(shutil.copy(store, tmp_path / "own.duckdb")))
    told = [CliRunner().invoke(cli, ["forget", "--keep-files", ME], obj=Settings()).stderr]
    said("digest", ME)
    told.append(CliRunner().invoke(cli, ["forget", "--keep-files", ME], obj=Settings()).stderr)
    assert [re.sub(r"\d+", "N", line) for line in told] == [
        "no digest has told them anything\n", "forgotten: what the digest told of N adverts\n",
    ]  # fmt: skip


def test_no_input_at_all_is_no_fault_of_ours():
    words = " ".join([*PROGRAM, "read"])
    done = subprocess.run(f"{words} <&-", shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_closed_output_is_no_fault_of_ours():
    words = " ".join([*PROGRAM, "config"])
    done = subprocess.run(f"{words} >&-", shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_query_that_is_broken_off_is_stopped_and_no_fault_of_ours(monkeypatch, capsys):
    con = duckdb.connect()

    def ask_for_long(**_):
        con.sql("select count(*) from range(100_000_000_000) numbers(one) where one % 7 = 3").fetchall()

    monkeypatch.setattr(root.cli, "main", ask_for_long)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)  # an alarm comes as Ctrl-C does
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(SystemExit) as left:
            root.main()
    finally:
        signal.signal(signal.SIGALRM, before)
        con.interrupt()  # else its threads count on, in this process
        con.close()
    assert left.value.code == 130
    assert capsys.readouterr().err == "nextrung: stopped\n"
