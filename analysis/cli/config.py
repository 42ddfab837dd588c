"""`nextrung config`: the settings file, what may stand in it, and where each value in force comes from."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from analysis.cli.command import command as named
from analysis.cli.messages import nearest
from analysis.cli.options import settings
from analysis.cli.show import show
from crawler.exit_codes import WRONG_USE

SHARED_SETTINGS = ("db", "format", "quiet", "verbose")


class ConfigError(click.ClickException):
    """The settings file cannot be used: which file, which key, what to do."""

    exit_code = WRONG_USE


def config_path() -> Path:
    """Return where the settings file is looked for: $NEXTRUNG_CONFIG, else the user's folder for settings."""
    if named_file := os.environ.get("NEXTRUNG_CONFIG"):
        return Path(named_file).expanduser()
    import platformdirs

    return platformdirs.user_config_path("nextrung", appauthor=False) / "config.toml"


def read_config(path: Path, commands: tuple[str, ...]) -> dict[str, Any]:
    """Return the defaults that `path` sets, by option, and by command and option; nothing where there is no file."""
    try:
        with path.open("rb") as file:
            told = tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML ({error}); mend it or set NEXTRUNG_CONFIG.") from None
    for name in told:
        if name not in (*SHARED_SETTINGS, *commands):
            raise ConfigError(f"{path}: no setting or command '{name}'{_meant(name, (*SHARED_SETTINGS, *commands))}")
    return {name: _options(path, name, value) for name, value in told.items()}


def _options(path: Path, name: str, value: Any) -> Any:
    """Return one entry; a command's options are named as on the command line, `min-salary`."""
    from analysis.cli.root import cli

    if name in SHARED_SETTINGS:
        if isinstance(value, dict):
            raise ConfigError(f"{path}: '{name}' wants one value, not a table.")
        return _value(path, f"'{name}'", _known_options(cli)[name], value)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return _options_of(path, name, command, value)


def _options_of(path: Path, name: str, command: click.Command, told: Any) -> dict[str, Any]:
    """Return what a file says of one command, and of those below it, by the names that click knows the options by."""
    if not isinstance(told, dict):
        raise ConfigError(f"{path}: '{name}' is a command: write its options below a line [{name}].")
    known = _known_options(command)
    below = command.commands if isinstance(command, click.Group) else {}
    found: dict[str, Any] = {}
    for option, value in told.items():
        if option in below:
            found[option] = _options_of(path, f"{name}.{option}", below[option], value)
        elif option in known:
            found[str(known[option].name)] = _value(path, f"[{name}] {option}", known[option], value)
        else:
            raise ConfigError(f"{path}: [{name}] has no option '{option}'{_meant(option, (*known, *below))}")
    return found


def _known_options(command: click.Command) -> dict[str, click.Option]:
    """Return the options of a command as they are written."""
    return {
        option.removeprefix("--"): parameter
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }


def _value(path: Path, where: str, option: click.Option, value: Any) -> Any:
    """Return a value as the option takes it: one that may be repeated takes a list."""
    several = value if isinstance(value, list) else [value]
    is_text = isinstance(option.type, click.Path | click.Choice | click.types.StringParamType)
    if isinstance(value, list) > option.multiple or (is_text and not all(isinstance(one, str) for one in several)):
        raise ConfigError(f"{path}: {where} wants a text in quotes, not {value}.")
    if any(isinstance(one, bool) != option.is_flag for one in several):
        raise ConfigError(f"{path}: {where} wants {'true or false' if option.is_flag else 'a number'}, not {value}.")
    for one in several:
        _try(path, where, option, one)
    return several if option.multiple else value


def _try(path: Path, where: str, option: click.Option, value: Any) -> None:
    """Say what is wrong with a value; whether a file is there is asked when its command runs."""
    if isinstance(option.type, click.Path):
        return
    try:
        option.type.convert(value, option, None)
    except click.BadParameter as error:
        raise ConfigError(f"{path}: {where}: {error.message}") from None


def _meant(said: str, known: tuple[str, ...]) -> str:
    near = nearest(said, known)
    return f"; did you mean '{near}'?" if near else f"; there are: {', '.join(known)}."


@named("config", "Which settings are in force, and why")
def command() -> None:
    """Where the settings come from: the file, the environment, and what is in force.

    What stands in the file is a default; an environment variable goes before it, an option before both. Every option
    of every command can be set: `[match]` and `country = "GB"` in the file, or NEXTRUNG_MATCH_COUNTRY=GB.

    \b
    Example:
      nextrung config
      Setting  In force                          From
      file     /home/you/.config/nextrung/...    not there
      db       /home/you/.local/share/next...    default
      format   table                             default
      quiet    no                                default
      verbose  no                                default
    """
    import pandas as pd

    now, path = settings(), config_path()
    context = click.get_current_context().find_root()
    rows: list[dict[str, Any]] = [
        {"setting": "file", "in force": str(path), "from": "read" if path.exists() else "not there"}
    ]
    values = {"db": str(now.db), "format": now.format, "quiet": now.quiet, "verbose": now.verbose}
    rows += [{"setting": name, "in force": value, "from": _source(context, name)} for name, value in values.items()]
    rows += _rows_of_commands(context)
    show(pd.DataFrame(rows), {"setting": "Setting", "in force": "In force", "from": "From"})


def _rows_of_commands(root: click.Context) -> Iterator[dict[str, Any]]:
    """Yield the options of commands that the file or the environment sets."""
    assert isinstance(root.command, click.Group)
    for name in root.command.list_commands(root):
        command = root.command.get_command(root, name)
        assert command is not None
        yield from _rows_of(name, command, (root.default_map or {}).get(name) or {})


def _rows_of(name: str, command: click.Command, told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for option, parameter in _known_options(command).items():
        variable = str(parameter.envvar)
        value = os.environ.get(variable) or told.get(str(parameter.name))
        if value is not None:
            source = variable if os.environ.get(variable) else "file"
            yield {"setting": f"[{name}] {option}", "in force": value, "from": source}
    for below, part in command.commands.items() if isinstance(command, click.Group) else ():
        yield from _rows_of(f"{name}.{below}", part, told.get(below) or {})


def _source(root: click.Context, name: str) -> str:
    from click.core import ParameterSource

    told = (click.get_current_context().get_parameter_source(name), root.get_parameter_source(name))
    words = {
        ParameterSource.COMMANDLINE: "command line",
        ParameterSource.ENVIRONMENT: f"NEXTRUNG_{name.upper()}",
        ParameterSource.DEFAULT_MAP: "file",
    }
    return next((word for source, word in words.items() if source in told), "default")
