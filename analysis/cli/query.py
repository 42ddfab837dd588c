"""`nextrung query`: read-only SQL over the store."""

import click

from analysis.cli.command import command as named
from analysis.cli.options import settings
from analysis.cli.show import show_rows
from analysis.cli.store import reading_store
from analysis.printable import plain


@named("query", "Ask the store in SQL")
@click.argument("sql")
def command(sql: str) -> None:
    """Ask the store in SQL; it cannot be changed this way, nor can other files be read.

    Views to rely on: posting, vacancy, line, facet, theme, level, title_level.

    \b
    Example:
      nextrung query "select title_rank, count(*) as adverts from posting group by 1"
      title rank  adverts
      plain           183
      senior           95
      …
    """
    from analysis.store import query_rows

    with reading_store(analysed=False):
        pass
    names, rows = query_rows(settings().db, sql)
    show_rows([plain(row) for row in rows], names)
