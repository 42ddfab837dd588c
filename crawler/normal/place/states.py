"""States that stand beside each other: "Remote (US: CA, NY, TX)", "BC & ON only", "Georgia; Illinois"."""

import re
from collections import Counter

from crawler.normal.gazetteer import WITH_CODES, Meaning, lands_called, meanings
from crawler.normal.place.names import names_in, no_place

_APART = re.compile(r"[,()\[\]:/&]|\s[-–—]\s?|\b(?:or|and)\b", re.IGNORECASE)


def states_in(text: str) -> list[str]:
    """Return the states of a text that names two and more of one country, and no town; with the country, if it says it.

    >>> states_in("Remote (US: CA, NY)"), states_in("Texas or Ohio"), states_in("New York, NY"), states_in("CA, DE")
    (['CA, US', 'NY, US'], ['Texas', 'Ohio'], [], [])
    """
    names = _states_at_end(_APART.split(text))
    if len(names) < 2:
        return []
    lands = set.intersection(*(_lands(name) for name in names[1:])) & set(WITH_CODES)
    above = [name for name in names[:1] if lands_called(name) & lands]
    states = names[len(above) :]
    lands &= lands_called(above[0]) if above else _lands(names[0])
    if len(lands) != 1 or not _are_apart(states, *lands) or not _are_written_alike(states, bool(above)):
        return []
    return [", ".join([state, *above]) for state in states]


def _states_at_end(parts: list[str]) -> list[str]:
    """Return the names in the parts where all but the first are those of states, else none."""
    names: list[str] = []
    for part in reversed(parts if len(parts) > 1 else []):
        if name := no_place().sub(" ", part).strip(" .–-"):
            if names and not _regions(names[0]):
                return []
            names.insert(0, name)
    return names


def _regions(name: str) -> list[Meaning]:
    return [one for one in meanings(name) if one.kind == "region" and not one.is_weak]


def _lands(name: str) -> set[str]:
    return {one.country for one in _regions(name)}


def _are_apart(states: list[str], land: str) -> bool:
    """Say whether all are other states, none a town and the state it lies in: "Washington, D.C.", "Delaware, Ohio"."""
    named = {one.name for state in states for one in _regions(state) if one.country == land}
    towns = list(map(_towns, states))
    is_place = len(states) == 2 and bool(towns[0])
    return len(named) == len(states) > 1 and not is_place and not any(map(set.intersection, towns, towns[1:]))


def _towns(state: str) -> set[Meaning]:
    return set() if _is_code(state) else {one for one in meanings(state) if one.kind == "locality"}


def _are_written_alike(states: list[str], is_land_said: bool) -> bool:
    """Say whether all are codes, and not all of countries, too, or none is: "Virginia, MN" is a town in a state."""
    codes = list(map(_is_code, states))
    return not any(codes) or (all(codes) and (is_land_said or not all(map(lands_called, states))))


def _is_code(state: str) -> bool:
    return any(one.is_code for one in _regions(state))


def land_of_states(parts: list[str]) -> str | None:
    """Return the country of which most of several names are states, one surely or all: "Georgia; Illinois; Berlin"."""
    if len(parts) < 2:
        return None
    states = [names[0] for part in parts if len(names := names_in(part)) == 1 and _regions(names[0])]
    sure = {land for state in states if not lands_called(state) for land in _lands(state)}
    lands = Counter(land for state in states for land in _lands(state))
    (land, number), (_, second) = [*lands.most_common(2), ("", 0), ("", 0)][:2]
    return land if number > max(1, second) and (land in sure or number == len(parts)) else None


def is_state_of(part: str, land: str | None) -> bool:
    """Say whether a part names a state of a country and nothing else."""
    names = names_in(part) if land else []
    return len(names) == 1 and land in _lands(names[0])
