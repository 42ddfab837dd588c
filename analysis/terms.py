"""What a match scans: the words of adverts with their weights (BM25), their demands, and one narrow row each."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from analysis.families import WORK
from analysis.level.told import Z_90
from analysis.measures import pay_of_a_year
from analysis.reading.choices import EXPERIENCE, choices_in, required_in, takes_experience
from analysis.store.asking import answers, run

APART = 0.3
"""How far adverts of one title at one firm truly lie apart, in SDs: a little more than the sample market's 0.25."""
_OWN_LINE = 30
"""Adverts of a line of work that tell how a level follows from facets; fewer are asked together with all others."""


def build_terms(con: duckdb.DuckDBPyConnection, posting_ids: Sequence[str] | None = None) -> None:
    """Index the adverts `posting_ids` for matching, or all adverts anew.

    Call it when themes, levels and titles stand: they are copied into the narrow rows.
    """
    if posting_ids is None or not is_built(con):
        _build_anew(con)
    else:
        _add(con, list(posting_ids))
    _settle(con)


def count_again(con: duckdb.DuckDBPyConnection) -> None:
    """Weigh words, demands and levels by the adverts that are left, when some are gone."""
    _forget_gone(con)
    _count(con)
    _settle(con)


def is_built(con: duckdb.DuckDBPyConnection) -> bool:
    """Say whether there is anything to match against; a migrated store has lost it."""
    return con.table("matchable").limit(1).fetchone() is not None


def _build_anew(con: duckdb.DuckDBPyConnection) -> None:
    _forget(con, None)
    run(con, "term_count_length")
    _take(con, None)


def _add(con: duckdb.DuckDBPyConnection, posting_ids: list[str]) -> None:
    _forget(con, posting_ids)
    _take(con, posting_ids)


def _forget(con: duckdb.DuckDBPyConnection, posting_ids: list[str] | None) -> None:
    run(con, "term_forget", posting_ids=posting_ids)
    _forget_gone(con)


def _forget_gone(con: duckdb.DuckDBPyConnection) -> None:
    run(con, "term_forget_words")
    run(con, "term_forget_demands")
    run(con, "term_forget_choices")


def _take(con: duckdb.DuckDBPyConnection, posting_ids: list[str] | None) -> None:
    run(con, "term_take_adverts", posting_ids=posting_ids, **pay_of_a_year())
    run(con, "term_take_words")
    _take_choices(con)
    run(con, "term_take_demands")
    _count(con)
    run(con, "term_measure_words")
    run(con, "term_measure_demands")


def _take_choices(con: duckdb.DuckDBPyConnection) -> None:
    """Keep the choices of the adverts whose demands are taken next; they are read off their lines."""
    lines, degrees = answers(con, "term_lines_of_certificates"), answers(con, "term_lines_of_education")
    found = [(row["posting_number"], names) for row in lines for names in _names_in(row)]
    found += [(row["posting_number"], frozenset({EXPERIENCE})) for row in degrees if takes_experience(row["asked"])]
    kept = [(number, choice, name) for choice, (number, names) in enumerate(found) for name in sorted(names)]
    numbers, choices, names = ([row[n] for row in kept] for n in range(3))
    run(con, "term_take_choices", numbers=numbers, choices=choices, names=names)


def _names_in(row: Mapping[str, Any]) -> tuple[frozenset[str], ...]:
    """Return the certificates of a line of which any one will do; one that is required by itself leaves no choice."""
    return required_in(row["line"]) if row["is_alone"] else choices_in(row["line"])


def _count(con: duckdb.DuckDBPyConnection) -> None:
    run(con, "term_forget_rarity")
    run(con, "term_count_rarity")
    run(con, "term_forget_demand_rarity")
    run(con, "term_count_demands")


def _settle(con: duckdb.DuckDBPyConnection) -> None:
    run(con, "term_settle_levels", apart=APART, z_90=Z_90)
    run(con, "term_forget_told")
    run(con, "term_relate_facets", families=list(WORK), lines=list(WORK.values()), fewest=_OWN_LINE)
