"""What repeats from advert to advert: boilerplate lines, and the same vacancy over again."""

import duckdb

from analysis.derive.comparing import take
from analysis.reading.repeats import mark_boilerplate, near_duplicates
from analysis.store.asking import ask


def mark_repeats(con: duckdb.DuckDBPyConnection, posting_ids: list[str] | None) -> None:
    """Mark boilerplate and near-duplicates at the firms of `posting_ids`, or at all."""
    which = posting_ids and ask(con, "firms_of", posting_ids=posting_ids)["posting_id"].tolist()
    statements = ask(con, "statements", posting_ids=which)
    marked = statements[["posting_id", "number"]].assign(is_boilerplate=mark_boilerplate(statements))
    take(con, "take_boilerplate", marked)
    take(con, "take_clusters", near_duplicates(ask(con, "advert_texts", posting_ids=which)))
