"""A store of many machines: Parquet files on shared storage, their catalogue in PostgreSQL (DuckLake).

A small file `NAME.lake` stands for it wherever the path of a store is asked for; spool and lock stand beside that file.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import duckdb

from analysis.store.errors import QueryError, StoreError, StoreMissing

_KEYS = ("catalogue", "data")
_WRITES = (
    'catalogue = "dbname=nextrung host=…"  (how PostgreSQL is reached) and data = "/shared/folder"  (where files go)'
)
_ASKING = frozenset({"SELECT", "EXPLAIN"})
_PRIMARY_KEYS = re.compile(r",([^\n,]*\n)\s*primary key \([^)]*\)")
_COLUMN_SETTINGS = re.compile(r" primary key| using compression zstd")
_PASSWORD = re.compile(r"password|^\w+://[^/@]*:[^/@]+@")
_NOT_MADE_YET = "creating a new DuckLake is explicitly disabled"
_NAME = re.compile(r"\w+")
_OUTSIDE = re.compile(
    r"(?:(?:postgres|ducklake|parquet|read|sniff)_\w*|query(?:_table)?|json_execute_serialized_sql)", re.IGNORECASE
)
"""Functions that reach a file or a server, or take a question as a text in which such a function may hide."""


@dataclass(frozen=True)
class Lake:
    """Where a lakehouse is."""

    catalogue: str
    """How PostgreSQL is reached, in libpq's words. A password belongs into ~/.pgpass or PGPASSWORD, not here."""
    data: str
    """The folder of the Parquet files, as every machine names it."""


def is_lake(path: Path) -> bool:
    """Say whether `path` stands for a lakehouse.

    >>> is_lake(Path("market.lake")), is_lake(Path("market.duckdb"))
    (True, False)
    """
    return path.suffix == ".lake"


def read_lake(path: Path) -> Lake:
    """Return what the file `path` says."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StoreError(f"{path}: cannot be read ({error}). Write two lines: {_WRITES}") from error
    for name in _KEYS:
        if not isinstance(told.get(name), str) or not told[name].strip():
            raise StoreError(f"{path}: {name} is missing. Write two lines: {_WRITES}")
    if _PASSWORD.search(told["catalogue"]):
        raise StoreError(f"{path}: a password stands in the file. Put it into ~/.pgpass or PGPASSWORD instead")
    return Lake(told["catalogue"], told["data"])


def connect_lake(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Connect to the lakehouse of `path`. Read-only, SQL reaches no file but the lakehouse's own."""
    lake = read_lake(path)
    con = duckdb.connect(config={"python_enable_replacements": "false", "autoinstall_known_extensions": "false"})
    try:
        for extension in ("postgres_scanner", "ducklake"):
            con.execute(f"load '{_extension(extension)}'")
        # DuckDB takes no parameters where it attaches.
        where, data = _quoted(f"ducklake:postgres:{lake.catalogue}"), _quoted(lake.data)
        con.execute(f"attach {where} as lake (data_path {data}{', read_only' if read_only else ''})")
        con.execute("use lake")
        if read_only:
            con.execute(f"set allowed_directories = [{_quoted(lake.data.rstrip('/') + '/')}]")
            con.execute("set enable_external_access = false")
            con.execute("set lock_configuration = true")
    except duckdb.Error as error:
        con.close()
        if _NOT_MADE_YET in str(error):
            raise StoreMissing(
                f"the lakehouse of {path} is empty: run `nextrung crawl` or `nextrung import FILE` first"
            ) from error
        raise StoreError(f"{path}: the lakehouse cannot be reached: {str(error).splitlines()[0][:300]}") from error
    return con


def _extension(name: str) -> Path:
    spec = find_spec(f"duckdb_extension_{name}")
    found = sorted(Path(spec.origin).parent.rglob("*.duckdb_extension")) if spec and spec.origin else []
    if not found:
        raise StoreError("a lakehouse needs more packages: install nextrung with the extra `cluster`")
    return found[0]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def for_lake(sql: str) -> str:
    r"""Return the schema without what a lakehouse does not know: keys and kinds of compression.

    >>> for_lake("create table a (b varchar not null, -- name\n    primary key (b)\n)").split()
    ['create', 'table', 'a', '(b', 'varchar', 'not', 'null', '--', 'name', ')']
    """
    return _COLUMN_SETTINGS.sub("", _PRIMARY_KEYS.sub(r"\1", sql))


def refuse_ways_out(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse SQL that does more than ask the lakehouse: its reader needs files and a server, a question does not."""
    for statement in con.extract_statements(sql):
        kind = statement.type.name
        if kind not in _ASKING:
            raise QueryError(f"a {kind} statement: only questions (select) are answered here")
    if found := next(filter(_OUTSIDE.fullmatch, _called(sql)), None):
        raise QueryError(f"{found}: functions that reach outside the store are not answered here")


def _called(sql: str) -> Iterator[str]:
    r"""Yield the names of the functions that `sql` calls.

    >>> list(_called("select 'read_csv(1)' as parquet_size, \"Sum\" (pay) -- of glob()"))
    ['Sum']
    """
    text = sql.encode()  # DuckDB counts bytes
    tokens = [(start, kind) for start, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    for (start, kind), (following, _) in pairwise(tokens):
        if kind != duckdb.token_type.string_const and text[following : following + 1] == b"(":
            yield from _NAME.findall(text[start:following].decode())[:1]
