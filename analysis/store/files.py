"""The file of a store: where it really stands, who may read it, and how a new one takes its place."""

import contextlib
import os
import stat
from pathlib import Path

from analysis.store.lake import is_lake


def where_it_stands(path: Path) -> Path:
    """Return the file behind a link: a new store put in the link's place would leave the linked one behind."""
    return Path(os.path.realpath(path)) if path.is_symlink() and not is_lake(path) else path


def keep_access(of: Path, to: Path, *, also: int = 0) -> None:
    """Let the same people read and write the file `to` as the file `of`, if there is one, and `also` those."""
    if not of.exists():
        return
    before = of.stat()
    for owner in (before.st_uid, -1):  # only root may give a file to another; a group of one's own, everybody
        with contextlib.suppress(OSError, AttributeError):
            os.chown(to, owner, before.st_gid)
            break
    with contextlib.suppress(OSError):
        to.chmod(stat.S_IMODE(before.st_mode) | also)


def publish(copy: Path, path: Path) -> None:
    """Put `copy` in the place of `path`, so that after a power cut the one or the other is there whole."""
    keep_access(path, copy)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    copy.replace(path)
    if hasattr(os, "O_DIRECTORY"):  # the rename itself is on the disk only when its folder is
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
