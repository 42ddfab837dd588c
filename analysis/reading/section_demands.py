"""Demands and wishes told apart: by the headings above them, their marks, and their own words."""

from collections.abc import Sequence

from analysis.reading.headings import announced, is_bare_heading, says_essential, tells_duty
from analysis.reading.named import is_name
from analysis.reading.reading import Section
from analysis.reading.section_words import without_bullet
from analysis.reading.short_wishes import wishes_one_thing
from analysis.reading.softness import closes_as_wish, insists, is_wish, marked_as, may_be_wish
from analysis.reading.statements import statement_spans

DEMANDS: tuple[Section, ...] = ("responsibility", "required", "preferred")
_ASKED: tuple[Section, ...] = ("required", "preferred")
LONGEST_LEAD = 90
"""A longer line is no heading, and announces wishes only where the whole of it is one."""
SHORTEST_LEAD = 40
"""A longer one heads the list below it and no more."""
SEVERAL = 2
"""So many lines that are marked are no chance."""


def with_short_wishes(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A wish for one thing heads nothing, and so makes no wish of the lines below it."""
    return [
        "preferred" if section == "heading" and wishes_one_thing(text) else section
        for text, section in zip(texts, judged, strict=True)
    ]


def with_soft_headings(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A wish that ends in a colon heads the list of what is wished for; a long one names things itself."""
    return [
        "heading" if section in _ASKED and len(text) < LONGEST_LEAD and _announces_wishes(text) else section
        for text, section in zip(texts[:-1], judged, strict=False)
    ] + [*judged[-1:]]


def under_headings(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A demand under a heading of wishes is a wish; under a bare "Essential" all that is asked is demanded.

    A name alone, of a certificate or a tool, heads nothing there: it is what is asked. A whole sentence that announces
    wishes heads no more than the list below it.
    """
    settled: list[Section] = []
    announces: Section | None = None
    is_bare = demands_all = is_listed = False
    for number, (text, section) in enumerate(zip(texts, judged, strict=True)):
        named = announces if section == "heading" and announces in DEMANDS and is_name(text) else None
        if (section == "heading" and not named) or (section in _ASKED and _announces_wishes(text)):
            announces = "preferred" if _announces_wishes(text) else announced(text)
            is_bare = is_bare_heading(text)
            demands_all = announces == "required" and is_bare and says_essential(text)
            is_listed = announces == "preferred" and len(text) >= SHORTEST_LEAD
        elif is_listed and _is_item(texts[number - 1]) and not _is_item(text):
            announces = None
        if announces == "required" and section == "responsibility" and tells_duty(text):
            is_bare = False
        is_wish = announces == "preferred" and (section == "required" or (is_bare and section == "responsibility"))
        is_demand = announces == "required" and is_bare and section == "responsibility"
        is_demand |= demands_all and section == "preferred" and not may_be_wish(text)
        settled.append("preferred" if is_wish else "required" if is_demand else named or section)
    return settled


def with_told_wishes(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A demand is no wish where neither it nor what stands above it says so: a wish colours no demand below it."""
    settled = list(judged)
    are_announced = False
    for number, text in enumerate(texts) if "preferred" in settled else ():
        section = settled[number]
        if section == "heading" and announced(text) not in (None, *DEMANDS[1:]):
            are_announced = False
        elif are_announced:
            continue
        elif section == "preferred":
            settled[number] = "preferred" if may_be_wish(text) else "required"
            are_announced = _announces_wishes(text)
        elif section == "heading" or text[-1] == ":":
            are_announced = may_be_wish(text)
    return settled


def as_said(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """Demands and wishes are what their own marks or words say; where several are marked, so is whatever else is."""
    marks = [
        marked_as(text) if section in _ASKED or text[-1] in ")]" else None
        for text, section in zip(texts, judged, strict=True)
    ]
    are_marked = len(texts) - marks.count(None) >= SEVERAL
    return [
        mark if mark and (section in _ASKED or (are_marked and not _heads(text, section)))
        else "preferred" if section == "required" and _only_wishes(text)
        else "required" if section == "preferred" and insists(text)
        else section
        for text, section, mark in zip(texts, judged, marks, strict=True)
    ]  # fmt: skip


def _announces_wishes(text: str) -> bool:
    if text[-1] != ":" or len(statement_spans(text)) > 1:
        return False
    return is_wish(text) or (len(text) < LONGEST_LEAD and (announced(text) == "preferred" or closes_as_wish(text)))


def _is_item(text: str) -> bool:
    return without_bullet(text) != text


def _heads(text: str, section: Section) -> bool:
    return section == "heading" and announced(text) is not None


def _only_wishes(text: str) -> bool:
    """Tell whether a line is one statement, and that a wish: "Master's degree preferred" among the demands."""
    return is_wish(text) and len(statement_spans(text)) == 1 and not text[0].islower()
