"""Which of the demands met are seldom asked together."""

from collections.abc import Sequence
from datetime import date

import duckdb

from analysis.demands import in_words
from analysis.matching.coverage import Finding
from analysis.printable import counted
from analysis.reading.reading import BOOLEAN_FACETS
from analysis.store.asking import ask

_COUNTED = tuple(facet for facet in BOOLEAN_FACETS if facet != "clearance")


def strengths(con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], today: date, most: int = 3) -> str | None:
    """Return which of the demands met are seldom asked together."""
    met = [f for f in findings if f.verdict == "satisfied" and _countable(f)]
    if not met:
        return None
    rare = sorted(met, key=lambda f: (_asking(con, [f], today)[0], -f.demand.weight))[:most]
    together, adverts = _asking(con, rare, today)
    names = [in_words(f.demand) for f in rare]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    ask_for = "asks for" if together == 1 else "ask for"
    what = "this" if len(names) == 1 else "these together"
    return f"You show {listed}. Of {counted(adverts, 'open advert')} {together:,} {ask_for} {what}: say so early."


def _countable(one: Finding) -> bool:
    if one.demand.facet == "certifications" and not one.is_itself:  # nobody says early what they do not hold
        return False
    return one.demand.facet in (*_COUNTED, "scope", "stakeholder_level", "methods", "certifications")


def _asking(con: duckdb.DuckDBPyConnection, findings: Sequence[Finding], today: date) -> tuple[int, int]:
    values = {
        facet: [str(f.demand.value) for f in findings if f.demand.facet == facet]
        for facet in ("scope", "stakeholder_level", "methods", "certifications")
    }
    flags = {facet: any(f.demand.facet == facet for f in findings) for facet in _COUNTED}
    row = ask(
        con, "case_together", open_on=today, methods=values["methods"], certifications=values["certifications"],
        scope=values["scope"] or None, stakeholder_level=values["stakeholder_level"] or None, **flags,
    ).iloc[0]  # fmt: skip
    return int(row["together"]), int(row["adverts"])
