"""One row of somebody's table to one posting; `data/columns.toml` says which column means what."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, get_args
from urllib.parse import unquote

from analysis.printable import is_missing
from analysis.store.rows import MOST_PAID
from crawler.boards import SECTORS
from crawler.jobposting_fields import salary_of, unread_ends
from crawler.knowledge import knowledge
from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.html import is_html
from crawler.normal.pay import pay_in
from crawler.normal.pay_fields import Origin, money
from crawler.normal.place import places
from crawler.normal.work import employment, workplace
from crawler.posting import Money, Place, Posting

_AS_THEY_ARE = ("url", "internal_id", "department", "industry", "occupational_category", "language")
_OURS = {"content_hash", "base_salary_origin"}
"""Columns by which the table `posting` of an export is known."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""JobSpy writes adverts as Markdown."""
_places = lru_cache(maxsize=50_000)(places)
_pay_in = lru_cache(maxsize=50_000)(pay_in)


class NoPostingError(Exception):
    """A row that is no posting, and why."""


class Columns:
    """Turns the rows of one file into postings, and remembers the columns nobody understood."""

    def __init__(self, source: str) -> None:
        self.source = source
        """The source of rows that name none: the file's name."""
        self.unknown: set[str] = set()
        self.unread: tuple[tuple[str, str], ...] = ()
        """The fields of the last row in which something stands that cannot be read, each with what stands there."""
        self.is_ours = False
        """Whether the last row is of an export of nextrung's own."""
        self._names: dict[str, tuple[str, int] | None] = {}

    def posting_of(self, row: Mapping[str, Any]) -> Posting:
        """Return the posting that `row` holds."""
        self.is_ours = row.keys() >= _OURS or bool(_own_id(row.get("@id")))
        found = self._recognised(row)
        if row.keys() >= _OURS:
            found = _published(found)
        for needed, name in (("title", "title"), ("hiring_organization", "company"), ("description", "description")):
            if not found.get(needed):
                raise NoPostingError(f"{name}: missing")
        firm, (pay, unread) = _name(found["hiring_organization"]), _pay(found)
        self.unread = (*unread, *_unread_days(found))
        source, board, source_id = _own_id(found.get("source_id")) or (
            _text(found.get("source")) or self.source,
            _text(found.get("board")) or _slug(firm),
            _name(found["source_id"]) if found.get("source_id") else _hash_of(found),
        )
        description, is_marked_up = found["description"], is_html(found["description"])
        return Posting(
            source=source,
            board=board,
            source_id=source_id,
            title=_text(found["title"]),
            hiring_organization=firm,
            description=description if is_marked_up else _ESCAPED.sub(r"\1", description),
            description_format="html" if is_marked_up else "text",
            date_posted=_day(found.get("date_posted")),
            valid_through=_day(found.get("valid_through")),
            job_location=_places_of(
                found.get("job_location"), _country(found.get("country")), pay.currency if pay else None
            ),
            applicant_location_requirements=_places_of(found.get("applicant_location_requirements"), None),
            job_location_type=_workplace(found),
            employment_type=employment(_listed(found.get("employment_type"))),
            base_salary=pay,
            direct_apply=_truth(found.get("direct_apply")),
            grade=_grade(found),
            identifier=_identifier(_of_the_employer(found.get("identifier"), source, source_id)),
            sector=_sector(found.get("sector")),
            country=_country(found.get("country")),
            **{name: _name(found[name]) for name in _AS_THEY_ARE if found.get(name)},
        )

    def _recognised(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, tuple[int, Any]] = {}
        parts: list[tuple[int, str]] = []
        for column, value in row.items():
            meaning = self._meaning(column)
            is_read = self.is_ours and column == "workplace"  # from the text, where the board published none
            if meaning is None or _is_missing(value) or (column == "@id" and not _own_id(value)) or is_read:
                continue
            field, order = meaning
            if field == "text":
                parts.append((order, _text(value)))
            elif field not in found or order < found[field][0]:
                found[field] = (order, value)
        whole = "\n\n".join(text for _, text in sorted(parts) if text)
        return {field: value for field, (_, value) in found.items()} | {"description": whole}

    def _meaning(self, column: str) -> tuple[str, int] | None:
        if column not in self._names:
            self._names[column] = _meanings().get(_plain(column))
            if self._names[column] is None and _plain(column) not in _left_out():
                self.unknown.add(column)
        return self._names[column]


def _published(found: dict[str, Any]) -> dict[str, Any]:
    """Return a row of our own without what was not published: pay without an origin, the country of a place of work."""
    unpaid = () if found.get("salary_origin") else ("salary_min", "salary_max", "salary_currency", "salary_unit")
    placed = ("country",) if any(place.country for place in _places_of(found.get("job_location"), None)) else ()
    return {name: value for name, value in found.items() if name not in (*unpaid, *placed)}


def field_of(column: str) -> str | None:
    """Return the field of a posting that a column means.

    >>> field_of("Job title"), field_of("vibe")
    ('title', None)
    """
    meaning = _meanings().get(_plain(column))
    return meaning[0] if meaning else None


