"""What the next crawl must know of the store: a file beside it, which each load makes anew."""

import contextlib
import gzip
import zlib
from pathlib import Path

import duckdb

from analysis.store.asking import sql_of
from analysis.store.connection import known_beside, open_store
from analysis.store.errors import StoreError, StoreLocked, StoreMissing
from analysis.store.files import keep_access, where_it_stands

_LINES, _PIECE = 50_000, 1 << 20


def known_of(path: Path) -> Path | None:
    """Return the file of what the next crawl into the store at `path` must know; None where there is no store.

    Without what is known of the store a board's "unchanged" would leave a new one empty. A store that cannot be used is
    told here: what hours of asking bring could not be loaded.
    """
    if not path.exists():
        return None
    known = known_beside(path)
    # A lakehouse may not be made yet, and who writes now may be done by then.
    with contextlib.suppress(StoreMissing, StoreLocked), open_store(path) as con:
        if not _is_whole(known):
            leave_known(con, path)
    return known


def _is_whole(known: Path) -> bool:
    try:
        with gzip.open(known) as file:
            while file.read(_PIECE):
                pass
        return known.stat().st_size > 0
    except (OSError, EOFError, zlib.error):
        return False


def leave_known(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write that file for the store at `path`, on which `con` stands."""
    lines = con.execute(sql_of("known"))
    known = known_beside(path)
    new = known.with_name(known.name + ".new")
    try:
        with gzip.open(new, "wt", encoding="utf-8", compresslevel=1) as file:
            keep_access(where_it_stands(path), new)
            while rows := lines.fetchmany(_LINES):
                file.writelines(f"{line}\n" for (line,) in rows)
        new.replace(known)
    except OSError as error:
        raise StoreError(f"cannot write {known}: {error.strerror or error}") from error
    finally:
        new.unlink(missing_ok=True)
