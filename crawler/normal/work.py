"""Where the work is done and how the job is held, from a board's own words."""

import re
from functools import cache
from typing import Any, cast

from crawler.knowledge import known_words
from crawler.normal.gazetteer import fold
from crawler.normal.told import told
from crawler.posting import EmploymentType, Workplace

_KINDS: tuple[Workplace, ...] = ("hybrid", "remote", "on_site")


def workplace(text: Any) -> Workplace | None:
    """Return the workplace that a board's word names, or as an employer words it; None where it names none.

    >>> workplace("On-site"), workplace("ORA_HYBRID"), workplace("Hybrid - 2 days in office"), workplace("unspecified")
    ('on_site', 'hybrid', 'hybrid', None)
    >>> workplace("Not Remote") is None
    True
    """
    text = told(text) or ""
    named = cast("Workplace | None", _workplaces().get(_letters(text)))
    return named or workplace_in(text)


def workplace_in(text: Any) -> Workplace | None:
    """Return the workplace that a free text such as a place names: hybrid before remote before on site.

    >>> workplace_in("Remote - US"), workplace_in("Leeds (hybrid)"), workplace_in("Leeds"), workplace_in("Remote: no")
    ('remote', 'hybrid', None, None)
    """
    text = _within("denied").sub("", told(text) or "")
    return next((name for name in _KINDS if _within(name).search(text)), None)


def workplace_pattern() -> str:
    """Return the pattern of all that says where the work is done, and thus names no place."""
    return "|".join(_lexicon()["within"][name] for name in _KINDS)


def employment(text: Any) -> tuple[EmploymentType, ...]:
    """Return the employment types that a board's words mean, each once; an object says it by its label, else its id.

    >>> employment("Full-time"), employment(["Permanent", "Part time"]), employment("Full or Part Time / Contract")
    (('FULL_TIME',), ('PART_TIME',), ('FULL_TIME', 'PART_TIME', 'CONTRACTOR'))
    >>> employment("Part-Time Fixed Term (hourly)"), employment("Permanent contract"), employment({"id": "fullTime"})
    (('PART_TIME', 'TEMPORARY'), (), ('FULL_TIME',))
    """
    if isinstance(text, dict):
        return employment(told(text)) or employment(told(text.get("id")))
    words = [word for one in (text if isinstance(text, list | tuple) else [text]) if (word := told(one))]
    phrases = _phrases()
    types = [each for word in words for part in _parts(word) for each in phrases.get(_letters(part), _found(part))]
    return tuple(dict.fromkeys(types))


def is_employment(text: str) -> bool:
    """Say whether a text, or a part of it, names a kind of employment and nothing else.

    >>> is_employment("Contract / Full time"), is_employment("Permanent"), is_employment("Contract Manager")
    (True, True, False)
    """
    return any(_letters(part) in _phrases() for part in _parts(text))


def _parts(word: str) -> list[str]:
    is_one = _letters(word) in _phrases() and not re.search(r"\w\w\s*[,/|;+&]", word)  # "F/T" is one
    return [word] if is_one else re.split(r"[,/|;()+&]|\b(?:or|and|oder|und)\b|\s[-–]\s|:", word)


def _found(text: str) -> tuple[EmploymentType, ...]:
    """Return what the phrases within a text mean, the longest at each place; none after "no", "kein" or "sans"."""
    found: list[EmploymentType] = []
    stated = _denying().split(fold(text), maxsplit=1)[0]
    words, known = re.findall("[a-z]+", stated), _phrases_within()
    while words:
        size = next((size for size in (4, 3, 2, 1) if "".join(words[:size]) in known), 1)
        found += known.get("".join(words[:size]), ())
        words = words[size:]
    return tuple(found)


def _letters(text: str) -> str:
    return re.sub("[^a-z]", "", fold(text))


def _lexicon() -> dict[str, Any]:
    return known_words("normal", "work.toml")


@cache
def _denying() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_lexicon()['denying']['words']})\b")


@cache
def _within(name: str) -> re.Pattern[str]:
    return re.compile(_lexicon()["within"][name].replace("{no}", _lexicon()["denying"]["words"]), re.IGNORECASE)


@cache
def _workplaces() -> dict[str, str]:
    return {word: name for name, words in _lexicon()["workplace"].items() for word in words}


@cache
def _phrases() -> dict[str, tuple[EmploymentType, ...]]:
    """Return the types that each phrase means: none for those that only say that the job has no end."""
    named = {word: (name,) for name, words in _lexicon()["employment"].items() for word in words}
    return cast("dict[str, tuple[EmploymentType, ...]]", dict.fromkeys(_lexicon()["lasting"]["words"], ()) | named)


@cache
def _phrases_within() -> dict[str, tuple[EmploymentType, ...]]:
    """Return the phrases that mean the same within a longer text."""
    return {phrase: types for phrase, types in _phrases().items() if phrase not in _lexicon()["alone"]["words"]}
