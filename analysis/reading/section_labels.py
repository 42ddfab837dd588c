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
from typing import NamedTuple

import duckdb

from analysis.reading.reading import SECTIONS, Section

_CODES: dict[str, Section] = dict(zip("hsrqpeoc", SECTIONS, strict=True))
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


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
