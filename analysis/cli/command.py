"""How a command is made: the global options, and help that keeps its example."""

from collections.abc import Callable
from typing import Any

import click

from analysis.cli.options import global_options


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Return the decorator that makes a function the command `name`."""

    def make(function: Callable[..., Any]) -> click.Command:
        return click.command(name)(global_options(function))

    return make
