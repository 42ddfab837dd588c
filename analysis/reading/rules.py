"""Facets that are said in many ways: patterns from the lexicon, run only on lines that hold one of their cues."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.reading.body import DEMANDS, Body, Found
from analysis.reading.lexicon import lexicon, pattern_of


@dataclass(frozen=True)
class Rule:
    """One way of saying that a facet has a value."""

    name: str
    facet: str
    value: Any
    cues: tuple[str, ...]
    """One of these must stand in the line, or the pattern is not tried."""
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    """What must not stand in the line."""
    sections: frozenset[str]

    @property
    def first_holds(self) -> bool:
        """Whether a lower value need not be looked for once a higher one is found."""
        return self.facet != "employment_type"


_ENOUGH = 2


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Return the rules of the lexicon file `name`."""
    return tuple(
        Rule(
            name=f"{name}.{key}",
            facet=entry["facet"],
            value=entry.get("value", True),
            cues=tuple(entry["cues"]),
            pattern=pattern_of(entry["pattern"]),
            unless=pattern_of(entry["unless"]) if "unless" in entry else None,
            sections=frozenset(entry.get("sections", DEMANDS)),
        )
        for key, entry in lexicon(name).items()
    )


# "Assist with X" is not X.
_HELPS = re.compile(
    r"\b(?:assist|help|support|contribute)(?:s|ing)?\b(?: (?:with|in|to|the|and|of|our|your|by))*(?: [\w-]+){0,2}(?: the| of| and| in)* ?$"
)


def find_by_rules(name: str, body: Body) -> Iterator[Found]:
    """Yield what the rules of the lexicon file `name` find in `body`; two places are evidence enough of one facet.

    The rules of a facet with an order stand in it from the highest: what is found first holds.
    """
    seen: dict[str, int] = {}
    for rule in rules(name):
        if seen.get(rule.facet, 0) >= _ENOUGH or (rule.facet in seen and rule.value is not True and rule.first_holds):
            continue
        for number in body.numbers_with(rule.cues, rule.sections):
            found = _match(rule, body, number)
            if found:
                yield found
                seen[rule.facet] = seen.get(rule.facet, 0) + 1
                if seen[rule.facet] >= _ENOUGH:
                    break


def _match(rule: Rule, body: Body, number: int) -> Found | None:
    start, end = body.bounds(number)
    if rule.unless and rule.unless.search(body.folded, start, end):
        return None
    for match in rule.pattern.finditer(body.folded, start, end):
        if rule.value is not True or not _HELPS.search(body.folded, max(start, match.start() - 60), match.start()):
            return Found(rule.facet, rule.value, match.start(), match.end(), rule.name)
    return None
