"""What CVs call their parts and job titles, and how they tell of work; the words stand in `data/profile`."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from crawler.knowledge import known_words


def cv_knowledge(name: str) -> Mapping[str, Any]:
    """Return the file `name`.toml of `data/profile`."""
    return known_words("profile", f"{name}.toml")


@cache
def _parts() -> Mapping[str, str]:
    return {name: part for part, names in cv_knowledge("cv")["headings"].items() for name in names}


def part_named(text: str) -> str | None:
    """Return the part of a CV that the heading `text` opens.

    >>> part_named("EMPLOYMENT HISTORY:"), part_named("Led a team"), part_named("Education & Training")
    ('work', None, 'learning')
    >>> part_named("EDUCATION / CERTIFICATIONS"), part_named("Skills & Languages")
    ('studies', 'skills')
    >>> part_named("skills"), part_named("skills.")  # the last word of a sentence that was wrapped before it
    ('skills', None)
    """
    if len(text) > 48 or (text[:1].islower() and text.endswith(".")):
        return None
    heading = _plain(text)
    if heading in _parts():
        return _parts()[heading]
    halves = [_parts().get(half) or part_listed(half) for half in re.split(r" and | ?/ ?", heading)]
    if len(halves) < 2 or None in halves:
        return None
    return "studies" if {"education", "certificates"} <= {*halves} else "work" if "work" in halves else halves[0]


def part_listed(text: str) -> str | None:
    """Return the part that `text` opens where a list follows it: elsewhere it may be anything else.

    >>> part_listed("IT"), part_listed("Acme")
    ('skills', None)
    """
    heading = _plain(text)
    return next((part for part, names in cv_knowledge("cv")["lists"].items() if heading in names), None)


def names_what_follows(text: str) -> bool:
    """Say whether `text` is a heading as they stand inside a role.

    >>> names_what_follows("Key Achievements:"), names_what_follows("EMPLOYMENT HISTORY")
    (True, False)
    """
    return _plain(text) in cv_knowledge("cv")["inside"]["words"]


def _plain(heading: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[()]", "", heading.casefold().replace("&", "and"))).strip(" .:-–—|_*")


def part_meant(heading: str) -> str | None:
    """Return the part that a heading in a person's own words opens.

    >>> part_meant("Where I have worked"), part_meant("My studies"), part_meant("Acme Ltd")
    ('work', 'education', None)
    """
    if is_break(heading):
        return None
    words = set(re.findall(r"[a-z]+", heading.casefold()))
    return next((part for part, cues in cv_knowledge("cv")["cues"].items() if words & set(cues)), None)


def names_column(text: str) -> bool:
    """Say whether `text` only names a column or row of a table.

    >>> names_column("Area"), names_column("Tools:"), names_column("Jira")
    (True, True, False)
    """
    return _plain(text) in cv_knowledge("cv")["columns"]["words"]


def names_work_column(text: str) -> bool:
    """Say whether `text` only names a column of a table of work; elsewhere it may be a label or a title.

    >>> names_work_column("Employer"), names_work_column("Position and duties"), names_work_column("Acme Ltd")
    (True, True, False)
    """
    known = cv_knowledge("cv")["work_columns"]["words"]
    heading = _plain(text)
    halves = re.split(r" and | ?/ ?| [–—-] ", heading)
    return heading in known or (
        any(half in known for half in halves) and all(half in known or names_what_follows(half) for half in halves)
    )


@cache
def pattern_of_words(section: str, key: str) -> re.Pattern[str]:
    """Return a pattern that finds any of a list of words, or its plural."""
    words = "|".join(re.escape(word) for word in sorted(cv_knowledge("cv")[section][key], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})s?(?!\w)", re.IGNORECASE)


def is_title(text: str) -> bool:
    """Say whether `text` holds a word of a job title.

    >>> is_title("Senior Project Manager"), is_title("Acme Ltd")
    (True, False)
    """
    return bool(pattern_of_words("titles", "words").search(text))


def is_break(text: str) -> bool:
    """Say whether `text` names time between roles.

    >>> is_break("Career break"), is_break("Break-fix engineer")
    (True, False)
    """
    return bool(any_of("cv", "breaks").search(text)) and not is_title(text)


def is_prize(text: str) -> bool:
    """Say whether `text` is an award that is named like a job."""
    return bool(pattern_of_words("prizes", "words").search(text))


def opens_with_verb(text: str) -> bool:
    """Say whether `text` begins with what someone did, or had to do.

    >>> opens_with_verb("Managed a school build"), opens_with_verb("Lead Engineer"), opens_with_verb("Mar 21 to date")
    (True, False, False)
    """
    first = text.partition(" ")[0].strip(",;:")
    if first.lower() in cv_knowledge("cv")["dates"]["months"]:
        return False
    return first.lower() in _present() or bool(any_of("cv", "duty").match(text))


def ends_in_full_stop(text: str) -> bool:
    """Say whether `text` ends like a sentence, not in the full stop of a firm's legal form.

    >>> ends_in_full_stop("Kept the plans."), ends_in_full_stop("Acme Inc.")
    (True, False)
    """
    return text.endswith(".") and not any_of("cv", "abbreviated").search(text)


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
def any_of(file: str, kind: str, key: str = "patterns") -> re.Pattern[str]:
    """Return a pattern that finds what any of a list of patterns finds."""
    return re.compile("|".join(cv_knowledge(file)[kind][key]), re.IGNORECASE)
