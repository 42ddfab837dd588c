"""What the section model sees of an advert's lines: their words (hashed), their shape, their cues, their neighbours."""

import re
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.reading.body import fold
from analysis.reading.headings import announced
from analysis.reading.lexicon import lexicon, pattern_of, trie_pattern
from analysis.reading.reading import SECTIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Numbers = NDArray[np.int64]

BITS = 18
"""Words and word pairs are hashed to 2 ** BITS places."""
FAR = 30
SHORTEST_WRAPPED = 45
"""A shorter line was not broken by a hard wrap."""
LIKELY, LIKELY_ANNOUNCED = 0.5, 0.1
"""From this chance a line heads those below it; less will do where its wording is a known heading."""

_TOKEN = re.compile(r"\n|[^\W\d_]+|\d+|[^\w\s]")
_ASCII_TOKEN = re.compile(r"\n|[a-z]+|\d+|[^\w\s]")
"""The same of a folded text without other letters, twice as fast."""
_LINE_END = re.compile("\n")
_BULLET = re.compile(r"(?:[-–—*•·●▪◦‣»›o✓✔➢]\s+|[•●▪◦✓✔➢]|\(?\d{1,2}[.)]\s+)")
_CUED = SECTIONS[1:]
_WORDS_HASHED = 500_000
_CLOSING = 64
"""A softener that closes a line stands in its last letters."""


class Seen(NamedTuple):
    """One advert as the model sees it: hashed words of each line, and what else is told of each line."""

    line_numbers: "Numbers"
    """Of each hashed word or word pair, the line it stands in."""
    words: "Numbers"
    """Each word or word pair, hashed."""
    around: "Floats"
    """Of each line its place, its shape, and the shapes of the lines above and below it."""
    headings: "Floats"
    """The section that each line would announce, were it a heading."""
    passages: "Numbers"
    """The number of the sentence or paragraph that each line belongs to: a hard wrap breaks one over several lines."""


class _Hashed(dict[str, int]):
    """Words to numbers, each hashed once."""

    def __missing__(self, token: str) -> int:
        value = self[token] = 1 | zlib.crc32(_kind(token).encode("utf-8", "replace"))
        if len(self) > _WORDS_HASHED:
            self.clear()
        return value


def _kind(token: str) -> str:
    return f"<{min(len(token), 5)} digits>" if token.isdigit() else token


_HASHES = _Hashed({"\n": 0})


def see(lines: Sequence[str]) -> Seen:
    """Return what the model sees of `lines`.

    >>> seen = see(["What you need", "Five years of experience"])
    >>> SECTIONS[int(seen.headings[0].argmax())]
    'required'
    """
    plain = [_without_bullet(line) for line in lines]
    folded = fold("\n" + "\n".join(line.replace("\n", " ") for line in plain) + "\n")
    numbers, words = _hashed_words(folded, len(lines))
    looks = [_shape(*line) for line in zip(plain, folded[1:-1].split("\n"), strict=True)]
    shapes = np.hstack([np.array(looks, dtype=np.float32), _cues(folded, len(lines))])
    around = np.hstack([_places(len(lines)), shapes, _shifted(shapes, 1), _shifted(shapes, -1)])
    headings = np.array([_announced(line) for line in plain], dtype=np.float32)
    return Seen(numbers, words, around, headings, _passages(lines))


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return (line[bullet.end() :] or line) if bullet else line


def _passages(lines: Sequence[str]) -> "Numbers":
    """Number the passages of `lines`: a line that goes on in small letters where the one above broke off joins it."""
    goes_on = [bool(above and line) and _breaks_off(above) and line[0].islower() for above, line in pairwise(lines)]
    return np.cumsum([0, *(not joined for joined in goes_on)])


def _breaks_off(line: str) -> bool:
    return len(line) >= SHORTEST_WRAPPED and line[-1] not in ".:;!?"


def pooled(values: "Floats", passages: "Numbers") -> "Floats":
    """Return for each line the mean of `values` over the lines of its passage."""
    count = int(passages[-1]) + 1
    if count == len(values):
        return values
    sums = np.zeros((count, values.shape[1]), dtype=np.float32)
    np.add.at(sums, passages, values)
    return (sums / np.bincount(passages)[:, None])[passages]


def _hashed_words(folded: str, lines: int) -> tuple["Numbers", "Numbers"]:
    tokens = (_ASCII_TOKEN if folded.isascii() else _TOKEN).findall(folded)
    _HASHES["\n"] = 0
    ids = np.fromiter(map(_HASHES.__getitem__, tokens), dtype=np.uint64, count=len(tokens))
    line_numbers = np.cumsum(ids == 0) - 1
    line_numbers[-1] = lines - 1  # the closing line end
    both = np.empty((len(ids), 2), dtype=np.uint64)  # each word and the pair that it begins, side by side
    both[:, 0] = ids
    both[:-1, 1] = ids[:-1] * np.uint64(0x100000001B3) + ids[1:] + np.uint64(7)
    return np.repeat(line_numbers, 2)[:-1], _place(both.ravel()[:-1])


def _place(hashes: "NDArray[np.uint64]") -> "Numbers":
    return ((hashes * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - BITS)).astype(np.int64)


