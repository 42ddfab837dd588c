"""Places as boards write them: "Austin, TX", "Remote - US", "Leeds, England | Bath", "UK (London)"."""

import html
import re
from functools import lru_cache
from typing import Any

from crawler.normal.gazetteer import words
from crawler.normal.place.country import country_of_postcode, likeliest_country
from crawler.normal.place.lists import MOST_LETTERS, parts_in
from crawler.normal.place.meanings import meant_by
from crawler.normal.place.names import names_in
from crawler.normal.place.region import region_and_locality
from crawler.normal.place.states import is_state_of, land_of_states
from crawler.normal.place.zones import names_without_zones, parts_without_zones
from crawler.normal.told import told
from crawler.posting import Place

_SYMBOLS = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")


def places(text: Any, country: Any = None, paid_in: str | None = None) -> tuple[Place, ...]:
    """Return all places that a text, or each of several, names.

    `country` (the employer's) only settles what is ambiguous;
    `paid_in` is the pay's currency: where the names are unsure or unknown, the country whose money it is.

    >>> [(one.locality, one.region, one.country) for one in places("Austin, TX | London, UK; Remote")]
    [('Austin', 'Texas', 'US'), ('London', None, 'GB')]
    >>> places("3 Locations"), places("Remote - US")[0].country
    ((), 'US')
    >>> [places(name, None, "GBP")[0].country for name in ("Wallingford", "St Anne's Hospital", "Austin", "Austin, TX")]
    ['GB', 'GB', None, 'US']
    """
    if isinstance(text, list | tuple):
        return tuple(dict.fromkeys(place for one in text for place in places(one, country, paid_in)))
    return _places_in(told(text) or "", told(country), paid_in)


@lru_cache(maxsize=20_000)
def _places_in(text: str, country: str | None, paid_in: str | None) -> tuple[Place, ...]:
    home = words()["money"].get(paid_in)
    plain = _SYMBOLS.sub("", html.unescape(text))
    parts = parts_without_zones(plain, list(parts_in(plain)), country)
    land = land_of_states(parts)
    owns = [land if is_state_of(part, land) else country for part in parts]
    found = [place for part, own in zip(parts, owns, strict=True) if (place := read_place(part, own, home)) is not None]
    return tuple(dict.fromkeys(found))


def read_place(text: str, country: str | None = None, paid_in: str | None = None) -> Place | None:
    """Return the one place that a text names, or None where it names none: "Remote", "3 Locations".

    >>> read_place("Abbey Wood BS34 8JH").country
    'GB'
    """
    text = text[:MOST_LETTERS]
    names = names_without_zones(text, names_in(text), country)
    if not names:
        return None
    meant = meant_by(names, country)
    settled = country_of_postcode(text) or likeliest_country(names, meant, country, paid_in)
    region, locality = region_and_locality(names, meant, settled)
    return Place(raw=text.strip(), country=settled, region=region, locality=locality)
