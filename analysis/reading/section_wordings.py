"""Sentences whose wording settles their section, by `data/lexicon/section_wordings.toml`."""

import re
from functools import cache

from analysis.reading.body import fold
from analysis.reading.lexicon import lexicon, pattern_of
from analysis.reading.reading import Section

_BEGINS = re.compile(r"[\W_]*")


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], Section, frozenset[Section]], ...]:
    entries = lexicon("section_wordings").values()
    return tuple((pattern_of(entry["pattern"]), entry["section"], frozenset(entry["not"])) for entry in entries)


def settled_by_wording(sentence: str, section: Section) -> Section | None:
    """Return the section that the wording of `sentence` has instead of `section`, or None.

    >>> settled_by_wording("Do you have a steady hand?", "employer")
    'required'
    """
    folded = _BEGINS.sub("", fold(sentence), count=1)
    settled = (to for pattern, to, instead in _wordings() if section in instead and pattern.match(folded))
    return next(settled, None)
