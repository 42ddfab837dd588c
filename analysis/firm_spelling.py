"""One firm's name in the spellings that people write it in."""

import re
from functools import cache

from crawler.knowledge import known_words
from crawler.normal.gazetteer import fold


def firm_folded(name: str) -> str:
    """Return a firm's name without what one spells in many ways.

    >>> firm_folded("The Fir & St. Oak’s Co. Ltd (UK)"), firm_folded("Fir and St Oaks")
    ('fir and st oaks', 'fir and st oaks')
    """
    plain = re.sub(r"\([^()]*\)|['’`´]", "", fold(name)).replace("&", " and ").replace("+", " and ")
    words = re.findall(r"\w+", plain)
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
        if len(words) > 1 and words[-1] == "and":  # "GmbH & Co. KG"
            words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(known_words("profile", "cv.toml")["firms"]["legal"])
