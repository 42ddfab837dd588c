"""Things that adverts call by name: certificates, tools and methods, found in one pass."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.lexicon import cues_of, pattern_in
from analysis.reading.lexicon_terms import Term, Terms
from analysis.reading.listed import Span, certified_names, listed_certificates, listed_tools
from analysis.reading.section_words import without_bullet
from analysis.reading.softness import is_soft

_SECTIONS = (*DEMANDS, "heading")
Name = tuple[str, int, int]
_BEFORE = 100
"""Letters before a name in which it is told what it names."""
Spans = dict[int, list[Span]]
"""Places by the number of their passage."""

_GOES_ON = re.compile(r"(?<=[Cc]ertified):?(?: [A-Z][\w/-]*)+")
"""What a certificate goes on with after its issuer: "Frobnik Certified: Stage Manager"."""


@cache
def _terms() -> Terms:
    return Terms({"certificates": "certifications", "tools": "tools", "methods": "methods"})


def is_name(line: str) -> bool:
    """Tell whether `line` is nothing but the name of a certificate, a tool or a method.

    >>> is_name("- PRINCE2"), is_name("PRINCE2 and charm")
    (True, False)
    """
    return without_bullet(line).rstrip(".,;") in _terms()


def find_named(body: Body) -> Iterator[Found]:
    """Yield the certificates, tools and methods that the job asks for."""
    own: frozenset[str] | None = None
    taken: Spans = defaultdict(list)
    known: dict[str, Spans] = {"certifications": defaultdict(list), "tools": defaultdict(list)}
    for term, start, end in _terms().find(body, _SECTIONS):
        number = body.number_at(start)
        taken[number].append((start, end))
        if term.facet == "certifications":
            yield from _certificate(term, body, start, end)
        elif body.sections[number] == "heading":
            continue
        else:
            own = _names_of_employer(body) if own is None else own
            if body.raw[start:end] in own or _is_no_software(body, start):
                continue
            yield Found(term.facet, term.label, start, end, f"{term.facet}.{term.key}")
        if term.facet in known:
            known[term.facet][number].append((start, end))
    for number, spans in known["tools"].items():
        for name, start, end in _beside(listed_tools, body, number, spans, taken[number]):
            if not _is_no_software(body, start):
                yield Found("tools", name, start, end, "tools.listed")
    yield from _unknown_certificates(body, known["certifications"], taken)


def _is_no_software(body: Body, start: int) -> bool:
    """Tell whether the name at `start` is part of an address, or one of the firms in a list: "alliances with SAP"."""
    first, _ = body.bounds(body.number_at(start))
    firms = pattern_in("listed", "firms").search(body.folded, max(first, start - _BEFORE), start)
    return firms is not None or _in_address(body, start)


def _in_address(body: Body, start: int) -> bool:
    word = body.folded[max(body.folded.rfind(" ", 0, start), body.folded.rfind("\n", 0, start)) + 1 : start]
    return "://" in word or "www." in word


def _unknown_certificates(body: Body, known: Spans, taken: Spans) -> Iterator[Found]:
    for number, spans in known.items():
        for name, start, end in _beside(listed_certificates, body, number, spans, taken[number]):
            taken[number].append((start, end))
            yield _asked(name, body, start, end, "listed")
    for number in body.numbers_with(cues_of("certificates"), ("required", "preferred")):
        for name, start, end in _beside(certified_names, body, number, taken[number]):
            yield _asked(name, body, start, end, "listed")


def _names_of_employer(body: Body) -> frozenset[str]:
    """Return what the employer calls itself where it speaks of itself: the firm that makes a tool asks for no tool."""
    # No match reaches over the end of a passage.
    of_itself, its_own, it_is = (pattern_in("listed", name) for name in ("of_itself", "its_own", "it_is"))
    inside = (match for speaks in (of_itself, its_own) for match in speaks.finditer(body.raw))
    opening = (match for start in body.starts if (match := it_is.match(body.raw, start)))
    return frozenset(
        match[1].rstrip(".'-&")
        for match in chain(inside, opening)
        if body.section_at(match.start()) not in ("required", "preferred")
    )


def _beside(listed: Callable[..., Iterator[Name]], body: Body, number: int, *known: list[Span]) -> Iterator[Name]:
    """Yield what `listed` finds in passage `number`, given the places `known` there, with its places in the body."""
    first, last = body.bounds(number)
    inside = [[(start - first, end - first) for start, end in spans] for spans in known]
    for name, start, end in listed(body.raw[first:last], *inside):
        yield name, first + start, first + end


def _asked(name: str, body: Body, start: int, end: int, rule: str) -> Found:
    need = "preferred" if is_soft(body, start, end) else "required"
    return Found("certifications", {"name": name, "need": need}, start, end, f"certificates.{rule}")


def _certificate(term: Term, body: Body, start: int, end: int) -> Iterator[Found]:
    if whole := _GOES_ON.match(body.raw, end):
        yield _asked(body.raw[start : whole.end()], body, start, whole.end(), term.key)
    else:
        yield _asked(term.label, body, start, end, term.key)
    for method in term.implies:
        yield Found("methods", method, start, end, f"certificates.{term.key}")
