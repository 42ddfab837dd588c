"""The public grades that a role and an advert state, and the step between them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.level.orders import is_at_home
from analysis.matching.steps import Step, StepFound
from analysis.measures import FAR_ABOVE, grade_number
from analysis.person import Person, RoleHeld
from analysis.reading.grades import grade_in


class Grade(NamedTuple):
    """A public grade as it is written, and its place on its own scheme's scale."""

    scheme: str
    value: str
    number: float


def by_grades(found: StepFound, person: Person, row: Mapping[str, Any]) -> StepFound:
    """Return the step by the grades that the present role and the advert state, else `found`, by what is asked.

    A grade is the outcome of an evaluation of the job, by rules that all employers of its scheme share.
    """
    there = grade_of_advert(row)
    here = grade_of_person(person) if there else None
    if here is None or there is None or here.scheme != there.scheme:
        return found
    return found._replace(step=_step(here, there), grades=(here.value, there.value))


def _step(here: Grade, there: Grade) -> Step:
    up = there.number - here.number
    if up <= 0:
        return "down" if up < 0 else "same"
    return "far" if up >= FAR_ABOVE[here.scheme] else "up"


def grade_of_person(person: Person) -> Grade | None:
    """Return the grade that the present role states."""
    return _of_role(person.present) if person.present else None


def _of_role(role: RoleHeld) -> Grade | None:
    """Return the grade of a role's title, else what its first line begins with: others are of those it leads."""
    if stated := _stated(role.title):
        return _grade(**stated[0])
    first = next((role.reading.text[line.start : line.end] for line in role.reading.lines), "")
    stated = _stated(first)
    return _grade(**stated[0]) if stated and not any(map(str.isalnum, first[: stated[1]])) else None


def grade_of_advert(row: Mapping[str, Any]) -> Grade | None:
    """Return the grade that an advert states, as read from it; abroad it is another word."""
    scheme, value = row["grade_scheme"], row["grade_value"]
    return _grade(scheme, value) if is_at_home(scheme, row["country"]) else None


@lru_cache(maxsize=64)
def _stated(text: str) -> tuple[dict[str, str], int, int] | None:
    """Return what `grade_in` does; one person is held against hundreds of adverts."""
    return grade_in(text)


def _grade(scheme: Any, value: Any) -> Grade | None:
    number = grade_number(scheme, value)
    return None if number is None else Grade(scheme, value, number)
