"""`nextrung import FILE…`: postings from files."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import note, progress, tell, warn
from crawler.exit_codes import DONE_IN_PART


@named("import", "Bring adverts from files")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def command(files: tuple[Path, ...]) -> int:
    """Bring postings from CSV, JSON Lines, JSON or Parquet into the store.

    Columns are recognised by themselves: schema.org's names, nextrung's own, or JobSpy's. Title, company and
    description are enough. Rows that cannot be used are kept aside with the reason (`nextrung query "from refused"`).

    \b
    Example:
      nextrung import adverts.csv
      imported: 120 new, 0 changed, 0 unchanged, 2 refused
      2 refused: description: missing (first: adverts.csv: row 17)
    """
    from analysis.interchange import import_files

    with progress("importing", "rows") as update:
        summary = import_files(settings().db, list(files), now=datetime.now(UTC), progress=update)
    tell(summary.counts, asdict(summary))
    for told in summary.notes if settings().format == "table" else ():
        note(told)
    for problem in summary.problems:
        warn(problem)
    return DONE_IN_PART if summary.problems else 0
