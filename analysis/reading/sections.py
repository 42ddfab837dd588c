"""Which section each line of an advert belongs to."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.headings import announced, is_bare_heading, says_essential, tells_duty
from analysis.reading.lines import TextLine
from analysis.reading.named import is_name
from analysis.reading.reading import SECTIONS, Section
from analysis.reading.section_features import pooled
from analysis.reading.section_model import section_model
from analysis.reading.section_wordings import settled_by_wording
from analysis.reading.short_wishes import wishes_one_thing
from analysis.reading.softness import is_wish, marked_as, may_be_wish
from analysis.reading.statements import statement_spans
from analysis.reading.wraps import breaks_off, sentences_in

if TYPE_CHECKING:
    from analysis.reading.section_features import Floats

LONGEST_BARE = 40
SHORTEST_BROKEN = 55
ENDS_SENTENCES = "required"
"""In small letters this word is a sentence's last more often than it heads a list."""
FEW_LINES = 5
DEMANDS: tuple[Section, ...] = ("responsibility", "required", "preferred")
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
    """Return the sections of the lines of each of `adverts`; many at once take a third of the time."""
    texts = [[line.text for line in lines] for lines in adverts]
    chances = iter(section_model().chances_of([lines for lines in texts if lines]) if any(texts) else ())
    return [_settled(lines, next(chances)) if lines else [] for lines in texts]


def _settled(texts: Sequence[str], chances: "Floats") -> list[Section]:
    sentences = list(_sentences(texts))
    chances = _of_sentences(texts, sentences, _without_listed_headings(texts, chances))
    judged = _by_wording(texts, sentences, _judged(texts, chances))
    judged = _with_short_wishes(texts, _with_bare_headings(texts, judged))
    judged = _with_told_wishes(texts, sentences, _under_headings(texts, judged))
    return [_as_said(text, section) for text, section in zip(texts, judged, strict=True)]


def _sentences(texts: Sequence[str]) -> Iterator[Span]:
    """Yield the sentences of lines; what heads a list in so many words is the end of none, whatever stands above it."""
    for first, end in sentences_in(texts):
        heads = [n for n in range(first + 1, end) if not texts[n][0].islower() and is_bare_heading(texts[n])]
        yield from pairwise([first, *heads, end])


def _as_said(text: str, section: Section) -> Section:
    """Return the section of a demand or a wish, as its own mark or words say; for others, `section`."""
    if section not in ("required", "preferred"):
        return section
    return marked_as(text) or ("preferred" if section == "required" and _only_wishes(text) else section)


def _only_wishes(text: str) -> bool:
    """Tell whether a line is one statement, and that a wish: "Master's degree preferred" among the demands."""
    return is_wish(text) and len(statement_spans(text)) == 1 and not text[0].islower()


def _with_bare_headings(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    return [
        "heading" if len(text) < LONGEST_BARE and is_bare_heading(text) and not _is_tail(above, text) else section
        for above, text, section in zip(["", *texts], texts, judged, strict=False)
    ]


def _with_short_wishes(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A wish for one thing heads nothing, and so makes no wish of the lines below it."""
    return [
        "preferred" if section == "heading" and wishes_one_thing(text) else section
        for text, section in zip(texts, judged, strict=True)
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


def _of_sentences(texts: Sequence[str], sentences: Sequence[Span], chances: "Floats") -> "Floats":
    """Give the lines of a sentence the same chances; its tail in a capital speaks for no heading."""
    if len(sentences) == len(texts):
        return chances
    is_tail = [n > first and not texts[n][0].islower() for first, end in sentences for n in range(first, end)]
    passages = np.repeat(np.arange(len(sentences)), [end - first for first, end in sentences])
    return pooled(np.where(np.array(is_tail)[:, None] & _IS_HEADING, 0, chances), passages)


def _by_wording(texts: Sequence[str], sentences: Sequence[Span], judged: Sequence[Section]) -> list[Section]:
    """A sentence whose wording settles its section has it on all its lines; the tail of one is no heading."""
    settled: list[Section] = []
    for first, end in sentences:
        section = judged[first]
        if section == "heading" and first and _is_tail(texts[first - 1], texts[first]):
            section = settled[-1]
        sentence = texts[first] if end == first + 1 else " ".join(texts[first:end])
        if wording := settled_by_wording(sentence, section):
            settled += [wording] * (end - first)
        else:
            settled += [section, *judged[first + 1 : end]]
    return settled


def _is_tail(above: str, text: str) -> bool:
    """Tell whether `text` is the last word of the sentence that breaks off in the line `above` it."""
    if " " in text or not breaks_off(above):
        return False
    if text.endswith("?"):
        return len(above) >= SHORTEST_BROKEN and above[0].isalnum()
    return text[0].islower() and (text.endswith(".") or text == ENDS_SENTENCES or not is_bare_heading(text))


def _under_headings(texts: Sequence[str], judged: Sequence[Section]) -> list[Section]:
    """A demand under a heading of wishes is a wish; under a bare "Essential" all that is asked is demanded.

    A name alone, of a certificate or a tool, heads nothing there: it is what is asked.
    """
    settled: list[Section] = []
    announces: Section | None = None
    is_bare = demands_all = False
    for text, section in zip(texts, judged, strict=True):
        named = announces if section == "heading" and announces in DEMANDS and is_name(text) else None
        if section == "heading" and not named:
            announces, is_bare = announced(text), is_bare_heading(text)
            demands_all = announces == "required" and is_bare and says_essential(text)
        if announces == "required" and section == "responsibility" and tells_duty(text):
            is_bare = False
        is_wish = announces == "preferred" and (section == "required" or (is_bare and section == "responsibility"))
        is_demand = announces == "required" and is_bare and section == "responsibility"
        is_demand |= demands_all and section == "preferred" and not may_be_wish(text)
        settled.append("preferred" if is_wish else "required" if is_demand else named or section)
    return settled


def _with_told_wishes(texts: Sequence[str], sentences: Sequence[Span], judged: Sequence[Section]) -> list[Section]:
    """A demand is no wish where neither it nor what stands above it says so: a wish colours no demand below it."""
    settled = list(judged)
    for first, end in sentences if "preferred" in settled else ():
        here = settled[first:end]
        is_wish = "preferred" in here
        if is_wish or "heading" in here or texts[end - 1][-1] == ":":
            may_be = may_be_wish(" ".join(texts[first:end]))
            if may_be and not is_wish:
                break  # it may announce the wishes below it
            if is_wish and not may_be:
                settled[first:end] = ["required" if section == "preferred" else section for section in here]
    return settled


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
