"""Houses that lie in the town of the last of them: "Mill House or Kiln House, Leeds"."""

from collections.abc import Sequence

from crawler.normal.gazetteer import meanings
from crawler.normal.place.names import names_in
from crawler.normal.place.towns import KNOWN_TOWN, largest, largest_town


def without_houses(parts: Sequence[str]) -> list[str]:
    """Leave out parts in which nothing is known before a house and its town; without these they are all there is.

    >>> without_houses(["Mill House", "Kiln House, Leeds", "York"]), without_houses(["Mill House", "Leeds"])
    (['Kiln House, Leeds', 'York'], ['Mill House', 'Leeds'])
    >>> without_houses(["Mill End", "Leeds, West Yorkshire"]), without_houses(["Mill End", "Bellevue, WA"])
    (['Mill End', 'Leeds, West Yorkshire'], ['Mill End', 'Bellevue, WA'])
    """
    kept: list[str] = []
    land = None
    for part in reversed(parts):
        names = names_in(part)
        if land and names and not any(_is_known(name, land) or _is_of_note(name) for name in names):
            continue
        land = _land_of_house(names)
        kept.insert(0, part)
    return kept


def _land_of_house(names: list[str]) -> str | None:
    """Return the country of the town in which a house stands; none where the first name is no house's."""
    meant = [meanings(name) for name in names[1:]]
    town = next((largest_town(each) for each in meant if each and not any(one.is_code for one in each)), None)
    return town.country if town and not _is_known(names[0], town.country) else None


def _is_known(name: str, land: str) -> bool:
    return any(one.country == land for one in meanings(name))


def _is_of_note(name: str) -> bool:
    """Tell whether a name is that of a country, a region or a larger town, wherever."""
    meant = meanings(name)
    return any(one.kind != "locality" and not one.is_weak for one in meant) or largest(meant) >= KNOWN_TOWN
