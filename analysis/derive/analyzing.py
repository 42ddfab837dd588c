"""Analyse a store: read, mark what repeats, themes, levels, firms, search terms."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from analysis.cluster import Spread, here
from analysis.derive.comparing import compare_firms, place_on_scale, sort_into_themes
from analysis.derive.models import estimate_anew, scale_said
from analysis.derive.reader import Progress, read_all, read_in_lake, read_titles
from analysis.derive.repeats import mark_all_repeats, mark_repeats_of
from analysis.outdated import level_model_stands
from analysis.printable import counted
from analysis.reading.read import reader_hash
from analysis.store import StoreMissing, ask, open_store, writing
from analysis.store.asking import run
from analysis.store.lake import is_lake
from analysis.terms import build_terms, is_built

READ_AT_ONCE = 100_000
"""So many adverts are read before readers of a file are shown them; a run that breaks off has to read these again."""


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
    """Firms with titles of projects or products, which alone have ladders."""
    all_firms: int
    estimated: bool
    """Whether themes and levels were estimated anew, not only applied."""
    scale: str = ""
    """What to know of the scale of levels where the model that ships knows these firms."""

    def __str__(self) -> str:
        how = "estimated anew" if self.estimated else "as estimated before"
        return (
            f"{counted(self.read, 'advert')} read; {counted(self.adverts, 'advert')} with "
            f"{counted(self.statements, 'statement')} in {counted(self.themes, 'theme')}, "
            f"{counted(self.levels, 'level')}, {self.firms:,} of {counted(self.all_firms, 'firm')} with titles of "
            f"projects or products ({how})"
            f"{'. ' if self.scale else ''}{self.scale}"
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
    saved models place the new adverts. `spread` says over which workers the work is spread. A run that breaks off
    leaves what it has read, by the hundred thousand adverts, to the next.
    """
    spread = spread or here()
    with open_store(path) as con:
        if not con.table("posting_state").limit(1).fetchone():
            raise StoreMissing(f"no adverts in {path} yet: run `nextrung crawl` or `nextrung import FILE` first")
        posting_ids = _to_read(con, full=full)
        if not posting_ids and not _to_place(con) and is_built(con) and level_model_stands(con):
            return _summary(con, read=0, estimated=False)
    first = _read_but_last(path, posting_ids, spread, progress)
    with writing(path) as con:
        _read(con, path, posting_ids[first:], spread, _told_from(progress, first, len(posting_ids)))
        estimated = full or estimate_anew(con, reader_hash())
        con.begin()
        # Which reader read a title is not kept, but on whose reading the models stand is: with them it is read anew.
        read_titles(con, anew=estimated)
        con.commit()
        _compare(con, spread, estimated=estimated, now=now or datetime.now(UTC))
        return _summary(con, read=len(posting_ids), estimated=estimated)


def _read_but_last(path: Path, posting_ids: list[str], spread: Spread, progress: Progress | None) -> int:
    """Read all but the last part of very many adverts, each into a store of its own; return how many."""
    done = 0
    while not is_lake(path) and len(posting_ids) - done > READ_AT_ONCE:
        with writing(path) as con:
            told = _told_from(progress, done, len(posting_ids))
            _read(con, path, posting_ids[done : done + READ_AT_ONCE], spread, told)
        done += READ_AT_ONCE
    return done


def _read(
    con: duckdb.DuckDBPyConnection, path: Path, posting_ids: list[str], spread: Spread, progress: Progress | None
) -> None:
    if is_lake(path):
        read_in_lake(path, posting_ids, spread, progress)
        return
    con.begin()
    read_all(con, posting_ids, spread, progress)
    con.commit()


def _told_from(progress: Progress | None, before: int, total: int) -> Progress | None:
    return (lambda done, _: progress(before + done, total)) if progress else None


def _to_read(con: duckdb.DuckDBPyConnection, *, full: bool) -> list[str]:
    found: list[str] = ask(con, "to_read", reader=reader_hash(), full=full)["posting_id"].tolist()
    return found


def _to_place(con: duckdb.DuckDBPyConnection) -> list[str]:
    found: list[str] = ask(con, "to_place")["posting_id"].tolist()
    return found


def _compare(con: duckdb.DuckDBPyConnection, spread: Spread, *, estimated: bool, now: datetime) -> None:
    con.begin()
    if estimated:
        run(con, "forget_level", posting_ids=None)
    posting_ids = _to_place(con)
    # A new advert can make boilerplate of a line of older ones, which then tells another theme and other words.
    told_anew = _mark_repeats(con, posting_ids, spread, anew=estimated)
    sort_into_themes(con, told_anew, spread, anew=estimated, now=now)
    place_on_scale(con, posting_ids, spread, anew=estimated, now=now)
    compare_firms(con)
    build_terms(con, None if estimated else told_anew)
    con.commit()


def _mark_repeats(con: duckdb.DuckDBPyConnection, posting_ids: list[str], spread: Spread, *, anew: bool) -> list[str]:
    """Mark what repeats, everywhere if `anew`; return `posting_ids` and the adverts marked otherwise than before."""
    if anew:
        mark_all_repeats(con, spread)
        return posting_ids
    return sorted(mark_repeats_of(con, posting_ids).union(posting_ids))


def _summary(con: duckdb.DuckDBPyConnection, *, read: int, estimated: bool) -> AnalyzeSummary:
    counts = ask(con, "analysed").iloc[0].to_dict()
    told = {str(name): int(count) for name, count in counts.items()}
    return AnalyzeSummary(read=read, estimated=estimated, **told, scale=scale_said(con))
