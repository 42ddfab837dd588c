"""Open the store to read it, or write a copy of it and put the copy in its place."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb
import platformdirs
from filelock import FileLock, Timeout

from analysis.store.errors import StoreDamaged, StoreError, StoreLocked, StoreMissing
from analysis.store.files import keep_access, publish, where_it_stands
from analysis.store.lake import connect_lake, for_lake, is_lake

SCHEMA_VERSION = 10
HERE = Path(__file__).parent
LONGEST_UPGRADE = 60.0
"""So many seconds a reader waits for another process that upgrades the store."""
_READERS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
_OF_THE_DISK = (
    "Could not write",
    *map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM)),
)
"""Words of errors that say nothing against the store."""


def default_path() -> Path:
    """Return where the store stands when nobody says otherwise: the user's data folder."""
    return Path(platformdirs.user_data_dir("nextrung", appauthor=False)) / "nextrung.duckdb"


def known_beside(path: Path) -> Path:
    """Return where the store at `path` leaves what its next crawl must know; stores may share a folder."""
    path = where_it_stands(path)
    return path.with_name(path.stem + "-known.jsonl.gz")


def open_store(path: Path | str, *, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """Open the store at `path`; an older one is migrated first, a missing one is an error.

    Read-only, SQL reaches neither files nor the network. With `read_only=False` the caller writes to the file itself
    and shuts out every reader: `writing` is nearly always what you want.
    """
    path = where_it_stands(Path(path))
    if not path.exists():
        raise StoreMissing(f"no store at {path} yet: run `nextrung crawl` or `nextrung import FILE` first")
    _refuse_folder(path)
    con = _connect(path, read_only=True)
    if _checked_version(con, path) < SCHEMA_VERSION:
        con.close()
        _upgrade(path)
        con = _connect(path, read_only=True)
    if read_only:
        return con
    con.close()
    return _connect(path, read_only=False)


def _upgrade(path: Path) -> None:
    """Bring the store to the present schema, or wait while another process does."""
    try:
        with writing(path, patience=LONGEST_UPGRADE):
            pass
    except StoreError as error:
        raise type(error)(f"{path}, of an older version, must be upgraded once, which failed: {error}") from error


@contextlib.contextmanager
def writing(path: Path | str, *, patience: float = 0) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection on a copy of the store, which replaces it at the end; an error leaves the old file whole.

    Readers keep the picture they opened. Only one process writes at a time; a second one gets `StoreLocked` after so
    many seconds of `patience`. A lakehouse is written in its own transactions, which readers see whole or not at all.
    """
    path = where_it_stands(Path(path))
    _refuse_folder(path)
    with _only_writer(path, patience):
        if is_lake(path):
            yield from _writing_lake(path)
            return
        copy = path.with_name(path.name + ".new")
        try:
            _copy_aside(path, copy)
            with _connect(copy, read_only=False, named=path) as con:
                _refuse_foreign(con, path)
                _migrate(con)
                yield con
                con.execute("checkpoint")
                has_holes = _has_holes(con)
            if has_holes:
                _rewrite(copy)
            publish(copy, path)
        except (duckdb.IOException, duckdb.TransactionException, duckdb.OutOfMemoryException) as error:
            if "Corrupt" in str(error):
                raise explained(path, error) from error
            raise StoreError(f"cannot write {path}: {_first_line(error)}. Is the disk full?") from error
        except (duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException) as error:
            raise explained(path, error) from error
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
        finally:
            _remove(copy)


def _writing_lake(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with connect_lake(path, read_only=False) as con:
            _migrate(con, is_in_lake=True)
            yield con
    except (duckdb.IOException, duckdb.TransactionException, duckdb.OutOfMemoryException) as error:
        raise StoreError(f"cannot write {path}: {_first_line(error)}. Try again") from error


@contextlib.contextmanager
def _only_writer(path: Path, patience: float) -> Iterator[None]:
    holder = path.with_name(path.name + ".holder")
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=patience)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise StoreLocked(f"{_holder_of(holder)} is writing {path}: try again when it is done") from None
    except OSError as error:
        raise StoreError(f"cannot write beside {path}: {error.strerror or error}") from error
    try:
        with contextlib.suppress(OSError):  # a full disk shall be told by the store, not by this note
            holder.write_text(json.dumps({"pid": os.getpid()}), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _holder_of(holder: Path) -> str:
    try:
        return f"process {json.loads(holder.read_text(encoding='utf-8'))['pid']}"
    except (OSError, ValueError, KeyError):
        return "another process"


def _copy_aside(path: Path, copy: Path) -> None:
    _remove(copy)  # what a killed writer left
    if not path.exists():
        return
    if _log_of(path).exists():  # someone wrote to the file itself and was killed: let DuckDB finish it
        with _connect(path, read_only=False) as con:
            con.execute("checkpoint")
    shutil.copyfile(path, copy)
    keep_access(path, copy, also=stat.S_IRUSR | stat.S_IWUSR)


def _has_holes(con: duckdb.DuckDBPyConnection) -> bool:
    """Return whether most of a file worth the trouble is room that nothing uses any more."""
    free, used = con.execute("select free_blocks, used_blocks from pragma_database_size()").fetchall()[0]
    return bool(free > used and free > 100)


def _rewrite(store: Path) -> None:
    """Write `store` afresh, without the holes."""
    fresh = store.with_name(store.name + ".fresh")
    _remove(fresh)
    with _connect(store, read_only=False) as con:
        # DuckDB takes no parameters for names.
        con.execute("attach '" + str(fresh).replace("'", "''") + "' as fresh (storage_version 'v1.5.0')")
        name = str(con.execute("select current_database()").fetchall()[0][0]).replace('"', '""')
        con.execute('copy from database "' + name + '" to fresh')
        con.execute("detach fresh")
    fresh.replace(store)


def _remove(store: Path) -> None:
    for file in (store, _log_of(store)):
        file.unlink(missing_ok=True)


def _log_of(store: Path) -> Path:
    return store.with_name(store.name + ".wal")


def _connect(path: Path, *, read_only: bool, named: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Connect to the file at `path`; an error calls it as the user does, `named`."""
    if is_lake(path):
        return connect_lake(path, read_only=read_only)
    try:
        if read_only:
            return duckdb.connect(path, read_only=True, config=_READERS)
        # Without it 1.5.5 writes files three times as large.
        return duckdb.connect(path, config={"storage_compatibility_version": "v1.5.0"})
    except duckdb.Error as error:
        raise explained(named or path, error) from error


def explained(path: Path, error: duckdb.Error) -> StoreError:
    """Return what an error of DuckDB over the store at `path` means to a person."""
    told = _first_line(error)
    if "lock on file" in told:  # "lock" alone stands in the "block" of a broken file, too
        return StoreLocked(f"{path} is open for writing in another process: {told}")
    if any(words in told for words in _OF_THE_DISK):
        return StoreError(f"cannot use {path}: {told}. The store is as it was: see to the disk, and try again")
    return StoreDamaged(
        f"{path} is no store that can be read ({told}). "
        "Move it away and load the spool again with `nextrung load`, or restore a copy"
    )


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]


