"""`nextrung query`: read-only SQL over the store."""

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import show
from analysis.cli.store import reading_store


@named("query")
@click.argument("sql")
def command(sql: str) -> None:
    """Ask the store in SQL; it cannot be changed this way, nor can other files be read.

    Views to rely on: posting, line, facet, theme, level, title_level.

    \b
    Example:
      nextrung query "select firm, count(*) as adverts from posting group by firm order by adverts desc limit 2"
      firm                                                adverts
      Wendlemoor Teaching Hospitals NHS Foundation Trust       30
      Harrowmere and Tarn Valley NHS Trust                     25
    """
    from analysis.store import query

    with reading_store(analysed=False):
        pass
    show(query(settings().db, sql))
