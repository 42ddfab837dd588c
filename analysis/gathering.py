"""Gather adverts from boards and bring them into a store: crawl, load, and forget what was kept long enough."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.store import StoreLocked
from crawler.exit_codes import DONE, DONE_IN_PART

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.store import LoadSummary
    from crawler.run_log import RunSummary


class Forgotten(NamedTuple):
    """What was closed, or loaded, so many days ago or earlier."""

    days: int
    adverts: int
    runs: int
    """Folders of the spool."""
    doubt: str = ""
    """Why less is forgotten than is due by the clock."""


@dataclass(frozen=True)
class Gathered:
    """What came of asking boards."""

    run: "RunSummary"
    loaded: "LoadSummary | None"
    """None where another process went on writing the store: what was gathered waits in the spool."""
    locked: StoreLocked | None = None
    """What kept it from being loaded."""
    forgotten: Forgotten | None = None
    """None where all is kept."""

    @property
    def exit_code(self) -> int:
        """The crawl's, or that of what kept it from being loaded.

        A board that collapsed or lost a field fails the run, though each of its replies was good.
        """
        if self.locked:
            return self.locked.exit_code
        return self.run.exit_code or (DONE_IN_PART if self.loaded and self.loaded.flagged else DONE)


def crawl_and_load(
    crawl: "Callable[[Path | None], RunSummary]",
    store: Path,
    spool: Path,
    *,
    now: datetime,
    patience: float = 0,
    keep_days: int | None = None,
) -> Gathered:
    """Let `crawl` gather into `spool`, given the file of what is known, and load that into the store at `store`.

    So many seconds of `patience` another process may go on writing the store. Adverts that were closed more than
    `keep_days` ago, and loaded runs as old, are forgotten. A store that cannot be used is told before boards are asked.
    """
    from analysis.store import known_of, load_spool  # costs time, as does retention, which most crawls do without

    run = crawl(known_of(store))
    try:
        loaded = load_spool(store, spool, now=now, patience=patience)
    except StoreLocked as locked:
        return Gathered(run, None, locked)
    if not keep_days or not store.exists():
        return Gathered(run, loaded)
    return Gathered(run, loaded, forgotten=_forget(store, spool, keep_days, now, loaded))


def _forget(store: Path, spool: Path, days: int, now: datetime, loaded: "LoadSummary") -> Forgotten:
    """Forget what is due, unless the clock may be wrong: then certificates are not valid, and no board is read."""
    from analysis.derive.retention import believed, keep_days

    if not any(board["status"] in {"complete", "unchanged"} for board in loaded.boards):
        return Forgotten(days, 0, 0, "no board was read whole")
    by = believed(store, now)
    doubt = f"as of the run before, {by:%Y-%m-%d}, far from which the clock is now" if by < now else ""
    return Forgotten(days, *keep_days(store, spool, days, now=by), doubt)
