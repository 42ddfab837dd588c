"""`nextrung analyze`: read what is new, find themes and levels."""

from dataclasses import asdict

import click

from analysis.cli.command import command as named
from analysis.cli.errors import NothingToWorkOn
from analysis.cli.options import settings
from analysis.cli.show import progress, tell


@named("analyze")
@click.option("--full", is_flag=True, help="Do all of it again, not only what is new or changed.")
@click.option("--workers", default=1, show_default=True, help="Processes that read at once.")
def command(full: bool, workers: int) -> None:
    """Read the adverts, sort their demands into themes and compute levels.

    Only what is new or changed since the last time is read again.

    \b
    Example:
      nextrung analyze
      410 adverts read; 410 adverts with 5,739 statements in 32 themes, 410 levels, 34 firms (estimated anew)
    """
    from analysis.derive import analyze

    if not settings().db.exists():
        raise NothingToWorkOn("the store is empty: run `nextrung crawl` or `nextrung import FILE` first.")
    with progress("reading") as update:
        summary = analyze(settings().db, full=full, workers=workers, progress=update)
    tell(str(summary), asdict(summary))
