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
from analysis.reading.reading import Reading

TABLES = ("reading", "line_read", "statement", "facet", "evidence", "blind")
Rows = dict[str, list[tuple[Any, ...]]]
"""By table, in the order of its columns."""

_PLAIN = (
    "years_experience", "years_managing", "team_size", "line_management", "mentoring", "scope", "concurrent_projects",
    "stakeholder_level", "external_clients", "budget_responsibility", "business_case", "governance", "risk",
    "procurement", "change", "regulated", "geographic_reach", "sector", "clearance", "workplace",
)  # fmt: skip
_LISTS = ("methods", "tools", "employment_type", "certifications")
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
    """Append `rows` to their tables."""
    for table, lines in rows.items():
        if not lines:
            continue
        schema = con.table(table).limit(0).to_arrow_table().schema
        columns = [
            pa.array(column, type=kind) for column, kind in zip(zip(*lines, strict=True), schema.types, strict=True)
        ]
        con.from_arrow(pa.table(columns, schema=schema)).insert_into(table)


def _add(rows: Rows, advert: ToRead, reading: Reading, seen: Blind, reader: str) -> None:
    key = advert.posting_id
    rows["reading"].append((key, advert.content_hash, reader, reading.title_family, reading.title_rank, None))
    rows["line_read"] += [
        (key, position, line.start, line.end, line.section, False) for position, line in enumerate(reading.lines)
    ]
    rows["statement"] += [
        (key, number, part.position, part.start, part.end, part.section, False, None)
        for number, part in enumerate(reading.statements)
    ]
    rows["evidence"] += [
        (key, facet, found.start, found.end, found.rule)
        for facet, all_found in reading.evidence.items()
        for found in all_found
    ]
    rows["blind"].append((key, *seen))
    rows["facet"].append((key, *facet_columns(reading.facets, advert.grade).values()))


def facet_columns(facets: Any, grade: str | None = None) -> dict[str, Any]:
    """Return `facets` as the columns of the table `facet`, in its order; a published `grade` goes before a read one.

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
    return {column: told[column] for column in COLUMNS}


COLUMNS = (
    "years_experience", "years_managing", "budget_amount", "budget_currency", "team_size", "line_management",
    "mentoring", "scope", "concurrent_projects", "stakeholder_level", "external_clients", "budget_responsibility",
    "business_case", "governance", "risk", "procurement", "change", "regulated", "geographic_reach", "methods",
    "certifications", "education_level", "education_need", "tools", "sector", "travel_percent", "travel", "clearance",
    "workplace", "employment_type", "salary_min", "salary_max", "salary_currency", "salary_unit", "grade_scheme",
    "grade_value",
)  # fmt: skip
"""The columns of the table `facet` after its key."""
