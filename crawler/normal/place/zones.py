"""Time zones that stand beside places and are none: "Remote (EST)", "US | EST"."""

import re

from crawler.normal.gazetteer import country_of, is_wide, meanings, pattern_of, words
from crawler.normal.place.names import names_in


def parts_without_zones(text: str, parts: list[str], home: str | None) -> list[str]:
    """Leave out parts that are time zones beside one that names a country, or where the work is remote: "US | EST"."""
    if len(parts) < 2:
        return parts
    names = [names_in(part) for part in parts]
    zones = [bool(each) and all(_is_time_zone(name, home) for name in each) for each in names]
    lands = {
        one.country
        for each, is_zone in zip(names, zones, strict=True)
        for name in each
        for one in meanings(name)
        if one.kind == "country" and not is_zone
    }
    if not any(zones) or not (lands or pattern_of("remote").search(text)):
        return parts
    is_land = zones.count(True) == 1 and lands.isdisjoint(words()["time_zones"]["of"])
    return [
        part
        for part, each, is_zone in zip(parts, names, zones, strict=True)
        if not is_zone or (is_land and all(_is_land_alone(name, text) for name in each))
    ]


def names_without_zones(text: str, names: list[str], home: str | None) -> list[str]:
    """Leave out time zones beside a country or remote work: "Remote (EST)"; "Lisbon, PT" is a town in its country."""
    zones = [name for name in names if _is_time_zone(name, home)]
    if not zones:
        return names
    rest = [name for name in names if name not in zones]
    is_in_land = any(one.kind == "country" for name in rest for one in meanings(name))
    if is_in_land or any(map(is_wide, rest)):
        return rest
    if not rest and pattern_of("remote").search(text):
        return [name for name in zones if _is_land_alone(name, text)]
    return [name for name in names if name not in zones or meanings(name)] if rest else names


def _is_time_zone(name: str, home: str | None) -> bool:
    if name in words()["time_zones"]["countries"]:
        return country_of(name) != home
    return re.fullmatch(words()["time_zones"]["names"], name) is not None


def _is_land_alone(name: str, text: str) -> bool:
    """Say whether the code of a country and time zone is the country's: "Remote - PT", but not "Remote (PT)"."""
    is_zone = re.search(rf"\({name}\b|\b{name} time", text)
    return name in words()["time_zones"]["lands"] and not is_zone
