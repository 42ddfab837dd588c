"""What a heading announces, by the wordings of `data/lexicon/headings.toml`."""

import re
from functools import cache, lru_cache

from analysis.reading.body import fold
from analysis.reading.lexicon import entry_of, lexicon, pattern_in, pattern_of
from analysis.reading.needed import Patterns
from analysis.reading.reading import SECTIONS, Section

HEADINGS_KEPT = 20_000
"""Headings repeat from advert to advert; so many are remembered."""

_EDGES = re.compile(r"^[\W_]+|[^\w?)']+$")


@cache
def _patterns() -> tuple[tuple[Section, re.Pattern[str]], ...]:
    wordings = {name: entry_of("headings", name, "patterns") for name in SECTIONS[1:]}
    order = sorted(SECTIONS[1:], key=list(lexicon("headings")).index)
    return tuple((name, pattern_of(each)) for name in order for each in wordings[name])


@lru_cache(HEADINGS_KEPT)
def announced(heading: str) -> Section | None:
    """Return the section that `heading` announces, or None.

    >>> announced("## What you'll bring:"), announced("Nice to have"), announced("Miscellaneous")
    ('required', 'preferred', None)
    """
    folded = _without_edges(fold(heading))
    patterns = _patterns()
    return next(
        (patterns[number][0] for number in _needs().possible(folded) if patterns[number][1].search(folded)), None
    )


@cache
def _needs() -> Patterns:
    return Patterns(pattern.pattern for _, pattern in _patterns())


@lru_cache(HEADINGS_KEPT)
def is_bare_heading(line: str) -> bool:
    """Tell whether `line` holds nothing but a word that heads a list, or several that are joined.

    >>> is_bare_heading("DESIRABLE:"), is_bare_heading("A driving licence is desirable")
    (True, False)
    """
    (lines, patterns), text = _bare(), _without_edges(fold(line))
    return text in lines or any(pattern.search(text) for pattern in patterns)


@cache
def _bare() -> tuple[frozenset[str], list[re.Pattern[str]]]:
    bare = lexicon("headings")["bare"]
    return frozenset(bare["lines"]), [pattern_of(pattern) for pattern in bare["patterns"]]


def says_essential(heading: str) -> bool:
    """Tell whether a `heading` of demands says that none of them is a wish: "Essential", "Minimum requirements".

    >>> says_essential("ESSENTIAL:"), says_essential("Experience")
    (True, False)
    """
    return pattern_in("headings", "bare", "essential").search(fold(heading)) is not None


def tells_duty(line: str) -> bool:
    """Tell whether a `line` among demands tells what the holder will do, in so many words.

    >>> tells_duty("This role will support the Head of Carving"), tells_duty("You will have a steady hand")
    (True, False)
    """
    return pattern_in("headings", "bare", "duty").match(fold(line)) is not None


@lru_cache(HEADINGS_KEPT)
def denies(heading: str) -> bool:
    """Tell whether a `heading` says whom the job does not suit.

    >>> denies("This may not be your match if"), denies("This may be your match if")
    (True, False)
    """
    return pattern_in("headings", "bare", "denies").search(fold(heading)) is not None


def _without_edges(text: str) -> str:
    has_edges = not (text[:1].isalnum() and text[-1:].isalnum())
    return _EDGES.sub("", text) if has_edges else text
