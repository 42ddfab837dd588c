"""`nextrung export`: the store's tables, or the postings as schema.org JSON-LD."""

from pathlib import Path
from typing import Literal

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import note, progress, show
from analysis.cli.store import reading_store


@named("export", "The store as Parquet, CSV, JSON, JSON-LD")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="The folder they go to; made if it is not there.")  # fmt: skip
@click.option(
    "--as",
    "form",
    type=click.Choice(["parquet", "csv", "jsonl", "jsonld"]),
    default="parquet",
    show_default=True,
    help="The kind of file.",
)
def command(out: Path, form: Literal["parquet", "csv", "jsonl", "jsonld"]) -> None:
    """Write the store's tables to files in DIR, or the postings as schema.org JSON-LD.

    \b
    Example:
      nextrung export --out adverts --as csv
      written: adverts/posting.csv
      written: adverts/line.csv
      …
    """
    import pandas as pd

    from analysis.interchange import export

    with reading_store(analysed=False):
        pass
    with progress("writing"):
        written = export(settings().db, out, form)
    if settings().format != "table":
        show(pd.DataFrame({"file": [str(path) for path in written]}))
        return
    for path in written:
        note(f"written: {path}")
