"""Towns that stand beside each other: "Leeds, Hull, Oldham", "London, Berlin", "New York, San Francisco"."""

import re
from itertools import permutations

from crawler.normal.gazetteer import Meaning, fold, lands_called, meanings, pattern_of, region_of, words
from crawler.normal.place.towns import KNOWN_TOWN, WORLD_CITY, largest, largest_town

_BRACKETED = re.compile(r"\s*\([^()]*\)$")


def towns_listed(names: list[str]) -> list[str]:
    """Return the names that are each a town's, each with the country that ends their list, or none.

    >>> towns_listed(["Leeds", "Hull (Humberside)", "Oldham."]), towns_listed(["Leeds", "Hull", "Oldham", "UK"])
    (['Leeds', 'Hull (Humberside)', 'Oldham'], ['Leeds, UK', 'Hull, UK', 'Oldham, UK'])
    >>> towns_listed(["Boston", "New York"]), towns_listed(["Buffalo", "New York"]), towns_listed(["Brent", "London"])
    (['Boston', 'New York'], [], [])
    """
    land = [name for name in names[-1:] if _has(name, "country")]
    towns = names[: len(names) - len(land)]
    while land and towns and _has(towns[-1], "region") and not _has(towns[-1], "locality"):
        towns = towns[:-1]
    named = [_bare(name) if len(name) > 4 else name for name in towns]
    if len(set(named)) != len(names[: len(towns)]) or _are_of_one_town(named):
        return []
    is_list = (len(named) > 2 and _are_towns(named, land)) or (len(named) > 1 and _are_cities(named, land))
    return [", ".join([town.rstrip("."), *land]) for town in towns] if is_list else []


def _bare(name: str) -> str:
    return pattern_of("postcode_after").sub("", _BRACKETED.sub("", name).rstrip("."))


def _has(name: str, kind: str) -> bool:
    return any(one.kind == kind for one in meanings(name))


def _are_of_one_town(names: list[str]) -> bool:
    quarters = words()["quarters"]
    return any(fold(quarter) in quarters.get(fold(town), ()) for quarter, town in permutations(names, 2))


def _are_towns(names: list[str], above: list[str]) -> bool:
    """Say whether three names and more are a list of one country's towns, not a town in its region."""
    lands = [{one.country for one in meanings(name) if one.kind == "locality"} for name in names]
    lands += map(lands_called, above)
    is_land = any(one.kind == "country" or one.is_code for name in names for one in meanings(name))
    return not is_land and bool(set.intersection(*lands))


def _are_cities(names: list[str], above: list[str]) -> bool:
    if not above and (all(map(_is_only_city, names)) or _are_of_the_world(names)):
        return True
    lands = set.intersection(*({one.country for one in meanings(name)} for name in (*names, *above)))
    return any(_are_cities_of(land, names) for land in lands)


def _are_of_the_world(names: list[str]) -> bool:
    """Say whether the names are cities of several countries, of the world or three and more: "London, Berlin"."""
    least = KNOWN_TOWN if len(names) > 2 else WORLD_CITY
    cities = [largest_town(meanings(name)) for name in names]
    known = [one for one in cities if one and one.population >= least]
    is_open = len(known) == len(names) and len({one.country for one in known}) > 1
    return is_open and not any(_is_part_abroad(name, one) for name, one in zip(names, known, strict=True))


def _is_part_abroad(name: str, city: Meaning) -> bool:
    """Say whether a city has the name of a part of another country: Canada's Surrey in "Richmond, Surrey, Bristol"."""
    return any(one.kind == "region" and not one.is_weak and one.country != city.country for one in meanings(name))


def _is_only_city(name: str) -> bool:
    kinds = {one.kind for one in meanings(name) if not one.is_weak}
    return kinds == {"locality"} and largest(meanings(name)) > KNOWN_TOWN


def _are_cities_of(land: str, names: list[str]) -> bool:
    """Say whether the names are large towns of a country, one at least the name of a region, too, and none in its."""
    found = [(town, region) for name in names for town, region in _city(name, land)]
    is_apart = not any(region and _lies_in(one, town, region) for (one, _), (town, region) in permutations(found, 2))
    return len(found) == len(names) and any(region for _, region in found) and is_apart


def _city(name: str, land: str) -> list[tuple[Meaning, str | None]]:
    """Return a large town and the region called after it, where the name means nothing else there."""
    meant = [one for one in meanings(name) if one.country == land and not one.is_weak]
    town = largest_town(meant)
    regions = [one.name for one in meant if one.kind == "region"]
    if town is None or town.population < KNOWN_TOWN or any(one.is_code or one.kind == "country" for one in meant):
        return []
    state = region_of(town.region, land)
    # Its region is known by name in the US, in other countries by a number or as a larger one.
    is_its = [part == state if land == "US" else fold(part) == fold(town.name) for part in regions]
    return [(town, regions[0] if regions else None)] if all(is_its) else []


def _lies_in(one: Meaning, town: Meaning, region: str) -> bool:
    """Say whether a town lies in the region that is called after another: "Buffalo, New York"."""
    named = region_of(one.region, one.country)
    return named == region or (named == one.region and one.region == town.region)
