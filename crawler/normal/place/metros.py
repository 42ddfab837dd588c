"""Areas of several towns that pay is told for: "Bay Area", "NYC metro"."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from crawler.knowledge import known_words
from crawler.normal.gazetteer import fold, meanings
from crawler.normal.place.towns import largest
from crawler.posting import Place

_LISTED = 100_000
"""All towns of an area that are so large stand in the data."""


def metro_holds(names: Iterable[str], place: Place, region: str | None) -> bool | None:
    """Say whether a place in `region` lies in an area that is one of `names`; None where nobody can tell.

    >>> towns = [Place(raw=name, country="US", locality=name) for name in ("Palo Alto", "Los Angeles", "Colma")]
    >>> [metro_holds(["Bay Area"], town, "California") for town in towns], metro_holds(["Texas"], towns[0], None)
    ([True, False, None], False)
    """
    near = [one for one in metros_of(names) if one["country"] == place.country and region in (None, *one["regions"])]
    town = fold(place.locality or "")
    if any(town in one["towns"] for one in near):
        return True
    here = tuple(one for one in meanings(town) if one.country == place.country and one.kind == "locality")
    return None if near and largest(here) < _LISTED else False


def metros_of(names: Iterable[str]) -> list[dict[str, Any]]:
    return [_metros()[name] for name in map(fold, names) if name in _metros()]


@cache
def _metros() -> dict[str, dict[str, Any]]:
    stated = known_words("normal", "metros.toml")
    return {name: metro for metro in stated.values() for name in metro["names"]}
