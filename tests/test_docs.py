"""The documentation speaks of commands, options, files and names that exist, and its commands run."""

import ast
import json
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner

import analysis
from analysis.case import case
from analysis.cli import crawl as crawling
from analysis.cli.config import read_config
from analysis.cli.manual import as_markdown as manual
from analysis.cli.options import Settings
from analysis.cli.root import COMMANDS, cli
from analysis.profile import load_profile
from analysis.reading.read import read
from analysis.sample import sample_profile, sample_store
from analysis.store import ask, open_store, query
from analysis.store.dictionary import as_markdown as dictionary
from analysis.validity import validate
from crawler.boards import read_boards
from crawler.market import make_market
from crawler.market.spool import spool_market
from crawler.replay import serve

HOUSE = Path(__file__).parents[1]
PAGES = [
    page
    for page in (*sorted((HOUSE / "docs").rglob("*.md")), HOUSE / "README.md", HOUSE / "CONTRIBUTING.md")
    if page.exists() and "adr" not in page.parts
]
named = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))


@named
def test_every_relative_link_leads_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@named
def test_every_python_example_imports_what_exists(page):
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module and find_spec(node.module):
                assert all(hasattr(import_module(node.module), alias.name) for alias in node.names), ast.unparse(node)


def blocks(language):
    """Return the code blocks of one language, each with its page."""
    found = re.compile(rf"```{language}\n(.*?)```", re.DOTALL)
    return [(page, block) for page in PAGES for block in found.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("page", "block"), blocks("python"), ids=lambda told: getattr(told, "stem", ""))
def test_every_python_example_runs(page, block, place, monkeypatch):
    monkeypatch.chdir(place)
    monkeypatch.setattr("analysis.sample.sample_store", lambda _folder: place / "store.duckdb")
    shutil.copy(place / "store.duckdb", place / "nextrung.duckdb")
    names = {}
    exec(compile(block, str(page), "exec"), names)
    if keep := names.get("keep"):  # who calls it brings JobSpy's answer
        advert = {
            "site": "linkedin",
            "title": "Project Manager",
            "company": "Acme",
            "description": "You lead projects.",
        }
        keep(pd.DataFrame([advert]), place / "jobspy.duckdb")
        assert query(place / "jobspy.duckdb", "select count(*) from level").iloc[0, 0] == 1
    if con := names.get("con"):
        con.close()


def test_every_settings_boards_and_lexicon_file_shown_is_taken(tmp_path):
    shown = {page.stem: block for language in ("toml", "csv") for page, block in blocks(language)}
    files = {name: tmp_path / name for name in shown}
    for name, file in files.items():
        file.write_text(shown[name], encoding="utf-8")
    assert read_config(files["settings"], tuple(COMMANDS))["match"]["country"] == "GB"
    boards, refused = read_boards(files["boards"])
    assert len(boards) == 4
    assert not refused
    assert set(tomllib.loads(shown["bigger-machines"])) == {"catalogue", "data"}
    (entry,) = tomllib.loads(shown["words"]).values()
    assert set(entry) == {"label", "terms", "finds", "skips"}


