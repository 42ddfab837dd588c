"""`nextrung profile CV`: a JSON Resume from a CV."""

from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.show import note
from analysis.printable import as_json


@named("profile", "Your CV as JSON Resume")
@click.argument("cv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(cv: Path) -> None:
    """Turn CV (PDF, DOCX, Markdown, text) into a JSON Resume; an existing JSON Resume is validated.

    Every value tells which words of the CV it came from; what the CV does not say stays empty, and is listed, as are
    the parts and lines that no value came from.

    \b
    Example:
      nextrung profile my-cv.pdf > my-resume.json
      to fill in: meta.x-nextrung.looking_for: what you want (sectors, scope, country, …)
    """
    from analysis.profile import profile_from_cv

    resume, todo = profile_from_cv(cv)
    click.echo(as_json(resume, indent=2))
    for line in todo:
        note(f"to fill in: {line}")
