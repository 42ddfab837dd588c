"""Region and town: which of the names of a place is which, once its country is settled."""

from itertools import chain

from crawler.normal.gazetteer import WITH_CODES, Meaning, fold, region_of, words
from crawler.normal.place.towns import KNOWN_TOWN, can_be_town, largest


def region_and_locality(
    names: list[str], meant: list[tuple[Meaning, ...]], country: str | None
) -> tuple[str | None, str | None]:
    """Return region and town: what is neither country nor region is the town, where it can be one."""
    region = spelled = locality = unknown = None
    is_city_state = all(any(one.kind == "country" and one.country == country for one in each) for each in meant)
    is_town_last = country in words()["town_last"]["countries"]
    for number, (name, each) in enumerate(zip(names, meant, strict=True)):
        here = [one for one in each if one.country == country]
        town = next((one for one in here if one.kind == "locality"), None)
        part = next((one for one in here if one.kind == "region"), None)
        if any(one.kind == "country" for one in here) and not (town and is_city_state):
            continue
        if part and (part.is_code or locality or not town or _is_state(number, names, meant, part, unknown)):
            locality = locality or (None if part.is_code and spelled == part.name else spelled)
            region, spelled = part.name, None if part.is_code else part.name
        elif town:
            locality = locality or _known_name(name, town)
        elif (unknown is None or is_town_last) and can_be_town(name):
            unknown = name
    # "Skipton House, London" lies in London; of unknown names the first is the nearer, unless houses are written first.
    return region, locality or unknown


def _is_state(
    number: int, names: list[str], meant: list[tuple[Meaning, ...]], part: Meaning, unknown: str | None
) -> bool:
    """Say whether the name of a state and a town is the state's: beside a town, or alone where no town is large.

    Thus in "Woodinville, Washington", where no such town is known, in "Oregon - Portland" and in "Oregon, USA",
    but not in "Washington, USA".
    """
    if part.country not in WITH_CODES or unknown is not None:
        return part.country in WITH_CODES
    later = [each for name, each in zip(names[number + 1 :], meant[number + 1 :], strict=True) if not _is_short(name)]
    if any(one.country == part.country and region_of(one.region, one.country) == part.name for one in chain(*later)):
        return True
    others = [*meant[:number], *meant[number + 1 :]]
    called = tuple(one for one in meant[number] if _is_short(names[number]) or fold(one.name) == fold(names[number]))
    is_alone = all(not each or any(one.kind == "country" for one in each) for each in others)
    return is_alone and largest(called) < KNOWN_TOWN


def _known_name(name: str, town: Meaning) -> str:
    """Return the full name of a town called by a short one: "SF", "NYC"."""
    return town.name if name.isupper() and _is_short(name) else name


def _is_short(name: str) -> bool:
    return fold(name) in words()["cities"]
