"""Towns: how large one must be to be meant, and which one a name is that of."""

from collections.abc import Iterable

from crawler.normal.gazetteer import Meaning, country_of, fold, is_wide, meanings, pattern_of, words

KNOWN_TOWN, WORLD_CITY = 200_000, 1_000_000
"""Pay in another country's money makes a town of so many people abroad doubtful at most; it moves no world city."""


def largest(meant: tuple[Meaning, ...]) -> int:
    return max((one.population for one in meant), default=0)


def people(town: Meaning) -> int:
    return town.population


def largest_town(meant: Iterable[Meaning]) -> Meaning | None:
    return max((one for one in meant if one.kind == "locality"), key=people, default=None)


def town_of_area(name: str) -> str:
    """Return the town that gives an area its name: "SF Bay Area"."""
    return str(words()["areas"].get(fold(name), name))


def towns_in(name: str) -> list[str]:
    """Return the town, and its state's code or its country, in a name that means nothing as a whole.

    >>> towns_in("Melbourne VIC 3000"), towns_in("10115 Berlin"), towns_in("Central London"), towns_in("South Bend")
    (['Melbourne', 'VIC'], ['Berlin'], ['London'], ['South Bend'])
    >>> towns_in("San Mateo CA United States"), towns_in("Lake Jordan"), towns_in("Leeds LS1 4AP UK")
    (['San Mateo', 'CA', 'United States'], ['Lake Jordan'], ['Leeds'])
    """
    name = pattern_of("postcode_after").sub("", name)
    if meanings(name):
        return [name]
    plain = pattern_of("numbered").sub("", name)
    if lies_in(plain):
        return plain.rsplit(" ", 1)
    if plain != name and any(one.kind != "country" for one in meanings(plain)):
        return [plain]
    if beside_land := _beside_land(plain):
        rest, land = beside_land
        return [*towns_in(rest), land]
    town = pattern_of("quarter").sub("", name)
    return [town] if town != name and largest(meanings(town)) >= KNOWN_TOWN else [name]


def lies_in(name: str) -> bool:
    """Say whether a name is that of a town and the code of a state in its country: "Austin TX"."""
    town, _, code = name.rpartition(" ")
    lands = {one.country for one in meanings(code) if one.kind == "region" and one.is_code}
    return any(one.kind == "locality" and one.country in lands for one in meanings(town))


def _beside_land(name: str) -> tuple[str, str] | None:
    """Return a place in a country and the country whose name follows it without a mark: "Berlin Germany"."""
    tokens = name.split()
    for number in range(len(tokens) - 1, 0, -1):
        rest, land = " ".join(tokens[:number]), " ".join(tokens[number:])
        country = country_of(land) if len(land) > 3 or land.isupper() else None
        is_quarter = pattern_of("quarter").fullmatch(f"{rest} ")  # "Central USA"
        if country and not is_quarter and any(one.country == country for one in meanings(_without_state(rest))):
            return rest, land
    return None


def _without_state(name: str) -> str:
    return name.rpartition(" ")[0] if lies_in(name) else name


def can_be_town(name: str) -> bool:
    return name[0].isupper() and not any(char.isdigit() for char in name) and not is_wide(name) and len(name) > 2
