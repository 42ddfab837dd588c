"""`nextrung analyze`: read what is new, find themes and levels."""

from dataclasses import asdict

import click

from analysis.cli.command import command as named
from analysis.cli.errors import NothingToWorkOn
from analysis.cli.options import settings, spread_options
from analysis.cli.show import detail, progress, tell


@named("analyze", "Read adverts, find themes and levels")
@click.option("--full", is_flag=True, help="Do all of it again, not only what is new or changed.")
@spread_options
def command(full: bool, workers: int, cluster: str | None) -> None:
    """Read the adverts, sort their demands into themes and compute levels.

    Only what is new or changed since the last time is read again.

    \b
    Example:
      nextrung analyze
      410 adverts read; 410 adverts with 5,711 statements in 35 themes, …
    """
    from analysis.cluster import spread_over
    from analysis.derive import analyze

    if not settings().db.exists():
        raise NothingToWorkOn("the store is empty: run `nextrung crawl` or `nextrung import FILE` first.")
    detail(f"analysing {settings().db}, {cluster or f'{workers} at once'}")
    with spread_over(workers, cluster) as spread, progress("reading") as update:
        summary = analyze(settings().db, full=full, spread=spread, progress=update)
    tell(str(summary), asdict(summary))
