"""The head of a CV: name, title and address, which a text may tell only behind the column that stands beside it."""

import re
from collections.abc import Sequence

from analysis.cv.basics import EMAIL, URL, name_in
from analysis.cv.heads import is_strong_title
from analysis.cv.held import is_degree, is_school, names_certificate
from analysis.cv.line import CvLine
from analysis.cv.paper import without_paper
from analysis.cv.words import is_title, part_named

_AFTER_HEAD = ("summary", "objective", "work")
_LONGEST_HEAD = 5
"""Name, title, and up to three lines of an address."""


def head_first(lines: Sequence[CvLine]) -> Sequence[CvLine]:
    """Return lines with the head in the first place where it stands behind a column: right above summary or work."""
    told = [n for n, line in enumerate(lines) if without_paper(line.text)]
    if not told or (name_in(lines[told[0]].text) and not part_named(lines[told[0]].text)):
        return lines
    parts = {n: part_named(lines[n].text) for n in told if lines[n].kind != "item"}
    within = None
    for at, n in enumerate(told):
        within = parts.get(n) or within
        if within == "work":
            break
        behind = told[at + 1 : at + 1 + _LONGEST_HEAD]
        end = next((m for m in behind if parts.get(m)), None)
        if within != "references" and end and parts[end] in _AFTER_HEAD and _is_head(lines, n, behind[0]):
            return [*lines[n:end], *lines[:n], *lines[end:]]
    return lines


def _is_head(lines: Sequence[CvLine], number: int, below: int) -> bool:
    """Say whether a line is a person's name, and the one below a title.

    Lists beside the head hold words in capitals, too, and certificates that sound like titles: the name is part of an
    e-mail or link, or where the CV tells none the title is one beyond doubt.
    """
    name, title = name_in(lines[number].text), re.split(r"\s*[|•·,]\s*", lines[below].text)[0]
    words = (name or "").split()
    if len(words) < 2 or not all(word[0].isupper() or len(word) <= 3 for word in words) or not is_title(title):
        return False
    if any(names_certificate(text) or is_degree(text) or is_school(text) for text in (lines[number].text, title)):
        return False
    addresses = [found.casefold() for line in lines for of in (EMAIL, URL) for found in of.findall(line.text)]
    if not addresses:
        return is_strong_title(title)
    return any(len(word) > 2 and word.casefold() in text for word in words for text in addresses)
