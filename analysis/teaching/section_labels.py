"""Labels of real adverts as facts: the digest of an advert's lines and the section of each, and none of its words.

Together with files that hold the adverts themselves they are labelled adverts again.
"""

import csv
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np

from analysis.reading.reading import SECTIONS, Section
from analysis.teaching.advert_files import AdvertFileError, texts_of

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


def decoded(runs: str) -> list[Section | str]:
    """Read the sections that `runs` writes; a letter that stands for none is left as it is."""
    return [_CODES.get(code, code) for count, code in _RUN.findall(runs) for _ in range(int(count))]


def labels_in(path: Path) -> dict[str, str]:
    """Return the runs of sections of each digest that a CSV of labels has."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["digest"]: row["sections"] for row in csv.DictReader(file)}
    except KeyError as error:
        raise AdvertFileError(f"{path}: no column {error.args[0]}; labels have digest and sections.") from error


def with_labels(labels: Path, adverts: Iterable[Path]) -> Iterator[LabelledLines]:
    """Yield the adverts of stores and Parquet files that `labels` has labels for."""
    sections = labels_in(labels)
    for advert in adverts:
        for firm, *texts in texts_of(advert, ("firm", "description", "requirements")):
            lines = _lines("\n".join(texts))
            if runs := sections.pop(mark := digest(lines), None):
                yield _checked(f"{labels}: {mark}", firm, lines, decoded(runs))


def from_json_lines(path: Path) -> Iterator[LabelledLines]:
    """Yield the adverts of JSON Lines of {"company", "lines", "sections"}."""
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if row.strip():
            yield _labelled(f"{path}: line {number}", row)


def _labelled(place: str, row: str) -> LabelledLines:
    try:
        told = json.loads(row)
        firm, lines, sections = told["company"], told["lines"], told["sections"]
    except (ValueError, TypeError, KeyError) as error:
        raise AdvertFileError(f"{place}: no JSON object of company, lines and sections.") from error
    return _checked(place, firm, lines, sections)


def _checked(place: str, firm: str, lines: Sequence[str], sections: Sequence[str]) -> LabelledLines:
    if unknown := [name for name in sections if name not in SECTIONS]:
        raise AdvertFileError(f"{place}: no section is called {unknown[0]}; they are {', '.join(SECTIONS)}.")
    if len(lines) != len(sections):
        raise AdvertFileError(f"{place}: {len(lines)} lines and {len(sections)} sections; each line has one.")
    return LabelledLines(firm, lines, cast("Sequence[Section]", sections))


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
    spans, chances = _taught(path)
    for lines in adverts:
        if span := spans.get(int(digest(lines), 16)):
            yield lines, chances[slice(*span)]


def _taught(path: Path) -> tuple[dict[int, tuple[int, int]], np.ndarray[Any, Any]]:
    """Return where the chances of each digest stand, and the chances."""
    try:
        with np.load(path) as arrays:
            ends, chances = np.cumsum(arrays["lines"]), arrays["chances"].astype(np.float32) / _STEPS
            starts = ends - arrays["lines"]
            return dict(zip(arrays["digests"].tolist(), zip(starts, ends, strict=True), strict=True)), chances
    except (ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise AdvertFileError(f"{path}: not what `python -m bench.section_teacher` writes as taught.") from error


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
