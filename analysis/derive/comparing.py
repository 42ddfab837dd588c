"""Themes, levels and firms: ask the store, run the pure step, write its answer."""

from datetime import datetime

import duckdb
import pandas as pd

from analysis import firms, level, themes
from analysis.derive.models import save, saved
from analysis.reading.read import reader_hash
from analysis.store.asking import ask, run


def sort_into_themes(con: duckdb.DuckDBPyConnection, posting_ids: list[str], *, anew: bool, now: datetime) -> None:
    """Put the statements of `posting_ids` into the saved themes; if `anew`, find the themes of all statements."""
    body = None if anew else saved(con, "themes")
    model = themes.ThemeModel.from_json(body) if body else None
    found = themes.derive_themes(ask(con, "statements", posting_ids=posting_ids if model else None), model)
    take(con, "take_themes", found.assignments)
    if found.table is not None:
        take(con, "replace_themes", found.table)
        save(con, "themes", found.model.to_json(), version=reader_hash(), now=now)
    run(con, "count_themes")


def place_on_scale(con: duckdb.DuckDBPyConnection, posting_ids: list[str], *, anew: bool, now: datetime) -> None:
    """Give the adverts `posting_ids` their level by the saved model; if `anew`, estimate it on all adverts."""
    body, theme_body = (saved(con, name) for name in ("level", "themes"))
    model = level.LevelModel.from_json(body) if body and not anew else None
    which = posting_ids if model else None
    sorter = themes.ThemeModel.from_json(theme_body) if theme_body else None
    postings, blind = (ask(con, name, posting_ids=which) for name in ("postings", "blind"))
    found = level.derive_levels(postings, blind, sorter, model)
    for table in ("level", "level_part"):
        run(con, f"forget_{table}", posting_ids=which)
    take(con, "take_levels", found.levels)
    take(con, "take_level_parts", found.parts)
    if model is None:
        save(con, "level", found.model.to_json(), version=reader_hash(), now=now)


def compare_firms(con: duckdb.DuckDBPyConnection) -> None:
    """Compare the titles of all firms again: every new advert moves its firm, and through the market the others."""
    postings, levels = ask(con, "postings", posting_ids=None), ask(con, "all_levels")
    take(con, "replace_title_levels", firms.title_levels(levels, postings))
    take(con, "replace_asked_more", firms.asked_more(postings, ask(con, "theme_asked")))


def take(con: duckdb.DuckDBPyConnection, statement: str, rows: pd.DataFrame) -> None:
    """Hand `rows` to `statement`, which reads them as the table `batch`."""
    con.register("batch", rows)
    try:
        run(con, statement)
    finally:
        con.unregister("batch")
