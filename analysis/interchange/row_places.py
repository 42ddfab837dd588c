"""Where the job of a row is: places as text, as our own records, and as schema.org's objects."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from analysis.interchange.row_values import as_name, as_text, unpacked
from crawler import jobposting_places
from crawler.normal.gazetteer import country_of
from crawler.normal.place import places
from crawler.posting import Place

_places = lru_cache(maxsize=50_000)(places)


def places_of(value: Any, country: str | None, paid_in: str | None = None) -> tuple[Place, ...]:
    value = unpacked(value)
    if value is None:
        return ()
    several = value if isinstance(value, (list, tuple)) else [value]
    if all(isinstance(each, Mapping) and not _own(each) for each in several):
        # Together, for what they have in common tells what they are.
        return jobposting_places.places_of(list(several), country, paid_in)
    return tuple(place for each in several for place in _place(each, country, paid_in))


def country_in(stated: Any) -> str | None:
    return country_of(as_name(stated))


def _place(value: Any, country: str | None, paid_in: str | None) -> tuple[Place, ...]:
    if not isinstance(value, Mapping):
        text = _location(as_text(value))
        return _places(text, country, paid_in) if text else ()
    if own := _own(value):
        return (Place.model_validate(own),)
    return jobposting_places.places_of(value, country, paid_in)


def _own(value: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the fields of a place that nextrung wrote, as a record of its tables or as JSON-LD."""
    if "nextrung:raw" in value:
        address = value.get("address")
        stated = address if isinstance(address, Mapping) else {}
        named = {name: stated.get(f"address{name.title()}") for name in ("country", "region", "locality")}
        return {"raw": value["nextrung:raw"], **named}
    return {name: value.get(name) for name in Place.model_fields} if "raw" in value else None


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
