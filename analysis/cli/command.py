"""How a command is made: the global options, and help that keeps its example."""

from collections.abc import Callable
from typing import Any

import click

from analysis.cli.options import SHARED_PARAMETERS, global_options


def command(name: str, in_short: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Return the decorator that makes a function the command `name`; the list of commands says it `in_short`."""

    def make(function: Callable[..., Any]) -> click.Command:
        made = click.command(name, short_help=in_short)(global_options(function))
        # What all share stands behind its own.
        made.params.sort(key=lambda parameter: parameter.name in SHARED_PARAMETERS)
        return made

    return make
