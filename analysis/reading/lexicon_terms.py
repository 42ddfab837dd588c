"""The things that the lexicon knows by name, found in one pass."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from analysis.reading.body import Body, fold
from analysis.reading.cues import Vocabulary
from analysis.reading.lexicon import lexicon, pattern_of
from analysis.reading.lexicon_files import cannot_be_meant


@dataclass(frozen=True, eq=False)
class Term:
    """One thing that adverts name, with the words they name it by."""

    facet: str
    key: str
    label: str
    exact: frozenset[str]
    """Spellings that count in this case only: "Excel" is the program, "excel" the verb."""
    entry: Mapping[str, Any]
    """As the lexicon has it."""
    implies: tuple[str, ...]
    """Methods that it names too."""

    @cached_property
    def context(self) -> re.Pattern[str] | None:
        """What must stand in the same line; compiled, as most terms stand nowhere, when it is first asked for."""
        return _pattern_in(self.entry, "context")

    @cached_property
    def excludes(self) -> re.Pattern[str] | None:
        """What must not stand in the same line."""
        return _pattern_in(self.entry, "excludes")


def _pattern_in(entry: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
    return pattern_of(entry[name]) if entry.get(name) else None


def spellings(entry: Mapping[str, Any]) -> list[str]:
    """Return all the spellings of an entry."""
    return [*entry.get("terms", ()), *entry.get("exact", ())]


def _term(name: str, facet: str, key: str, entry: Mapping[str, Any]) -> Term:
    if not entry.get("label") or not _has_names(entry):
        raise cannot_be_meant(name, key, "needs a label, and terms or exact, none of them empty")
    return Term(
        facet=facet,
        key=key,
        label=entry["label"],
        exact=frozenset(entry.get("exact", ())),
        entry=entry,
        implies=tuple(entry.get("implies", ())),
    )


def _has_names(entry: Mapping[str, Any]) -> bool:
    lists = [entry.get("terms", []), entry.get("exact", [])]
    words = [word for one in lists if isinstance(one, list) for word in one]
    return bool(words) and all(isinstance(one, list) for one in lists) and all(map(_is_word, words))


def _is_word(word: object) -> bool:
    return isinstance(word, str) and bool(word.strip())


class Terms:
    """All terms of several lexicon files, found in one pass."""

    def __init__(self, facets: Mapping[str, str]) -> None:
        """Read the terms of the files that `facets` maps to the facet they fill."""
        self._terms: dict[str, list[Term]] = {}
        for name, facet in facets.items():
            for key, entry in lexicon(name).items():
                self._add(_term(name, facet, key, entry))
        self._words = Vocabulary(self._terms, joined="&")

    def _add(self, term: Term) -> None:
        for word in spellings(term.entry):
            owners = self._terms.setdefault(fold(word), [])
            if term not in owners:
                owners.append(term)

    def __contains__(self, name: str) -> bool:
        """Tell whether `name` is one of the terms, however it is spelt."""
        return fold(name) in self._terms

    def find(self, body: Body, sections: Iterable[str]) -> Iterator[tuple[Term, int, int]]:
        """Yield each term that stands in the lines of `sections`, with its place in the body.

        Of words that overlap the first and longest that fits counts: "scrum" where "scrum master" is no certificate.
        """
        wanted = frozenset(sections)
        fits: dict[tuple[Term, int], bool] = {}  # asked once a line: one word repeated must not take its square
        done = 0
        for start, end, number, word in body.scan().overlapping(self._words):
            if start < done or body.sections[number] not in wanted:
                continue
            for term in self._terms[word]:
                asked = term, number
                if asked not in fits:
                    fits[asked] = _fits(term, body.texts[number])
                if fits[asked] and _is_spelt(term, body.raw[start:end]):
                    done = end
                    yield term, start, end


def _is_spelt(term: Term, raw: str) -> bool:
    return not term.exact or raw in term.exact or all(fold(word) != fold(raw) for word in term.exact)


def _fits(term: Term, line: str) -> bool:
    if term.context and not term.context.search(line):
        return False
    return not (term.excludes and term.excludes.search(line))
