"""Labels of real adverts as facts: the digest of an advert's lines and the section of each, and none of its words.

Together with files that hold the adverts themselves they are labelled adverts again.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np

from analysis.reading.reading import SECTIONS, Section

_CODES: dict[str, Section] = dict(zip("hsrqpeoc", SECTIONS, strict=True))
_STEPS = 255
"""Chances are written as bytes."""
_RUN = re.compile(r"(\d+)([a-z])")


class LabelledLines(NamedTuple):
    """The lines of one advert, each with its section, and the firm whose advert it is."""

    firm: str
    lines: Sequence[str]
    sections: Sequence[Section]


def digest(lines: Iterable[str]) -> str:
    """Return what tells these lines from all others."""
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()


def encoded(sections: Iterable[Section]) -> str:
    """Write sections as runs.

    >>> encoded(["heading", "required", "required"]), decoded("1h2q")
    ('1h2q', ['heading', 'required', 'required'])
    """
    codes = {section: code for code, section in _CODES.items()}
    return "".join(f"{len(list(run))}{codes[section]}" for section, run in groupby(sections))


def decoded(runs: str) -> list[Section]:
    """Read the sections that `runs` writes."""
    return [_CODES[code] for count, code in _RUN.findall(runs) for _ in range(int(count))]


def with_labels(labels: Path, adverts: Iterable[Path]) -> Iterator[LabelledLines]:
    """Yield the adverts of Parquet files (`company`, `description`, `requirements`) that `labels` has labels for."""
    with labels.open(encoding="utf-8", newline="") as file:
        sections = {row["digest"]: row["sections"] for row in csv.DictReader(file)}
    for advert in adverts:
        rows = duckdb.from_parquet(str(advert)).project("company, description, requirements").fetchall()
        for firm, description, requirements in rows:
            lines = _lines(f"{description or ''}\n{requirements or ''}")
            if runs := sections.pop(digest(lines), None):
                yield LabelledLines(firm or "", lines, decoded(runs))


def from_json_lines(path: Path) -> Iterator[LabelledLines]:
    """Yield the adverts of JSON Lines of {"company", "lines", "sections"}."""
    for row in map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines())):
        yield LabelledLines(row["company"], row["lines"], row["sections"])


def save_taught(taught: Iterable[tuple[Sequence[str], np.ndarray[Any, Any]]], path: Path) -> None:
    """Write what a larger reader made of adverts: the digest of each one's lines, and the chances of each line."""
    rows = [(digest(lines), np.asarray(chances, dtype=np.float32)) for lines, chances in taught]
    np.savez_compressed(
        path,
        version=np.array(1),
        digests=np.array([int(mark, 16) for mark, _ in rows], dtype=np.uint64),
        lines=np.array([len(chances) for _, chances in rows], dtype=np.int32),
        chances=np.round(np.vstack([chances for _, chances in rows]) * _STEPS).astype(np.uint8),
        allow_pickle=False,
    )


def taught_in(path: Path, adverts: Iterable[Sequence[str]]) -> Iterator[tuple[Sequence[str], np.ndarray[Any, Any]]]:
    """Yield those of `adverts` that the file at `path` knows, with the chances of each line."""
    with np.load(path) as arrays:
        ends, chances = np.cumsum(arrays["lines"]), arrays["chances"].astype(np.float32) / _STEPS
        spans = dict(zip(arrays["digests"].tolist(), zip(ends - arrays["lines"], ends, strict=True), strict=True))
    for lines in adverts:
        if span := spans.get(int(digest(lines), 16)):
            yield lines, chances[slice(*span)]


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
