"""Texts that name several places, split into one text for each."""

import re
from collections.abc import Iterator
from functools import cache

from crawler.normal.gazetteer import Meaning, country_of, is_wide, lands_called, meanings, words
from crawler.normal.place.cities import towns_listed
from crawler.normal.place.houses import without_houses
from crawler.normal.place.names import PREFIXED, no_place
from crawler.normal.place.remote import are_apart, without_remote
from crawler.normal.place.states import states_in
from crawler.normal.place.towns import KNOWN_TOWN, largest, lies_in

_APART = re.compile(r"\s*(?:\bor\s*)?[|;•·\n]\s*")
_BETWEEN = re.compile(r"\s*(?:\s/\s|(?<=[a-z])/(?=[A-Z])|\s+\bOR\b\s+|\s+or\s+)\s*")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)$")
_GAP = re.compile(r"[^\S\n]{4,}")
MOST_LETTERS = 4_000
"""What a text says further on is not read: no list of places is that long."""


def parts_in(text: str) -> Iterator[str]:
    for listed in _APART.split(_GAP.sub(" ", text)[:MOST_LETTERS]):
        states = states_in(listed)
        yield from states
        for part in () if states else _between(listed):
            if part.strip():
                yield from _split(part)


def _between(text: str) -> list[str]:
    parts = _BETWEEN.split(text)
    return without_houses(parts) if len(parts) > 1 else parts


def _split(text: str) -> list[str]:
    found = _split_places(text)
    rest, lands = without_remote(text) if len(found) == 1 else (text, [])
    if rest == text:
        return found
    beside = _split_places(rest) if rest else []
    return [*beside, *lands] if len(beside) > 1 or are_apart(rest, lands) else found


def _split_places(text: str) -> list[str]:
    """Split "UK & Ireland", "Remote (US, Canada)" and lists.

    >>> _split_places("Remote (US, Canada)"), _split_places("Paris ou Lyon"), _split_places("Tyne & Wear")
    (['US', 'Canada'], ['Paris', 'Lyon'], ['Tyne & Wear'])
    """
    bare = _without_workplace(text)
    names = [part.strip() for part in _both().split(bare)]
    if len(names) > 1 and not meanings(bare) and _are_known(names):
        return names
    listed = _split_list(bare) if "," in bare and not country_of(bare) else []
    return listed if len(listed) > 1 else [text]


@cache
def _both() -> re.Pattern[str]:
    return re.compile(rf"\s*[/&]\s*|\s+(?:{'|'.join(words()['both']['words'])})\s+")


def _without_workplace(text: str) -> str:
    """Return a text without the word about the workplace that it begins or ends with, and without brackets round it."""
    text = text.strip()
    if (found := _BRACKETED.search(text)) and no_place().fullmatch(found[1]):
        text = text[: found.start()]
    if found := no_place().match(text):
        text = text[found.end() :].strip(" -–—:,/")
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _are_known(names: list[str]) -> bool:
    """Say whether all names are known places; codes are, where they stand beside the name of a country."""
    meant = [meanings(name) for name in names]
    lands = [any(one.kind == "country" for one in each) for each in meant]
    codes = [all(one.is_code for one in each) for each in meant]
    return all(map(_is_known, meant)) and (not any(codes) or (all(lands) and not all(codes)))


def _is_known(meant: tuple[Meaning, ...]) -> bool:
    return any(one.kind != "locality" and not one.is_weak for one in meant) or largest(meant) >= KNOWN_TOWN


def _split_list(text: str) -> list[str]:
    """Split "SF, NYC" and "US-Boston, US-Austin" at each comma, longer lists after each country or state.

    >>> _split_list("USA, Canada"), _split_list("Georgia, USA"), _split_list("Singapore, SG")
    (['USA', 'Canada'], ['Georgia, USA'], ['Singapore, SG'])
    >>> _split_list("Leeds, Hull, Oldham"), _split_list("Leeds, West Yorkshire, England")
    (['Leeds', 'Hull', 'Oldham'], ['Leeds, West Yorkshire, England'])
    >>> _split_list("Austin, TX, Denver, CO"), _split_list("Austin, TX, Denver CO, Hull, MA")
    (['Austin, TX', 'Denver, CO'], ['Austin, TX', 'Denver CO', 'Hull, MA'])
    >>> _split_list("Alberta, Canada, Yukon, Canada")
    ['Alberta, Canada', 'Yukon, Canada']
    """
    names = [part.strip() for part in text.split(",") if part.strip()]
    if not names:
        return [text]
    are_alike = all(map(PREFIXED.match, names)) or _are_lands(names)
    if len(names) > 1 and not _are_one_land(names) and are_alike:
        return names
    if towns := towns_listed(names):
        return towns
    groups: list[list[str]] = [[]]
    for name, after in zip(names, [*names[1:], ""], strict=True):
        groups[-1].append(name)
        is_last = _is_land(name) or lies_in(name) or (len(groups[-1]) > 1 and _ends_with_state(name, after))
        if len(names) > 3 and is_last:
            groups.append([])
    return [", ".join(group) for group in groups if group] if len(groups) > 2 else [text]


def _are_one_land(names: list[str]) -> bool:
    """Say whether the names are all those of one country: "Singapore, SG"."""
    return bool(set.intersection(*map(lands_called, names)))


def _is_land(name: str) -> bool:
    return any(one.kind == "country" and not one.is_code for one in meanings(name))


def _ends_with_state(name: str, after: str) -> bool:
    """Say whether a place ends with the state `name`: no country follows it."""
    is_state = any(one.kind == "region" and one.is_code for one in meanings(name))
    return is_state and not any(one.kind == "country" for one in meanings(after))


def _are_lands(names: list[str]) -> bool:
    """Say whether the names are those of countries, or of more than one.

    One in full that is a region, too, is where none beside it is the region's: "UK, Georgia", but not "Georgia, USA".
    """
    lands = [lands_called(name) for name in names]
    above = [{one.country for one in meanings(name) if one.kind == "region"} - lands_called(name) for name in names]
    beside = [set.union(*lands[max(0, number - 1) : number + 2]) for number in range(len(names))]
    is_open = all(
        is_wide(name) or (_is_land(name) if of else lands_called(name)) for name, of in zip(names, above, strict=True)
    )
    return is_open and not all(above) and not any(map(set.intersection, above, beside))
