"""Load runs into the store: what is new, what changed, what is missing, what is closed. The rules stand in `load/`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from analysis.store.asking import answers, run
from analysis.store.connection import open_store, writing
from analysis.store.known import leave_known
from analysis.store.lake import is_lake
from analysis.store.rows import Arrival, let, naive_utc, stage, stage_arrivals
from analysis.store.spool import MOST_COUNTED, Sighting, SpoolRun, SpoolSnapshot, runs_to_load
from crawler.posting import posting_id_of
from crawler.spool import SpoolUnreadable

COUNTS = ("new", "changed", "unchanged", "missing", "closed", "reopened", "refused")


@dataclass(frozen=True)
class LoadSummary:
    """What was loaded, over all runs: `boards` has one row a source and board with its counts by name."""

    runs: int
    boards: tuple[dict[str, Any], ...] = ()
    flagged: tuple[str, ...] = field(default=())
    """Boards whose count collapsed or whose field went missing, files that lost something: by name, with the reason."""

    def count(self, what: str) -> int:
        """Return how many adverts were `what`: one of `COUNTS`."""
        return sum(board[what] for board in self.boards)

    @property
    def counts(self) -> dict[str, int]:
        """All counts by name."""
        return {what: self.count(what) for what in COUNTS}

    def __str__(self) -> str:
        told = ", ".join(f"{number:,} {what}" for what, number in self.counts.items())
        return f"{self.runs:,} run{'s' * (self.runs != 1)} loaded: {told}"


def load_spool(path: Path, spool: Path, *, now: datetime, patience: float = 0) -> LoadSummary:
    """Load every run under `spool` that the store at `path` has not; loading one twice changes nothing.

    Leaves a file `…-known.jsonl.gz` beside the store: what the next crawl must know beforehand. So many seconds of
    `patience` another process may go on writing.
    """
    if not runs_to_load(spool, _runs_in(path, patience)):
        return LoadSummary(0)
    with writing(path, patience=patience) as con:
        found = runs_to_load(spool, _runs(con))  # who wrote until now may have loaded some
        _alone(con)
        let(con, "now", naive_utc(now).isoformat())
        run(con, "clock")
        loaded, unread = _load_runs(con, found)
        leave_known(con, path)
    for each in loaded:
        each.spooled.mark_loaded(now, is_whole=not each.lost)
    flags = [flag for each in loaded for flag in (*each.lost, *each.flags)]
    return LoadSummary(len(loaded), _by_board(each.boards for each in loaded), (*flags, *unread))


class _Loaded(NamedTuple):
    spooled: SpoolRun
    boards: list[dict[str, Any]]
    lost: list[str]
    flags: list[str]


def _load_runs(con: duckdb.DuckDBPyConnection, found: Iterable[SpoolRun]) -> tuple[list[_Loaded], list[str]]:
    """Load one run after the other; one of which a file cannot be read is left, and told."""
    loaded, unread = [], []
    for each in found:
        try:
            loaded.append(_Loaded(each, *_load_run(con, each)))
        except SpoolUnreadable as error:
            unread.append(f"{error.filename}: {error.strerror}: its run is left until that file can be read")
    return loaded, unread


def _alone(con: duckdb.DuckDBPyConnection) -> None:
    """Leave DuckDB one thread: Python hands over line by line, and more only wait, at a quarter of the load's CPU."""
    con.execute("set threads = 1")


def _runs_in(path: Path, patience: float) -> set[str]:
    if not path.exists():
        return set()
    # A lakehouse is made by its first writer, and to write to one copies nothing.
    with writing(path, patience=patience) if is_lake(path) else open_store(path) as con:
        return _runs(con)


