"""What a match scans: the words of adverts with their weights (BM25), their demands, and one narrow row each."""

from collections.abc import Sequence

import duckdb

from analysis.measures import pay_of_a_year
from analysis.store.asking import run

APART = 0.3
"""How far adverts of one title at one firm truly lie apart, in SDs: a little more than the sample market's 0.25."""


def build_terms(con: duckdb.DuckDBPyConnection, posting_ids: Sequence[str] | None = None) -> None:
    """Index the adverts `posting_ids` for matching, or all adverts anew.

    Call it when themes, levels and titles stand: they are copied into the narrow rows.
    """
    if posting_ids is None or not is_built(con):
        _build_anew(con)
    elif posting_ids:
        _add(con, list(posting_ids))
    run(con, "term_settle_levels", apart=APART)
    run(con, "term_relate_facets")
    run(con, "term_refresh_open")


def is_built(con: duckdb.DuckDBPyConnection) -> bool:
    """Say whether there is anything to match against; a migrated store has lost it."""
    return con.table("matchable").limit(1).fetchone() is not None


def _build_anew(con: duckdb.DuckDBPyConnection) -> None:
    run(con, "term_forget", posting_ids=None)
    run(con, "term_forget_words")
    run(con, "term_forget_demands")
    run(con, "term_count_length")
    _take(con, None)


def _add(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> None:
    run(con, "term_forget", posting_ids=posting_ids)
    _take(con, posting_ids)


def _take(con: duckdb.DuckDBPyConnection, posting_ids: list[str] | None) -> None:
    run(con, "term_take_adverts", posting_ids=posting_ids, **pay_of_a_year())
    run(con, "term_take_words")
    run(con, "term_forget_rarity")
    run(con, "term_count_rarity")
    run(con, "term_measure_words")
    run(con, "term_take_demands")
    run(con, "term_forget_demand_rarity")
    run(con, "term_count_demands")
    run(con, "term_measure_demands")
