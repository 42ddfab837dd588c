"""Analyse a store: read, mark what repeats, themes, levels, firms, search terms."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from analysis.cluster import Spread, here
from analysis.derive.comparing import compare_firms, place_on_scale, sort_into_themes
from analysis.derive.models import estimate_anew
from analysis.derive.reader import Progress, read_all, read_in_lake, read_titles
from analysis.derive.repeats import mark_all_repeats, mark_repeats_of
from analysis.reading.read import reader_hash
from analysis.store import StoreMissing, ask, open_store, writing
from analysis.store.lake import is_lake
from analysis.terms import build_terms


@dataclass(frozen=True)
class AnalyzeSummary:
    """What an analysis did."""

    read: int
    """Adverts read now."""
    adverts: int
    statements: int
    themes: int
    levels: int
    firms: int
    estimated: bool
    """Whether themes and levels were estimated anew, not only applied."""

    def __str__(self) -> str:
        how = "estimated anew" if self.estimated else "as estimated before"
        return (
            f"{self.read:,} adverts read; {self.adverts:,} adverts with {self.statements:,} statements in "
            f"{self.themes} themes, {self.levels:,} levels, {self.firms:,} firms ({how})"
        )


def analyze(
    path: Path,
    *,
    full: bool = False,
    spread: Spread | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> AnalyzeSummary:
    """Derive everything for the adverts that are new or changed, or whose reader changed; for all if `full`.

    Themes and levels are estimated on the first run, when `full`, and when the store has outgrown them; otherwise the
    saved models place the new adverts. `spread` says over which workers reading is spread.
    """
    spread = spread or here()
    with open_store(path) as con:
        if not con.table("posting_state").limit(1).fetchone():
            raise StoreMissing(f"no adverts in {path} yet: run `nextrung crawl` or `nextrung import FILE` first")
        if not _to_read(con, full=full) and con.table("level").limit(1).fetchone():
            return _summary(con, read=0, estimated=False)
    with writing(path) as con:
        posting_ids = _to_read(con, full=full)
        if is_lake(path):
            read_in_lake(path, posting_ids, spread, progress)
        con.begin()
        if not is_lake(path):
            read_all(con, posting_ids, spread, progress)
        read_titles(con, anew=full)
        con.commit()
        estimated = full or estimate_anew(con, reader_hash())
        _compare(con, posting_ids, estimated=estimated, now=now or datetime.now(UTC))
        return _summary(con, read=len(posting_ids), estimated=estimated)


def _to_read(con: duckdb.DuckDBPyConnection, *, full: bool) -> list[str]:
    found: list[str] = ask(con, "to_read", reader=reader_hash(), full=full)["posting_id"].tolist()
    return found


def _compare(con: duckdb.DuckDBPyConnection, posting_ids: list[str], *, estimated: bool, now: datetime) -> None:
    con.begin()
    mark_all_repeats(con) if estimated else mark_repeats_of(con, posting_ids)
    sort_into_themes(con, posting_ids, anew=estimated, now=now)
    place_on_scale(con, posting_ids, anew=estimated, now=now)
    compare_firms(con)
    build_terms(con, None if estimated else posting_ids)
    con.commit()


def _summary(con: duckdb.DuckDBPyConnection, *, read: int, estimated: bool) -> AnalyzeSummary:
    counts = ask(con, "analysed").iloc[0].to_dict()
    return AnalyzeSummary(read=read, estimated=estimated, **{str(name): int(count) for name, count in counts.items()})
