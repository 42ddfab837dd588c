"""What the names of one place mean beside each other: "Mumbai, MH", "Macedonia, OH", "Hyderabad, Sindh"."""

from crawler.normal.gazetteer import Meaning, country_of, local_region, meanings, region_of, words
from crawler.normal.place.towns import people


def meant_by(names: list[str], home: str | None) -> list[tuple[Meaning, ...]]:
    """Return what each name can mean, a code beside a town what it means there: "Mumbai, MH", "KY - London"."""
    meant = [meanings(name) for name in names]
    for number, name in enumerate(names):
        # Before a town a code may stand only where nothing stands before it.
        town = number - 1 if number else 1
        if town < len(names) and _is_code(name) and not _is_land(meant[town]):
            meant[number] = _code_beside(names[town], meant[town], name, home)
    for town, code in ((0, 1), (1, 0)) if len(names) > 1 else ():
        if _is_state_elsewhere(names[code], meant[town], home):
            meant[town] = tuple(one for one in meant[town] if one.kind != "country")  # "Macedonia, OH"
    return _vouched(meant)


def _is_code(name: str) -> bool:
    return name.isupper() and len(name) <= 3


def _is_land(meant: tuple[Meaning, ...]) -> bool:
    return any(one.kind == "country" for one in meant)


def _is_state_elsewhere(code: str, beside: tuple[Meaning, ...], home: str | None) -> bool:
    """Say whether a code is a region's and, abroad, no country's, of none of the countries that the name can mean."""
    lands = [one.country for one in beside if one.kind == "country" and not one.is_code]
    states = {one.country for one in meanings(code) if one.kind == "region" and one.is_code}
    is_sure = home in states or not _is_land(meanings(code))
    return bool(lands and states) and is_sure and all(_is_foreign(code, land) for land in lands)


def _is_foreign(code: str, land: str) -> bool:
    return country_of(code) != land and region_of(code, land) == code


def _vouched(meant: list[tuple[Meaning, ...]]) -> list[tuple[Meaning, ...]]:
    """Take the name of a region that one country only has at its word beside a town there: "Hyderabad, Sindh"."""
    towns = [{one.country for one in each if one.kind == "locality"} for each in meant]
    found = []
    for number, each in enumerate(meant):
        beside = set().union(*towns[:number], *towns[number + 1 :])
        is_sure = len({one.country for one in each}) == 1 and each[0].country in beside
        found.append(tuple(one._replace(is_weak=False) for one in each) if is_sure else each)
    return found


def _code_beside(town: str, before: tuple[Meaning, ...], code: str, home: str | None) -> tuple[Meaning, ...]:
    """Return what a code means beside a town: where its country has none of that name, a region of the town's own.

    A state of the US is then meant rather than a country, unless that is the employer's. Where no town of that name is
    known there, only the codes are that no employer abroad is likely to mean.
    """
    meant = meanings(code)
    towns = [one for one in before if one.kind == "locality"]
    lands = {one.country for one in meant}
    if towns and not any(one.country in lands for one in towns):
        region = local_region(code, town, max(towns, key=people).country)
        if region:
            return (region,)
    if not any(one.country == "US" and one.kind == "region" for one in meant):
        return meant
    if code in words()["open_codes"]["codes"] and not any(one.country == "US" for one in towns):
        return meant
    known = {one.country for one in before} | {home}
    return tuple(one for one in meant if one.kind != "country" or one.country in known)
