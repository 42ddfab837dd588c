"""The reference page of all commands, taken from their own help."""

from collections.abc import Iterator

import click

from analysis.cli.options import FORMATS

WIDTH = 96
INTRODUCTION = f"""# Commands

*Taken from the commands' own help; the same text as `nextrung COMMAND --help`.*

Results go to stdout, everything else to stderr, so that a pipe holds results alone. Before or after the command:
`--db PATH` (else `$NEXTRUNG_DB`, else the settings file, else your data folder),
`--format {"|".join(FORMATS)}`, `--quiet`, `--verbose`. Colours and progress are shown on a terminal only, and
`NO_COLOR` is honoured. Where a terminal is too narrow for a table, records are printed one below the other. How to
set defaults and completion: [Set it up to your liking](../how-to/settings.md).

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | done in part: each failure was named, with its reason |
| 2 | wrong use, or a file that cannot be used |
| 3 | nothing to work on: the message says what to run first |
| 4 | another run holds the lock |
| 70 | a fault of ours |
| 130 | stopped by Ctrl-C: run it again, it goes on from there |
"""


def as_markdown() -> str:
    """Return the page."""
    from analysis.cli.root import cli

    context = click.Context(cli, info_name="nextrung", **cli.context_settings)
    return "\n".join([INTRODUCTION, *_commands("nextrung", context, cli)])


def _commands(path: str, context: click.Context, group: click.Group) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        # What commands inherit, such as `-h`, comes from the context above them.
        own = click.Context(command, context, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
        yield _section(f"{path} {name}", command, own)
        if isinstance(command, click.Group):
            yield from _commands(f"{path} {name}", own, command)


def _section(path: str, command: click.Command, context: click.Context) -> str:
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {path}\n\n```text\n{help_text}\n```\n"