def _runs(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {row["run_id"] for row in answers(con, "runs")}


def _load_run(con: duckdb.DuckDBPyConnection, spooled: SpoolRun) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    card = spooled.card
    run_id = str(card["run_id"])
    unread: list[dict[str, Any]] = []
    cut: list[dict[str, Any]] = []
    run(con, "stage")
    stage_arrivals(con, spooled.arrivals(unread), cut, anew=spooled.is_named)
    stage(con, "take_sightings", map(_sighting, spooled.sightings(unread)))
    stage(con, "take_snapshots", (_snapshot(run_id, line) for line in spooled.snapshots(unread)))
    aside = list(spooled.refused(unread))
    stage(con, "take_refused", (_refused(run_id, line) for line in [*aside, *unread, *cut]))
    boards, flags = merge_staged(con, card)
    return boards, list(_lost(con, run_id, len(unread))), flags


def _lost(con: duckdb.DuckDBPyConnection, run_id: str, unread: int) -> Iterator[str]:
    """Tell what the files of a run have lost."""
    if unread:
        yield f"{run_id}: {unread:,} lines of its files could not be read; why: `nextrung query 'from refused'`"
    (short,) = answers(con, "lost")
    if short["adverts"]:
        others = f" and {short['boards'] - 1:,} more boards" if short["boards"] > 1 else ""
        yield (
            f"{run_id}: {short['adverts']:,} adverts that were seen are not in its files, of {short['board']}{others}: "
            "the next crawl asks for them again"
        )


def load_arrivals(
    con: duckdb.DuckDBPyConnection,
    card: dict[str, Any],
    arrivals: Iterator[Arrival],
    refused: Sequence[dict[str, Any]],
    unread: list[dict[str, Any]],
) -> tuple[list[dict[str, Any]], list[str]]:
    """Load postings that no board was asked for (an import): nothing can be missing.

    `refused` and `unread` are asked last; which adverts are not read to their end is added to `unread`.
    """
    _alone(con)
    run(con, "stage")
    stage_arrivals(con, arrivals, unread)
    stage(con, "take_refused", (_refused(card["run_id"], line) for line in [*refused, *unread]))
    return merge_staged(con, card)


def merge_staged(con: duckdb.DuckDBPyConnection, card: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """Bring what is staged into the store in one transaction; return counts by board, and what looks wrong."""
    con.begin()
    for step in ("collapse", "short", "arrive"):
        run(con, step)
    flags = _flags(con)
    stage(con, "run", [_run_row(card)])
    let(con, "run_id", str(card["run_id"]))
    for step in ("events", "versions", "texts", "states", "spell", "seen", "absent", "aside", "matchable"):
        run(con, step)
    con.commit()
    return answers(con, "counts"), flags


def _by_board(runs: Iterable[Iterable[dict[str, Any]]]) -> tuple[dict[str, Any], ...]:
    """Add up what the runs, oldest first, brought each board; of status and reason the last word counts."""
    boards: dict[tuple[str, str], dict[str, Any]] = {}
    for board in (board for boards_of_run in runs for board in boards_of_run):
        before = boards.get((board["source"], board["board"]), {})
        summed = {name: before.get(name, 0) + board[name] for name in (*COUNTS, "postings", "requests", "bytes")}
        boards[board["source"], board["board"]] = {**before, **board, **summed}
    return tuple(boards[key] for key in sorted(boards))


def _flags(con: duckdb.DuckDBPyConnection) -> list[str]:
    fallen = con.table("collapsed").fetchall()
    gone = answers(con, "fields_gone")
    return [f"{source}/{board}: {reason}" for source, board, _, reason in fallen] + [
        f"{row['source']}/{row['board']}: {row['field']} missing from all {row['adverts']} adverts" for row in gone
    ]


def _run_row(card: dict[str, Any]) -> dict[str, Any]:
    return {
        "run_id": str(card["run_id"]),
        "kind": card["kind"],
        "started_at": _moment(card["started_at"]),
        "ended_at": _moment(card.get("ended_at")),
        "exit_code": card.get("exit_code"),
        "summary": card.get("summary"),
    }


def _sighting(line: Sighting) -> dict[str, Any]:
    posting_id = posting_id_of(line.source, line.board, line.source_id)
    told = {"posting_id": posting_id, "source": line.source, "board": line.board, "scope": line.scope}
    return {**told, "seen_at": naive_utc(line.seen_at)}


def _snapshot(run_id: str, line: SpoolSnapshot) -> dict[str, Any]:
    told = line.model_dump()
    if abs(line.declared_total or 0) > MOST_COUNTED:
        told["declared_total"] = None
    return {"run_id": run_id, **told, "seen_at": naive_utc(line.seen_at)}


def _refused(run_id: str, line: dict[str, Any]) -> dict[str, Any]:
    place = line.get("place") or line.get("source_id") or "?"
    told = {name: str(line.get(name) or "?") for name in ("source", "board", "reason")}
    return {"run_id": run_id, **told, "place": str(place), "raw": str(line.get("raw") or "")}


def _moment(value: str | datetime | None) -> datetime | None:
    if value is None:
        return None
    return naive_utc(value if isinstance(value, datetime) else datetime.fromisoformat(value))
