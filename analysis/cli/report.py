"""`nextrung report`: the HTML report."""

from datetime import UTC, datetime
from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import progress, show_rows
from analysis.cli.store import reading_store, warn_of_another_version


@named("report", "All of it as one HTML file")
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PROFILE",
    help="A JSON Resume or CV: adds its matches, gaps and plan.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("nextrung-report.html"),
    show_default=True,
    metavar="FILE",
    help="Where it goes.",
)
def command(profile: Path | None, out: Path) -> None:
    """Write the report: one HTML file with charts that opens anywhere and asks nothing of any server.

    \b
    Example:
      nextrung report --profile me.json --out report.html
      report.html
    """
    from analysis.profile import ProfileError, load_profile
    from analysis.report import write_report

    person = load_profile(profile) if profile else None
    if person and person.is_unread:
        raise ProfileError(f"{profile}: nothing of a CV was read there; see `nextrung profile {profile}`")
    with reading_store() as con, progress("writing the report"):
        warn_of_another_version(con)
        written = write_report(con, out, today=datetime.now(UTC).date(), person=person)
    if settings().format == "table":
        click.echo(written)
    else:
        show_rows([{"file": str(written)}], ["file"])
