"""Things that adverts call by name: certificates, tools and methods, found in one pass."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.lexicon import Term, Terms
from analysis.reading.listed import Span, listed_certificates, listed_tools
from analysis.reading.softness import is_soft

_SECTIONS = (*DEMANDS, "heading")
Name = tuple[str, int, int]
Listed = Callable[[str, list[Span], list[Span]], Iterator[Name]]

_OF_ITSELF = re.compile(  # "at", "join", "about", "why": begins with a set of letters, so that the search leaps
    r"[AaJjWw](?<!\w.)(?:(?<=[Aa])[Tt]|(?<=[Jj])oin(?:ing)?|(?<=[Aa])bout|(?<=A)BOUT|(?<=[Ww])hy) (\w[\w.&-]*)"
)


@cache
def _terms() -> Terms:
    return Terms({"certificates": "certifications", "tools": "tools", "methods": "methods"})


def find_named(body: Body) -> Iterator[Found]:
    """Yield the certificates, tools and methods that the job asks for."""
    own: frozenset[str] | None = None
    taken: dict[int, list[Span]] = defaultdict(list)
    known: dict[str, dict[int, list[Span]]] = {"certifications": defaultdict(list), "tools": defaultdict(list)}
    for term, start, end in _terms().find(body, _SECTIONS):
        number = body.number_at(start)
        taken[number].append((start, end))
        if term.facet == "certifications":
            yield from _certificate(term, body, start, end)
        elif body.sections[number] == "heading":
            continue
        else:
            own = _names_of_employer(body) if own is None else own
            if body.raw[start:end] in own:
                continue
            yield Found(term.facet, term.label, start, end, f"{term.facet}.{term.key}")
        if term.facet in known:
            known[term.facet][number].append((start, end))
    for number, spans in known["tools"].items():
        for name, start, end in _beside(listed_tools, body, number, spans, taken[number]):
            yield Found("tools", name, start, end, "tools.listed")
    for number, spans in known["certifications"].items():
        for name, start, end in _beside(listed_certificates, body, number, spans, taken[number]):
            value = {"name": name, "need": "preferred" if is_soft(body, start, end) else "required"}
            yield Found("certifications", value, start, end, "certificates.listed")


def _names_of_employer(body: Body) -> frozenset[str]:
    """Return what the employer calls itself where it speaks of itself: the firm that makes a tool asks for no tool."""
    return frozenset(
        match[1].rstrip(".'-&")
        for match in _OF_ITSELF.finditer(body.raw)  # no match reaches over the end of a passage
        if body.section_at(match.start()) not in ("required", "preferred")
    )


def _beside(listed: Listed, body: Body, number: int, known: list[Span], taken: list[Span]) -> Iterator[Name]:
    """Yield the names listed with those at `known` in passage `number`, with their places in the body."""
    first, last = body.bounds(number)
    inside = [[(start - first, end - first) for start, end in spans] for spans in (known, taken)]
    for name, start, end in listed(body.raw[first:last], *inside):
        yield name, first + start, first + end


def _certificate(term: Term, body: Body, start: int, end: int) -> Iterator[Found]:
    need = "preferred" if is_soft(body, start, end) else "required"
    yield Found("certifications", {"name": term.label, "need": need}, start, end, f"certificates.{term.key}")
    for method in term.implies:
        yield Found("methods", method, start, end, f"certificates.{term.key}")
