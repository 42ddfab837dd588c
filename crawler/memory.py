"""What a crawl knows beforehand: the postings of the store, and the marks of runs that were loaded into it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.spool import LOADED, MARKS, read_lines, stamp, write_whole

Mark = Mapping[str, Any]


@dataclass(frozen=True)
class KnownPosting:
    """A posting that the store has."""

    content_hash: str
    title: str
    is_open: bool
    scope: str
    """What was asked for when it was seen last."""


Known = Mapping[tuple[str, str], Mapping[str, KnownPosting]]
_KEPT = timedelta(days=60)
"""So long is kept what was remembered of a page or board: what is still listed is looked at more often."""


@dataclass(frozen=True)
class Memory:
    """Known postings by board, and marks by key."""

    known: Known = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def of(self, source: str, board: str) -> Mapping[str, KnownPosting]:
        """Return the known postings of one board by their ids."""
        return self.known.get((source, board), {})


def remember(spool_dir: Path, known_file: Path | None, now: datetime) -> Memory:
    """Return what is known; without a store nothing is, and everything is asked for again."""
    if known_file is None or not known_file.exists():
        return Memory()
    known = _known(known_file)
    return Memory(known, _loaded_marks(spool_dir, known, now))


def _known(path: Path) -> Known:
    known: dict[tuple[str, str], dict[str, KnownPosting]] = {}
    for line in read_lines(path):
        one = KnownPosting(line["content_hash"], line["title"], bool(line["is_open"]), line["scope"])
        known.setdefault((line["source"], line["board"]), {})[line["source_id"]] = one
    return known


def _loaded_marks(spool_dir: Path, known: Known, now: datetime) -> dict[str, Mark]:
    """Fold the marks of runs that were loaded since the last time into `validators.json`, and return those that last.

    A validator speaks for what the store holds: one of a run that was never loaded would hide its changes for ever.
    """
    path = spool_dir / "validators.json"
    kept = _read_json(path)
    folded = set(kept.get("runs", ()))
    marks: dict[str, Mark] = {key: mark for key, mark in kept.get("marks", {}).items() if isinstance(mark, dict)}
    fresh = sorted(file.parent for file in spool_dir.glob(f"*/{LOADED}") if file.parent.name not in folded)
    for folder in fresh:
        marks.update({line.pop("key"): line for line in read_lines(folder / MARKS)})
    if fresh:
        marks = dict(_lasting(marks, known, now))
        runs = [folder.name for folder in sorted(spool_dir.iterdir()) if (folder / LOADED).exists()]
        write_whole(path, json.dumps({"runs": runs, "marks": marks}))
    return marks


def _lasting(marks: Mapping[str, Mark], known: Known, now: datetime) -> Iterator[tuple[str, Mark]]:
    """Yield the marks of the last weeks, and those of open adverts; one that does not say when it was made is new."""
    today, begin = stamp(now), stamp(now - _KEPT)
    for key, mark in marks.items():
        dated = mark if "seen_at" in mark else {**mark, "seen_at": today}
        if str(dated["seen_at"]) > begin or _is_of_an_open_advert(key, known):
            yield key, dated


def _is_of_an_open_advert(key: str, known: Known) -> bool:
    source, board, _asked, of, *_ = *key.split("|", 3), "", "", ""
    advert = known.get((source, board), {}).get(of)
    return advert is not None and advert.is_open


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
