"""What an edited lexicon changes: for the domain expert who has added a word and wants to see its effect.

`python -m analysis.reading.lexicon_check facets.json` before the edit, and once more after it.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from analysis.reading.read import read
from analysis.reading.reading import SET_FACETS
from crawler.market import make_market
from crawler.normal.html import plain_text


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


def _sample(files: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """Yield id, title and text of the adverts of Parquet files, or of the sample market where there are none."""
    for file in files:
        for row in duckdb.from_parquet(str(file)).project("id, title, description").fetchall():
            yield (str(row[0]), row[1] or "", row[2] or "")
    if not files:
        for number, advert in enumerate(make_market().adverts):
            yield str(number), advert.title, plain_text(advert.html)


def main() -> None:
    """Tell what reads differently since the last run, and keep what is read now."""
    parser = argparse.ArgumentParser(prog="python -m analysis.reading.lexicon_check", description=main.__doc__)
    parser.add_argument("kept", type=Path, help="JSON file of what was read; written anew")
    parser.add_argument("adverts", nargs="*", type=Path, help="Parquet of id, title, description; else the sample")
    asked = parser.parse_args()
    now = json.loads(json.dumps(facets_of(_sample(asked.adverts), read)))
    if asked.kept.exists():
        changes = check_lexicon(json.loads(asked.kept.read_text(encoding="utf-8")), now)
        for change in changes:
            sys.stdout.write(f"{change.advert}\t{change.facet}\t{change.before} -> {change.after}\n")
        sys.stdout.write(f"{len(changes)} changes in {len(now)} adverts\n")
    asked.kept.write_text(json.dumps(now), encoding="utf-8")


if __name__ == "__main__":
    main()
