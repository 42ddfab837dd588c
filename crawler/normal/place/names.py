"""The names that stand in the text of one place, marks and words about the workplace taken away."""

import re
from functools import cache, lru_cache

from crawler.normal.gazetteer import country_of, fold, pattern_of, words
from crawler.normal.place.towns import town_of_area, towns_in
from crawler.normal.work import workplace_pattern

_APART = re.compile(r"[,()\[\]:]|\s[-–—]\s?|\s?[-–—]\s|\s/\s|(?<=[a-z])-(?=\d)")
PREFIXED = re.compile(r"(?:^|(?<= - ))[A-Z]{2}-(?=[A-Z])")


@lru_cache(maxsize=1_000)
def names_in(text: str) -> list[str]:
    """Return the names in a text, outermost marks and words about the workplace taken away; several ask for them.

    >>> names_in("GBR.Leeds"), names_in("Kent Mills, L.L.C."), names_in("Lodi-85 Mill Road")
    (['GBR', 'Leeds'], [], ['Lodi', '85 Mill Road'])
    """
    if len(text.strip()) > 3 and country_of(text):
        return [text.strip()]
    text = pattern_of("firm").sub("", text.strip())
    if pattern_of("dotted").fullmatch(text):
        text = text.replace(".", ", ")
    for _ in range(2):
        text = PREFIXED.sub(lambda found: f"{found[0][:2]} - ", text.strip())
    raw = [town_of_area(name) for part in _APART.split(text) for name in _land_and_rest(part)]
    cleaned = (re.sub(r"\s+", " ", no_place().sub(" ", part)).strip(" .-–/&") for part in raw)
    return [one for name in cleaned if name and not name.isdigit() for one in towns_in(_restored(name))]


@cache
def no_place() -> re.Pattern[str]:
    patterns = (words()["no_place"]["pattern"], words()["unsaid"]["pattern"], workplace_pattern())
    return re.compile("|".join(patterns), re.IGNORECASE)


def _land_and_rest(part: str) -> list[str]:
    """Split "India-Karnataka", but no "Stoke-on-Trent".

    >>> _land_and_rest("India-Karnataka"), _land_and_rest("Stoke-on-Trent")
    (['India', 'Karnataka'], ['Stoke-on-Trent'])
    """
    first, found, rest = part.partition("-")
    return [first, rest] if found and not country_of(part) and country_of(first) and len(first.strip()) > 2 else [part]


def _restored(name: str) -> str:
    """Give "D.C" its full stop back, which ended the text."""
    return f"{name}." if fold(f"{name}.") in words()["regions"] or fold(f"{name}.") in words()["countries"] else name
