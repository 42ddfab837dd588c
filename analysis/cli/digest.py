"""`nextrung digest PROFILE`: what is new since the last digest, made for cron's mail."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.command import command as named
from analysis.cli.options import refuse_rows, settings
from analysis.cli.person import person_at
from analysis.cli.show import note
from analysis.cli.store import reading_store
from analysis.printable import printable

if TYPE_CHECKING:
    from analysis.digest import Form


@named("digest", "What is new for you since last time")
@click.argument("profile", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "form", type=click.Choice(["markdown", "html", "atom"]), default="markdown", show_default=True,
              help="How it is written.")  # fmt: skip
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it goes [default: stdout]; left as it is when nothing is new.",
)
@click.option("--forget", is_flag=True, help="Forget what was told for PROFILE in all forms, and end.")
def command(profile: Path, form: "Form", out: Path | None, forget: bool) -> None:
    """What is new for PROFILE since the last digest of its form; nothing at all when nothing is new.

    Each form remembers for itself what it told, so that mail and feed can both be kept. A feed in a FILE keeps its
    earlier entries, so that a reader who comes seldom misses none.

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
    refuse_rows("a digest is a page, --as markdown, html or atom; `nextrung match --new-since 1d` has rows.")
    from analysis import digest

    person = person_at(profile)
    with reading_store():
        pass
    if forget:
        digest.forget(settings().db, person)
    else:
        digest.digest(settings().db, person, form, tell=partial(_tell, form, out))


def _tell(form: "Form", out: Path | None, text: str) -> None:
    from analysis.digest import with_earlier
    from crawler.spool import write_whole

    if out is None:
        click.echo(printable(text))
        return
    if form == "atom" and out.exists():
        text = with_earlier(text, out.read_bytes())
    write_whole(out, printable(text) + "\n")
    note(f"written: {out}")
