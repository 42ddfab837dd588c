"""What the heading lines of a role name: its title and its employer."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.cv.line import CvLine
from analysis.cv.place import is_place
from analysis.cv.words import any_of, is_prize, is_title, opens_with_verb, pattern_of_words
from analysis.reading.titles import title_of
from crawler.normal.gazetteer import is_wide

_NAMING = r"\s+(?:at|@|with|for)\s+(?=[A-Z])"
_SEPARATOR = re.compile(rf"{_NAMING}|\s*[|\t]\s*|\s+[–—-]\s+|,\s+")
_AT = re.compile(_NAMING)
_DASH = re.compile(r"\s+[–—-]\s+")
_BAR = " | "
SHORT = 60
_FULL, _FULL_WITH_FIRM = 70, 50
"""A line that is longer may go on in the next; sooner where it already names a firm."""


class Told(NamedTuple):
    """What a head names, and the line in which it does."""

    text: str
    line: CvLine


class Named(NamedTuple):
    """What the heading lines of a role name."""

    title: Told | None
    employer: Told | None = None
    place: Told | None = None


def named_in(heads: Sequence[CvLine]) -> Named:
    """Return what the heading lines of a role name: beside or below a title with its field stands the employer.

    >>> named_in([CvLine("Project Manager, Acme Ltd", "line 1")]).employer.text
    'Acme Ltd'
    >>> [one.text for one in named_in([CvLine("Project Manager, Wards | Acme | Leeds", "line 1")])]
    ['Project Manager, Wards', 'Acme', 'Leeds']
    """
    told = [Told(cell, line) for line in heads for cell in line.text.split(_BAR)]
    if len(heads) > 1 and _is_wrapped(heads[0].text, heads[-1].text):
        told = [Told(" ".join(line.text for line in heads), heads[0])]
    title = next((one for sure in (is_strong_title, names_title, is_title) for one in told if sure(one.text)), None)
    if title is None:
        return Named(None, Told(heads[0].text, heads[0]) if heads else None)
    places = [one for one in told if one is not title and is_place(one.text)]
    others = [one for one in told if one is not title and one not in places]
    if others and not names_employer(title.text, others[0].text):
        beside = [one.text for one in others if one.line is others[0].line]
        return Named(title, Told(_BAR.join(beside), others[0].line), next(iter(places), None))
    name, employer = _parted(title.text)
    found = Told(employer, title.line) if employer else None
    return Named(Told(name, title.line), found, next(iter((*places, *others)), None))


def names_title(text: str) -> bool:
    """Say whether it begins with a title, and with no firm that is called like one.

    >>> names_title("Charge Nurse, Critical Care"), names_title("Health Service Executive, Cork")
    (True, False)
    """
    first = _SEPARATOR.split(text, maxsplit=1)[0] or ""
    return is_title(first) and not _names_firm(first)


def _parted(text: str) -> tuple[str, str]:
    """Return the title and the employer that stand in one line."""
    parts = [(part.strip(), *_span(text, part)) for part in _SEPARATOR.split(text) if part and part.strip()]
    which = next((n for n, part in enumerate(parts) if is_title(part[0])), 0)
    if len(parts) == 1:
        return text, ""
    if which == 0 and (apart := _firm_behind_dash(text, parts[1][1])):
        return text[: apart.start()], text[apart.end() :]
    if which == 0:
        first = next((n for n in range(2, len(parts)) if _begins_firm(text, parts[1][1], *parts[n][1:])), 1)
        return (text[: parts[first - 1][2]] if first > 1 else parts[0][0]), text[parts[first][1] :].strip(" ,|–-")
    return parts[which][0], text[: parts[which - 1][2]].strip(" ,|–-")


def _begins_firm(text: str, second: int, start: int, end: int) -> bool:
    """Say whether a firm stands behind a title's field and a comma: "Project Manager, Wards, Avon NHS Trust, Bath"."""
    return _is_firm(text[start:end]) and not _names_firm(text[second:start])


def names_employer(text: str, other: str) -> bool:
    """Say whether a line names title and employer, so that `other` beside or below it is none.

    >>> names_employer("Project Manager, Wards", "Acme"), names_employer("Project Manager, Acme Ltd", "Wards")
    (False, True)
    """
    title, *others = sorted(text.split(_BAR), key=lambda cell: not is_title(cell))
    called = _AT.search(title)
    if called and not (is_place(title[called.end() :]) or is_wide(title[called.end() :])):
        return True
    if any(not is_place(cell) and not names_firm_alone(other, cell) for cell in others):
        return True
    behind = [part for part in _SEPARATOR.split(title) if part and not is_title(part)]
    return any(map(_is_firm, behind)) and not _is_firm(other)


def _is_wrapped(first: str, last: str) -> bool:
    """Say whether a head goes on in its last line, which names no title and no firm of its own."""
    is_open = is_title(first) and _SEPARATOR.search(first) and not is_title(last)
    full = _FULL_WITH_FIRM if _is_firm(first) else _FULL
    goes_on = len(first) > full or last[:1].islower() or bool(any_of("cv", "goes_on").search(first))
    return bool(is_open) and goes_on and not names_firm_alone(last, first)


def _firm_behind_dash(text: str, second: int) -> re.Match[str] | None:
    """Return the dash that parts a title with its field from a firm: "Project Manager, Wards – Avon NHS Trust"."""
    dash = _DASH.search(text, second)
    return dash if dash and names_firm_alone(text[dash.end() :], text[second : dash.start()]) else None


def _span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def _is_firm(text: str) -> bool:
    """Say whether `text` names a firm beyond doubt, no field of work: "Digital Services" may be either."""
    return bool(pattern_of_words("firms", "words").search(text))


def _names_firm(text: str) -> bool:
    return _is_firm(text) or bool(pattern_of_words("firms", "fields").search(text))


def names_firm_alone(text: str, title: str) -> bool:
    """Say whether `text` names a firm and `title` none."""
    return _names_firm(text) and not _names_firm(title)


def is_title_alone(heads: Sequence[CvLine]) -> bool:
    return len(heads) == 1 and is_title(heads[0].text) and not has_field(heads[0])


def has_field(head: CvLine) -> bool:
    return bool(_SEPARATOR.search(head.text))


def is_title_with_field(heads: Sequence[CvLine]) -> bool:
    """Say whether a head is one title, with its field if any, that names no employer beyond doubt."""
    return len(heads) == 1 and is_title(heads[0].text) and not names_employer(heads[0].text, "")


def begins_with_title(text: str) -> bool:
    first = _SEPARATOR.split(text, maxsplit=1)[0] or ""
    return is_title(first) and len(first) <= SHORT and not opens_with_verb(first) and not is_prize(first)


def is_strong_title(text: str) -> bool:
    """Say whether it is a title beyond doubt: "Partners HealthCare" holds the word of one."""
    return is_title(text) and title_of(text)[0] != "other"
