"""Ask the store: by the name of a question that stands in a `.sql` file, or in SQL of one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from analysis.store.connection import HERE, open_store
from analysis.store.errors import QueryError
from analysis.store.lake import is_lake, refuse_ways_out
from analysis.store.literals import named

if TYPE_CHECKING:
    import pandas as pd


def ask(con: duckdb.DuckDBPyConnection, question: str, **parameters: Any) -> "pd.DataFrame":
    """Return the answer to `question`, the name of a file in `questions/`, as a table."""
    from analysis.store.table import Table

    try:
        return Table(con.execute(sql_of(question), parameters or None).df())
    except duckdb.Error as error:
        raise QueryError(f"question {question}: {_shown(error)}") from error


def answers(con: duckdb.DuckDBPyConnection, question: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return the answer to `question` as rows of plain values, without the time that pandas takes to load."""
    try:
        found = _told(con, sql_of(question), parameters)
        names = [str(column[0]) for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    except duckdb.Error as error:
        raise QueryError(f"question {question}: {_shown(error)}") from error


def saved_model(con: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """Return the model `name` that the store keeps, as JSON; None where none was estimated yet."""
    found = answers(con, "saved_model", name=name)
    return str(found[0]["body"]) if found else None


def _told(con: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """Execute `sql`; its parameters go as literals, since DuckDB imports pandas to look at values of Python."""
    if not parameters:
        return con.execute(sql)
    con.execute(f"prepare question as {sql}")
    return con.execute(f"execute question({named(parameters)})")


def relation(con: duckdb.DuckDBPyConnection, question: str, **parameters: Any) -> duckdb.DuckDBPyRelation:
    """Return the answer to `question` as a DuckDB relation, to be narrowed and joined before it becomes a table."""
    try:
        return con.sql(sql_of(question), params=parameters or None)
    except duckdb.Error as error:
        raise QueryError(f"question {question}: {_shown(error)}") from error


def run(con: duckdb.DuckDBPyConnection, statement: str, **parameters: Any) -> None:
    """Execute the file `statement`, which changes the store."""
    con.execute(sql_of(statement), parameters or None)


def query(path: Path | str, sql: str) -> "pd.DataFrame":
    """Return the answer to `sql`, which can neither change the store nor reach files or the network."""
    from analysis.store.table import Table

    with _asked(path, sql) as found:
        return Table(found.df())


def query_rows(path: Path, sql: str) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the answer to `sql` as names and rows of plain values, of which pandas knows fewer kinds than SQL."""
    with _asked(path, sql) as found:
        names: list[str] = []
        for name, *_ in found.description or ():
            names.append(_unlike(str(name), names))
        return names, [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _unlike(name: str, names: list[str]) -> str:
    return next(one for one in (name, *(f"{name}_{n}" for n in range(1, len(names) + 2))) if one not in names)


@contextmanager
def _asked(path: Path | str, sql: str) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_store(path) as con:
        try:
            if is_lake(Path(path)):
                refuse_ways_out(con, sql)
            if not con.extract_statements(sql):
                raise QueryError('no question in it; try `nextrung query "show tables"`')
            yield con.execute(sql)
        except duckdb.Error as error:
            raise QueryError(f'{_shown(error)}. The tables: `nextrung query "show tables"`') from error


def questions() -> list[str]:
    """Return the names of all questions."""
    return sorted(file.stem for file in (HERE / "questions").glob("*.sql"))


def sql_of(name: str) -> str:
    """Return the text of the file `name`.sql of the store."""
    for folder in (HERE / "questions", HERE / "load", HERE / "derive", HERE):
        if (file := folder / f"{name}.sql").is_file():
            return file.read_text(encoding="utf-8")
    raise QueryError(f"no question named {name}; there are: {', '.join(questions())}")


def _shown(error: duckdb.Error) -> str:
    return " ".join(line.strip() for line in str(error).splitlines()[:2] if line.strip())
