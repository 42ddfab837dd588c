"""What is told of each line alone: its words, its shape, its cues, what it would announce."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from analysis.reading.body import fold
from analysis.reading.headings import announced
from analysis.reading.lexicon import lexicon, pattern_in
from analysis.reading.needed import needed
from analysis.reading.reading import SECTIONS
from analysis.reading.section_words import hashed_line, without_bullet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Numbers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_CUED = SECTIONS[1:]
_LINES_KEPT = 20_000
"""Lines repeat from advert to advert; so many are remembered."""
_LOOKS: dict[str, tuple[bytes, bytes]] = {}
_ONLY = np.eye(len(SECTIONS) + 1, len(SECTIONS), dtype=np.float32)
"""Of the number of each section what says that it is this one, then what says that it is none."""
_LONGEST_HEADING, _MOST_WORDS_OF_HEADING = 75, 11
_MANY = 4
"""More cues of a section say no more."""
_CLOSING = 64
"""A softener that closes a line stands in its last letters."""
_soft = partial(pattern_in, "softness")


def looks_of(lines: Sequence[str]) -> list[tuple[bytes, bytes]]:
    """Return of each of `lines` its words, hashed, and as numbers what else can be told of it alone."""
    looks = {line: look for line in lines if (look := _LOOKS.get(line))}
    if new := [line for line in dict.fromkeys(lines) if line not in looks]:
        looks.update(zip(new, _look_at(new), strict=True))
        if len(_LOOKS) > _LINES_KEPT:
            _LOOKS.clear()
        _LOOKS.update((line, looks[line]) for line in new)
    return [looks[line] for line in lines]


def _look_at(lines: Sequence[str]) -> Iterator[tuple[bytes, bytes]]:
    """Look at all `lines` step by step: a processor is soonest where it does the same thing again and again."""
    plain = [without_bullet(line) for line in lines]
    folded = [fold(line.replace("\n", " ")) for line in plain]
    hashed, counts = zip(*map(hashed_line, folded), strict=True)
    announces = _ONLY[[_announced(line) for line in plain]]
    words = _words_of(folded)
    closes = _closes(folded, words)[:, None]
    shapes = _shapes(plain, folded, counts)
    told = np.hstack([shapes, closes, _cues(len(lines), words), announces], dtype=np.float32)
    numbers, size = told.tobytes(), told.strides[0]
    return zip(hashed, (numbers[at : at + size] for at in range(0, len(numbers), size)), strict=True)


def _announced(line: str) -> int:
    """Return the number of the section that `line` would announce, or the number after the last."""
    if line[-1:] in ".,;" or len(line) >= _LONGEST_HEADING or line.count(" ") >= _MOST_WORDS_OF_HEADING:
        return len(SECTIONS)
    section = announced(line)
    return len(SECTIONS) if section is None else SECTIONS.index(section)


def _shapes(lines: Sequence[str], folded: Sequence[str], words: Sequence[int]) -> "Floats":
    """Tell how lines of so many `words` look: their ends, their length, their capitals."""
    first, last = np.array([line[:1] for line in lines]), np.array([line[-1:] for line in lines])
    colon = np.array([line.find(":") for line in lines])
    size, count = np.array(list(map(len, lines))), np.array(words)
    capitals = np.array([_capitals(line, number) for line, number in zip(lines, words, strict=True)])
    opens = _soft("opens").match
    tests = [
        last == ":",
        (last == ".") | (last == "!"),
        last == "?",
        (last == ";") | (last == ","),
        (first == "#") | (first == "*"),
        np.strings.islower(first),
        np.strings.isdigit(first),
        ~np.strings.isalnum(first),
        np.strings.isalnum(last),
        [line.isupper() for line in lines],
        (colon > 0) & (colon < np.minimum(60, size - 2)),
        [". " in line for line in lines],
        ["£" in line or "$" in line or "€" in line for line in lines],
        ["@" in line or "http" in line or "[" in line for line in lines],
        count <= 3,
        count <= 7,
        (count > 7) & (count <= 14),
        (count > 14) & (count <= 30),
        count > 30,
        count > 60,
        capitals,
        capitals * (count <= 7),
        [opens(line) is not None for line in folded],
    ]
    return np.stack([np.asarray(test, dtype=np.float32) for test in tests], 1)


def _capitals(line: str, words: int) -> float:
    """Return what share of the few `words` of `line` begin with a capital."""
    return len([word for word in line.split() if word[0].isupper()]) / words if 0 < words <= 12 else 0.0


class _Words(NamedTuple):
    """Cues and softeners found in a text, in order, the longest of those that begin together first."""

    which: "Numbers"
    """Of each its number: cues, of which `_cue_scanner` tells the section, come before softeners."""
    starts: "Numbers"
    ends: "Numbers"
    lines: "Numbers"
    """Of each the number of its line."""
    are_first: "Truths"
    """Of each whether its line begins with it."""
    are_free: "Truths"
    """Of each whether it stands at the beginning of a word."""


@cache
def _cue_scanner() -> tuple[AhoCorasick, "Numbers"]:
    """Return what finds all cues, then all softeners that may close a line; and the section of each cue."""
    cues = {cue: _CUED.index(section) for section in _CUED for cue in lexicon("section_cues")[section]}
    softeners = needed(_soft("closes").pattern) or {"\n"}  # where nothing is sure, the end of each line is looked at
    return AhoCorasick([*cues, *softeners], implementation=Implementation.DFA), np.array(list(cues.values()))


def _words_of(lines: Sequence[str]) -> _Words:
    text = "\n".join(["", *lines, ""])
    found = _cue_scanner()[0].find_matches_as_indexes(text, overlapping=True)
    which, starts, ends = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3).T
    order = np.lexsort((-ends, starts))
    which, starts, ends = which[order], starts[order], ends[order]
    before = np.frombuffer(text.encode("utf-32-le"), "<U1")[starts - 1]
    begins = 1 + np.cumsum([0, *(len(line) + 1 for line in lines[:-1])])
    numbers = np.searchsorted(begins, starts, side="right") - 1
    are_free = ~(np.strings.isalnum(before) | (before == "_"))
    return _Words(which, starts, ends, numbers, starts == begins[numbers], are_free)


def _cues(count: int, words: _Words) -> "Numbers":
    """Count the cues of each section in `count` lines, and say whose cue opens each line."""
    sections = _cue_scanner()[1]
    cues = np.flatnonzero(words.are_free & (words.which < len(sections)))
    kept: list[bool] = []
    done = 0
    for start, end in zip(words.starts[cues].tolist(), words.ends[cues].tolist(), strict=True):
        kept.append(start >= done)  # else it is part of a longer cue
        done = end if kept[-1] else done
    cues = cues[kept]
    places = words.lines[cues] * len(_CUED) + sections[words.which[cues]]
    hits = np.minimum(np.bincount(places, minlength=count * len(_CUED)), _MANY)
    opens = np.bincount(places[words.are_first[cues]], minlength=count * len(_CUED))
    return np.hstack([hits.reshape(count, -1), opens.reshape(count, -1)])


def _closes(lines: Sequence[str], words: _Words) -> "Truths":
    """Tell which of the folded `lines` a softener closes."""
    closes = np.zeros(len(lines), dtype=bool)
    search = _soft("closes").search
    for number in set(words.lines[words.which >= len(_cue_scanner()[1])].tolist()):
        line = lines[number]
        closes[number] = search(line, max(0, len(line) - _CLOSING)) is not None
    return closes
