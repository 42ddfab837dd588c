"""The places of a schema.org JobPosting, whatever their shape."""

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.jobposting import Job, text_of, types_of
from crawler.normal.gazetteer import country_of
from crawler.normal.place import places, read_place
from crawler.normal.place.fields import stated_region
from crawler.normal.told import as_list
from crawler.posting import Place

ADDRESS = ("addressLocality", "addressRegion", "addressCountry", "streetAddress")
_SEVERAL = re.compile(r"[,;|/()\[\]:\n•·]|\s[-–—]|[-–—]\s|\bor\b", re.IGNORECASE)
_POSTCODE = re.compile(r"^\d{3,6}\s+|\s+(?:\d{1,6}|[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?)(?:\s+UK)?$")
"""Beside a town's name: "1010 Wien", "Dublin 2", "Birmingham B1"."""


def places_of(stated: Any, country: str | None, paid_in: str | None = None) -> tuple[Place, ...]:
    """Return the places of a field such as jobLocation, each once; `country` and the pay's money help to read them."""
    listed = listed_places(stated)
    if _are_named_apart(listed):
        listed = [one["name"] for one in listed]
    return tuple(dict.fromkeys(place for one in listed for place in _places_of_one(one, country, paid_in)))


def listed_places(stated: Any) -> list[Any]:
    """Return the places of a field; one with several addresses is as many places."""
    return [each for one in as_list(stated) if one for each in _with_one_address(one)]


def _with_one_address(one: Any) -> list[Any]:
    several = one.get("address") if isinstance(one, dict) else None
    return [{**one, "address": address} for address in several] if isinstance(several, list) and several else [one]


def _are_named_apart(listed: list[Any]) -> bool:
    """Say whether several places have names of their own and one address, which is the employer's."""
    if len(listed) < 2 or not all(isinstance(one, dict) and one.get("name") for one in listed):
        return False
    addresses = {json.dumps(one.get("address"), sort_keys=True) for one in listed}
    return len(addresses) == 1 and len({str(one["name"]) for one in listed}) == len(listed)


def _places_of_one(one: Any, country: str | None, paid_in: str | None) -> Iterator[Place]:
    """Yield the places of one jobLocation: they lie in its own country, whatever else their names can mean."""
    address, raw = _address_of(one), place_text(one)
    if raw and isinstance(one, dict) and "Country" in types_of(one) and (land := country_of(raw)):
        yield Place(raw=raw, country=land)
        return
    own = country_of(_country_text(one))
    if own and raw and isinstance(address, dict) and _are_single(_stated(address, *ADDRESS[:2])):
        yield from _places_in(address, own)
        return
    for place in places(raw, own or country, None if own else paid_in):
        yield place if place.country or not own else place.model_copy(update={"country": own})


def _places_in(address: Job, country: str) -> Iterator[Place]:
    """Yield the places of an address whose fields are each one name: one for each of its towns."""
    towns, regions = _stated(address, "addressLocality") or [""], _stated(address, "addressRegion")
    if len(regions) < 2:
        regions = (regions or [""]) * len(towns)
    elif len(regions) != len(towns):
        regions = [""] * len(towns)
    for town, region in zip(towns, regions, strict=True):
        read = read_place(_POSTCODE.sub("", town), country) or Place(raw=town)
        yield Place(
            raw=", ".join(dict.fromkeys(filter(None, [town, region, *_stated(address, "addressCountry")[:1]]))),
            country=country,
            region=stated_region(region, country) or read.region,
            locality=read.locality,
        )


def _stated(address: Job, *names: str) -> list[str]:
    """Return what an address says in the fields `names`; some platforms fill what is lacking with a word of theirs."""
    texts = [text_of(one) for name in names for one in as_list(address.get(name))]
    return [text for text in texts if text and text.upper() != "UNAVAILABLE"]


def _are_single(names: list[str]) -> bool:
    return not any(_SEVERAL.search(name) for name in names)


def _country_text(one: Any) -> str | None:
    address = _address_of(one)
    return text_of(address.get("addressCountry")) if isinstance(address, dict) else None


def _address_of(one: Any) -> Any:
    """Return the address of a place; some pages write its parts into the place itself, or an address in its stead."""
    if not isinstance(one, dict):
        return None
    return one.get("address") or (one if any(name in one for name in ADDRESS) else None)


def place_text(one: Any) -> str | None:
    """Return what a place says of itself in one text."""
    if isinstance(one, str):
        return one
    address = _address_of(one)
    if isinstance(address, str):
        return address
    if isinstance(address, dict):
        text = ", ".join(dict.fromkeys(_stated(address, *ADDRESS[:3])))
        if found := text or text_of(address.get("streetAddress")):
            return found
    return text_of(one)
