"""Exports of our own that are brought back: they tell less than was published, which is no change of an advert."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import duckdb

from analysis.store.asking import answers
from analysis.store.rows import Arrival, in_batches, stage
from crawler.normal.html import plain_text
from crawler.posting import Place, Posting


def as_known(con: duckdb.DuckDBPyConnection, arrivals: Iterable[Arrival], ours: Collection[str]) -> Iterator[Arrival]:
    """Yield `arrivals`; of those whose ids are in `ours`, what says nothing new as the version that stands already.

    `ours` is looked into when an arrival has come, and may grow meanwhile.
    """
    for batch in in_batches(arrivals):
        ids = [arrival.posting.posting_id for arrival in batch]
        known = _known(con, [posting_id for posting_id in ids if posting_id in ours])
        for posting_id, arrival in zip(ids, batch, strict=True):
            before = known.get(posting_id)
            yield arrival._replace(posting=before) if before and _is_retold(arrival.posting, before) else arrival


def _known(con: duckdb.DuckDBPyConnection, ids: list[str]) -> dict[str, Posting]:
    if not ids:
        return {}
    stage(con, "take_ids", ({"posting_id": posting_id} for posting_id in ids))
    rows = answers(con, "known_versions")
    return {
        row["posting_id"]: Posting.model_validate({**json.loads(row["posting"]), "description": row["description"]})
        for row in rows
    }


def _is_retold(told: Posting, before: Posting) -> bool:
    said, known = _said(told), _said(before)
    return all(value in (None, (), known[name]) for name, value in said.items())


def _said(posting: Posting) -> dict[str, Any]:
    """Return what a posting says, however it is written."""
    pay, is_html = posting.base_salary, posting.description_format == "html"
    return {
        **{name: getattr(posting, name) for name in Posting.model_fields if name != "description_format"},
        "description": (plain_text(posting.description) if is_html else posting.description).split(),
        "base_salary": (pay.min, pay.max, pay.currency, pay.unit) if pay else None,
        "job_location": tuple(map(_where, posting.job_location)),
        "applicant_location_requirements": tuple(map(_where, posting.applicant_location_requirements)),
    }


def _where(place: Place) -> tuple[str | None, ...]:
    named = (place.country, place.region, place.locality)
    return named if any(named) else (place.raw,)
