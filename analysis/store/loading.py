"""Load runs into the store: what is new, what changed, what is missing, what is closed. The rules stand in `load/`."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis.store.asking import ask, run
from analysis.store.connection import writing
from analysis.store.rows import Arrival, in_batches, naive_utc, stage, stage_arrivals
from analysis.store.spool import SpoolRun, runs_to_load
from crawler.posting import posting_id_of

_MOST_DECLARED = 2**31 - 1
"""A board that says it has more says nothing."""
COUNTS = ("new", "changed", "unchanged", "missing", "closed", "reopened", "refused")


@dataclass(frozen=True)
class LoadSummary:
    """What was loaded: counts over all runs, and `boards` with the same counts by source and board."""

    runs: int
    boards: pd.DataFrame
    flagged: tuple[str, ...] = field(default=())
    """Boards whose count collapsed or whose field went missing, by name, with the reason."""

    def count(self, what: str) -> int:
        """Return how many adverts were `what`: one of `COUNTS`."""
        return int(self.boards[what].sum()) if len(self.boards) else 0

    @property
    def counts(self) -> dict[str, int]:
        """All counts by name."""
        return {what: self.count(what) for what in COUNTS}

    def __str__(self) -> str:
        told = ", ".join(f"{number:,} {what}" for what, number in self.counts.items())
        return "\n".join([f"{self.runs} runs loaded: {told}", *self.flagged])


def load_spool(path: Path, spool: Path, *, now: datetime) -> LoadSummary:
    """Load every run under `spool` that is not marked as loaded; loading one twice changes nothing.

    Leaves `known.jsonl.gz` beside the store: what the next crawl must know beforehand.
    """
    found = runs_to_load(spool)
    if not found:
        return LoadSummary(0, pd.DataFrame(columns=["source", "board", *COUNTS]))
    with writing(path) as con:
        loaded = [_load_run(con, each) for each in found]
        boards = _by_board([boards for boards, _ in loaded])
        _leave_known(con, path)
    for each in found:
        each.mark_loaded(now)
    return LoadSummary(len(found), boards, tuple(flag for _, flags in loaded for flag in flags))


def _load_run(con: duckdb.DuckDBPyConnection, spooled: SpoolRun) -> tuple[pd.DataFrame, list[str]]:
    card = spooled.card
    run_id = str(card["run_id"])
    refused: list[dict[str, Any]] = []
    run(con, "stage")
    stage_arrivals(con, spooled.arrivals(refused))
    _stage_all(con, "take_sightings", (_sighting(line) for line in spooled.sightings()))
    _stage_all(con, "take_snapshots", (_snapshot(run_id, line) for line in spooled.snapshots()))
    _stage_all(con, "take_refused", (_refused(run_id, line) for line in [*spooled.refused(), *refused]))
    return merge_staged(con, card)


def load_arrivals(
    con: duckdb.DuckDBPyConnection,
    card: dict[str, Any],
    arrivals: Iterator[Arrival],
    refused: Sequence[dict[str, Any]],
) -> tuple[pd.DataFrame, list[str]]:
    """Load postings that no board was asked for (an import): nothing can be missing. `refused` may grow meanwhile."""
    run(con, "stage")
    stage_arrivals(con, arrivals)
    _stage_all(con, "take_refused", (_refused(card["run_id"], line) for line in refused))
    return merge_staged(con, card)


def merge_staged(con: duckdb.DuckDBPyConnection, card: dict[str, Any]) -> tuple[pd.DataFrame, list[str]]:
    """Bring what is staged into the store in one transaction; return counts by board, and what looks wrong."""
    run_id = str(card["run_id"])
    con.begin()
    run(con, "collapse")
    run(con, "arrive")
    flags = _flags(con)
    run(con, "run", **_run_row(card))
    for step in ("events", "versions"):
        run(con, step, run_id=run_id)
    for step in ("texts", "states", "seen", "absent", "aside"):
        run(con, step)
    con.commit()
    return ask(con, "counts"), flags


def _by_board(runs: list[pd.DataFrame]) -> pd.DataFrame:
    summed = dict.fromkeys((*COUNTS, "postings", "requests", "bytes"), "sum")
    together = pd.concat(runs, ignore_index=True)
    return together.groupby(["source", "board"], as_index=False).agg({**summed, "status": "last", "reason": "last"})


def _flags(con: duckdb.DuckDBPyConnection) -> list[str]:
    fallen = con.table("collapsed").fetchall()
    gone = ask(con, "fields_gone")
    return [f"{source}/{board}: {reason}" for source, board, _, reason in fallen] + [
        f"{row.source}/{row.board}: {row.field} missing from all {row.adverts} adverts" for row in gone.itertuples()
    ]


def _run_row(card: dict[str, Any]) -> dict[str, Any]:
    summary = card.get("summary")
    return {
        "run_id": str(card["run_id"]),
        "kind": card["kind"],
        "started_at": _moment(card["started_at"]),
        "ended_at": _moment(card.get("ended_at")),
        "exit_code": card.get("exit_code"),
        "summary": json.dumps(summary) if summary is not None else None,
    }


def _stage_all(con: duckdb.DuckDBPyConnection, statement: str, rows: Iterator[dict[str, Any]]) -> None:
    for batch in in_batches(rows):
        stage(con, statement, batch)


def _sighting(line: dict[str, Any]) -> dict[str, Any]:
    posting_id = posting_id_of(line["source"], line["board"], line["source_id"])
    return {"posting_id": posting_id, "scope": line["scope"], "seen_at": _moment(line["seen_at"])}


def _snapshot(run_id: str, line: dict[str, Any]) -> dict[str, Any]:
    counted = ("source", "board", "scope", "status", "postings", "listed", "declared_total", "requests", "bytes")
    told = {name: line.get(name) for name in (*counted, "reason")}
    if (told["declared_total"] or 0) > _MOST_DECLARED:
        told["declared_total"] = None
    return {"run_id": run_id, **told, "seen_at": _moment(line["seen_at"])}


def _refused(run_id: str, line: dict[str, Any]) -> dict[str, Any]:
    place = line.get("place") or line.get("source_id") or "?"
    told = {name: str(line.get(name) or "?") for name in ("source", "board", "reason")}
    return {"run_id": run_id, **told, "place": str(place), "raw": str(line.get("raw") or "")}


def _moment(value: str | datetime | None) -> datetime | None:
    if value is None:
        return None
    return naive_utc(value if isinstance(value, datetime) else datetime.fromisoformat(value))


def _leave_known(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    known = ask(con, "known")
    new = path.with_name("known.jsonl.gz.new")
    with gzip.open(new, "wt", encoding="utf-8", compresslevel=3) as file:
        known.to_json(file, orient="records", lines=True, force_ascii=False)
    new.replace(path.with_name("known.jsonl.gz"))
