"""What the names of one place mean beside each other: "Mumbai, MH", "Macedonia, OH", "Hyderabad, Sindh"."""

from crawler.normal.gazetteer import Meaning, local_region, meanings, region_of, words
from crawler.normal.place_towns import people


def meant_by(names: list[str], home: str | None) -> list[tuple[Meaning, ...]]:
    """Return what each name can mean, a code after a town what it means there: "Mumbai, MH", "London, KY"."""
    meant = [meanings(name) for name in names]
    for before, (number, name) in zip(meant, enumerate(names[1:], 1), strict=False):
        if name.isupper() and len(name) <= 3 and not any(one.kind == "country" for one in before):
            meant[number] = _code_after(names[number - 1], before, name, home)
    if len(names) > 1 and _is_state_elsewhere(meant[1], names[1], meant[0]):
        meant[0] = tuple(one for one in meant[0] if one.kind != "country")  # "Macedonia, OH"
    return _vouched(meant)


def _is_state_elsewhere(state: tuple[Meaning, ...], code: str, before: tuple[Meaning, ...]) -> bool:
    """Say whether a code is a region's and nothing else, of none of the countries that the name before it means."""
    lands = [one.country for one in before if one.kind == "country" and not one.is_code]
    is_region = bool(state) and all(one.kind == "region" and one.is_code for one in state)
    return bool(lands) and is_region and all(region_of(code, land) == code for land in lands)


def _vouched(meant: list[tuple[Meaning, ...]]) -> list[tuple[Meaning, ...]]:
    """Take the name of a region that one country only has at its word beside a town there: "Hyderabad, Sindh"."""
    towns = [{one.country for one in each if one.kind == "locality"} for each in meant]
    found = []
    for number, each in enumerate(meant):
        beside = set().union(*towns[:number], *towns[number + 1 :])
        is_sure = len({one.country for one in each}) == 1 and each[0].country in beside
        found.append(tuple(one._replace(is_weak=False) for one in each) if is_sure else each)
    return found


def _code_after(town: str, before: tuple[Meaning, ...], code: str, home: str | None) -> tuple[Meaning, ...]:
    """Return what a code means after a town: where its country has none of that name, a region of the town's own.

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
