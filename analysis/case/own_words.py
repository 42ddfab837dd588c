"""What an advert asks in words that no facet knows, each with the nearest line of the CV."""

import re
from collections.abc import Iterator
from itertools import islice

import duckdb

from analysis.case.quoting import quoted, shortened
from analysis.cv.words import any_of, cv_knowledge
from analysis.markdown import plain
from analysis.matching import Judged
from analysis.person import Person
from analysis.person.proofs import lines_of
from analysis.printable import without_bullet
from analysis.reading.read import read_lines
from analysis.store.asking import answers

_NEAR = 0.3
"""A line of the CV speaks of a statement where it shares so much of its rare words."""


def in_its_own_words(con: duckdb.DuckDBPyConnection, person: Person, one: Judged, most: int = 3) -> Iterator[str]:
    """Yield demanded statements that hold no facet of the table, each with the nearest line of the CV.

    What is near is told by shared words alone; certificates answer a statement that asks for any.
    """
    posting_id = one.advert.posting_id
    facets = {finding.demand.facet for finding in one.findings}
    rows = answers(con, "case_statements", posting_id=posting_id)
    open_ones = (row for row in rows if not row["has_facet"] and not _is_remark(row["text"]))
    free = list(islice((row for row in open_ones if not facets & _facets_in(row["text"])), most))
    if not free:
        return
    held = person.named.get("certifications", {})
    told = [*person.lines, *dict.fromkeys(held.values())]
    near = answers(con, "case_words", posting_id=posting_id, lines=lines_of(told))
    lines = {row["number"]: row["line"] for row in near if row["nearness"] >= _NEAR}
    certified = {row["number"] for row in free if held and any_of("wordings", "certified").search(row["text"])}
    yield "\nAlso asked, in the advert's own words:\n"
    said = {row["number"]: f"“{shortened(without_bullet(row['text']))}”" for row in free}
    answered = [f"{said[n]}: nearest is {quoted(told[lines[n]])}." for n in said if n in lines]
    answered += [f"{said[n]}: the CV names {', '.join(held)}." for n in said if n in certified - lines.keys()]
    if silent := [said[n] for n in said if n not in certified | lines.keys()]:
        answered.append(f"The CV has no line in like words for {'; '.join(silent)}.")
    yield from (f"- {plain(sentence)}" for sentence in answered)


def _is_remark(statement: str) -> bool:
    """Say whether a statement asks nothing that a line could answer: a number, years of anything, a heading.

    >>> _is_remark("At least 6+ years in a similar role"), _is_remark("Fluent Welsh")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]+", statement.casefold())
    return set(words) <= set(cv_knowledge("wordings")["remarks"]["words"])


def _facets_in(statement: str) -> set[str]:
    """Return what a statement asks by itself: an advert keeps the evidence of the value that won alone.

    >>> "budget" in _facets_in("Experience of managing budgets of €2.5m or more")
    True
    """
    facets = read_lines("", [(statement, "required")]).facets
    return {"education_level" if facet == "education" else facet for facet, value in facets.items() if value}
