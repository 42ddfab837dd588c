"""Certificates of which any one will do: who holds one of "A or B" does not miss the other."""

from collections.abc import Iterable, Iterator, Sequence

import duckdb

from analysis.coverage import Finding
from analysis.demands import Advert
from analysis.store.asking import answers

Findings = tuple[Finding, ...]


def with_choices(
    con: duckdb.DuckDBPyConnection, told: Sequence[Advert], findings: Sequence[Findings]
) -> list[Findings]:
    """Return each advert's findings, a certificate met as far as the best met of those that will do in its place."""
    numbers = [advert.row["posting_number"] for advert in told]
    open_ones = [number for number, found in zip(numbers, findings, strict=True) if _is_open(found)]
    choices: dict[int, list[list[str]]] = {number: [] for number in open_ones}
    for row in answers(con, "match_choices", numbers=open_ones) if open_ones else ():
        choices[row["posting_number"]].append(row["names"])
    return [
        tuple(_at_best(found, choices[number])) if number in choices else found
        for number, found in zip(numbers, findings, strict=True)
    ]


def _is_open(findings: Findings) -> bool:
    """Say whether certificates are met unequally: only then does it matter which of them belong together."""
    return len({one.strength for one in findings if one.demand.facet == "certifications"}) > 1


def _at_best(findings: Findings, choices: Iterable[Sequence[str]]) -> Iterator[Finding]:
    held = [one for one in findings if one.demand.facet == "certifications"]
    for one in findings:
        names = {name for choice in choices if one in held and one.demand.value in choice for name in choice}
        mates = (other for other in held if other.demand.value in names)
        best = max(mates, key=lambda other: other.strength, default=one)
        yield best._replace(demand=one.demand) if best.strength > one.strength else one
