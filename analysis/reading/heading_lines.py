"""Lines that head what stands below them otherwise than they seem to."""

from collections.abc import Sequence
from functools import partial

from analysis.reading.body import fold
from analysis.reading.headings import denies
from analysis.reading.lexicon import pattern_in
from analysis.reading.reading import Section

_TITLE_AMONG = 4
"""A title stands no lower in its advert."""
_pattern = partial(pattern_in, "headings", "bare")


def with_parted_names(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A name that was broken off from the sentence that it begins is no heading: "Puppet House", "is looking for"."""
    settled = list(judged)
    for number, below in enumerate(texts[1:]):
        if settled[number] == "heading" and texts[number][-1].isalnum() and _pattern("goes_on").match(below):
            settled[number] = judged[number + 1]
    return settled


def with_denials(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """Below a heading of whom the job does not suit only what is denied twice is asked: "You have never led"."""
    settled: list[Section] = []
    are_denied = False
    for text, section in zip(texts, judged, strict=True):
        if section == "heading":
            are_denied = denies(text)
        is_denied = are_denied and section in ("required", "preferred", "responsibility", "summary")
        settled.append(_denied(text) if is_denied else section)
    return settled


def _denied(text: str) -> Section:
    return "required" if _pattern("lacks").search(fold(text)) else "employer"


def with_title_line(title: str, texts: Sequence[str], judged: list[Section]) -> list[Section]:
    """The advert's own `title` among its first lines heads it, but at the end of a sentence or of a label."""
    wanted = _without_signs(title)
    for number, text in enumerate(texts[:_TITLE_AMONG] if wanted else ()):
        if judged[number] != "heading" and _without_signs(text) == wanted and _stands_alone(texts, number):
            return [*judged[:number], "heading", *judged[number + 1 :]]
    return judged


def _without_signs(text: str) -> str:
    return fold(text).strip(" #*.")


def _stands_alone(texts: Sequence[str], number: int) -> bool:
    above = texts[number - 1] if number else ""
    below = texts[number + 1] if number + 1 < len(texts) else ""
    return not (above.endswith(":") or _pattern("joint").search(above.lower()) or below[:1].islower())
