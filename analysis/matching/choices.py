"""What any one will do of: who holds one of "A or B", or has the experience that does for a degree, misses nothing."""

from collections.abc import Iterator, Sequence

import duckdb

from analysis.cv.words import cv_knowledge
from analysis.demands import Advert, Demand
from analysis.matching.coverage import Finding, finding
from analysis.person import Person
from analysis.reading.choices import EXPERIENCE
from analysis.store.asking import answers

Findings = tuple[Finding, ...]


def with_choices(
    con: duckdb.DuckDBPyConnection, person: Person, told: Sequence[Advert], findings: Sequence[Findings]
) -> list[Findings]:
    """Return each advert's findings, each met as far as the best met of what will do in its place."""
    numbers = [advert.row["posting_number"] for advert in told]
    open_ones = [number for number, found in zip(numbers, findings, strict=True) if _is_open(found)]
    choices: dict[int, list[list[str]]] = {number: [] for number in open_ones}
    for row in answers(con, "match_choices", numbers=open_ones) if open_ones else ():
        choices[row["posting_number"]].append(row["names"])
    return [
        tuple(_at_best(person, found, choices[number])) if number in choices else found
        for number, found in zip(numbers, findings, strict=True)
    ]


def _is_open(findings: Findings) -> bool:
    """Say whether certificates are met unequally, or a degree is missing: else nothing must do for another."""
    return len({one.strength for one in findings if one.demand.facet == "certifications"}) > 1 or any(
        one.demand.facet == "education_level" and one.verdict != "satisfied" for one in findings
    )


def _at_best(person: Person, findings: Findings, choices: Sequence[Sequence[str]]) -> Iterator[Finding]:
    for one in findings:
        own = _in_its_place(person, one, findings, choices)
        best = max(own, key=lambda other: other.strength, default=one)
        yield best._replace(demand=one.demand) if best.strength > one.strength else one


def _in_its_place(
    person: Person, one: Finding, findings: Findings, choices: Sequence[Sequence[str]]
) -> Iterator[Finding]:
    if one.demand.facet == "certifications":
        names = {name for choice in choices if one.demand.value in choice for name in choice}
        held = (other for other in findings if other.demand.facet == "certifications")
        yield from (other for other in held if other.demand.value in names)
    if one.demand.facet == "education_level" and any(EXPERIENCE in choice for choice in choices):
        years = cv_knowledge("stands_for")["education_level"]["years_experience"]
        experience = finding(person, Demand("years_experience", years, one.demand.need))
        if experience.verdict == "satisfied":
            yield experience
