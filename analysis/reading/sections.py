"""Which section each line of an advert belongs to."""

from collections.abc import Sequence

from analysis.reading.headings import announced
from analysis.reading.lines import TextLine
from analysis.reading.reading import Section


def sections_of(lines: Sequence[TextLine]) -> list[Section]:
    """Return the section of each of `lines`."""
    sections: list[Section] = []
    current: Section = "summary"
    for line in lines:
        named = announced(line.text) if len(line.text) < 70 and not line.text.endswith(".") else None
        current = named or current
        sections.append("heading" if named else current)
    return sections