@cache
def _meanings() -> dict[str, tuple[str, int]]:
    known = tomllib.loads(knowledge("columns.toml").read_text(encoding="utf-8"))
    fields = {_plain(name): (field, at) for field, names in known["fields"].items() for at, name in enumerate(names)}
    texts = {_plain(name): ("text", at) for at, names in enumerate(known["text"].values()) for name in names}
    return fields | texts


@cache
def _left_out() -> frozenset[str]:
    known = tomllib.loads(knowledge("columns.toml").read_text(encoding="utf-8"))
    return frozenset(map(_plain, known["left_out"]["names"]))


def _plain(column: str) -> str:
    """Return `column` without what tables differ in.

    >>> _plain("datePosted") == _plain("Date posted") == _plain("date_posted") == _plain("nextrung:date_posted")
    True
    """
    return re.sub(r"[\W_]+", "", column.removeprefix("nextrung:")).lower()


def _is_missing(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip() or value.strip().lower() in ("nan", "none", "null", "n/a")
    return is_missing(value) or value == []


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, map(_text, value)))
    if isinstance(value, Mapping):
        return _name(value)
    return "" if value is None else str(value).replace("\x00", "").strip()


def _name(value: Any) -> str:
    """Return a name, also where schema.org wraps it in an object.

    >>> _name({"@type": "Organization", "name": "Acme"}), _name({"value": 7})
    ('Acme', '7')
    """
    if isinstance(value, Mapping):
        return _text(next((value[key] for key in ("name", "value", "@value") if value.get(key)), ""))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _text(value)


def _slug(firm: str) -> str:
    return re.sub(r"[\W_]+", "-", firm.lower()).strip("-") or "firm"


def _hash_of(found: Mapping[str, Any]) -> str:
    # An advert of a requisition stays the same advert when its text changes.
    last = "identifier" if _identifier(found.get("identifier")) else "description"
    told = [_text(found.get(name)) for name in ("title", "hiring_organization", "job_location", "url", last)]
    return hashlib.blake2b("\x1f".join(told).encode(), digest_size=8).hexdigest()


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) or value is None else day(value)


