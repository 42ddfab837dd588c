"""`nextrung`: its commands, imported only when asked for, and what its exit codes mean."""

import codecs
import json
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from time import monotonic
from typing import Any

import click

from analysis.cli.errors import exit_code_of, explain
from analysis.cli.messages import nearest
from analysis.cli.options import Settings, global_options
from crawler.exit_codes import DONE, INTERRUPTED

COMMANDS = {
    "demo": "demo",
    "crawl": "crawl",
    "load": "load",
    "boards": "boards",
    "import": "import_",
    "read": "read",
    "analyze": "analyze",
    "firms": "firms",
    "ladder": "ladder",
    "compare": "compare",
    "equate": "equate",
    "validate": "validate",
    "profile": "profile",
    "match": "match",
    "case": "case",
    "digest": "digest",
    "forget": "forget",
    "report": "report",
    "query": "query",
    "export": "export",
    "config": "config",
    "completion": "completion",
}
COMPLETE_VARIABLE = "_NEXTRUNG_COMPLETE"


class ReaderGoneError(Exception):
    """Who read our output has closed it, which is no error of anyone's; click would leave with 1."""


class Commands(click.Group):
    """Commands by name, in the order in which a newcomer meets them; a module is imported when its command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"analysis.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        _name_variables(command, f"NEXTRUNG_{cmd_name}")
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a closed pipe is told apart before click sees it."""
        began = monotonic()
        try:
            result = super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error
        if ctx.ensure_object(Settings).verbose:
            click.echo(f"done in {monotonic() - began:.1f} s", err=True)
        return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say which command was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], COMMANDS)
            meant = f" Did you mean '{near}'?" if near else " `nextrung --help` lists the commands."
            raise click.UsageError(f"no command '{args[0]}'.{meant}", ctx)
        return super().resolve_command(ctx, args)


def _name_variables(command: click.Command, prefix: str) -> None:
    """Call the variable of each option as the option is called, which its parameter need not be."""
    for option in command.params:
        if isinstance(option, click.Option) and option.envvar is None:
            named = max(option.opts, key=len).lstrip("-")
            option.envvar = f"{prefix}_{named}".replace("-", "_").upper()
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        _name_variables(below, f"{prefix}_{name}")


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@global_options
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Find the next rung: what "senior" means at each firm, and which openings are a real step up for you.

    \b
    First time here?
      nextrung demo             all of it on an invented market, in minutes
      nextrung crawl            gather real adverts from the bundled boards
      nextrung analyze          read them, find themes and levels
      nextrung profile cv.pdf > me.json
      nextrung match me.json    openings that are a step up, best first
    """
    ctx.ensure_object(Settings)


def _defaults() -> dict[str, object]:
    """Return what the settings file sets; none is read when there is none, so that starting stays quick."""
    from analysis.cli.config import config_path, read_config

    return read_config(config_path(), tuple(COMMANDS))


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Return signs that a terminal's encoding lacks as JSON escapes them, so that JSON stays JSON."""
    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def _speak_any_encoding() -> None:
    """Write what a terminal's encoding lacks; read from nobody and write to nobody where a stream is closed (`>&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for as long as we run
    codecs.register_error("nextrung", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="nextrung")


def _refuse_what_is_no_text(words: list[str]) -> None:
    for word in words:
        if any("\udc80" <= sign <= "\udcff" for sign in word) and not Path(word).exists():
            raise click.UsageError(f"'{word}' is no text in this locale: set LC_ALL=C.UTF-8 and try again.")


def main() -> None:
    """Run the command line; never a traceback for what a user or a remote server did."""
    _speak_any_encoding()
    try:
        _refuse_what_is_no_text(sys.argv[1:])
        result = cli.main(
            standalone_mode=False, prog_name="nextrung", complete_var=COMPLETE_VARIABLE, obj=Settings(),
            auto_envvar_prefix="NEXTRUNG", default_map=_defaults(),
        )  # fmt: skip
        sys.stdout.flush()
        code = result if isinstance(result, int) else DONE
    except (BrokenPipeError, ReaderGoneError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        code = DONE
    except (KeyboardInterrupt, click.Abort):
        click.echo("nextrung: stopped", err=True)
        code = INTERRUPTED
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except Exception as error:  # noqa: BLE001 the last door: everything else is a fault of ours, and is said so
        # A query that Ctrl-C breaks off is an error of DuckDB's own, made of the interruption.
        stopped = isinstance(error.__cause__, KeyboardInterrupt)
        click.echo("nextrung: stopped" if stopped else explain(error), err=True)
        code = INTERRUPTED if stopped else exit_code_of(error)
    sys.exit(code)
