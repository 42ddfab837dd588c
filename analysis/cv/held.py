"""What a CV says was learned: degrees and schools, and which certificates are held."""

import re
from functools import cache
from itertools import takewhile

from analysis.cv.dates import without_dates
from analysis.cv.words import any_of, cv_knowledge, pattern_of_words
from analysis.reading.read import read_lines


def is_degree(text: str) -> bool:
    """Say whether `text` names a degree or school certificate.

    >>> is_degree("MA History"), is_degree("Boston, MA"), is_degree("Certified Scrum Master")
    (True, False, False)
    """
    told = _no_other(text)
    return bool(pattern_of_words("degrees", "words").search(told.replace(".", "")) or _short_degrees().search(told))


def without_states(text: str) -> str:
    """Return `text` without the states that look like degrees.

    >>> without_states("Boston University, Boston, MA"), without_states("MA, Leeds")
    ('Boston University, Boston', 'MA, Leeds')
    >>> without_states("University of Leeds, MA (Hons) Economics")
    'University of Leeds, MA (Hons) Economics'
    """
    return _states().sub(lambda found: found[0] if is_school(found["city"]) else found["city"], text)


def _no_other(text: str) -> str:
    return any_of("cv", "degrees", "not_one").sub(" ", without_states(text))


@cache
def _states() -> re.Pattern[str]:
    states = "|".join(state.upper() for state in cv_knowledge("cv")["degrees"]["states"])
    return re.compile(
        rf"(?P<city>(?:^|[,;|(–—-])[^,;|()]*),\s*(?:{states})"
        rf"(?=\s+\d|\s*(?:$|[,;|)–—-]|\((?![A-Z]))|,? (?:USA?|United States)\b)"
    )


@cache
def _short_degrees() -> re.Pattern[str]:
    short = "|".join(r"\.?".join(name.upper()) + r"\.?" for name in cv_knowledge("cv")["degrees"]["short"])
    opens = rf"(?:^|[,;:|(–—-]\s*)(?P<opening>{short})(?![\w-]| \d)"
    return re.compile(rf"{opens}|(?<![\w-])(?P<led>{short})(?= (?:in|of|\(?[Hh]on))")


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for level, names in cv_knowledge("cv")["levels"].items():
        words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        found.append((level, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)))
    return tuple(found)


def education_level(text: str) -> str | None:
    """Return the highest level of education that `text` names.

    >>> education_level("M.Sc. Management"), education_level("HND Business"), education_level("Foundation degree")
    ('master', 'vocational', 'vocational')
    >>> education_level("Lean Six Sigma Master Black Belt"), education_level("IIBA BA"), education_level("BA History")
    (None, None, 'bachelor')
    """
    told = _no_other(text)
    short = [found[found.lastgroup or 0] for found in _short_degrees().finditer(told)]
    plain = re.sub(r"(?i)foundation degree|associates? (?:degree|of|in)", "HND", re.sub(r"[.’']", "", told))
    plain = f"{_bare_short().sub(' ', plain)} {' '.join(short)}".replace(".", "")
    return next((level for level, pattern in _levels() if pattern.search(plain)), None)


@cache
def _bare_short() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(cv_knowledge('cv')['degrees']['short'])})(?![\w-])", re.IGNORECASE)


def is_school(text: str) -> bool:
    """Say whether `text` names a place of learning."""
    return bool(pattern_of_words("degrees", "places").search(text))


def certificates_in(text: str) -> list[str]:
    """Return the certificates that adverts ask for and `text` names.

    >>> certificates_in("Active PMP.")
    ['PMP']
    """
    return [one["name"] for one in read_lines("", [(text, "required")]).facets["certifications"]]


def names_certificate(text: str) -> bool:
    """Say whether `text` names a certificate that adverts ask for."""
    return bool(certificates_in(text))


def is_unheld(text: str) -> bool:
    """Say whether a certificate or degree is only hoped for, was broken off, or has lapsed.

    >>> is_unheld("PMP (expected 2027)"), is_unheld("PMP, 2019")
    (True, False)
    """
    return bool(any_of("cv", "unheld").search(text))


def tells_validity(text: str) -> bool:
    """Say whether the date beside a certificate is when it runs out."""
    return bool(any_of("cv", "valid").search(text))


_PIECES = re.compile(r"[;|]\s*|\s+[•·]\s+|,\s+(?![^()]*\))|\.\s+(?=[A-Z])")


def held_in(text: str) -> str:
    """Return what of a list of certificates is held.

    >>> held_in("CSM, PgMP (in progress, expected 2027), MSP, expected 2027"), held_in("PMP, 2019")
    ('CSM', 'PMP, 2019')
    >>> held_in("PRINCE2 and PMP (in progress)"), held_in("Studying for PMP and PRINCE2")
    ('PRINCE2', '')
    """
    if not is_unheld(text):
        return text
    pieces: list[str] = []
    for piece in _PIECES.split(text):
        is_alone = not re.search(r"[^\W\d_]{3}", without_dates(any_of("cv", "unheld").sub(" ", piece)))
        if pieces and is_alone:
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return ", ".join(filter(None, map(_held_first, pieces)))


def _held_first(piece: str) -> str:
    """Return what of "one and another" stands before the first that is not held."""
    return " and ".join(takewhile(lambda one: not is_unheld(one), piece.split(" and ")))
