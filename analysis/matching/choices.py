"""What any one will do of: "A or B" is one demand, and experience may do for a degree."""

from collections.abc import Iterator, Sequence

import duckdb

from analysis.cv.words import cv_knowledge
from analysis.demands import Advert, Demand, label_of
from analysis.matching.coverage import Finding, finding
from analysis.person import Person
from analysis.reading.choices import EXPERIENCE
from analysis.store.asking import answers

Findings = tuple[Finding, ...]


def with_choices(
    con: duckdb.DuckDBPyConnection, person: Person, told: Sequence[Advert], findings: Sequence[Findings]
) -> list[Findings]:
    """Return each advert's findings, those of which any one will do as one."""
    numbers = [advert.row["posting_number"] for advert in told]
    open_ones = [number for number, found in zip(numbers, findings, strict=True) if _is_open(found)]
    choices: dict[int, list[set[str]]] = {number: [] for number in open_ones}
    for row in answers(con, "match_choices", numbers=open_ones) if open_ones else ():
        _join(choices[row["posting_number"]], set(row["names"]))
    return [
        tuple(_chosen(person, found, choices[number])) if number in choices else found
        for number, found in zip(numbers, findings, strict=True)
    ]


def _is_open(findings: Findings) -> bool:
    """Say whether several certificates are asked, or a degree is missing: else nothing can do for another."""
    return sum(one.demand.facet == "certifications" for one in findings) > 1 or any(
        one.demand.facet == "education_level" and one.verdict != "satisfied" for one in findings
    )


def _join(choices: list[set[str]], names: set[str]) -> None:
    """Add `names` to `choices`; what shares a name, as a choice that is told twice, is one."""
    alike = [choice for choice in choices if choice & names]
    choices[:] = [*(choice for choice in choices if not choice & names), names.union(*alike)]


def _chosen(person: Person, findings: Findings, choices: Sequence[set[str]]) -> Iterator[Finding]:
    for one in findings:
        if one.demand.facet == "education_level" and any(EXPERIENCE in choice for choice in choices):
            yield _with_experience(person, one)
        elif one is (alike := _in_its_place(one, findings, choices))[0]:
            yield _best_of(alike)


def _in_its_place(one: Finding, findings: Findings, choices: Sequence[set[str]]) -> list[Finding]:
    """Return the findings of which any one will do for `one`, itself among them."""
    if one.demand.facet != "certifications":
        return [one]
    names = next((choice for choice in choices if one.demand.value in choice), {one.demand.value})
    return [other for other in findings if other.demand.facet == "certifications" and other.demand.value in names]


def _best_of(alike: Sequence[Finding]) -> Finding:
    """Return the finding that is met best, of equals one that is held itself, with the others beside it."""
    best = max(alike, key=lambda one: (one.strength, one.is_itself))
    return best._replace(others=tuple(one.demand for one in alike if one is not best))


def _with_experience(person: Person, one: Finding) -> Finding:
    """Return `one`, a demand of a degree, met by years of work where the record shows enough of them."""
    years = cv_knowledge("stands_for")["education_level"]["years_experience"]
    experience = finding(person, Demand("years_experience", years, one.demand.need))
    if one.verdict == "satisfied" or experience.verdict != "satisfied":
        return one
    shown = f"{experience.shown} {label_of('years_experience')}"
    return experience._replace(demand=one.demand, shown=shown, is_itself=False)
