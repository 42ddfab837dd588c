"""The skills and languages that a CV lists."""

import re
from collections.abc import Iterator, Sequence

from analysis.cv.dates import is_length
from analysis.cv.entry import Entry
from analysis.cv.line import CvLine
from analysis.cv.words import cv_knowledge, names_column

_LABEL = 60


def skills_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield skills: "Tools: Jira, Excel" is one with keywords, as is such a row of a table; a bare list is one each."""
    for line in lines:
        name, listed = _labelled(line.text)
        if name and listed:
            told = line.text.replace(" | ", ": ", 1)
            yield Entry({"name": name, "keywords": listed}, line._replace(text=_without_bars(told)))
        elif not name:
            told = _without_bars(line.text)
            yield from (Entry({"name": skill}, line._replace(text=told)) for skill in listed)


def _without_bars(text: str) -> str:
    return text.replace(" | ", ", ")


def _labelled(text: str) -> tuple[str, list[str]]:
    """Return what a line of skills calls itself, if anything, and what it lists.

    >>> _labelled("Tools | Jira, Excel"), _labelled("Jira | good | 5 years"), _labelled("Area | Level")
    (('Tools', ['Jira', 'Excel']), ('', ['Jira']), ('', []))
    """
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and len(label) <= _LABEL:
        return label.strip(), [part.strip(" .") for part in re.split(r"[,;|•·]\s*", rest) if part.strip(" .")]
    label, bar, rest = text.partition(" | ")
    if bar and len(label) <= _LABEL and "," not in label and ("," in rest or names_column(label)):
        return ("", []) if all(map(names_column, rest.split(" | "))) else (label, _skills_in(rest))
    return "", [] if all(map(names_column, text.split(" | "))) else _skills_in(text)


def _skills_in(text: str) -> list[str]:
    parts = [part.strip(" .") for part in re.split(r"[,;|•·]\s+", text)]
    fluency = cv_knowledge("cv")["fluency"]["words"]
    skills = [part for part in parts if re.search(r"[^\W\d_]", part) and part.casefold() not in fluency]
    return [skill for skill in skills if not is_length(skill)]


def languages_of(lines: Sequence[CvLine]) -> Iterator[Entry]:
    """Yield languages with the fluency stated."""
    for line in lines:
        for part in re.split(r"[,;|]\s*", line.text):
            found = re.match(r"^([^\W\d_]+)(?:\s*[(:–-]\s*([^)]+)\)?)?$", part.strip())
            if found:
                yield Entry({"language": found[1]} | ({"fluency": found[2].strip()} if found[2] else {}), line)
