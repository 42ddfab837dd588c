"""Of several ranges of pay that an advert states, each with its title, the one for the advert's own place."""

import re
from collections.abc import Iterable
from typing import Any

from crawler.normal.gazetteer import fold, meanings, region_of, words
from crawler.normal.pay_words import pattern_of
from crawler.normal.place_towns import people
from crawler.normal.told import told
from crawler.posting import Money, Place

Titled = tuple[str, Money]
"""Pay and what its range is called."""


def best_of(ranges: Iterable[tuple[Any, Money | None]], where: Iterable[Place] = ()) -> Money | None:
    """Return the pay of an advert that states several ranges, each with its title.

    It is that of the advert's own place; of several, the lowest and the highest of the first currency and unit.

    >>> from crawler.normal.pay_fields import money
    >>> pay = [("San Francisco", money("SF", 160, 200, "USD")), ("London base", money("L", 80, 100, "GBP"))]
    >>> best_of(pay, [Place(raw="London", country="GB", locality="London")]).raw, best_of(pay).raw
    ('L', 'SF')
    """
    titled = [(pattern_of("aside", "pattern").split(told(title) or "")[0], pay) for title, pay in ranges if pay]
    stated = [one for one in titled if not pattern_of("other_title", "pattern").search(one[0])] or titled
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
        return [one for one, how in zip(stated, close, strict=True) if how == most]
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
    said = re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*", text)
    grams = [" ".join(said[start : start + size]) for size in (1, 2, 3) for start in range(len(said) - size + 1)]
    own = [one for name in grams for one in meanings(name) if one.country == place.country]
    towns = [one for one in meanings(place.locality or "") if one.kind == "locality" and one.country == place.country]
    if {*map(fold, grams)} & {fold(place.locality or "")} or {one for one in own if one.kind == "locality"} & {*towns}:
        return 3
    region = place.region or (region_of(max(towns, key=people).region, place.country) if towns else None)
    if any(one.kind == "region" and one.name == region for one in own):
        return 2
    return int(any(one.kind == "country" for one in own))
