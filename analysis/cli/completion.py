"""`nextrung completion SHELL`: what makes the Tab key know the commands."""

import click

from analysis.cli.command import command as named


@named("completion", "Make the Tab key know the commands")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what SHELL needs to complete commands, options and their values with the Tab key.

    \b
    Example, for good:
      nextrung completion bash >> ~/.bashrc
      nextrung completion zsh >> ~/.zshrc
      nextrung completion fish > ~/.config/fish/completions/nextrung.fish
    """
    from click.shell_completion import get_completion_class

    from analysis.cli.root import COMPLETE_VARIABLE, cli

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "nextrung", COMPLETE_VARIABLE).source())
