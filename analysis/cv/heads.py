"""What the heading lines of a role name: its title and its employer."""

import re
from collections.abc import Sequence

from analysis.cv.line import CvLine
from analysis.cv.words import is_prize, is_title, opens_with_verb, pattern_of_words
from analysis.reading.titles import title_of

_SEPARATOR = re.compile(r"\s+(?:at|@|with|for)\s+(?=[A-Z])|\s*[|\t]\s*|\s+[–—-]\s+|,\s+")
_DASH = re.compile(r"\s+[–—-]\s+")
SHORT = 60
NAMES_EMPLOYER = re.compile(r"\s(?:at|@|with|for)\s|,\s|\s*\|\s*")


def title_and_employer(heads: Sequence[CvLine]) -> tuple[tuple[str, CvLine] | None, tuple[str, CvLine] | None]:
    """Return the job title and the employer that the heading lines of a role name, each with its line.

    >>> title_and_employer([CvLine("Project Manager, Acme Ltd", "line 1")])[1][0]
    'Acme Ltd'
    """
    texts = [(line.text, line) for line in heads]
    if len(texts) > 1 and _is_wrapped(texts[0][0], texts[-1][0]):
        texts = [(" ".join(text for text, _ in texts), texts[0][1])]  # wrapped at the page's edge
    titled = next(
        (one for sure in (is_strong_title, is_title) for one in texts if sure(one[0])),
        None,
    )
    if titled is None:
        return None, texts[0] if texts else None
    text, line = titled
    parts = [(part.strip(), *_span(text, part)) for part in _SEPARATOR.split(text) if part and part.strip()]
    which = next((n for n, part in enumerate(parts) if is_title(part[0])), 0)
    if others := [one for one in texts if one is not titled]:
        return (text, line), others[0]
    if len(parts) == 1:
        return (text, line), None
    if which == 0 and (apart := _firm_behind_dash(text, parts[1][1])):
        return (text[: apart.start()], line), (text[apart.end() :], line)
    title = parts[which][0]
    employer = text[parts[which + 1][1] :] if which == 0 else text[: parts[which - 1][2]]
    return (title, line), (employer.strip(" ,|–-"), line)


def _is_wrapped(first: str, last: str) -> bool:
    """Say whether a head goes on in its last line, which names no title and no firm of its own."""
    is_open = is_title(first) and _SEPARATOR.search(first) and not is_title(last)
    return bool(is_open) and not names_firm_alone(last, first)


def _firm_behind_dash(text: str, second: int) -> re.Match[str] | None:
    """Return the dash that parts a title with its field from a firm: "Project Manager, Wards – Avon NHS Trust"."""
    dash = _DASH.search(text, second)
    return dash if dash and names_firm_alone(text[dash.end() :], text[second : dash.start()]) else None


def _span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def names_firm_alone(text: str, title: str) -> bool:
    """Say whether `text` names a firm and `title` none."""
    is_firm = pattern_of_words("firms", "words").search
    return bool(is_firm(text)) and not is_firm(title)


def is_title_alone(heads: Sequence[CvLine]) -> bool:
    return len(heads) == 1 and is_title(heads[0].text) and not NAMES_EMPLOYER.search(heads[0].text)


def begins_with_title(text: str) -> bool:
    first = _SEPARATOR.split(text, maxsplit=1)[0] or ""
    return is_title(first) and len(first) <= SHORT and not opens_with_verb(first) and not is_prize(first)


def is_strong_title(text: str) -> bool:
    """Say whether it is a title beyond doubt: "Partners HealthCare" holds the word of one."""
    return is_title(text) and title_of(text)[0] != "other"
