"""Stories that a record supports: situation, task, action, result, filled only from the CV."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from analysis.cv.words import cv_knowledge
from analysis.matching.coverage import Finding
from analysis.person import Person
from analysis.person.proofs import Proof, proofs_of

_LEAST = 15
"""So many characters, at the least, tell of a deed before what came of it."""


class Story(NamedTuple):
    """What one line of the CV supports; None where the CV is silent."""

    proves: tuple[str, ...]
    situation: str | None
    task: str | None
    action: str
    result: str | None
    place: str


def stories(person: Person, findings: Iterable[Finding], most: int = 3) -> list[Story]:
    """Return the stories that prove most of what is asked, from different lines of the work history."""
    proved: dict[Proof, list[Finding]] = {}
    for one in findings:
        if one.proof and one.verdict in ("satisfied", "partly"):
            proved.setdefault(one.proof, []).append(one)
    situations = _situations(person)
    told = [proof for proof in proved if proof in situations]
    told.sort(key=lambda proof: (-_worth(proof, proved[proof]), proof.place))
    return [_story(proof, proved[proof], situations[proof]) for proof in told[:most]]


def _worth(proof: Proof, findings: list[Finding]) -> float:
    return sum(one.demand.weight for one in findings) + (1.0 if _split(proof.text, "result")[1] else 0.0)


def _situations(person: Person) -> Mapping[Proof, str]:
    """Return, for each line of each role, where and when it was; two roles may tell the same in the same words."""
    found: dict[Proof, str] = {}
    for n, role in enumerate(person.profile.resume.get("work") or ()):
        when = f"{role.get('startDate', '?')} to {role.get('endDate') or 'now'}"
        where = f"{role.get('position', 'role')}, {role.get('name', 'employer not named')}, {when}"
        about = role.get("summary")
        lines = proofs_of(person.profile, f"/work/{n}", role)
        for proof in lines[1:] if about else lines:
            found.setdefault(proof, f"{where}. {about}" if about else f"{where}.")
    return found


def _story(proof: Proof, findings: list[Finding], situation: str) -> Story:
    action, result = _split(proof.text, "result")
    action, task = _split(action, "task")
    return Story(tuple(one.in_words for one in findings), situation, task, action.rstrip(" ,;:."), result, proof.place)


def _split(text: str, kind: str) -> tuple[str, str | None]:
    """Return `text` up to the first cue of `kind` that a whole deed stands before, and what follows it."""
    for found in _cues(kind).finditer(text):
        if found.end() >= _LEAST and not _is_list(text[: found.start()]):
            return text[: found.start()], text[found.end() :].strip(" ,;:").removeprefix("and ")
    return text, None


def _is_list(begun: str) -> bool:
    """Say whether `begun` breaks off in a list of verbs.

    >>> _is_list("Initiated, planned"), _is_list("Ran two moves, one at night")
    (True, False)
    """
    *before, last = begun.split(",")
    return bool(before) and len(last.split()) < 2


@cache
def _cues(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(cv_knowledge("stories")[kind]["cues"]))
