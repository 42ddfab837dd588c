"""The country that a place lies in: by its postcode, else the one for which its names speak most."""

import re
from functools import cache
from itertools import permutations

from crawler.normal.gazetteer import Meaning, country_of, is_wide, meanings, words
from crawler.normal.place.towns import KNOWN_TOWN, WORLD_CITY

LEAST_SURE = 4
"""A town alone settles the country where it has so many times the people of its namesakes abroad."""
DOUBTFUL, OTHER = 15, 40
"""A namesake abroad so many times larger makes the employer's own country doubtful ("Dublin"), or wrong ("Paris")."""


def country_of_postcode(text: str) -> str | None:
    return next((code for code, pattern in _postcodes() if pattern.search(text)), None)


@cache
def _postcodes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(pattern)) for code, pattern in words()["postcodes"].items())


def likeliest_country(
    names: list[str], meant: list[tuple[Meaning, ...]], home: str | None, paid_in: str | None
) -> str | None:
    scores = _scores(meant, home)
    if not scores and (told := _last_token_country(names)):
        return told
    if paid_in:
        scores[paid_in] = scores.get(paid_in, 0) + _weight_of_money(meant, paid_in)
    best, second, *_ = [*sorted(scores.values(), reverse=True), 0.0, 0.0]
    return max(scores, key=lambda code: scores[code]) if best >= max(1, second + 0.3) else None


def _scores(meant: list[tuple[Meaning, ...]], home: str | None) -> dict[str, float]:
    """Return how much the names speak for each country that they can mean."""
    codes = {one.country for each in meant for one in each}
    is_open = home in codes and not _is_settled_abroad(meant, home)
    own = {code: _weight_of_home(meant, code) if is_open and code == home else 0 for code in codes}
    return {code: own[code] + sum(_weight(each, code) for each in meant) for code in codes}


def _is_settled_abroad(meant: list[tuple[Meaning, ...]], home: str) -> bool:
    """Say whether a town stands beside a region of its own that the employer's country has not: "Dublin, OH"."""
    return any(
        one.kind == "locality" and one.country in _lands_of_region(region, home)
        for town, region in permutations(meant, 2)
        for one in town
    )


def _lands_of_region(meant: tuple[Meaning, ...], home: str) -> set[str]:
    """Return the countries abroad that have a region of a name, unless it says as much of the employer's own."""
    towns = {one.country for one in meant if one.kind == "locality"}
    if any(one.country == home and one.kind != "locality" for one in meant):
        return set()
    lands = {one.country for one in meant if one.kind == "region" and not one.is_weak}
    return lands - towns if home in towns else lands


def _weight_of_home(meant: list[tuple[Meaning, ...]], home: str) -> float:
    """Say how much the employer's own country speaks for itself: little where a namesake abroad is far better known."""
    here = [one for each in meant for one in each if one.country == home]
    if any(one.kind != "locality" for one in here):
        return 1.5
    known = max(one.population for one in here)
    abroad = max((one.population for each in meant for one in each if one.country != home), default=0)
    return 0.1 if abroad >= OTHER * known else 0.6 if abroad >= DOUBTFUL * known else 1.5


def _weight_of_money(meant: list[tuple[Meaning, ...]], country: str) -> float:
    if any(one.country == country for each in meant for one in each):
        return 2
    abroad = max((one.population for each in meant for one in each), default=0)
    return 0 if abroad >= WORLD_CITY else 1.5 if abroad >= KNOWN_TOWN else 2


def _last_token_country(names: list[str]) -> str | None:
    """Return the country that ends an unknown name, or whose state does: "Sunny New Jersey" is not Jersey's."""
    if is_wide(names[-1]):
        return None  # "Latin America"
    tokens = names[-1].split()
    ends = [" ".join(tokens[number:]) for number in range(1, len(tokens) - 1)]
    states = [one.country for end in ends for one in meanings(end) if one.kind == "region" and not one.is_weak]
    if states or len(tokens) < 2 or tokens[-1].islower():
        return states[0] if states else None
    return country_of(tokens[-1])


def _weight(meant: tuple[Meaning, ...], code: str) -> float:
    """Say how much a name speaks for a country: its own name most, a region's next, a town's by its size."""
    weights = [0.0]
    for one in meant:
        if one.country != code:
            continue
        if one.kind == "country":
            weights.append(2 if one.is_code else 3)
        elif one.kind == "region":
            weights.append(0.6 if one.is_weak else 2)
        else:
            weights.append(_weight_of_town(one, meant))
    return max(weights)


def _weight_of_town(town: Meaning, meant: tuple[Meaning, ...]) -> float:
    abroad = max((one.population for one in meant if one.kind == "locality" and one.country != town.country), default=0)
    if town.population >= LEAST_SURE * abroad:
        return 1.4
    return 0.9 if town.population >= abroad else 0.7
