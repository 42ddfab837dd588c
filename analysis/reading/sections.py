"""Which section each line of an advert belongs to."""

from collections.abc import Sequence

from analysis.reading.lines import TextLine
from analysis.reading.reading import Section
from analysis.reading.section_model import section_model


def sections_of(lines: Sequence[TextLine]) -> list[Section]:
    r"""Return the section of each of `lines`.

    >>> from analysis.reading.lines import lines_of
    >>> sections_of(lines_of("What you will need\nAt least five years of experience in project management."))
    ['heading', 'required']
    """
    return section_model().sections([line.text for line in lines])
