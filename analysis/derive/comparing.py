"""Themes, levels and firms: ask the store, run the pure step, write its answer."""

from datetime import datetime
from functools import partial

import duckdb

from analysis.asked import asked_more
from analysis.cluster import Spread
from analysis.derive.models import save
from analysis.derive.parts import PART, in_parts, take
from analysis.ladders import title_levels
from analysis.level import derive_levels
from analysis.level.model import LevelModel
from analysis.reading.read import reader_hash
from analysis.store.asking import ask, run, saved_model
from analysis.terms import count_again
from analysis.themes import FIT_ON, TRIED, drawn, fit
from analysis.themes.model import ThemeModel, sorted_by
from analysis.themes.table import describe
from analysis.themes.words import EXAMPLES


def sort_into_themes(
    con: duckdb.DuckDBPyConnection, posting_ids: list[str], spread: Spread, *, anew: bool, now: datetime
) -> None:
    """Put the statements of `posting_ids` into the saved themes; if `anew`, into such as all statements give."""
    body = None if anew else saved_model(con, "themes")
    if body:
        _sort(con, posting_ids, ThemeModel.from_json(body), spread)
    else:
        _find_themes(con, posting_ids, spread, now)
    run(con, "count_themes")


def _find_themes(con: duckdb.DuckDBPyConnection, posting_ids: list[str], spread: Spread, now: datetime) -> None:
    told = int(ask(con, "count_told")["statements"].iloc[0])
    some = ask(con, "statements_drawn", positions=drawn(told, FIT_ON))
    model = fit(some)
    _sort(con, posting_ids, model, spread)
    examples, carriers = ask(con, "theme_examples", most=EXAMPLES), ask(con, "theme_carriers")
    table = describe(model, examples, carriers, some.head(TRIED))
    take(con, "replace_themes", table)
    save(con, "themes", model.to_json(), version=reader_hash(), now=now)


def _sort(con: duckdb.DuckDBPyConnection, posting_ids: list[str], model: ThemeModel, spread: Spread) -> None:
    for found in spread.map(partial(sorted_by, model), in_parts(con, "statements", posting_ids)):
        take(con, "take_themes", found)


def place_on_scale(
    con: duckdb.DuckDBPyConnection, posting_ids: list[str], spread: Spread, *, anew: bool, now: datetime
) -> None:
    """Give the adverts `posting_ids` their level by the saved model; if `anew`, by one estimated on all adverts."""
    body, theme_body = (saved_model(con, name) for name in ("level", "themes"))
    model = LevelModel.from_json(body) if body and not anew else None
    which = posting_ids if model else None
    sorter = ThemeModel.from_json(theme_body) if theme_body else None
    if model and not posting_ids:
        return
    found = derive_levels(
        ask(con, "levelled", posting_ids=which), lambda some: ask(con, "blind", posting_ids=some), sorter, model, spread
    )
    for table in ("level", "level_part"):
        run(con, f"forget_{table}", posting_ids=which)
    take(con, "take_levels", found.levels)
    for first in range(0, len(found.levels), PART):
        take(con, "take_level_parts", found.parts(first, first + PART))
    if model is None:
        save(con, "level", found.model.to_json(), version=reader_hash(), now=now)


def compare_firms(con: duckdb.DuckDBPyConnection) -> None:
    """Compare the titles of all firms again: every new advert moves its firm, and through the market the others."""
    vacancies = ask(con, "compared")
    take(con, "replace_title_levels", title_levels(vacancies))
    take(con, "replace_asked_more", asked_more(vacancies, ask(con, "theme_asked")))


def compare_what_is_left(con: duckdb.DuckDBPyConnection) -> None:
    """Compare again all that counts adverts, when some were forgotten; the models stay as they were estimated."""
    run(con, "count_themes")
    compare_firms(con)
    count_again(con)
