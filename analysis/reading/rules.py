"""Facets that are said in many ways: patterns from the lexicon, run only on lines that hold what they need."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import Any

from analysis.reading.alternatives import Alternatives, matches_of
from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.cues import CuedPatterns
from analysis.reading.employer import is_told_of_employer
from analysis.reading.lexicon import lexicon, pattern_in
from analysis.reading.lexicon_files import cannot_be_meant
from analysis.reading.reading import SET_FACETS

_help = partial(pattern_in, "help")


@dataclass(frozen=True, eq=False)
class Rule:
    """One way of saying that a facet has a value."""

    name: str
    facet: str
    value: Any
    entry: Mapping[str, Any]
    """As the lexicon has it."""
    sections: frozenset[str]
    seen_as: str
    """Once one rule of this name has found something, the others need not be tried."""
    pattern: Alternatives
    """What says it."""
    cued: CuedPatterns
    """Which of its alternatives can match in a passage."""

    @cached_property
    def unless(self) -> Alternatives | None:
        """What must not stand in the line."""
        return Alternatives(self.entry["unless"]) if "unless" in self.entry else None


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Return the rules of the lexicon file `name`."""
    return tuple(_rule_of(name, key, entry) for key, entry in lexicon(name).items())


def _rule_of(name: str, key: str, entry: Mapping[str, Any]) -> Rule:
    try:
        return _rule(f"{name}.{key}", entry)
    except KeyError as error:
        raise cannot_be_meant(name, key, f"no {error.args[0]}") from error


def _rule(name: str, entry: Mapping[str, Any]) -> Rule:
    pattern = Alternatives(entry["pattern"])
    return Rule(
        name=name,
        facet=entry["facet"],
        value=entry.get("value", True),
        entry=entry,
        sections=frozenset(entry.get("sections", DEMANDS)),
        seen_as=name if entry["facet"] in SET_FACETS else entry["facet"],
        pattern=pattern,
        cued=CuedPatterns(pattern.needs),
    )


_KEPT = 20_000
"""Passages repeat from advert to advert; what so many rules found in them is remembered."""
_NEAR = 300
"""What is said farther off, in other sentences of a long paragraph, denies nothing."""

_WHOLE = 1200
"""A longer passage is a whole advert, in which the employer tells of itself too."""
_DEMANDS = frozenset(DEMANDS)


def find_by_rules(name: str, body: Body) -> Iterator[Found]:
    """Yield what the rules of the lexicon file `name` find in `body`; one place is evidence enough of a facet.

    The rules of a facet with an order stand in it from the highest: what is found first holds.
    """
    seen: set[str] = set()
    marked = {sections: body.marked(sections) for sections in _sections_of(name)}
    for rule in rules(name):
        passages, all_marks = marked[rule.sections]
        if all_marks & rule.cued.bits and rule.seen_as not in seen and (found := found_in(rule, body, passages)):
            seen.add(rule.seen_as)
            yield found


@cache
def _sections_of(name: str) -> frozenset[frozenset[str]]:
    """Return the sections that the rules of a file look through, each choice of them once."""
    return frozenset(rule.sections for rule in rules(name))


def found_in(rule: Rule, body: Body, passages: Sequence[tuple[int, int]]) -> Found | None:
    """Return what `rule` finds in `passages` of `body`: their numbers, with their marks."""
    bits = rule.cued.bits
    for number, marks in passages:
        if not marks & bits:
            continue
        possible = rule.cued.possible(marks)
        if possible and (found := _match_in(rule, body.texts[number], possible)):
            start = body.starts[number]
            return Found(rule.facet, rule.value, start + found[0], start + found[1], rule.name)
    return None


@lru_cache(_KEPT)
def _match_in(rule: Rule, text: str, possible: tuple[int, ...]) -> tuple[int, int] | None:
    is_whole = len(text) > _WHOLE and rule.sections == _DEMANDS
    for match in matches_of(rule.pattern.numbered(possible), text, 0, len(text)):
        if rule.value is True and _only_helps(text, match):
            continue
        if rule.unless and rule.unless.stand_in(_around(text, match)):
            continue
        if is_whole and is_told_of_employer(text, match.start(), 0, len(text)):
            continue
        return match.span()
    return None


def _around(text: str, match: re.Match[str]) -> str:
    """Return the sentences of `text` that stand near `match`."""
    if len(text) <= 2 * _NEAR:
        return text
    start, end = text.rfind(". ", 0, max(0, match.start() - _NEAR)), text.find(". ", match.end() + _NEAR)
    return text[start + 1 : end if end >= 0 else len(text)]


def _only_helps(text: str, match: re.Match[str]) -> bool:
    """Tell whether the line only helps with what `match` says; to assist with a thing is not to do it."""
    start = match.start()
    label = _help("label").match(text)
    return bool(
        _help("with").search(text, max(0, start - 60), start)
        or _help("others").search(text, max(0, start - 90), start)
        or _help("opens").search(text, max(0, start - 120), start)
        or _help_reaches(text, start)
        or _help("in_part").search(match[0])
        or (label and match.end() <= label.end())
    )


def _help_reaches(text: str, start: int) -> bool:
    """Tell whether help that begins before `start` goes on to it: where another duty begins first, it does not.

    A little of what follows is looked at, too, for there that duty may name itself.
    """
    near = _help("goes_on").finditer(text, max(0, start - 320), start + 40)
    return any(found.start() < start <= found.end() for found in near)
