"""One row of somebody's table to one posting; `data/columns.toml` says which column means what."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from analysis.interchange.column_names import is_left_out, meaning_of
from analysis.interchange.row_dates import Dates, unread_days
from analysis.interchange.row_identity import hash_of, identifier_of, of_the_employer, own_id, slug_of
from analysis.interchange.row_pay import pay_of
from analysis.interchange.row_places import country_in, places_of
from analysis.interchange.row_values import as_list, as_name, as_text, as_truth, is_blank
from analysis.interchange.rows import Row
from crawler.boards import SECTORS
from crawler.normal.markup import is_html
from crawler.normal.work import employment, workplace
from crawler.posting import Posting

_AS_THEY_ARE = ("url", "internal_id", "department", "industry", "occupational_category", "language")
_OURS = {"content_hash", "base_salary_origin"}
"""Columns by which the table `posting` of an export is known."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""JobSpy writes adverts as Markdown."""


class NoPostingError(Exception):
    """A row that is no posting, and why."""


class Columns:
    """Turns the rows of one file into postings, and remembers the columns nobody understood."""

    def __init__(self, source: str, rows: Callable[[], Iterable[Row]] = tuple) -> None:
        """Keep where the rows come from: they are gone through once more where they prove how dates are written."""
        self.source = source
        """The source of rows that name none: the file's name."""
        self._dates = Dates(rows)
        self.unknown: set[str] = set()
        self.unread: tuple[tuple[str, str], ...] = ()
        """The fields of the last row in which something stands that cannot be read, each with what stands there."""
        self.is_ours = False
        """Whether the last row is of an export of nextrung's own."""
        self._names: dict[str, tuple[str, int] | None] = {}

    def posting_of(self, row: Mapping[str, Any]) -> Posting:
        """Return the posting that `row` holds."""
        is_table = row.keys() >= _OURS
        self.is_ours = is_table or bool(own_id(row.get("@id")))
        found = self._recognised(_published(row) if is_table else row)
        if is_table and any(place.country for place in places_of(found.get("job_location"), None)):
            found.pop("country", None)  # of a place of work, not of the employer
        for needed, name in (("title", "title"), ("hiring_organization", "company"), ("description", "description")):
            if not found.get(needed):
                raise NoPostingError(f"{name}: missing")
        firm, (pay, unread) = as_name(found["hiring_organization"]), pay_of(found)
        home = country_in(found.get("country"))
        where = places_of(found.get("job_location"), home, pay.currency if pay else None)
        days = self._dates.of(found, {place.country for place in where if place.country} or set(filter(None, [home])))
        self.unread = (*unread, *unread_days(found, days))
        source, board, source_id = own_id(found.get("source_id")) or (
            as_text(found.get("source")) or self.source,
            as_text(found.get("board")) or slug_of(firm),
            as_name(found["source_id"]) if found.get("source_id") else hash_of(found),
        )
        description, is_marked_up = found["description"], is_html(found["description"])
        return Posting(
            source=source,
            board=board,
            source_id=source_id,
            title=as_text(found["title"]),
            hiring_organization=firm,
            description=description if is_marked_up else _ESCAPED.sub(r"\1", description),
            description_format="html" if is_marked_up else "text",
            date_posted=days["date_posted"],
            valid_through=days["valid_through"],
            job_location=where,
            applicant_location_requirements=places_of(found.get("applicant_location_requirements"), None),
            job_location_type=_workplace(found),
            employment_type=employment(as_list(found.get("employment_type"))),
            base_salary=pay,
            direct_apply=as_truth(found.get("direct_apply")),
            grade=_grade(found),
            identifier=identifier_of(of_the_employer(found.get("identifier"), source, source_id)),
            sector=_sector(found.get("sector")),
            country=home,
            **{name: as_name(found[name]) for name in _AS_THEY_ARE if found.get(name)},
        )

    def _recognised(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, tuple[int, Any]] = {}
        parts: list[tuple[int, str]] = []
        for column, value in row.items():
            meaning = self._meaning(column)
            if meaning is None or is_blank(value) or (column == "@id" and not own_id(value)):
                continue
            field, order = meaning
            if field == "text":
                parts.append((order, as_text(value)))
            elif field not in found or order < found[field][0]:
                found[field] = (order, value)
        whole = "\n\n".join(text for _, text in sorted(parts) if text)
        return {field: value for field, (_, value) in found.items()} | {"description": whole}

    def _meaning(self, column: str) -> tuple[str, int] | None:
        if column not in self._names:
            self._names[column] = meaning_of(column)
            if self._names[column] is None and not is_left_out(column):
                self.unknown.add(column)
        return self._names[column]


def _published(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of our own without what was read from the text, and without what an aggregator guessed."""
    is_told = "read_from_text" in row
    left_out = set(re.findall(r"\w+", as_text(row["read_from_text"]))) if is_told else _perhaps_read(row)
    left_out |= {"base_salary_raw", "base_salary_origin"} if row["base_salary_origin"] == "predicted" else set()
    return {column: value for column, value in row.items() if column not in left_out}


def _perhaps_read(row: Mapping[str, Any]) -> set[str]:
    """Return the columns that may be read from the text, of a row that does not say which are."""
    pay = {f"base_salary_{part}" for part in ("min", "max", "currency", "unit")}
    origin = row["base_salary_origin"]
    return {"workplace"} | (pay if is_blank(origin) or origin == "predicted" else set())


def _sector(stated: Any) -> str | None:
    named = as_name(stated).lower().replace(" ", "_")
    return named if named in SECTORS else None


def _workplace(found: Mapping[str, Any]) -> Any:
    stated = as_text(found.get("job_location_type"))
    # False means "not ticked", not "on site".
    return workplace(stated) if stated else "remote" if as_truth(found.get("is_remote")) else None


def _grade(found: Mapping[str, Any]) -> str | None:
    # A label is a grade only within a public scheme; "Senior" alone is a title's claim.
    label = found.get("grade_label") if found.get("grade_scheme") else None
    return as_text(found.get("grade") or label) or None
