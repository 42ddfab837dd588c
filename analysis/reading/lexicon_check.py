"""What an edited lexicon changes: for the domain expert who has added a word and wants to see its effect."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from analysis.reading.reading import SET_FACETS


class Change(NamedTuple):
    """One facet of one advert that reads differently now."""

    advert: str
    facet: str
    before: Any
    after: Any


def check_lexicon(before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Return what changed between the facets of the same adverts, read with two lexicons.

    >>> check_lexicon({"1": {"tools": ["Jira"]}}, {"1": {"tools": ["Jira", "Miro"]}})
    [Change(advert='1', facet='tools', before=[], after=['Miro'])]
    """
    return [
        Change(advert, facet, *_apart(facet, facets.get(facet), after[advert].get(facet)))
        for advert, facets in before.items()
        if advert in after
        for facet in sorted(facets.keys() | after[advert].keys())
        if facets.get(facet) != after[advert].get(facet)
    ]


def _apart(facet: str, before: Any, after: Any) -> tuple[Any, Any]:
    """Of a set only what went and what came."""
    if facet not in SET_FACETS:
        return before, after
    return [one for one in before or [] if one not in (after or [])], [
        one for one in after or [] if one not in (before or [])
    ]


def facets_of(sample: Iterable[tuple[str, str, str]], read: Callable[[str, str], Any]) -> dict[str, Mapping[str, Any]]:
    """Return the facets of each advert of `sample` (id, title, text), by `read`; run it before and after an edit."""
    return {advert: read(title, text).facets for advert, title, text in sample}
