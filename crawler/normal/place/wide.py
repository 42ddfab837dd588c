"""The countries that lie within what is larger than one: "EMEA"."""

from collections.abc import Iterator
from functools import lru_cache

from crawler.normal.gazetteer import fold, is_wide, words
from crawler.normal.place.names import names_in


@lru_cache(maxsize=1_000)
def countries_within(text: str) -> tuple[str, ...]:
    """Return the countries that lie in the wide places which a text names.

    >>> countries_within("Remote - ANZ"), countries_within("Leeds, UK"), "GB" in countries_within("LatAm")
    (('AU', 'NZ'), (), False)
    """
    return tuple(sorted({code for name in names_in(text) if is_wide(name) for code in _held_by(fold(name))}))


def _held_by(name: str) -> Iterator[str]:
    for part in words()["wide"][name]:
        if part.isupper():
            yield part
        else:
            yield from _held_by(part)