@cache
def _announced(line: str) -> tuple[float, ...]:
    words = line.count(" ") + 1
    section = announced(line) if len(line) < 75 and words <= 11 and line[-1:] not in ".,;" else None
    return tuple(float(section == name) for name in SECTIONS)


def _shape(line: str, folded: str) -> list[float]:
    """Tell how a line looks: its ends, its length, its capitals."""
    words = line.split()
    count = len(words)
    capitals = sum(word[0].isupper() for word in words) / count if 0 < count <= 12 else 0.0
    first, last = line[:1], line[-1:]
    colon = line.find(":")
    return [
        last == ":",
        last in ".!",
        last == "?",
        last in ";,",
        first in "#*",
        first.islower(),
        first.isdigit(),
        not first.isalnum(),
        last.isalnum(),
        line.isupper(),
        0 < colon < min(60, len(line) - 2),
        ". " in line,
        "£" in line or "$" in line or "€" in line,
        "@" in line or "http" in line or "[" in line,
        count <= 3,
        count <= 7,
        7 < count <= 14,
        14 < count <= 30,
        count > 30,
        count > 60,
        capitals,
        capitals * (count <= 7),
        _soft("opens").match(folded) is not None,
        _soft("closes").search(folded, max(0, len(folded) - _CLOSING)) is not None,
    ]


@cache
def _soft(entry: str) -> re.Pattern[str]:
    return pattern_of(lexicon("softness")[entry]["pattern"])


@cache
def _cue_pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    cues = {cue: _CUED.index(section) for section in _CUED for cue in lexicon("section_cues")[section]}
    return re.compile(rf"\W({trie_pattern(cues)})"), cues


def _cues(folded: str, lines: int) -> "Floats":
    """Count the cues of each section in each line, and say whose cue opens the line."""
    pattern, sections = _cue_pattern()
    starts = [end.start() for end in _LINE_END.finditer(folded)][:-1]
    hits = np.zeros((lines, 2 * len(_CUED)), dtype=np.float32)
    place = 0
    while match := pattern.search(folded, place):
        number = bisect_right(starts, match.start()) - 1
        section = sections[match[1]]
        hits[number, section] += 1
        if match.start() == starts[number]:
            hits[number, len(_CUED) + section] = 1
        place = match.end() - 1  # a cue that ends in a sign may be what stands before the next
    return np.minimum(hits, 4, out=hits)


def in_context(chances: "Floats", seen: Seen) -> "Floats":
    """Return what the second model sees of each line: `chances` of each section by words, told in their context."""
    count = len(chances)
    announces_itself = seen.headings.any(1)
    is_heading = chances[:, 0] > np.where(announces_itself, LIKELY_ANNOUNCED, LIKELY)
    above = _heading_above(is_heading)
    distance = np.where(above >= 0, np.arange(count) - above, FAR)
    near = np.stack([distance == 1, distance == 2, distance <= 4, distance > 10, above < 0], 1).astype(np.float32)
    announces = _rows(seen.headings, above)
    higher = _rows(seen.headings, _rows_of(above)) * (announces.sum(1, keepdims=True) == 0)
    place = seen.around[:, :2]
    logs = np.log(chances + 1e-3)
    parts = [
        logs, _shifted(logs, 1), _shifted(logs, -1), _shifted(chances, 2), _shifted(chances, -2),
        seen.headings, announces, higher, announces * near[:, :1], announces * place[:, :1],
        *_blocks(chances, is_heading),
        np.broadcast_to(chances.mean(0), chances.shape), near, near[:, 4:] * place,
        seen.around, np.full((count, 1), is_heading.mean()),
    ]  # fmt: skip
    return np.hstack(parts, dtype=np.float32)


def _heading_above(is_heading: "NDArray[np.bool_]") -> "Numbers":
    last = np.maximum.accumulate(np.where(is_heading, np.arange(len(is_heading)), -1))
    return np.concatenate([[-1], last[:-1]]).astype(np.int64)


def _rows_of(above: "Numbers") -> "Numbers":
    return np.where(above >= 0, above[np.maximum(above, 0)], -1)


def _rows(values: "Floats", numbers: "Numbers") -> "Floats":
    return np.where((numbers >= 0)[:, None], values[np.maximum(numbers, 0)], 0).astype(np.float32)


def _shifted(values: "Floats", by: int) -> "Floats":
    """Return to each line the row of the line `by` lines above it (below, when negative)."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _places(count: int) -> "Floats":
    number = np.arange(count)
    share = number / max(count - 1, 1)
    tests = [share, share**2, number == 0, number == 1, number < 4, number >= count - 1, number >= count - 3]
    return np.stack(tests, 1).astype(np.float32)


def _blocks(chances: "Floats", is_heading: "NDArray[np.bool_]") -> "tuple[Floats, Floats, Floats]":
    """Return the mean chances of the other lines between the same two headings, of the block before, and after."""
    block = np.cumsum(is_heading)
    sums = np.zeros((block[-1] + 1, chances.shape[1]), dtype=np.float32)
    body = np.where(is_heading[:, None], 0, chances).astype(np.float32)
    np.add.at(sums, block, body)
    sizes = np.bincount(block[~is_heading], minlength=len(sums))
    others = (sums[block] - body) / np.maximum(sizes[block] - ~is_heading, 1)[:, None]
    means = sums / np.maximum(sizes, 1)[:, None]
    return others, _rows(means, block - 1), _shifted(means, -1)[block]
