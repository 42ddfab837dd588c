"""Which section each line of an advert belongs to."""

from collections.abc import Sequence

from analysis.reading.headings import is_bare_heading
from analysis.reading.lines import TextLine
from analysis.reading.reading import Section
from analysis.reading.section_model import section_model

LONGEST_BARE = 40


def sections_of(lines: Sequence[TextLine]) -> list[Section]:
    r"""Return the section of each of `lines`.

    >>> from analysis.reading.lines import lines_of
    >>> sections_of(lines_of("What you will need\nAt least five years of experience in project management."))
    ['heading', 'required']
    """
    texts = [line.text for line in lines]
    judged = section_model().sections(texts)
    return [
        "heading" if len(text) < LONGEST_BARE and is_bare_heading(text) else section
        for text, section in zip(texts, judged, strict=True)
    ]
