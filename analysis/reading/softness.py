"""Whether a thing named in a line is demanded or only welcome."""

import re
from functools import cache, lru_cache, partial

from analysis.reading.alternatives import Alternatives
from analysis.reading.body import Body, fold
from analysis.reading.lexicon import lexicon, pattern_in
from analysis.reading.reading import Section

_FAR = 200
"""No softener is looked for farther off, in letters."""
_KEPT = 20_000
"""Statements repeat from advert to advert; so many are remembered."""
_TAIL = 48
"""What a line is marked with at its end is no longer, in letters."""
_MARKS: tuple[tuple[Section, str], ...] = (("required", "demand_mark"), ("preferred", "wish_mark"))
_MARKED = frozenset(")]eEdD")
"""A mark ends with one of these, but for the strokes of a table."""
_END = re.compile(r"[.;](?= |$)")
_pattern = partial(pattern_in, "softness")


def is_soft(body: Body, start: int, end: int) -> bool:
    """Tell whether what stands from `start` to `end` is a wish: by its section, or by a softener in its sentence."""
    if body.section_at(start) == "preferred":
        return True
    first, last = body.bounds(body.number_at(start))
    before, after = body.folded[max(first, start - _FAR) : start], body.folded[end : min(last, end + _FAR)]
    before = _END.split(before)[-1]
    softened = _pattern("after").search(after)
    if softened and not _pattern("stop").search(after[: softened.end()]):
        return True
    return bool(_pattern("before").search(before))


@lru_cache(_KEPT)
def is_wish(statement: str) -> bool:
    """Tell whether the words of a statement make the whole of it a wish; one that is softened in part is none.

    >>> is_wish("PMP desirable"), is_wish("Experience of Agile (Scrum preferred)")
    (True, False)
    """
    folded = fold(statement)
    return _alternatives("wish").stand_in(folded) and not _pattern("wish", "unless").search(folded)


def may_be_wish(text: str) -> bool:
    """Tell whether anything in `text` could say that what it names is only welcome.

    >>> may_be_wish("Ability to lead, ideally in a hospital"), may_be_wish("Ability to lead")
    (True, False)
    """
    return _alternatives("may").stand_in(_without_aside(fold(text)))


@lru_cache(_KEPT)
def insists(text: str) -> bool:
    """Tell whether `text` demands what it names, or some of it, wherever it stands.

    >>> insists("English is a must, Danish a plus"), insists("Danish is a plus, but not required")
    (True, False)
    """
    folded = fold(text)
    return _alternatives("insists").stand_in(folded) and not _pattern("insists", "unless").search(folded)


def _without_aside(folded: str) -> str:
    """Leave out a closing bracket that softens only what it names itself: "Agile (Scrum preferred)"."""
    return _pattern("aside").sub("", folded) if "(" in folded else folded


def closes_as_wish(line: str) -> bool:
    """Tell whether `line` ends with a softener: "Experience in any of these is beneficial:"."""
    return _pattern("closes").search(fold(line[-_TAIL:])) is not None


def marked_as(line: str) -> Section | None:
    """Return the section that a mark at the end of `line` puts it in, or None.

    >>> marked_as("PRINCE2 Practitioner (Essential)"), marked_as("MSP - D (A/I)"), marked_as("Lead the project")
    ('required', 'preferred', None)
    """
    tail = line[-_TAIL:].rstrip(" .|*_")
    if tail[-1:] not in _MARKED:
        return None
    folded = fold(line[-_TAIL:])
    return next((section for section, mark in _MARKS if _pattern(mark).search(folded)), None)


@cache
def _alternatives(entry: str) -> Alternatives:
    """Return what an entry says, of which only what can match a text is tried."""
    return Alternatives(lexicon("softness")[entry]["pattern"])
