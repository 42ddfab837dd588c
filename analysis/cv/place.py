"""The town, region and country that an address in a CV names."""

import re
from collections.abc import Sequence
from functools import cache

import pycountry

from analysis.cv.words import cv_knowledge
from crawler.normal.gazetteer import WITH_NAMES, country_of, meanings

_ZIP = re.compile(r"(?P<city>[^,]+), (?P<state>[A-Z]{2}) \d{5}(?:-\d{4})?$")
_CITY_AND_STATE = re.compile(r"(?P<city>[^,]+), (?P<state>[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)*)")
_POSTCODE = re.compile(r",?(?:^|\s+)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?=$|,)")
"""Of the United Kingdom, where it ends an address or stands before its country."""
_DISTRICT = re.compile(r"(?P<address>.+?),? (?:[A-Z]{1,2}\d[A-Z\d]?|(?<=Dublin )\d\d?W?)$")
"""The first half of such a postcode, or a postal district of Dublin: "Cardiff CF14", "Dublin 4"."""
_COUNTY = re.compile(r"^(?:Co\.?|County) (?=[A-Z])")


def place_in(text: str) -> dict[str, str] | None:
    address, postcodes = _POSTCODE.subn("", re.sub(r"^(?:address|location)\s*:\s*", "", text, flags=re.IGNORECASE))
    parts = [_COUNTY.sub("", part.strip()) for part in _without_district(address).split(",")]
    american = _ZIP.search(text) or _american_town(text)
    if american and (state := _state(american["state"])):
        return {"city": american["city"].strip(), "region": state, "countryCode": "US"}
    country = _country(parts[-1])
    if country is None and (known := "GB" if postcodes else _land_of(parts)):
        parts, country = [*parts, known], known
    if country is None or len(parts) > 5:
        return None
    if len(parts) > 2 and _is_region_above(parts[-2], parts[-3], country):
        return {"city": parts[-3], "region": parts[-2], "countryCode": country}
    town = parts[-2] if len(parts) > 1 else ""
    is_street = bool(postcodes and re.search(r"\d", town))
    return ({"city": town} if town and not is_street else {}) | {"countryCode": country}


def _without_district(address: str) -> str:
    """Return an address without the half of a postcode behind a town that is known."""
    found = _DISTRICT.fullmatch(address)
    if found is None:
        return address
    lands = {one.country for one in meanings(found["address"].rpartition(",")[2].strip())}
    called = "Ireland" if "IE" in lands else "UK" if "GB" in lands else None
    return f"{found['address']}, {called}" if called else address


def _land_of(parts: Sequence[str]) -> str | None:
    """Return the land of a town and the region behind it, where regions stand for theirs: "Leeds, West Yorkshire"."""
    if len(parts) < 2:
        return None
    towns = {one.country for one in meanings(parts[-2]) if one.kind == "locality"}
    regions = [one.country for one in meanings(parts[-1]) if one.kind == "region" and one.country in WITH_NAMES]
    return next((land for land in regions if land in towns), None)


def is_place(text: str) -> bool:
    """Say whether `text` is a place and nothing else; a bare name where it lies in a land of `WITH_NAMES`.

    >>> is_place("Dayton, OH"), is_place("Leeds, West Yorkshire"), is_place("Acme, Leeds"), is_place("IT")
    (True, True, False, False)
    """
    first, *others = (part.strip() for part in _POSTCODE.sub("", text).split(","))
    lands = {one.country for one in meanings(first) if not (one.is_code or one.is_weak)}
    if not others:
        return not lands.isdisjoint(WITH_NAMES)
    return all(lands & {_country(part), *(one.country for one in meanings(part))} for part in others)


def _american_town(text: str) -> re.Match[str] | None:
    """Return a town with its state; "Kim Doe, MA" is none."""
    found = _CITY_AND_STATE.fullmatch(text)
    is_town = found and any(one.kind == "locality" and one.country == "US" for one in meanings(found["city"]))
    return found if is_town else None


def _is_region_above(name: str, town: str, country: str) -> bool:
    """Say whether a name is that of a region and what stands before it a town's; Leeds, say, is both.

    >>> _is_region_above("West Yorkshire", "Otley", "GB"), _is_region_above("Leeds", "1 High Street", "GB")
    (True, False)
    """
    kinds = {meaning.kind for meaning in meanings(name) if meaning.country == country}
    is_town = any(meaning.kind == "locality" and meaning.country == country for meaning in meanings(town))
    return "region" in kinds and (is_town or "locality" not in kinds)


@cache
def _state(text: str) -> str | None:
    """Return the code of the American state that is called so, by its code or name."""
    states = pycountry.subdivisions.get(country_code="US")  # type: ignore[no-untyped-call]  # theirs
    return next((one.code[3:] for one in states if text in (one.code[3:], one.name)), None)


@cache
def _country(name: str) -> str | None:
    if name.casefold() in cv_knowledge("cv")["nations"]["words"]:
        return "GB"
    if len(name) < 3 and name not in ("US", "UK", "uk"):
        return None
    return country_of(name)
