"""The store, opened for a command that reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis.cli.errors import NothingToWorkOn
from analysis.cli.options import settings
from analysis.cli.show import detail, warn

if TYPE_CHECKING:
    import duckdb


@contextmanager
def reading_store(*, analysed: bool = True) -> Iterator["duckdb.DuckDBPyConnection"]:
    """Yield a read-only connection; an empty or unread store says what to run first."""
    from analysis.store import open_store

    path = settings().db
    if not path.exists():
        raise NothingToWorkOn(
            f"no store at {path} yet. Try `nextrung demo` for a tour, `nextrung crawl` to gather adverts "
            "or `nextrung import FILE` to bring your own."
        )
    detail(f"reading the store {path}")
    con = open_store(path)
    try:
        if analysed and not (_count(con, "level") and _count(con, "matchable")):
            todo = (
                "`nextrung analyze`" if _count(con, "posting_state") else "`nextrung crawl` or `nextrung import FILE`"
            )
            raise NothingToWorkOn(f"nothing to compare in {path} yet: run {todo} first.")
        yield con
    finally:
        con.close()


def warn_of_another_version(con: "duckdb.DuckDBPyConnection") -> None:
    """Say where figures are missing or old because another version analysed the store."""
    from analysis.outdated import outdated

    if told := outdated(con):
        warn(told)


def _count(con: "duckdb.DuckDBPyConnection", table: str) -> int:
    row = con.table(table).count("*").fetchone()
    return int(row[0]) if row else 0
