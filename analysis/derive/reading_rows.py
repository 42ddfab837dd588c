"""Readings as rows of the store's tables."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from analysis.blind import Blind, blind_of_all
from analysis.reading.grades import grade_in
from analysis.reading.read import read_all
from analysis.reading.reading import BOOLEAN_FACETS, SCALAR_FACETS, SET_FACETS, Reading

TABLES = ("reading", "line_read", "statement", "facet", "evidence", "blind")
Rows = dict[str, list[dict[str, Any]]]
"""By table, the columns of each row by their names."""

_PLAIN = tuple(name for name in BOOLEAN_FACETS + SCALAR_FACETS if name != "travel")
"""Facets of one column; to travel may also be stated without how much."""
_LISTS = (*SET_FACETS, "certifications")
_PARTS = {
    "budget": {"amount": "budget_amount", "currency": "budget_currency"},
    "education": {"level": "education_level", "need": "education_need"},
    "base_salary": {"min": "salary_min", "max": "salary_max", "currency": "salary_currency", "unit": "salary_unit"},
    "grade": {"scheme": "grade_scheme", "value": "grade_value"},
}


class ToRead(NamedTuple):
    """An advert to be read."""

    posting_id: str
    content_hash: str
    title: str
    text: str
    firm: str
    grade: str | None
    """As published in a field."""


def rows_of(adverts: Sequence[ToRead], reader: str) -> Rows:
    """Read `adverts` with the present lexicon, whose hash is `reader`, into rows."""
    rows: Rows = defaultdict(list)
    readings = list(read_all((advert.title, advert.text) for advert in adverts))
    blind = blind_of_all([(one.title, one.firm, reading) for one, reading in zip(adverts, readings, strict=True)])
    for advert, reading, seen in zip(adverts, readings, blind, strict=True):
        _add(rows, advert, reading, seen, reader)
    return dict(rows)


def insert(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Append `rows` to their tables; KeyError where a table has other columns than its rows."""
    for table, lines in rows.items():
        if not lines:
            continue
        schema = con.table(table).limit(0).to_arrow_table().schema
        columns = {name: pa.array([line[name] for line in lines], schema.field(name).type) for name in lines[0]}
        con.from_arrow(pa.table(columns, schema)).insert_into(table)


def _add(rows: Rows, advert: ToRead, reading: Reading, seen: Blind, reader: str) -> None:
    key = advert.posting_id
    rows["reading"].append({
        "posting_id": key, "content_hash": advert.content_hash, "reader": reader,
        "title_family": reading.title_family, "title_rank": reading.title_rank, "cluster": None,
    })  # fmt: skip
    rows["line_read"] += [
        {"posting_id": key, "position": position, "start_char": line.start, "end_char": line.end,
         "section": line.section, "is_boilerplate": False}
        for position, line in enumerate(reading.lines)
    ]  # fmt: skip
    rows["statement"] += [
        {"posting_id": key, "number": number, "position": part.position, "start_char": part.start,
         "end_char": part.end, "section": part.section, "is_boilerplate": False, "theme_id": None}
        for number, part in enumerate(reading.statements)
    ]  # fmt: skip
    rows["evidence"] += [
        {"posting_id": key, "facet": facet, "start_char": found.start, "end_char": found.end, "rule": found.rule}
        for facet, all_found in reading.evidence.items()
        for found in all_found
    ]
    rows["blind"].append({"posting_id": key, **seen._asdict()})
    rows["facet"].append({"posting_id": key, **facet_columns(reading.facets, advert.grade)})


def facet_columns(facets: Any, grade: str | None = None) -> dict[str, Any]:
    """Return `facets` as the columns of the table `facet`, by name; a published `grade` goes before a read one.

    >>> columns = facet_columns({"travel": 25, "budget": {"amount": 5e6, "currency": "GBP"}}, "Band 7")
    >>> columns["travel_percent"], columns["travel"], columns["budget_amount"], columns["grade_value"]
    (25, True, 5000000.0, 'Band 7')
    """
    told = {name: facets.get(name) for name in _PLAIN} | {name: list(facets.get(name) or ()) for name in _LISTS}
    for facet, parts in _PARTS.items():
        value = facets.get(facet) or {}
        told |= {column: value.get(part) for part, column in parts.items()}
    travel = facets.get("travel")
    told["travel_percent"] = travel if isinstance(travel, int) and not isinstance(travel, bool) else None
    told["travel"] = None if travel is None else True
    # "AfC 7" is a band where it stands in a field of its own; in prose it is not sure.
    if grade and (published := grade_in(re.sub(r"(?i)^afc (?=\d)", "AfC Band ", grade))):
        told |= {"grade_scheme": published[0]["scheme"], "grade_value": published[0]["value"]}
    return told
