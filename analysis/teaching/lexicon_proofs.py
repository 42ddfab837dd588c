"""Whether names, rules and titles of the lexicon find what they say they find, skip what they skip, and stand alone."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from analysis.reading.body import Body, fold
from analysis.reading.lexicon import lexicon
from analysis.reading.lexicon_terms import spellings
from analysis.reading.named import find_named
from analysis.reading.reading import Line, Section
from analysis.reading.rules import Rule, found_in, rules
from analysis.reading.titles import has_doubtful_rank, title_of

NAMES = ("certificates", "tools", "methods")
RULES = ("flags", "stakeholders", "reach", "workplace", "employment")
_TITLES = ("family", "rank")
Tried = Callable[[str], bool]
"""Says whether an entry is found in a text."""


def disproved() -> Iterator[str]:
    """Yield what is not as the entries of the lexicon say, each with its file and entry."""
    for name in NAMES:
        yield from shared_in(name, lexicon(name))
        yield from unheard_in(name, lexicon(name))
        yield from unknown_in(name, lexicon(name))
        for key, entry in lexicon(name).items():
            yield from disproved_of(f"{name}.toml: [{key}]", entry, named(f"{name}.{key}"))
    for name in RULES:
        for (key, entry), rule in zip(lexicon(name).items(), rules(name), strict=True):
            tried = ruled(rule, entry.get("sections", ("responsibility",))[0])
            yield from disproved_of(f"{name}.toml: [{key}]", entry, tried)
    for place, part in enumerate(_TITLES):
        for entry in lexicon("titles")[part]:
            yield from disproved_of(f"titles.toml: [{part}: {entry['label']}]", entry, _titled(place, entry))
    yield from never_cast(lexicon("sectors"))
    for key, entry in lexicon("titles")["doubtful"].items():
        yield from disproved_of(f"titles.toml: [doubtful.{key}]", entry, has_doubtful_rank)


def disproved_of(place: str, entry: Mapping[str, Any], is_found: Tried) -> Iterator[str]:
    """Yield the examples of an entry that are not found, and the counterexamples that are."""
    yield from (f"{place}: does not find {text!r}" for text in entry.get("finds", ()) if not is_found(text))
    yield from (f"{place}: does not skip {text!r}" for text in entry.get("skips", ()) if is_found(text))


def body_of(text: str, section: Section) -> Body:
    """Return an advert of one line."""
    return Body([Line(text, 0, len(text), section)])


def named(rule: str) -> Tried:
    """Return how the entry of a name is tried."""
    return lambda text: rule in {found.rule for found in find_named(body_of(text, "required"))}


def ruled(rule: Rule, section: Section) -> Tried:
    """Return how a rule is tried, alone: what a higher rule finds is found by that."""

    def finds(text: str) -> bool:
        body = body_of(text, section)
        return found_in(rule, body, body.marked(rule.sections).passages) is not None

    return finds


def _titled(place: int, entry: Mapping[str, Any]) -> Tried:
    return lambda text: title_of(text)[place] == entry["label"]


def shared_in(name: str, entries: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the entries of a file that have a spelling of another, though neither says that it shares the other's."""
    owner: dict[str, str] = {}
    for key, entry in entries.items():
        for word in map(fold, spellings(entry)):
            other = owner.setdefault(word, key)
            if other != key and other not in entry.get("shares", ()):
                yield f'{name}.toml: [{key}]: {word!r} is [{other}] already; where it means both: shares = ["{other}"]'
                break


def unheard_in(name: str, entries: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the terms, of any case, that an entry says to count in one case only."""
    for key, entry in entries.items():
        exact = set(map(fold, entry.get("exact", ())))
        for word in entry.get("terms", ()):
            if fold(word) in exact:
                yield f"{name}.toml: [{key}]: {word!r} is among `exact`, and counts in that case only"


def unknown_in(name: str, entries: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the entries of a file that say to share a spelling with what is no entry of it."""
    for key, entry in entries.items():
        unknown = [other for other in entry.get("shares", ()) if other not in entries]
        yield from (f"{name}.toml: [{key}]: shares {other!r}, which is no entry of {name}.toml" for other in unknown)


def never_cast(sectors: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the words that vote for a field, and are said never to vote."""
    never = {word for groups in sectors.values() for word in groups.get("never", ())}
    for sector, groups in sectors.items():
        votes = {word for group, words in groups.items() if group != "never" for word in words}
        yield from (f"sectors.toml: [{sector}]: {word!r} is among `never` too" for word in sorted(votes & never))
