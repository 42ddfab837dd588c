"""Which section each line of an advert belongs to."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.heading_lines import with_denials, with_parted_names
from analysis.reading.headings import announced, is_bare_heading
from analysis.reading.lines import TextLine
from analysis.reading.reading import SECTIONS, Section
from analysis.reading.section_demands import (
    DEMANDS,
    as_said,
    under_headings,
    with_short_wishes,
    with_soft_headings,
    with_told_wishes,
)
from analysis.reading.section_model import section_model
from analysis.reading.section_wordings import settled_by_wording
from analysis.reading.wraps import breaks_off, passages_in, sentences_in, wrapped_at

if TYPE_CHECKING:
    from analysis.reading.section_features import Floats

LONGEST_BARE = 50
SHORTEST_BROKEN = 55
ENDS_SENTENCES = "required"
"""In small letters this word is a sentence's last more often than it heads a list."""
FEW_LINES = 5
MAY_DEMAND = 0.1
Span = tuple[int, int]
"""The first line of a sentence and the one after its last."""
_BULLETS = frozenset("*•●▪◦✓✔➢»")
_IS_HEADING = np.array([section == "heading" for section in SECTIONS])


def sections_of(lines: Sequence[TextLine]) -> list[Section]:
    r"""Return the section of each of `lines`.

    >>> from analysis.reading.lines import lines_of
    >>> sections_of(lines_of("What you will need\nAt least five years of experience in project management."))
    ['heading', 'required']
    """
    return next(iter(sections_of_all([lines])))


def sections_of_all(adverts: Sequence[Sequence[TextLine]]) -> list[list[Section]]:
    """Return the sections of the lines of each of `adverts`; many at once take a third of the time.

    An evenly wrapped text is read as if it had not been. The model learned from wrapped ones that are not even, in
    which no line tells whether the next one goes on: it reads them better as they are.
    """
    texts = [[_plain(line.text) for line in lines] for lines in adverts]
    passages = [list(passages_in(lines)) for lines in texts]
    wholes = [_joined(lines, spans) for lines, spans in zip(texts, passages, strict=True)]
    chances = iter(section_model().chances_of([whole for whole in wholes if whole]) if any(wholes) else ())
    judged = [_settled(whole, next(chances)) if whole else [] for whole in wholes]
    return [_on_lines(sections, spans) for sections, spans in zip(judged, passages, strict=True)]


def _plain(text: str) -> str:
    """Leave out the stars that print the whole of a label in bold: "**Benefits:**"."""
    return text.strip("*") if text.endswith(":**") and text.startswith("**") else text


def _joined(lines: Sequence[str], spans: Sequence[Span]) -> Sequence[str]:
    return lines if len(spans) == len(lines) else [" ".join(lines[first:end]) for first, end in spans]


def _on_lines(sections: list[Section], spans: Sequence[Span]) -> list[Section]:
    if not spans or spans[-1][1] == len(sections):  # each line is one
        return sections
    return [section for (first, end), section in zip(spans, sections, strict=True) for _ in range(first, end)]


def _settled(lines: Sequence[str], chances: "Floats") -> list[Section]:
    """Return the sections of lines: each sentence has one, on however many lines it stands."""
    sentences = list(sentences_in(lines))
    if len(sentences) < len(lines):
        sentences = list(_before_headings(lines, sentences))
    chances = _of_sentences(lines, sentences, _without_listed_headings(lines, chances))
    return _on_lines(_of_texts(_joined(lines, sentences), chances), sentences)


def _of_texts(texts: Sequence[str], chances: "Floats") -> list[Section]:
    """Return the sections of texts that are a sentence or more, whole."""
    judged = with_parted_names(texts, _by_wording(texts, _judged(texts, chances)))
    judged = _with_bare_headings(texts, judged)
    judged = with_soft_headings(texts, with_short_wishes(texts, judged))
    judged = with_told_wishes(texts, under_headings(texts, judged))
    return with_denials(texts, as_said(texts, judged))


