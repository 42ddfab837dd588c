"""Sentences whose wording settles their section, by `data/lexicon/section_wordings.toml`."""

import re
from functools import cache, lru_cache

from analysis.reading.body import fold
from analysis.reading.lexicon import lexicon, pattern_of
from analysis.reading.needed import Patterns
from analysis.reading.reading import Section

_KEPT = 20_000
"""Sentences repeat from advert to advert; so many are remembered."""
_BULLETS = " -*•·●▪◦#>'\"([_"


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], Section, frozenset[Section]], ...]:
    entries = lexicon("section_wordings").values()
    return tuple((pattern_of(entry["pattern"]), entry["section"], frozenset(entry["not"])) for entry in entries)


@cache
def _needs() -> Patterns:
    return Patterns(pattern.pattern for pattern, _, _ in _wordings())


@lru_cache(_KEPT)
def settled_by_wording(sentence: str, section: Section) -> Section | None:
    """Return the section that the wording of `sentence` has instead of `section`, or None.

    >>> settled_by_wording("Do you have a steady hand?", "employer")
    'required'
    """
    plain = fold(sentence)
    folded = plain.lstrip(_BULLETS) or plain
    possible = [_wordings()[number] for number in _needs().possible(folded)]
    settled = (to for pattern, to, instead in possible if section in instead and pattern.match(folded))
    return next(settled, None)
