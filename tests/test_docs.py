"""The documentation speaks of commands, options, files and names that exist."""

import ast
import re
import shlex
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from analysis.cli.root import COMMANDS, cli

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
def test_every_command_and_option_shown_exists(page):
    for line in commands_in(page.read_text(encoding="utf-8")):
        words = [word for word in shlex.split(line, comments=True)[1:] if word not in {"", "-"}]
        name = next((word for word in words if word in COMMANDS), None)
        assert name, f"no command in: {line}"
        if find_spec(f"analysis.cli.{COMMANDS[name]}"):
            known = options_of(import_module(f"analysis.cli.{COMMANDS[name]}").command, words)
            assert {word.split("=")[0] for word in words if word.startswith("-")} <= known, line


def commands_in(text):
    for block in re.findall(r"```(?:sh|bash)?\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            shown = re.sub(r"\s>\s.*|^\S*.*\|\s*(?=\S*nextrung)", "", line)
            for part in re.split(r"&&|;", shown):
                if re.match(r"\s*(?:\.venv/bin/)?nextrung\s", part) and "PROFILE" not in part:
                    yield part.strip()


def options_of(command, words):
    commands = [cli, command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    return {opt for each in commands for param in each.params for opt in (*param.opts, *param.secondary_opts)} | {
        "--help"
    }


@named
def test_every_python_example_imports_what_exists(page):
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module and find_spec(node.module):
                assert all(hasattr(import_module(node.module), alias.name) for alias in node.names), ast.unparse(node)
