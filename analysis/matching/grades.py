"""The public grades that a role and an advert state, and the step between them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.level.orders import is_at_home
from analysis.matching.schemes import beside, is_evident
from analysis.matching.steps import Step, StepFound
from analysis.measures import FAR_ABOVE, grade_number
from analysis.person import Person, RoleHeld
from analysis.reading.grades import grade_in


class Grade(NamedTuple):
    """A public grade as it is written, and the places on its own scheme's scale that it, and one beside it, have."""

    scheme: str
    value: str
    numbers: tuple[float, ...]


def by_grades(found: StepFound, person: Person, row: Mapping[str, Any]) -> StepFound:
    """Return the step by the grades that the present role and the advert state, else `found`, by what is asked.

    A grade is the outcome of an evaluation of the job, by rules that all employers of its scheme share. Of two grades
    ("Band 6/7") either may be meant: they tell a step only where both tell the same.
    """
    here = grade_of_person(person)
    there = grade_of_advert(row) if here else None
    if here is None or there is None or here.scheme != there.scheme:
        return found
    steps = {_step(here.scheme, upper - lower) for lower in here.numbers for upper in there.numbers}
    return found if len(steps) > 1 else found._replace(step=steps.pop(), grades=(here.value, there.value))


def _step(scheme: str, up: float) -> Step:
    if up <= 0:
        return "down" if up < 0 else "same"
    return "far" if up >= FAR_ABOVE[scheme] else "up"


def grade_of_person(person: Person) -> Grade | None:
    """Return the grade that the present role states, where it is one of a public scheme of the person's country."""
    role = person.present
    told = _of_role(role) if role else None
    if role is None or told is None:
        return None
    (scheme, value), text = told
    is_public = is_at_home(scheme, _country(person)) and is_evident(scheme, role.firm, "", text, role.reading.text)
    return _grade(scheme, value, [text]) if is_public else None


def _country(person: Person) -> str | None:
    """Return the country of the present role, else where the person lives."""
    location = (person.profile.resume.get("basics") or {}).get("location") or {}
    home = location.get("countryCode")
    return (person.present and person.present.country) or (home.upper() if home else None)


def _of_role(role: RoleHeld) -> tuple[tuple[str, str], str] | None:
    """Return the grade of a role's title, else what a sentence of its first line begins with; others are of staff."""
    if stated := _stated(role.title):
        return stated[0], role.title
    first = next((role.reading.text[line.start : line.end] for line in role.reading.lines), "")
    for sentence in first.split(". "):
        stated = _stated(sentence)
        if stated and not any(map(str.isalnum, sentence[: stated[1]])):
            return stated[0], sentence
    return None


def grade_of_advert(row: Mapping[str, Any]) -> Grade | None:
    """Return the grade that an advert states, where it is one of a public scheme of its country."""
    scheme, value = row["grade_scheme"], row["grade_value"]
    if not isinstance(scheme, str) or not is_at_home(scheme, row["country"]):
        return None
    places = [text for text in (row["board_grade"], row["title"], row["graded"]) if isinstance(text, str)]
    source, text = f"{row['source']} {row['url']}", str(row["graded_text"])
    is_public = is_evident(scheme, row["firm"], source, "\n".join(places), text)
    return _grade(scheme, value, places) if is_public else None


@lru_cache(maxsize=2048)
def _stated(text: str) -> tuple[tuple[str, str], int, int] | None:
    """Return what `grade_in` does; one person is held against hundreds of adverts."""
    found = grade_in(text)
    return ((found[0]["scheme"], found[0]["value"]), *found[1:]) if found else None


def _grade(scheme: str, value: str, places: Iterable[str]) -> Grade | None:
    number = grade_number(scheme, value)
    if number is None:
        return None
    written, numbers = next(_with_others(scheme, number, places), (value, (number,)))
    return Grade(scheme, written, numbers)


def _with_others(scheme: str, number: float, places: Iterable[str]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield how a grade is written where another stands beside it, and the numbers of both."""
    for text in places:
        stated = _stated(text)
        pair = beside(scheme, text, *stated[1:]) if stated and stated[0][0] == scheme else None
        if pair and len({number, *pair[1]}) > 1:
            yield pair[0], (number, *pair[1])