def _before_headings(lines: Sequence[str], sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield sentences of lines; what heads a list in so many words is the end of none, whatever stands above it."""
    are_wrapped = wrapped_at(lines) > 0
    for first, end in sentences:
        heads = [
            number
            for number in range(first + 1, end)
            if _is_bare(lines[number]) and not _is_tail(lines[number - 1], lines[number], are_wrapped)
        ]
        yield from pairwise([first, *heads, end])


def _is_bare(text: str) -> bool:
    return len(text) < LONGEST_BARE and is_bare_heading(text)


def _with_bare_headings(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    return [
        "heading" if _is_bare(text) and not _is_tail(above, text) else section
        for above, text, section in zip(["", *texts], texts, judged, strict=False)
    ]


def _without_listed_headings(texts: Sequence[str], chances: "Floats") -> "Floats":
    """Take from each item of a list the chance that it is a heading; hyphens stand before headings too."""
    bullets = ["", *map(_bullet_of, texts), ""]
    if not any(bullets):
        return chances
    threes = zip(bullets, bullets[1:], bullets[2:], strict=False)
    listed = [here != "" and here in (above, below) for above, here, below in threes]
    if any(listed):
        chances = np.where(np.array(listed)[:, None] & _IS_HEADING, 0, chances)
    return chances


def _bullet_of(text: str) -> str:
    return text[0] if text[0] in _BULLETS and text[1:2] == " " and text[-1] != ":" else ""


def _of_sentences(lines: Sequence[str], sentences: Sequence[Span], chances: "Floats") -> "Floats":
    """Return the chances of each sentence; its tail, in a capital or in a heading's words, speaks for no heading."""
    if len(sentences) == len(lines):
        return chances
    is_tail = [
        number > first and (not lines[number][0].islower() or _is_bare(lines[number]))
        for first, end in sentences
        for number in range(first, end)
    ]
    firsts, ends = np.array(sentences).T
    sums = np.add.reduceat(np.where(np.array(is_tail)[:, None] & _IS_HEADING, 0, chances), firsts)
    return np.asarray(sums / (ends - firsts)[:, None])


def _by_wording(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A sentence whose wording settles its section has it; the tail of one is no heading."""
    settled: list[Section] = []
    for number, (text, section) in enumerate(zip(texts, judged, strict=True)):
        is_tail = section == "heading" and number and _is_tail(texts[number - 1], text)
        here = settled[-1] if is_tail else section
        settled.append(settled_by_wording(text, here) or here)
    return settled


def _is_tail(above: str, text: str, are_wrapped: bool = False) -> bool:
    """Tell whether `text` is the end of the sentence that breaks off in the line `above` it.

    More than one word is, in small letters and in a text that is known to be wrapped.
    """
    if not breaks_off(above):
        return False
    if are_wrapped and text[0].islower():
        return True
    if " " in text:
        return False
    if text.endswith("?") and not is_bare_heading(text):
        return len(above) >= SHORTEST_BROKEN and above[0].isalnum()
    return text[0].islower() and (text.endswith(".") or text == ENDS_SENTENCES or not is_bare_heading(text))


def _judged(texts: Sequence[str], chances: "Floats") -> list[Section]:
    """Return the sections of lines; where a short text would demand nothing, its likeliest demands are believed."""
    judged = section_model().believed(chances)
    if judged[-1] == "heading" and announced(texts[-1]) is None:  # it heads nothing
        judged[-1:] = section_model().believed(np.where(_IS_HEADING, 0, chances[-1:]))
    if len(texts) > FEW_LINES or set(judged) & set(DEMANDS):
        return judged
    demands = chances[:, [SECTIONS.index(name) for name in DEMANDS]]
    asking = [
        number
        for number, section in enumerate(judged)
        if section != "heading" and demands[number].sum() >= min(MAY_DEMAND, demands.sum(1).max())
    ]
    for number in asking:
        judged[number] = DEMANDS[int(demands[number].argmax())]
    return judged