def test_every_make_target_named_exists():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    targets = set(re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:^|`)make ((?:[a-z-]+ ?)+)", text, re.MULTILINE)
    assert {target for told in named for target in told.split()} <= targets


@pytest.mark.parametrize(("name", "made"), [("commands", manual), ("dictionary", dictionary)])
def test_reference_pages_are_what_the_code_says(name, made, accept):
    page = HOUSE / "docs" / "reference" / f"{name}.md"
    if accept:
        page.write_text(made(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made(), "the code has moved on: pytest tests/test_docs.py --accept"


def test_every_public_function_has_its_place_on_the_page_of_functions():
    text = (HOUSE / "docs" / "reference" / "functions.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^::: analysis\.(\w+)$", text, re.MULTILINE)) == sorted(analysis.__all__)


def test_every_package_has_its_place_among_the_rooms():
    text = (HOUSE / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    packages = [file.parent.name for room in ("crawler", "analysis") for file in (HOUSE / room).rglob("*/__init__.py")]
    assert set(re.findall(r"`(\w+)/`", text)) == {*packages, "data", "crawler", "analysis"}


def test_the_site_builds_without_a_warning(tmp_path):
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: `make setup`")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=HOUSE, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "site" / "reference" / "functions.html").read_text(encoding="utf-8")
    assert all(f'id="analysis.{name}"' in page for name in analysis.__all__)


def test_every_command_shows_an_example():
    for path, command in commands_of("nextrung", cli):
        _, _, example = command.get_help(click.Context(command, info_name=path)).partition("Example")
        assert path in example.partition("Options:")[0], path


def test_no_help_runs_a_block_of_its_own_lines_together():
    helps = {
        path: command.get_help(click.Context(command, info_name=path)) for path, command in commands_of("nextrung", cli)
    }
    assert [path for path, told in helps.items() if "\b" in told] == []


def commands_of(path, group):
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        yield from (
            commands_of(f"{path} {name}", command)
            if isinstance(command, click.Group)
            else [(f"{path} {name}", command)]
        )


def shown_commands():
    """Return the commands that stand in code blocks, each once, in the order of the pages."""
    found = {}
    for page in PAGES:
        for block in re.findall(r"```[a-z]*\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            for line in block.splitlines():
                if not line.startswith(("Usage:", "|")) and "mail -s" not in line:
                    found |= dict.fromkeys(said for part in re.split(r"&&|;", line) if (said := command_in(part)))
    return list(found)


def command_in(part):
    """Return what stands behind `nextrung` up to a pipe, an arrow or a remark."""
    said = re.search(r"(?:^|[\s/$])nextrung\s+(?P<words>[^$\s].*)$", part)
    if not said or not re.search(r"(?:^\s*|[$|=]\s*|bin/|\d \*  )(?:%h/nextrung/)?(?:\.venv/bin/)?nextrung\s", part):
        return None
    words = re.split(r"\s(?:>>?|\||#)\s", said["words"])[0].strip()
    piped = re.search(r"echo '(.*)' \| ", part)
    name = next((word for word in words.split() if not word.startswith("-") and word in COMMANDS), None)
    return (words, piped[1] if piped else "") if name else None


@pytest.fixture(scope="module")
def market():
    with serve(make_market(firms=2, adverts=8)) as replay:
        yield replay


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder that holds whatever the pages speak of."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copy(sample_store(firms=8, adverts=80), folder / "store.duckdb")
    (folder / "data").symlink_to(HOUSE / "data")
    advert = {"title": "Project Manager", "company": "Acme", "description": "You lead projects."}
    for name in ("adverts", "jobspy"):
        (folder / f"{name}.csv").write_text(",".join(advert) + "\n" + ",".join(advert.values()) + "\n")
    for name in ("home-pages.txt", "careers-pages.txt"):
        (folder / name).write_text("https://jobs.lever.co/acme\n")
    (folder / "my-boards.csv").write_text("source,board,company,sector,country,base_url\n")
    at = next(iter(query(folder / "store.duckdb", "select max(last_seen) as at from posting")["at"])).to_pydatetime()
    for spool in ("spool", "store-spool"):
        spool_market(make_market(firms=2, adverts=8).adverts, folder / spool, at)
    return folder


@pytest.fixture(scope="module")
def validated_once():
    """Validate the store for the first command that asks; the others differ only in where they write the card."""
    cards = []

    def once(con):
        cards[:] = cards or [validate(con)]
        return cards[0]

    return once


@pytest.mark.slow
def test_the_proof_on_the_first_page_is_what_the_demo_prints():
    page = (HOUSE / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^\$ nextrung case me.json (\w+)\n((?:\|.*\n)+)", page, re.MULTILINE)
    with open_store(sample_store()) as con:
        printed = case(con, load_profile(sample_profile()), shown[1], today=date(2026, 11, 24)).splitlines()
    assert [row for row in shown[2].splitlines() if row not in printed] == []


@pytest.mark.parametrize(("said", "piped"), shown_commands(), ids=lambda said: said[:60])
def test_every_command_shown_runs(said, piped, place, market, validated_once, monkeypatch):
    monkeypatch.chdir(place)
    monkeypatch.setenv("NEXTRUNG_DB", str(place / "store.duckdb"))
    monkeypatch.setattr(crawling, "chosen_boards", lambda *_: (list(market.boards), 0))
    monkeypatch.setattr("analysis.validity.yardsticks.BOOTSTRAPS", 5)
    monkeypatch.setattr("analysis.validity.validate", validated_once)
    monkeypatch.setattr("crawler.market.make_market", partial(make_market, firms=6, adverts=48))
    for name in ("cv.pdf", "my-cv.pdf", "me.json"):  # anew each time: one command deletes them
        shutil.copy(sample_profile().with_suffix(Path(name).suffix), place / name)
    words = [meant(word, place) for word in shlex.split(said)]
    if any(word.endswith(".lake") for word in words):
        pytest.skip("a lakehouse has tests of its own")
    if "--cluster" in words:  # nobody's scheduler stands there: what is left runs here
        del words[words.index("--cluster") : words.index("--cluster") + 2]
    words = ["2" if before == "--workers" else word for before, word in pairwise(["", *words])]  # there are 2 cores
    quick = {"crawl": {"delay": 0}}
    done = CliRunner().invoke(cli, words, input=piped or "y\n", obj=Settings(), default_map=quick)
    assert done.exit_code == 0, done.output


def meant(word, place):
    """Return what a reader would put in place of a word that stands for something of theirs."""
    if re.fullmatch(r"POSTING|[0-9a-f]{16}", word):
        return str(query(place / "store.duckdb", "select posting_id from posting where is_open limit 1").iloc[0, 0])
    if word in {"PROFILE", "my-resume.json"}:
        return "me.json"
    if re.fullmatch(r"(?:[A-Z]\w+ ){1,5}(?:Employer|Advisory|Systems|Trust)|FIRM", word):
        with open_store(place / "store.duckdb") as con:
            firms = ask(con, "firm_titles", firm=None).query("title_rank == 'senior'")
        firms = firms[firms["title_family"] == "project_manager"]["firm"].tolist()
        return firms[-1 if word.endswith("Systems") else 0]
    return word


MODULES = {
    "analysis.derive.shipping": ("store.duckdb", "level.json"),
    "analysis.teaching.lexicon_check": ("facets.json", "few.parquet"),
    "analysis.teaching.sections": ("few.parquet", "--labelled", "mine.jsonl", "--out", "model.npz"),
    "bench.analysis": ("60",),
}
"""What a reader would give to each module, on little."""
APART = {
    "bench.halves": "test_halves.py runs it on the sample market",
    "bench.lakehouse": "test_cluster.py runs its parts",
    "bench.section_teacher": "its environment has 2 GB",
}


@pytest.mark.filterwarnings("ignore:.* found in sys.modules")
@pytest.mark.parametrize("module", MODULES)
def test_every_module_shown_runs(module, place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    few = "select posting_id as id, firm as company, title, description from posting limit 9"
    query(place / "store.duckdb", few).to_parquet(place / "few.parquet")
    reading = read("Project Manager", "You will lead projects\nAbout you\nPRINCE2 Practitioner")
    labelled = {"lines": [line.text for line in reading.lines], "sections": [line.section for line in reading.lines]}
    firms = (json.dumps({"company": f"Firm {number}", **labelled}) + "\n" for number in range(6))
    (place / "mine.jsonl").write_text("".join(firms), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", [module, *MODULES[module]])
    runpy.run_module(module, run_name="__main__")
    made = [place / name for name in MODULES[module] if name in {"level.json", "facets.json", "model.npz"}]
    assert all(file.stat().st_size for file in made)
    assert made or json.loads(capsys.readouterr().out)


def test_every_module_shown_is_known_here():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"python -m ((?:analysis|bench)[\w.]*)", text)) <= {*MODULES, *APART}


def test_the_pages_show_every_command():
    shown = {word for said, _ in shown_commands() for word in shlex.split(said)}
    assert not set(COMMANDS) - shown
