"""What repeats: lines in job after job of a firm, and the same vacancy over again."""

from collections.abc import Iterator

import duckdb
import pandas as pd

from analysis.cluster import Spread
from analysis.derive.alike import mark_boilerplate, near_duplicates
from analysis.derive.parts import PART, take
from analysis.store.asking import ask

Told = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
"""Statements, all that their adverts demand, and adverts."""
Marked = tuple[pd.DataFrame, pd.DataFrame]
"""Statements, and adverts."""


def mark_all_repeats(con: duckdb.DuckDBPyConnection, spread: Spread) -> None:
    """Mark boilerplate and near-duplicates everywhere, some firms at a time."""
    together = _firms_together(ask(con, "firm_sizes", posting_ids=None))
    told = (_told_by(con, own["firm"].tolist()) for own in together)
    for marked in spread.map(_marked, told):
        _take(con, marked)


def mark_repeats_of(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> set[str]:
    """Mark what the adverts `posting_ids` repeat of their firms' others, or these of them.

    Return the adverts, older ones too, of which a line is marked otherwise than before.
    """
    changed: set[str] = set()
    for own in _firms_together(ask(con, "firm_sizes", posting_ids=posting_ids)):
        some = [posting_id for ids in own["posting_ids"] for posting_id in ids]
        statements = ask(con, "statements_alike", posting_ids=some)
        demands = ask(con, "statements", posting_ids=statements["posting_id"].unique().tolist())
        marked = _marked((statements, demands, ask(con, "adverts_alike", posting_ids=some)))
        _take(con, marked)
        changed.update(statements["posting_id"][marked[0]["is_boilerplate"] != statements["is_boilerplate"]])
    return changed


def _firms_together(sizes: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield rows of `firm_sizes` that have about `PART` adverts together, or one that has more."""
    held = sizes["adverts"].cumsum() // PART
    yield from (own for _, own in sizes.groupby(held, sort=False))


def _told_by(con: duckdb.DuckDBPyConnection, firms: list[str]) -> Told:
    statements = ask(con, "statements_of", firms=firms)
    return statements, statements, ask(con, "adverts_of", firms=firms)


def _marked(told: Told) -> Marked:
    statements, demands, adverts = told
    marked = statements[["posting_id", "number"]].assign(is_boilerplate=mark_boilerplate(statements, demands))
    return marked, near_duplicates(adverts)


def _take(con: duckdb.DuckDBPyConnection, marked: Marked) -> None:
    take(con, "take_boilerplate", marked[0])
    take(con, "take_clusters", marked[1])
