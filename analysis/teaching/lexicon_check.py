"""What an edited lexicon changes: for the domain expert who has added a word and wants to see its effect.

`python -m analysis.teaching.lexicon_check facets.json` before the edit, and again after it, as often as you like.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analysis.reading.lexicon_files import whole_lexicon
from analysis.reading.lexicon_schema import mistakes_in
from analysis.reading.read import read
from analysis.reading.reading import SET_FACETS, Reading
from analysis.teaching.advert_files import AdvertFileError, texts_of
from analysis.teaching.lexicon_proofs import disproved
from crawler.exit_codes import WRONG_USE
from crawler.knowledge import KnowledgeError
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


def facets_of(
    sample: Iterable[tuple[str, str, str]], read: Callable[[str, str], Reading]
) -> dict[str, Mapping[str, Any]]:
    """Return all that `read` tells of each advert of `sample` (id, title, text); run it before and after an edit."""
    return {advert: _all_of(read(title, text)) for advert, title, text in sample}


def _all_of(reading: Reading) -> dict[str, Any]:
    title = {"title_family": reading.title_family, "title_rank": reading.title_rank}
    sections = {f"section of line {number}": line.section for number, line in enumerate(reading.lines)}
    return {**reading.facets, **title, **sections}


def _sample(files: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """Yield id, title and text of the adverts of `files`, or of the sample market where there are none."""
    for file in files:
        yield from ((advert, title, text) for advert, title, text in texts_of(file, ("id", "title", "description")))
    if not files:
        for number, advert in enumerate(make_market().adverts):
            yield str(number), advert.title, plain_text(advert.html)


_ADVERTS = "stores, or Parquet files with posting_id (or id), title and description; else the sample"


def main() -> None:
    """Tell what cannot be meant so or is not as it says, and what reads differently since the first run."""
    parser = argparse.ArgumentParser(prog="python -m analysis.teaching.lexicon_check", description=main.__doc__)
    parser.add_argument("kept", type=Path, help="JSON file of what was read before the edit; made by the first run")
    parser.add_argument("adverts", nargs="*", type=Path, help=_ADVERTS)
    parser.add_argument("--anew", action="store_true", help="compare with what is read now from here on")
    asked = parser.parse_args()
    if mistakes := _mistakes():
        parser.exit(WRONG_USE, "".join(f"{mistake}\n" for mistake in mistakes))
    try:
        _compare(asked)
    except (AdvertFileError, KnowledgeError, OSError) as error:
        parser.exit(WRONG_USE, f"{error}\n")


def _compare(asked: argparse.Namespace) -> None:
    before = _kept(asked.kept) if asked.kept.exists() else None
    now = json.loads(json.dumps(facets_of(_sample(asked.adverts), read)))
    if before is not None:
        changes = check_lexicon(before, now)
        for change in changes:
            sys.stdout.write(f"{change.advert}\t{change.facet}\t{change.before} -> {change.after}\n")
        sys.stdout.write(f"{len(changes)} changes in {len(now)} adverts\n")
    if asked.anew or before is None:
        asked.kept.write_text(json.dumps(now), encoding="utf-8")


def _kept(file: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        before: Mapping[str, Mapping[str, Any]] = json.loads(file.read_bytes())
        if all(isinstance(facets, dict) for facets in before.values()):
            return before
    except (ValueError, AttributeError):
        pass
    raise AdvertFileError(f"{file}: not what a first run writes; move it away, and run this before the edit.")


def _mistakes() -> list[str]:
    try:
        return mistakes_in(whole_lexicon()) or [*disproved()]
    except KnowledgeError as error:
        return [str(error)]


if __name__ == "__main__":
    main()
