"""Places as boards publish them field by field: a town, a region, a country."""

from typing import Any

from crawler.normal.gazetteer import Meaning, country_of, fold, meanings, region_of
from crawler.normal.place.lists import parts_in
from crawler.normal.place.names import PREFIXED, names_in, no_place
from crawler.normal.place.towns import can_be_town
from crawler.normal.place.written import places, read_place
from crawler.normal.told import told
from crawler.posting import Place


def place_of(locality: Any, region: Any, country: Any, raw: Any = None) -> Place | None:
    """Return a place published as fields.

    >>> place_of("Palo Alto ", "CA", "USA").region, place_of(None, "", " ")
    ('California', None)
    """
    locality, region, country = told(locality), told(region), told(country)
    town = locality and _town_in(locality)
    parts = [part.strip() for part in (locality, region, country) if part]
    if not parts:
        return None
    code = country_of(country)
    return Place(
        raw=(told(raw) or ", ".join(parts)).strip(),
        country=code,
        region=region_of(region, code),
        locality=town,
    )


def places_of(locality: Any, region: Any, country: Any, raw: Any = None) -> tuple[Place, ...]:
    """Return the places published as fields: several where the town's lists towns, all of which no one region holds.

    >>> [one.locality for one in places_of("Leeds / Hull", "England", "GB")], len(places_of("Mill House, York", "", ""))
    (['Leeds', 'Hull'], 1)
    """
    towns = [(read := read_place(part)) and read.locality for part in parts_in(told(locality) or "")]
    is_list = len(towns) > 1 and all(towns)
    fields = [(town, None) for town in towns] if is_list else [(locality, region)]
    return tuple(place for town, part in fields if (place := place_of(town, part, country, raw)))


def _town_in(text: str) -> str | None:
    """Return the town of a field for towns, in which some boards write where the work is done.

    >>> _town_in("Leeds (hybrid)"), _town_in("Remote"), _town_in("Stoke-on-Trent ")
    ('Leeds', None, 'Stoke-on-Trent')
    """
    if not no_place().search(text):
        return text.strip()
    named = names_in(text)
    return named[0] if len(named) == 1 else None


def places_in(country: str | None, text: Any, home: str | None = None) -> tuple[Place, ...]:
    """Return the places of a text; one alone lies in the `country` stated beside it, whatever else its name can mean.

    Only a text that names a country itself may name another.

    >>> [places_in("US", text)[0].country for text in ("Dublin", "Lebanon", "Dublin, Ireland")]
    ['US', 'US', 'IE']
    """
    found = places(text, country or home)
    if len(found) != 1 or country in (None, found[0].country) or _names_land(found[0], country):
        return found
    return (found[0].model_copy(update={"country": country, "region": None}),)


def _names_land(place: Place, but: str | None) -> bool:
    """Say whether the text of a place names its country in full, and in the country `but` nothing."""
    meant = map(meanings, names_in(place.raw))
    lands = ({one.country for one in each if not one.is_code} for each in meant if any(map(_is_land, each)))
    return any(place.country in each and but not in each for each in lands)


def _is_land(one: Meaning) -> bool:
    return one.kind == "country" and not one.is_code


def with_region(place: Place, locality: Any, region: Any) -> Place:
    """Return a place with the region that its own fields state, where its text as a whole settled the town only.

    >>> with_region(Place(raw="Milan, Italy", country="IT", locality="Milan"), "Milan", "Lombardy").region
    'Lombardy'
    """
    town, part = told(locality), stated_region(told(region), place.country)
    if place.region or not (place.locality and town and part):
        return place
    is_its_town = fold(town) == fold(place.locality) or place.locality in {one.name for one in meanings(town)}
    return place.model_copy(update={"region": part}) if is_its_town else place


def stated_region(text: str | None, country: str | None) -> str | None:
    """Return the region that a field of its own states; boards write codes of theirs, postcodes and "Remote" there.

    >>> [stated_region(text, "US") for text in ("US-TX", "Texas", "06", "null", "Remote", "US")]
    ['Texas', 'Texas', None, None, None, None]
    """
    bare = PREFIXED.sub("", (text or "").strip())
    part = None if bare.isdigit() else region_of(bare, country)
    is_name = part is not None and names_in(part) == [part] and can_be_town(part)
    return part if is_name and country_of(part) != country else None