def _checked_version(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    try:
        _refuse_foreign(con, path)
        version = _version(con)
    except StoreDamaged:
        con.close()
        raise
    except duckdb.Error as error:
        con.close()
        raise explained(path, error) from error
    if version > SCHEMA_VERSION:
        con.close()
        raise StoreError(
            f"{path} was written by a newer nextrung (schema {version}, this one knows {SCHEMA_VERSION}): upgrade it"
        )
    return version


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file with --db, such as {path / 'nextrung.duckdb'}")


def _refuse_foreign(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    names = _tables_and_views(con)
    if names and "posting_state" not in names:
        raise StoreDamaged(f"{path} is a database of another program: name another file with --db")


def _version(con: duckdb.DuckDBPyConnection) -> int:
    return int(_meta(con, "schema_version") or 0) if "meta" in _tables_and_views(con) else 0


def _tables_and_views(con: duckdb.DuckDBPyConnection) -> set[str]:
    # `show tables` takes twice as long, which every start pays several times.
    names = con.execute(
        "select table_name from duckdb_tables() where database_name = current_database() union all "
        "select view_name from duckdb_views() where database_name = current_database() and not internal"
    )
    return {name for (name,) in names.fetchall()}


def _meta(con: duckdb.DuckDBPyConnection, key: str) -> str | None:
    row = con.execute(f"select value from meta where key = '{key}'").fetchone()  # noqa: S608 - a word of ours
    return str(row[0]) if row else None


def _migrate(con: duckdb.DuckDBPyConnection, *, is_in_lake: bool = False) -> None:
    """Bring the store to the present schema, one step a version; a new file starts at the end."""
    version = _version(con)
    if version > SCHEMA_VERSION:
        raise StoreError(f"the store was written by a newer nextrung (schema {version}): upgrade this one")
    # Without a transaction, which cannot alter what it has filled: a step that fails is a copy thrown away.
    if _tables_and_views(con):
        for step in range(version + 1, SCHEMA_VERSION + 1):
            con.execute(_schema_of(f"migrations/{step:04}.sql", is_in_lake=is_in_lake))
    definitions = [_schema_of(name, is_in_lake=is_in_lake) for name in ("schema.sql", "views.sql")]
    written = hashlib.blake2b("".join(definitions).encode(), digest_size=8).hexdigest()
    if version == SCHEMA_VERSION and (is_in_lake or _meta(con, "definitions") == written):
        return  # each definition is a change that every reader of a lakehouse's catalogue has to take in
    for sql in definitions:
        con.execute(sql)
    # No parameters: DuckDB would import pandas for them.
    con.execute("delete from meta where key in ('schema_version', 'definitions')")
    con.execute(f"insert into meta values ('schema_version', '{SCHEMA_VERSION}'), ('definitions', '{written}')")  # noqa: S608 - ours


def _schema_of(name: str, *, is_in_lake: bool) -> str:
    sql = (HERE / name).read_text(encoding="utf-8")
    return for_lake(sql) if is_in_lake else sql
