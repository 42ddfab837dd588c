"""What a crawl knows beforehand: the postings of the store, and the marks of runs that were loaded into it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.spool import LOADED, MARKS, read_lines, write_whole

Mark = Mapping[str, Any]


@dataclass(frozen=True)
class KnownPosting:
    """A posting that the store has."""

    content_hash: str
    title: str
    is_open: bool
    scope: str
    """What was asked for when it was seen last."""


@dataclass(frozen=True)
class Memory:
    """Known postings by board, and marks by key."""

    known: Mapping[tuple[str, str], Mapping[str, KnownPosting]] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def of(self, source: str, board: str) -> Mapping[str, KnownPosting]:
        """Return the known postings of one board by their ids."""
        return self.known.get((source, board), {})


def remember(spool_dir: Path, known_file: Path | None) -> Memory:
    """Return what is known; without a store nothing is, and everything is asked for again."""
    if known_file is None or not known_file.exists():
        return Memory()
    return Memory(_known(known_file), loaded_marks(spool_dir))


def _known(path: Path) -> dict[tuple[str, str], dict[str, KnownPosting]]:
    known: dict[tuple[str, str], dict[str, KnownPosting]] = {}
    for line in read_lines(path):
        one = KnownPosting(line["content_hash"], line["title"], bool(line["is_open"]), line["scope"])
        known.setdefault((line["source"], line["board"]), {})[line["source_id"]] = one
    return known


def loaded_marks(spool_dir: Path) -> dict[str, Mark]:
    """Fold the marks of runs that were loaded since the last time into `validators.json`, and return them all.

    A validator speaks for what the store holds: one of a run that was never loaded would hide its changes for ever.
    """
    path = spool_dir / "validators.json"
    kept = _read_json(path)
    folded, marks = set(kept.get("runs", ())), dict(kept.get("marks", {}))
    fresh = sorted(file.parent for file in spool_dir.glob(f"*/{LOADED}") if file.parent.name not in folded)
    for folder in fresh:
        marks.update({line.pop("key"): line for line in read_lines(folder / MARKS)})
    if fresh:
        runs = [folder.name for folder in sorted(spool_dir.iterdir()) if (folder / LOADED).exists()]
        write_whole(path, json.dumps({"runs": runs, "marks": marks}))
    return marks


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
