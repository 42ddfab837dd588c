"""The command line as people use it: formats, pipes, settings, the Tab key, narrow terminals."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from analysis.cli.config import config_path, read_config
from analysis.cli.options import FORMATS, Settings
from analysis.cli.root import COMMANDS, cli
from analysis.sample import sample_profile, sample_store

ME = str(sample_profile())
PROGRAM = [sys.executable, "-m", "analysis.cli"]
TABLES = [
    ("firms",), ("match", ME, "--step", "any"), ("boards", "check"), ("query", "select firm, title from posting"),
    ("query", "select first_seen from posting limit 1"), ("config",),
]  # fmt: skip


@pytest.fixture(scope="module")
def store():
    return sample_store(firms=8, adverts=80)


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


def test_the_first_run_says_where_to_begin(tmp_path):
    done = subprocess.run(
        [*PROGRAM, "--db", str(tmp_path / "none.duckdb"), "firms"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert all(way in done.stderr for way in ("nextrung demo", "nextrung crawl", "nextrung import FILE"))
