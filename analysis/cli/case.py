"""`nextrung case PROFILE POSTING`: demand by demand, the proof or the gap."""

from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.options import refuse_rows
from analysis.cli.person import person_at
from analysis.cli.store import reading_store, warn_of_another_version
from analysis.printable import printable


@named("case", "What proves you right for one opening")
@click.argument("profile", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("posting")
def command(profile: Path, posting: str) -> None:
    """The case for PROFILE (JSON Resume or CV) in the opening POSTING, as one page of Markdown.

    \b
    Example:
      nextrung match me.json --top 1
      nextrung case me.json 1273d0b5fea3dda7
      | It asks | Need | Your record | Where it says so |
      | --- | --- | --- | --- |
      | mentoring | essential | shown | “Coached two project support officers …” (… point 8) |
      | team of 16 | essential | in part: 9 | “Led a project team of 9 people …” (… point 2) |
      | a regulated setting | essential | not shown | the CV is silent |
    """
    refuse_rows("a case is a page of Markdown; `nextrung match` has its gaps as rows.")
    from analysis.case import case

    person = person_at(profile)
    with reading_store() as con:
        warn_of_another_version(con)
        click.echo(printable(case(con, person, posting)))
