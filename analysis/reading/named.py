"""Things that adverts call by name: certificates, tools and methods, found in one pass."""

from collections.abc import Iterator
from functools import cache

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.lexicon import Term, Terms
from analysis.reading.softness import is_soft

_SECTIONS = (*DEMANDS, "heading")


@cache
def _terms() -> Terms:
    return Terms({"certificates": "certifications", "tools": "tools", "methods": "methods"})


def find_named(body: Body) -> Iterator[Found]:
    """Yield the certificates, tools and methods that the job asks for."""
    for term, start, end in _terms().find(body, _SECTIONS):
        if term.facet == "certifications":
            yield from _certificate(term, body, start, end)
        elif body.section_at(start) != "heading":
            yield Found(term.facet, term.label, start, end, f"{term.facet}.{term.key}")


def _certificate(term: Term, body: Body, start: int, end: int) -> Iterator[Found]:
    need = "preferred" if is_soft(body, start, end) else "required"
    yield Found("certifications", {"name": term.label, "need": need}, start, end, f"certificates.{term.key}")
    for method in term.implies:
        yield Found("methods", method, start, end, f"certificates.{term.key}")
