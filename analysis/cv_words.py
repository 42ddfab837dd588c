"""What CVs call their parts, job titles, degrees and dates; the words stand in `data/profile`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from crawler.knowledge import knowledge


@cache
def cv_knowledge(name: str) -> Mapping[str, Any]:
    """Return the file `name`.toml of `data/profile`."""
    return tomllib.loads(knowledge("profile", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _parts() -> Mapping[str, str]:
    return {name: part for part, names in cv_knowledge("cv")["headings"].items() for name in names}


def part_named(text: str) -> str | None:
    """Return the part of a CV that the heading `text` opens.

    >>> part_named("EMPLOYMENT HISTORY:"), part_named("Led a team"), part_named("Education & Training")
    ('work', None, 'education')
    """
    if len(text) > 48:
        return None
    return _parts().get(re.sub(r"\s+", " ", text.casefold().replace("&", "and")).strip(" :-–—|_*"))


def part_meant(heading: str) -> str | None:
    """Return the part that a heading in a person's own words opens.

    >>> part_meant("Where I have worked"), part_meant("My studies"), part_meant("Acme Ltd")
    ('work', 'education', None)
    """
    words = set(re.findall(r"[a-z]+", heading.casefold()))
    return next((part for part, cues in cv_knowledge("cv")["cues"].items() if words & set(cues)), None)


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(cv_knowledge("cv")[section][key], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})s?(?!\w)", re.IGNORECASE)


def is_title(text: str) -> bool:
    """Say whether `text` holds a word of a job title.

    >>> is_title("Senior Project Manager"), is_title("Acme Ltd")
    (True, False)
    """
    return bool(_pattern("titles", "words").search(text))


def is_degree(text: str) -> bool:
    """Say whether `text` names a degree or school certificate."""
    return bool(_pattern("degrees", "words").search(text.replace(".", "")))


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
    """
    plain = re.sub(r"(?i)foundation degree|associates? degree", "HND", re.sub(r"[.’']", "", text))
    return next((level for level, pattern in _levels() if pattern.search(plain)), None)


def is_school(text: str) -> bool:
    """Say whether `text` names a place of learning."""
    return bool(_pattern("degrees", "places").search(text))


class Dates(NamedTuple):
    """A span of time as a CV writes it; `start` and `end` are "2019" or "2019-04"."""

    start: str | None
    end: str | None
    is_open: bool
    rest: str
    """The line without it."""


@cache
def _span() -> re.Pattern[str]:
    months = "|".join(sorted(cv_knowledge("cv")["dates"]["months"], key=len, reverse=True))
    open_words = "|".join(re.escape(word) for word in cv_knowledge("cv")["dates"]["open"])
    day = rf"(?:(?:(?:[0-3]?\d[a-z]?[a-z]?\s+)?(?P<month{{n}}>{months})[a-z]*\.?,?\s+)?"
    day += r"(?:(?:[0-3]?\d[/.])?(?P<number{n}>[01]?\d)[/.])?"
    day += r"(?:['’]?(?P<year{n}>(?:19|20)\d\d)|['’](?P<short{n}>\d\d)(?!\d))(?:-(?P<iso{n}>[01]\d)(?!\d))?)"
    first, second = day.format(n=1), day.format(n=2)
    return re.compile(
        rf"(?<![\w£$€.,]){first}(?:\s*(?:–|—|-|to|until|till|/)\s*(?:{second}|(?P<open>{open_words})\b))?(?![\w%])",
        re.IGNORECASE,
    )


def dates_in(text: str) -> Dates | None:
    """Return the last span of time, or the single date, that `text` states.

    >>> dates_in("April 2022 – present, Leeds")
    Dates(start='2022-04', end=None, is_open=True, rest='Leeds')
    >>> dates_in("PRINCE2 Practitioner, May 2021")
    Dates(start=None, end='2021-05', is_open=False, rest='PRINCE2 Practitioner')
    """
    found = list(_span().finditer(text))
    if not found:
        return None
    best = next((one for one in found if _has_end(one)), found[-1])
    rest = re.sub(r"\(\s*\)|\[\s*\]|\(\s*$", "", text[: best.start()] + " " + text[best.end() :])
    rest = re.sub(r"\s+", " ", rest).strip(" ,;:|–—-·•")
    if _has_end(best):
        return Dates(_month(best, 1), None if best["open"] else _month(best, 2), bool(best["open"]), rest)
    return Dates(None, _month(best, 1), False, rest)


def _has_end(found: re.Match[str]) -> bool:
    return bool(found["year2"] or found["short2"] or found["open"])


def is_span(dates: Dates | None) -> bool:
    """Say whether both ends are told."""
    return dates is not None and dates.start is not None


def _month(found: re.Match[str], n: int) -> str:
    short, name = found[f"short{n}"], found[f"month{n}"]
    year = found[f"year{n}"] or (f"19{short}" if int(short) > 60 else f"20{short}")
    number = found[f"number{n}"] or found[f"iso{n}"]
    if name:
        number = str(cv_knowledge("cv")["dates"]["months"][name.lower()[:3]])
    return f"{year}-{int(number):02}" if number and 1 <= int(number) <= 12 else year


@cache
def _present() -> Mapping[str, str]:
    known = cv_knowledge("verbs")
    verbs = dict(known["irregular"])
    for verb in known["regular"]["verbs"]:
        last = verb[-1] if verb in known["regular"]["doubled"] else ""
        verbs[_past(verb)] = verb
        verbs[f"{verb}{last}ed"] = verb
    return verbs


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


_VERB_PLACES = re.compile(r"(?:^|(?<=\band )|(?<=[,;.] )|(?<=\bI )|(?<=\bly ))[\w-]+", re.IGNORECASE)


def in_present(text: str) -> str:
    """Return `text` with the verbs that open its clauses in the present, as adverts write them.

    >>> in_present("Led a team of 9 and managed the budget.")
    'Lead a team of 9 and manage the budget.'
    """
    return _VERB_PLACES.sub(lambda word: _as(word[0], _present().get(word[0].lower())), text)


def _as(word: str, verb: str | None) -> str:
    if verb is None:
        return word
    return verb.capitalize() if word[0].isupper() else verb


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(cv_knowledge("support")[kind]["patterns"]), re.IGNORECASE)


def is_support(text: str) -> bool:
    """Say whether a line tells of helping with someone else's work.

    >>> is_support("Helped to train 140 staff."), is_support("Trained 140 staff.")
    (True, False)
    """
    return bool(_any_of("support").search(text))


def is_schedule(text: str) -> bool:
    """Say whether "programme" means the time plan here, as on building sites.

    >>> is_schedule("Full control of cost and programme"), is_schedule("Led a programme of five projects")
    (True, False)
    """
    return bool(_any_of("schedule").search(text))
