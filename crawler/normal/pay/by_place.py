"""Of several ranges of pay that an advert states, each with its title, the one for the advert's own place."""

import re
from collections.abc import Iterable
from typing import Any

from crawler.normal.gazetteer import Meaning, fold, is_wide, meanings, region_of, words
from crawler.normal.pay.words import pattern_of
from crawler.normal.place.metros import metro_holds, metros_of
from crawler.normal.place.towns import people
from crawler.normal.told import told
from crawler.posting import Money, Place

Titled = tuple[str, Money]
"""Pay and what its range is called."""


def best_of(ranges: Iterable[tuple[Any, Money | None]], where: Iterable[Place] = ()) -> Money | None:
    """Return the pay of an advert that states several ranges, each with its title.

    It is that of the advert's own place; of several, the lowest and the highest of the first currency and unit. What
    its title calls a bonus, equity or on-target earnings is none, not even alone.

    >>> from crawler.normal.pay.fields import money
    >>> pay = [("San Francisco", money("SF", 160, 200, "USD")), ("London base", money("L", 80, 100, "GBP"))]
    >>> best_of(pay, [Place(raw="London", country="GB", locality="London")]).raw, best_of(pay).raw
    ('L', 'SF')
    """
    titled = [(pattern_of("aside", "pattern").split(told(title) or "")[0], pay) for title, pay in ranges if pay]
    stated = [one for one in titled if not pattern_of("other_title", "pattern").search(one[0])]
    near = [pay for _, pay in _nearest(stated, list(where))]
    alike = [pay for pay in near if (pay.currency, pay.unit) == (near[0].currency, near[0].unit)]
    if len(alike) < 2:
        return next(iter(alike), None)
    figures = {
        "raw": "; ".join(dict.fromkeys(pay.raw for pay in alike)),
        "min": min((pay.min for pay in alike if pay.min is not None), default=None),
        "max": max((pay.max for pay in alike if pay.max is not None), default=None),
    }
    return alike[0].model_copy(update=figures)


def _nearest(stated: list[Titled], where: list[Place]) -> list[Titled]:
    """Return the pay whose title comes closest to a place, else that in its country's money, else not in another's."""
    if len(stated) < 2:
        return stated
    close = [max((_closeness(title, place) for place in where), default=0) for title, _ in stated]
    if most := max(close, default=0):
        best = [one for one, how in zip(stated, close, strict=True) if how == most]
        is_rest = all(pattern_of("rest_title", "pattern").search(title) for title, _ in best)
        rivals = [one for one, how in zip(stated, close, strict=True) if is_rest and how < most]
        return best + [one for one in rivals if any(_may_be_for(one[0], place) for place in where)]
    lands = {place.country for place in where if place.country}
    homes = [words()["money"].get(pay.currency) for _, pay in stated]
    own = [one for one, home in zip(stated, homes, strict=True) if home in lands]
    return own or [one for one, home in zip(stated, homes, strict=True) if home is None or not lands] or stated


def _closeness(text: str, place: Place) -> int:
    """Say how closely a text names a place: 3 by its town, 2 by its region, 1 by its country, 0 not at all.

    >>> austin = Place(raw="Austin, TX", country="US", region="Texas", locality="Austin")
    >>> [_closeness(text, austin) for text in ("Austin and Dallas", "Base (TX)", "US", "New York, London")]
    [3, 2, 1, 0]
    """
    grams = _grams(text)
    own = [one for name in grams for one in meanings(name) if one.country == place.country]
    towns = _towns_of(place)
    region = _region_of(place)
    is_named = bool({*map(fold, grams)} & {fold(place.locality or "")})
    if is_named or {one for one in own if one.kind == "locality"} & {*towns} or metro_holds(grams, place, region):
        return 3
    if any(one.kind == "region" and one.name == region for one in own):
        return 2
    return int(any(one.kind == "country" for one in own))


def _may_be_for(text: str, place: Place) -> bool:
    """Say whether pay so called may be for a place that it does not name, so that what is for the rest may not.

    >>> colma = Place(raw="Colma, CA", country="US", region="California", locality="Colma")
    >>> [_may_be_for(text, colma) for text in ("Bay Area", "Premium", "New York", "Canada")]
    [True, True, False, False]
    """
    grams = _grams(text)
    named = [one for name in grams for one in meanings(name)]
    if not (named or any(map(is_wide, grams)) or metros_of(grams)):
        return True
    is_within = not place.locality and any(_lies_within(one, place) for one in named)
    return is_within or metro_holds(grams, place, _region_of(place)) is None


def _lies_within(named: Meaning, place: Place) -> bool:
    """Say whether a name can be that of a part of a country or region."""
    region = place.region and region_of(named.region, named.country)
    return named.country == place.country and named.kind != "country" and (not region or region == place.region)


def _grams(text: str) -> list[str]:
    said = re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*", text)
    return [" ".join(said[start : start + size]) for size in (1, 2, 3, 4) for start in range(len(said) - size + 1)]


def _towns_of(place: Place) -> list[Meaning]:
    return [one for one in meanings(place.locality or "") if one.kind == "locality" and one.country == place.country]


def _region_of(place: Place) -> str | None:
    towns = _towns_of(place)
    return place.region or (region_of(max(towns, key=people).region, place.country) if towns else None)
