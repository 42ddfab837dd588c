"""`nextrung digest PROFILE`: what is new since the last digest, made for cron's mail."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.store import reading_store
from analysis.printable import printable

if TYPE_CHECKING:
    from analysis.digest import Form


@named("digest", "What is new for you since last time")
@click.argument("profile", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "form", type=click.Choice(["markdown", "html", "atom"]), default="markdown", show_default=True,
              help="How it is written.")  # fmt: skip
@click.option("--forget", is_flag=True, help="Forget what was told for PROFILE, and end.")
def command(profile: Path, form: "Form", forget: bool) -> None:
    """What is new for PROFILE since the last digest; nothing at all when nothing is new.

    \b
    Example:
      nextrung digest me.json
      # Openings for Wren Ostleby
      ## New openings that may be a step up
      - **[PMO Manager](https://…)**, Skelderford Mental Health Partnership NHS Trust:
        a step up, match 52 of 100; missing: budget of £3m (shown: £1.4m), …
    \b
    In a crontab (cron mails what is printed, and nothing otherwise):
      30 6 * * *  nextrung crawl -q; nextrung analyze -q && nextrung digest me.json
    """
    from analysis import digest
    from analysis.profile import load_profile

    person = load_profile(profile)
    with reading_store():
        pass
    if forget:
        digest.forget(settings().db, person)
    elif text := digest.digest(settings().db, person, form):
        click.echo(printable(text))
