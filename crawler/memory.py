"""What a crawl knows beforehand: the postings of the store, and the marks of runs that were loaded into it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.spool import CLOCKS_DIFFER, LOADED, MARKS, read_lines, stamp, write_whole

Mark = Mapping[str, Any]


@dataclass(frozen=True)
class KnownPosting:
    """A posting that the store has."""

    content_hash: str
    title: str
    is_open: bool
    scope: str
    """What was asked for when it was seen last."""


_NEEDED = ("source", "board", "source_id", "content_hash", "title", "scope")
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
    for line in read_lines(path, _NEEDED):
        one = KnownPosting(line["content_hash"], line["title"], bool(line.get("is_open")), line["scope"])
        known.setdefault((line["source"], line["board"]), {})[line["source_id"]] = one
    return known


def _loaded_marks(spool_dir: Path, known: Known, now: datetime) -> dict[str, Mark]:
    """Fold the marks of runs that were loaded since the last time into `validators.json`, and return those that last.

    A validator speaks for what the store holds: one of a run that was never loaded would hide its changes for ever.
    """
    path = spool_dir / "validators.json"
    folded, marks = _folded(path)
    loaded = sorted(file.parent for file in spool_dir.glob(f"*/{LOADED}"))
    fresh = [folder for folder in loaded if folder.name not in folded]
    for folder in fresh:
        marks.update({line.pop("key"): line for line in read_lines(folder / MARKS, ("key",))})
    if fresh:
        marks = dict(_lasting(marks, known, now))
        write_whole(path, json.dumps({"runs": [folder.name for folder in loaded], "marks": marks}))
    return marks


def _lasting(marks: Mapping[str, Mark], known: Known, now: datetime) -> Iterator[tuple[str, Mark]]:
    """Yield the marks of the last weeks, and those of open adverts; one that does not say when it was made is new.

    One of a day that is yet to come would hide until then what changes.
    """
    today = stamp(now)
    for key, mark in marks.items():
        dated = mark if "seen_at" in mark else {**mark, "seen_at": today}
        made = _moment(dated["seen_at"])
        if made is None or made > now + CLOCKS_DIFFER:
            continue
        if made > now - _KEPT or _is_of_an_open_advert(key, known):
            yield key, dated


def _moment(told: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _is_of_an_open_advert(key: str, known: Known) -> bool:
    source, board, _asked, of, *_ = *key.split("|", 3), "", "", ""
    advert = known.get((source, board), {}).get(of)
    return advert is not None and advert.is_open


def _folded(path: Path) -> tuple[set[str], dict[str, Mark]]:
    """Return the runs whose marks are in the file, and the marks; of a file of another shape none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        runs, marks = set(found["runs"]), found["marks"].items()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return set(), {}
    return runs, {key: mark for key, mark in marks if isinstance(mark, dict)}
