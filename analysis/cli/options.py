"""Options that every command takes, before or after its name."""

import math
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
ROWS = ("json", "jsonl", "csv")
"""The formats for programs."""
SHARED_PARAMETERS = ("db", "chosen_db", "format", "quiet", "verbose")
"""The options that every command takes, by the names that click knows them by."""
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Settings:
    """What the global options say."""

    chosen_db: Path | None = None
    format: str = "table"
    quiet: bool = False
    verbose: bool = False
    told_by: dict[str, int] = field(default_factory=dict)
    """How much what each was set by counts: its place in `_WEAKEST_FIRST`."""

    @property
    def db(self) -> Path:
        """The store: `--db`, else $NEXTRUNG_DB, else the user's data folder."""
        if self.chosen_db:
            return self.chosen_db.expanduser()
        if named := os.environ.get("NEXTRUNG_DB"):
            return Path(named).expanduser()
        from analysis.store import default_path

        return default_path()

    @property
    def spool(self) -> Path:
        """Where crawls leave what they gathered: beside the store."""
        return self.db.with_name(self.db.stem + "-spool")


def settings() -> Settings:
    """Return the settings of the running command."""
    found = click.get_current_context().find_root().obj
    assert isinstance(found, Settings)
    return found


_WEAKEST_FIRST = (ParameterSource.DEFAULT_MAP, ParameterSource.ENVIRONMENT, ParameterSource.COMMANDLINE)


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        now, source = ctx.find_root().ensure_object(Settings), ctx.get_parameter_source(str(parameter.name))
        if value in (None, False) or source not in _WEAKEST_FIRST:
            return
        told_by = _WEAKEST_FIRST.index(source)
        if told_by >= now.told_by.get(name, 0):
            now.told_by[name] = told_by
            setattr(now, name, value)

    return keep


def global_options(command: Command) -> Command:
    """Add the global options; their values land in `Settings`, wherever they stood."""
    options = [
        click.option("--db", type=click.Path(path_type=Path), metavar="PATH", callback=_keep("chosen_db"),
                     expose_value=False, help="The store [default: $NEXTRUNG_DB, else your data folder]."),
        click.option("--format", type=click.Choice(FORMATS), callback=_keep("format"), expose_value=False,
                     help="How results are printed [default: table]."),
        click.option("--quiet", "-q", is_flag=True, callback=_keep("quiet"), expose_value=False,
                     help="Only results and what needs you."),
        click.option("--verbose", "-v", is_flag=True, callback=_keep("verbose"), expose_value=False,
                     help="Say more of what is done."),
        click.version_option(package_name="nextrung", prog_name="nextrung", message="%(prog)s %(version)s"),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def refuse_rows(instead: str) -> None:
    """Refuse a format of rows that this command line asks for where a command writes a page; say what to do `instead`.

    What the settings or the environment say for all commands is meant for those that have rows.
    """
    told = settings()
    if told.format in ROWS and told.told_by.get("format") == _WEAKEST_FIRST.index(ParameterSource.COMMANDLINE):
        raise click.UsageError(f"no {told.format} here: {instead}", click.get_current_context())


class FiniteRange(click.FloatRange):
    """A range of numbers that an option takes; `nan` lies in no range, and `inf` is no number to work with."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; one that is not finite is wrong use."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"'{value}' is no finite number.", param, ctx)
        return number


def spread_options(command: Command) -> Command:
    """Add the options that spread work over processes and machines."""
    for option in (
        click.option("--cluster", metavar="ADDRESS",
                     help="Spread over a Dask cluster: `local`, or tls://HOST:8786."),
        click.option("--workers", default=1, show_default=True, type=click.IntRange(1), metavar="N",
                     help="Processes at work at once on this machine."),
    ):  # fmt: skip
        command = option(command)
    return command
