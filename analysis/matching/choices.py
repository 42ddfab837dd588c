"""What any one will do of: "A or B" is one demand, and experience may do for a degree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb

from analysis.cv.words import cv_knowledge
from analysis.demands import Advert, Demand, label_of, value_in_words
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
    askings: dict[str, int] = {}
    for row in answers(con, "match_choices", numbers=open_ones) if open_ones else ():
        choices[row["posting_number"]].append(set(row["names"]))
        askings |= zip(row["names"], row["askings"], strict=True)
    return [
        tuple(_chosen(person, found, choices[number], askings)) if number in choices else found
        for number, found in zip(numbers, findings, strict=True)
    ]


def _is_open(findings: Findings) -> bool:
    """Say whether several certificates are asked, or a degree is missing: else nothing can do for another."""
    return sum(one.demand.facet == "certifications" for one in findings) > 1 or any(
        one.demand.facet == "education_level" and one.verdict != "satisfied" for one in findings
    )


def _chosen(
    person: Person, findings: Findings, choices: Sequence[set[str]], askings: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield the findings, of each choice the best; `askings`: how many adverts ask for each name."""
    named = {one.demand.value: one for one in findings if one.demand.facet == "certifications"}
    apart = _apart(named, choices)
    for one in findings:
        if one.demand.facet == "education_level" and any(EXPERIENCE in choice for choice in choices):
            yield _with_experience(person, one)
        elif one.demand.facet != "certifications":
            yield one
        elif names := next((names for names in apart if one.demand.value in names), None):
            alike = [other for name, other in named.items() if name in names]
            if one is alike[0]:
                yield _best_of(alike, askings)


def _apart(named: Mapping[str, Finding], choices: Sequence[set[str]]) -> list[set[str]]:
    """Return what is asked, each with what would do in its place; what a demand makes needless is in none.

    What is demanded stays so where a wish names it again: only what else the wish names is left to choose.
    """
    told = [choice & named.keys() for choice in choices if choice & named.keys()]
    musts = {name for name, one in named.items() if one.demand.need == "must"}
    alone = {name for choice in told if len(choice) == 1 for name in choice & musts}
    firm = [{name} for name in alone] + _joined(choice for choice in told if choice <= musts and not choice & alone)
    demanded = set().union(*firm)
    met = {name for name in demanded if named[name].verdict == "satisfied"}
    left = (choice - demanded for choice in told if not choice & met and not (choice & alone and choice <= musts))
    return firm + _joined(left) + [{name} for name in named.keys() - set().union(*told)]


def _joined(choices: Iterable[set[str]]) -> list[set[str]]:
    """Return `choices`; those that share a name, as a choice that is told twice, as one."""
    joined: list[set[str]] = []
    for names in choices:
        alike = [choice for choice in joined if choice & names]
        joined = [*(choice for choice in joined if not choice & names), names.union(*alike)]
    return joined


def _best_of(alike: Sequence[Finding], askings: Mapping[str, int]) -> Finding:
    """Return the finding that is met best, of equals one that is held by its name or the commonest, with the others."""

    def worth(one: Finding) -> tuple[float, bool, bool, int]:
        is_by_name = one.shown == value_in_words(one.demand.value)
        return one.strength, one.is_itself, is_by_name, askings.get(one.demand.value, 0)

    best = max(alike, key=worth)
    is_must = any(one.demand.need == "must" for one in alike)
    demand = best.demand._replace(need="must" if is_must else "nice")
    return best._replace(demand=demand, others=tuple(one.demand for one in alike if one is not best))


def _with_experience(person: Person, one: Finding) -> Finding:
    """Return `one`, a demand of a degree, met by years of work where the record shows enough of them."""
    years = cv_knowledge("stands_for")["education_level"]["years_experience"]
    experience = finding(person, Demand("years_experience", years, one.demand.need))
    if one.verdict == "satisfied" or experience.verdict != "satisfied":
        return one
    shown = f"{experience.shown} {label_of('years_experience')}"
    return experience._replace(demand=one.demand, shown=shown, is_itself=False)