def _unpacked(value: Any) -> Any:
    """Return what a cell of a CSV holds as JSON, else the cell itself."""
    if isinstance(value, str) and value.lstrip().startswith(("{", "[{")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [_text(each) for each in value] if isinstance(value, (list, tuple)) else _text(value).split(",")


def _places_of(value: Any, country: str | None, paid_in: str | None = None) -> tuple[Place, ...]:
    value = _unpacked(value)
    if value is None:
        return ()
    several = value if isinstance(value, (list, tuple)) else [value]
    return tuple(place for each in several for place in _place(each, country, paid_in))


def _country(stated: Any) -> str | None:
    return country_of(_name(stated))


def _sector(stated: Any) -> str | None:
    named = _name(stated).lower().replace(" ", "_")
    return named if named in SECTORS else None


def _identifier(stated: Any) -> str | None:
    """Return a requisition id; the name of schema.org's PropertyValue is the employer's.

    >>> _identifier({"@type": "PropertyValue", "name": "Acme", "value": 1234567}), _identifier("R-1")
    ('1234567', 'R-1')
    """
    if isinstance(stated, (list, tuple)):
        stated = stated[0] if stated else None
    value = stated.get("value") if isinstance(stated, Mapping) else stated
    return _name(value) or None


def _of_the_employer(stated: Any, source: str, source_id: str) -> Any:
    """Return the ids of an advert without the platform's own, which our JSON-LD names beside the employer's."""
    ours = {"@type": "PropertyValue", "name": source, "value": source_id}
    several = stated if isinstance(stated, (list, tuple)) else [stated]
    return [one for one in several if one != ours]


def _own_id(stated: Any) -> tuple[str, str, str] | None:
    """Return source, board and id of an advert that nextrung itself wrote as JSON-LD."""
    found = re.fullmatch(r"urn:nextrung:([^:]+):([^:]+):([^:]+)", _text(stated))
    return (unquote(found[1]), unquote(found[2]), unquote(found[3])) if found else None


def _place(value: Any, country: str | None, paid_in: str | None) -> tuple[Place, ...]:
    if not isinstance(value, Mapping):
        text = _location(_text(value))
        return _places(text, country, paid_in) if text else ()
    if "raw" in value:
        return (Place.model_validate({name: value.get(name) for name in Place.model_fields}),)
    address = value.get("address", value)
    if not isinstance(address, Mapping):
        return _places(_text(address), country, paid_in)
    told = (address.get(key) for key in ("addressLocality", "addressRegion", "addressCountry"))
    raw = ", ".join(filter(None, map(_name, told))) or _name(value)
    return _places(raw, country, paid_in) if raw else ()


def _location(text: str) -> str:
    r"""Return the place in a cell that was cut out of a page together with the page's headings.

    >>> _location("About the job\nLocation\nLeeds, London,\nSalford")
    'Leeds, London, Salford'
    """
    lines = text.splitlines()
    start = next(
        (number for number, line in enumerate(lines, 1) if line.strip().lower() in ("location", "location:")), 0
    )
    return " ".join(line.strip() for line in lines[start:])


def _workplace(found: Mapping[str, Any]) -> Any:
    stated = _text(found.get("job_location_type"))
    # False means "not ticked", not "on site".
    return workplace(stated) if stated else "remote" if _truth(found.get("is_remote")) else None


def _truth(value: Any) -> bool | None:
    """Return whether `value` says yes; None where it says nothing.

    >>> _truth("True"), _truth("0"), _truth(None)
    (True, False, None)
    """
    return None if _is_missing(value) else _text(value).lower() in ("true", "1", "1.0", "yes", "y")


def _unread_days(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("date_posted", "valid_through"):
        value = found.get(name)
        # The year 1 and nought mean "not said".
        if value and not _text(value).startswith(("0001-", "0000-")) and _day(value) is None:
            yield name, _text(value)


def _pay(found: Mapping[str, Any]) -> tuple[Money | None, list[tuple[str, str]]]:
    """Return the pay of a row, and the fields that should state it and cannot be read: their text is kept as `raw`."""
    pay = _salary(found)
    if pay and not all(map(_is_paid, (pay.min, pay.max))):
        pay = None
    unread = [(name, _shown(stated)) for name, stated in _stated_pay(found) if not _is_read(name, stated, pay)]
    if pay:
        words = (("salary_currency", pay.currency), ("salary_unit", pay.unit))
        unread += [(name, _text(found[name])) for name, read in words if found.get(name) and read is None]
        ends = unread_ends(_unpacked(found.get("base_salary")))
        unread += [(f"base_salary.{name}", text) for name, text in ends]
    if pay and (origin := found.get("salary_origin")) in get_args(Origin):
        pay = pay.model_copy(update={"origin": origin})
    raw = pay.raw if pay else _text(found.get("salary_text")) or " - ".join(text for _, text in unread)
    return (pay or (Money(raw=raw, origin="text") if raw else None)), unread


def _is_paid(figure: Decimal | None) -> bool:
    return figure is None or figure < MOST_PAID


def _stated_pay(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that should hold figures of pay; nought says nothing, nor does an object without any."""
    for name in ("salary_min", "salary_max", "base_salary"):
        if any(_text(one).strip("0. ") for one in _figures_in(_unpacked(found.get(name)))):
            yield name, found[name]


def _figures_in(stated: Any) -> Iterator[Any]:
    if isinstance(stated, (list, tuple)):
        for one in stated:
            yield from _figures_in(one)
    elif isinstance(stated, Mapping):
        for name in ("value", "minValue", "maxValue"):
            yield from _figures_in(stated.get(name))
    else:
        yield stated


def _is_read(name: str, stated: Any, pay: Money | None) -> bool:
    if pay is None or name == "base_salary":
        return pay is not None
    return money("", _figure(stated), None, None) is not None


def _salary(found: Mapping[str, Any]) -> Money | None:
    stated = _unpacked(found.get("base_salary"))
    if _are_objects(stated):
        return _stated_salary(stated, _text(found.get("salary_currency")) or None)
    if "salary_min" in found or "salary_max" in found:
        low, high, currency, unit = (
            found.get(name) for name in ("salary_min", "salary_max", "salary_currency", "salary_unit")
        )
        told = " ".join(_figure(each) or "" for each in (low, "-", high, currency, unit) if each is not None)
        marked = (read.currency for each in (low, high) if (read := _pay_in(_name(each))))
        return money(_text(found.get("salary_text")) or told, _figure(low), _figure(high),
                     _text(currency) or next(filter(None, marked), None), _text(unit) or None)  # fmt: skip
    text = _text(stated or found.get("salary_text"))
    return _pay_in(text) if text else None


def _stated_salary(stated: Any, currency: str | None) -> Money | None:
    """Return the pay of a baseSalary with its cell as `raw` and whole figures without a point.

    So an advert that is imported anew keeps its content hash.
    """
    pay, raw = salary_of(stated, currency), json.dumps(stated, default=str)
    return pay and pay.model_copy(update={"raw": raw, "min": _whole(pay.min), "max": _whole(pay.max)})


def _whole(figure: Decimal | None) -> Decimal | None:
    return figure if figure is None or figure != int(figure) else Decimal(int(figure))


def _are_objects(stated: Any) -> bool:
    several = stated if isinstance(stated, (list, tuple)) else [stated]
    return any(isinstance(one, Mapping) for one in several)


def _shown(stated: Any) -> str:
    return stated if isinstance(stated, str) else json.dumps(stated, default=str)


def _figure(value: Any) -> str | None:
    """Return a figure as text: "38682.0" is how tables write 38682."""
    return re.sub(r"^(\d+)\.0$", r"\1", _name(value)) or None


def _grade(found: Mapping[str, Any]) -> str | None:
    # A label is a grade only within a public scheme; "Senior" alone is a title's claim.
    label = found.get("grade_label") if found.get("grade_scheme") else None
    return _text(found.get("grade") or label) or None
