"""Labels for free: lines under a heading that names its section belong to that section."""

from collections.abc import Sequence
from functools import partial

from analysis.reading.body import fold
from analysis.reading.headings import announced
from analysis.reading.lexicon import pattern_in
from analysis.reading.reading import Section

LONGEST = {"employer": 6, "summary": 6, "responsibility": 25, "required": 25, "preferred": 25}
"""So many lines after its heading a section is hardly still running."""
_pattern = partial(pattern_in, "section_silver")


def silver_sections(lines: Sequence[str]) -> list[Section | None]:
    """Return the section of each line of `lines` that a heading or a set phrase settles, else None.

    >>> silver_sections(["Nice to have:", "Some SQL", "About the role:", "Interesting work"])
    ['heading', 'preferred', 'heading', None]
    """
    sections: list[Section | None] = []
    current: Section | None = None
    since = 0
    for line in lines:
        if is_like_heading(line):
            named = announced(line)
            if named or _is_marked(line):
                is_clear = named is not None and not _pattern("vague").search(fold(line))
                sections.append("heading" if named or line.endswith(":") or line.isupper() else None)
                current = named if is_clear else (current if current in ("responsibility", "required") else None)
                since = 0
                continue
        since += 1
        sections.append(_under(current, since, line))
    return sections


def is_like_heading(line: str) -> bool:
    """Tell whether `line` is short enough, and does not end like a sentence."""
    return (len(line) <= 60 and line.count(" ") < 10 and line[-1:] not in ".;," and line[:1].isupper()) or _is_marked(
        line
    )


def _is_marked(line: str) -> bool:
    return len(line) <= 60 and (line.endswith((":", "?")) or line.isupper() or line.startswith(("#", "**")))


def _under(current: Section | None, since: int, line: str) -> Section | None:
    folded = fold(line)
    if _pattern("process").search(folded) and len(line) > 40:
        return "process" if current in (None, "process", "offer", "employer") else None
    if current == "required" and _pattern("soft").search(folded):
        return None
    return current if current and since <= LONGEST.get(current, 40) else None
