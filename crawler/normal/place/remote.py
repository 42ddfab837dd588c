"""Remote work among the places of a list: "Leeds, Hull, Remote", "Chicago, Toronto, Remote in the US"."""

from crawler.normal.gazetteer import is_wide, meanings
from crawler.normal.place.names import names_in, no_place
from crawler.normal.place.towns import largest_town
from crawler.normal.work import workplace_in


def without_remote(text: str) -> tuple[str, list[str]]:
    """Return a list without what says in it where the work is done, and of that what names a country or more.

    >>> without_remote("Leeds, Remote, Hull, US - Remote"), without_remote("Remote (US, Canada)")
    (('Leeds, Hull', ['US - Remote']), ('Remote (US, Canada)', []))
    """
    items = [item.strip() for item in text.split(",")]
    if len(items) < 2 or any(item.count("(") != item.count(")") for item in items):
        return text, []
    remote = [item for item in items if workplace_in(item) and all(map(_is_land, names_in(item)))]
    rest = [item for item in items if item not in remote]
    return (", ".join(rest), list(filter(names_in, remote))) if remote else (text, [])


def _is_land(name: str) -> bool:
    """Say whether a name is a country's or larger, and that of no state: "CA"."""
    kinds = {one.kind for one in meanings(name)}
    return is_wide(name) or ("country" in kinds and "region" not in kinds)


def are_apart(rest: str, lands: list[str]) -> bool:
    """Say whether remote work in `lands` is a place beside the one of `rest`, and not where that one lies.

    >>> are_apart("London", ["Remote - US"]), are_apart("London", ["Remote - UK"]), are_apart("London", ["US - Remote"])
    (True, False, False)
    """
    names = names_in(rest)
    if len(lands) != 1 or not names or not no_place().match(lands[0]):
        return len(lands) > 1
    town = largest_town(meanings(names[0]))
    own = {one.country for name in names_in(lands[0]) for one in meanings(name)}
    return town is not None and (len(names) > 1 or town.country not in own)
