"""Region and town: which of the names of a place is which, once its country is settled."""

from crawler.normal.gazetteer import WITH_CODES, Meaning, fold, region_of, words
from crawler.normal.place_towns import KNOWN_TOWN, can_be_town, largest


def region_and_locality(
    names: list[str], meant: list[tuple[Meaning, ...]], country: str | None
) -> tuple[str | None, str | None]:
    """Return region and town: what is neither country nor region is the town, where it can be one."""
    region = spelled = locality = unknown = None
    is_city_state = all(any(one.kind == "country" and one.country == country for one in each) for each in meant)
    for number, (name, each) in enumerate(zip(names, meant, strict=True)):
        here = [one for one in each if one.country == country]
        town = next((one for one in here if one.kind == "locality"), None)
        part = next((one for one in here if one.kind == "region"), None)
        if any(one.kind == "country" for one in here) and not (town and is_city_state):
            continue
        # "Woodinville, Washington": after a name that is no known town, a state.
        is_state = country in WITH_CODES and (unknown is not None or _is_state_alone(number, names, meant))
        if part and (part.is_code or locality or not town or is_state):
            locality = locality or (None if part.is_code and spelled == part.name else spelled)
            region, spelled = part.name, None if part.is_code else part.name
        elif town:
            locality = locality or _known_name(name, town)
        elif unknown is None and can_be_town(name):
            unknown = name
    # "Skipton House, London" lies in London; of two unknown names the first is the nearer.
    return region, locality or unknown


def _is_state_alone(number: int, names: list[str], meant: list[tuple[Meaning, ...]]) -> bool:
    """Say whether the name of a state and a town is the state's: before a town there, or alone where no town is large.

    Thus in "Oregon - Portland" and "Oregon, USA", but not in "Washington, USA".
    """
    states = {(one.country, one.name) for one in meant[number] if one.kind == "region"}
    later = [each for name, each in zip(names[number + 1 :], meant[number + 1 :], strict=True) if not _is_short(name)]
    if any((one.country, region_of(one.region, one.country)) in states for each in later for one in each):
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
