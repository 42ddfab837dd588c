"""What the section model sees of an advert's lines: their words (hashed), their shape, their cues, their neighbours.

Many adverts are seen at once, line below line: the arrays of one are so small that handling them costs more than they.
"""

import re
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from analysis.reading.body import fold
from analysis.reading.headings import announced
from analysis.reading.lexicon import lexicon, pattern_of
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

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_BULLET = re.compile(r"(?:[-–—*•·●▪◦‣»›o✓✔➢]\s+|[•●▪◦✓✔➢]|\(?\d{1,2}[.)]\s+)")
_CUED = SECTIONS[1:]
_PIECES_HASHED = 200_000
_WORDS_KEPT = 20_000
_HASH = Struct("=Q")
_LINE_END = _HASH.pack(0)
_LINES_KEPT = 20_000
"""Lines repeat from advert to advert; so many are remembered."""
_SHAPES = 24
_LOOK = Struct(f"{_SHAPES + 2 * len(_CUED) + len(SECTIONS)}f")
"""The shape of a line, its cues, and what it announces."""
_ONLY = {section: tuple(float(name == section) for name in SECTIONS) for section in (None, *SECTIONS)}
_MANY = 4
"""More cues of a section say no more."""
_NEAR, _COARSE, _FAR_OFF = 32, 24, 12
"""Of the meaning of lines that are not the line itself so many numbers are seen: the first tell most."""
_CLOSING = 64
"""A softener that closes a line stands in its last letters."""


class Seen(NamedTuple):
    """Adverts as the model sees them: hashed words of each line, and what else is told of each line."""

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
    starts: "Numbers"
    """Of each advert the number of its first line."""
    adverts: "Numbers"
    """Of each line the number of its advert."""


class _Hashed(dict[str, bytes]):
    """What stands between two spaces to its words as numbers of eight bytes, each hashed once; no word is 0."""

    def __missing__(self, letters: str) -> bytes:
        if len(self) > _PIECES_HASHED:
            self.clear()
        value = self[letters] = b"".join(map(_hash, _TOKEN.findall(letters)))
        return value


@lru_cache(_WORDS_KEPT)
def _hash(word: str) -> bytes:
    return _HASH.pack(1 | zlib.crc32(_kind(word).encode("utf-8", "replace")))


def _kind(token: str) -> str:
    return f"<{min(len(token), 5)} digits>" if token.isdigit() else token


_HASHES = _Hashed()


def see(lines: Sequence[str]) -> Seen:
    """Return what the model sees of `lines`.

    >>> seen = see(["What you need", "Five years of experience"])
    >>> SECTIONS[int(seen.headings[0].argmax())]
    'required'
    """
    return see_all([lines])


def see_all(adverts: Sequence[Sequence[str]]) -> Seen:
    """Return what the model sees of the lines of `adverts`, none of them empty, line below line."""
    lines = [line for advert in adverts for line in advert]
    sizes = [len(advert) for advert in adverts]
    starts = np.cumsum([0, *sizes[:-1]])
    of_advert = np.repeat(np.arange(len(adverts)), sizes)
    hashed, looks = zip(*map(_look, lines), strict=True)
    numbers, words = _hashed_words(hashed, sizes)
    told = np.frombuffer(b"".join(looks), dtype=np.float32).reshape(len(lines), -1)
    shapes, headings = told[:, : -len(SECTIONS)], told[:, -len(SECTIONS) :]
    places = _places(starts, np.array(sizes), of_advert)
    around = np.hstack([places, shapes, _shifted(shapes, 1, of_advert), _shifted(shapes, -1, of_advert)])
    return Seen(numbers, words, around, headings, _passages(lines, starts), starts, of_advert)


@lru_cache(_LINES_KEPT)
def _look(line: str) -> tuple[bytes, bytes]:
    """Return the words of `line`, hashed, and as numbers what else can be told of it alone."""
    plain = _without_bullet(line)
    folded = fold(plain.replace("\n", " "))
    pieces = folded.split()
    return b"".join(map(_HASHES.__getitem__, pieces)), _LOOK.pack(
        *_shape(plain, folded, len(pieces)), *_cues(f"\n{folded}\n"), *_announced(plain)
    )


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return (line[bullet.end() :] or line) if bullet else line


def _passages(lines: Sequence[str], starts: "Numbers") -> "Numbers":
    """Number the passages of `lines`: a line that goes on in small letters where the one above broke off joins it."""
    begins = [not goes_on(above, line) for above, line in pairwise(lines)]
    new = np.array([False, *begins])
    new[starts[1:]] = True
    return np.cumsum(new)


def goes_on(above: str, line: str) -> bool:
    """Tell whether `line` goes on with the sentence that a hard wrap broke off in the line `above` it."""
    return line[:1].islower() and breaks_off(above)


def breaks_off(line: str) -> bool:
    """Tell whether a hard wrap may have ended `line` before its sentence did."""
    return len(line) >= SHORTEST_WRAPPED and line[-1] not in ".:;!?"


def pooled(values: "Floats", passages: "Numbers") -> "Floats":
    """Return for each line the mean of `values` over the lines of its passage."""
    count = int(passages[-1]) + 1
    if count == len(values):
        return values
    sums = np.add.reduceat(values, np.searchsorted(passages, np.arange(count)))
    return (sums / np.bincount(passages)[:, None])[passages]


def _hashed_words(lines: Sequence[bytes], sizes: Sequence[int]) -> tuple["Numbers", "Numbers"]:
    """Return the words of hashed `lines` of adverts of these `sizes`; a line begins, an advert ends with a line end."""
    rest = iter(lines)
    texts = [_LINE_END.join([b"", *islice(rest, size), b""]) for size in sizes]
    ids = np.frombuffer(b"".join(texts), dtype=np.uint64)
    begins = ids == 0
    ends = np.flatnonzero(begins)[np.cumsum(sizes) + np.arange(len(sizes))]
    begins[ends] = False
    both = np.zeros((len(ids), 2), dtype=np.uint64)  # each word and the pair that it begins, side by side
    both[:, 0] = ids
    both[:-1, 1] = ids[:-1] * np.uint64(0x100000001B3) + ids[1:] + np.uint64(7)
    kept = np.ones(2 * len(ids), dtype=bool)
    kept[2 * ends + 1] = False  # no pair reaches over the end of an advert
    return np.repeat(np.cumsum(begins) - 1, 2)[kept], _place(both.ravel()[kept])


def _place(hashes: "NDArray[np.uint64]") -> "Numbers":
    return ((hashes * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - BITS)).astype(np.int64)


def _announced(line: str) -> tuple[float, ...]:
    words = line.count(" ") + 1
    return _ONLY[announced(line) if len(line) < 75 and words <= 11 and line[-1:] not in ".,;" else None]


def _shape(line: str, folded: str, count: int) -> list[float]:
    """Tell how a line of `count` words looks: its ends, its length, its capitals."""
    capitals = sum(word[0].isupper() for word in line.split()) / count if 0 < count <= 12 else 0.0
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
def _cue_scanner() -> tuple[AhoCorasick, list[int]]:
    cues = {cue: _CUED.index(section) for section in _CUED for cue in lexicon("section_cues")[section]}
    return AhoCorasick(list(cues), implementation=Implementation.ContiguousNFA), list(cues.values())


def _cues(line: str) -> list[int]:
    """Count the cues of each section in a folded line with its line ends, and say whose cue opens the line."""
    automaton, sections = _cue_scanner()
    hits = [0] * (2 * len(_CUED))
    done = 0
    found = [
        (start, -end, which)
        for which, start, end in automaton.find_matches_as_indexes(line, overlapping=True)
        if not (line[start - 1].isalnum() or line[start - 1] == "_")  # inside a word
    ]
    for start, end, which in sorted(found):
        if start < done:
            continue  # part of a longer cue
        section = sections[which]
        hits[section] = min(hits[section] + 1, _MANY)
        if start == 1:
            hits[len(_CUED) + section] = 1
        done = -end
    return hits


def in_context(chances: "Floats", meaning: "Floats", seen: Seen) -> "Floats":
    """Return what the judge sees of each line: `chances` of sections by its words, and its `meaning`, in context."""
    is_heading = chances[:, 0] > np.where(seen.headings.any(1), LIKELY_ANNOUNCED, LIKELY)
    return np.hstack(
        [*_chances_around(chances, is_heading, seen), *_meaning_around(meaning, chances, is_heading, seen)],
        dtype=np.float32,
    )


def _chances_around(chances: "Floats", is_heading: "NDArray[np.bool_]", seen: Seen) -> "list[Floats]":
    sizes = np.diff(seen.starts, append=len(chances))[:, None]
    above = _heading_above(is_heading, seen)
    distance = np.where(above >= 0, np.arange(len(chances)) - above, FAR)
    near = np.stack([distance == 1, distance == 2, distance <= 4, distance > 10, above < 0], 1).astype(np.float32)
    announces = _rows(seen.headings, above)
    higher = _rows(seen.headings, _rows_of(above)) * (announces.sum(1, keepdims=True) == 0)
    place = seen.around[:, :2]
    logs = np.log(chances + 1e-3)
    return [
        logs, *(_shifted(logs, by, seen.adverts) for by in (1, -1)),
        *(_shifted(chances, by, seen.adverts) for by in (2, -2)),
        seen.headings, announces, higher, announces * near[:, :1], announces * place[:, :1],
        *_blocks(chances, is_heading, seen),
        (np.add.reduceat(chances, seen.starts) / sizes)[seen.adverts], near, near[:, 4:] * place,
        seen.around, (np.add.reduceat(is_heading, seen.starts, dtype=float)[:, None] / sizes)[seen.adverts],
    ]  # fmt: skip


def _meaning_around(
    meaning: "Floats", chances: "Floats", is_heading: "NDArray[np.bool_]", seen: Seen
) -> "list[Floats]":
    """Return what the line, its headings, its neighbours, its block and the rest of its advert speak of."""
    above = _heading_above(is_heading, seen)
    firsts, block = _blocks_of(is_heading, seen)
    means = np.add.reduceat(meaning, firsts) / np.diff(firsts, append=len(meaning))[:, None]
    of_block = seen.adverts[firsts]
    coarse = meaning[:, :_COARSE]
    near, far = meaning[:, :_NEAR], np.hstack([meaning[:, :_FAR_OFF], np.log(chances + 1e-3)])
    return [
        meaning, _rows(meaning, above), _rows(coarse, _rows_of(above)),
        means[block, :_NEAR], *(_shifted(means[:, :_COARSE], by, of_block)[block] for by in (1, -1)),
        *_before_and_after(coarse, seen),
        *(_shifted(near, by, seen.adverts) for by in (1, -1)),
        *(_shifted(far, by, seen.adverts) for by in (2, -2, 3, -3)),
    ]  # fmt: skip


def _before_and_after(values: "Floats", seen: Seen) -> "tuple[Floats, Floats]":
    """Return to each line the mean of the lines of its advert above it, and of those below it."""
    number = np.arange(len(values)) - seen.starts[seen.adverts]
    left = np.diff(seen.starts, append=len(values))[seen.adverts] - 1 - number
    above = np.cumsum(values, axis=0, dtype=np.float64) - values
    above -= above[seen.starts][seen.adverts]
    below = np.add.reduceat(values, seen.starts)[seen.adverts] - above - values
    return above / np.maximum(number, 1)[:, None], below / np.maximum(left, 1)[:, None]


def _heading_above(is_heading: "NDArray[np.bool_]", seen: Seen) -> "Numbers":
    last = np.maximum.accumulate(np.where(is_heading, np.arange(len(is_heading)), -1))
    above = np.concatenate([[-1], last[:-1]]).astype(np.int64)
    return np.where(above >= seen.starts[seen.adverts], above, -1)


def _rows_of(above: "Numbers") -> "Numbers":
    return np.where(above >= 0, above[np.maximum(above, 0)], -1)


def _rows(values: "Floats", numbers: "Numbers") -> "Floats":
    return np.where((numbers >= 0)[:, None], values[np.maximum(numbers, 0)], 0).astype(np.float32)


def _shifted(values: "Floats", by: int, adverts: "Numbers") -> "Floats":
    """Return to each line the row of the line of its advert `by` lines above it (below, when negative)."""
    moved = np.zeros_like(values)
    here, there = (slice(by, None), slice(-by)) if by > 0 else (slice(by), slice(-by, None))
    moved[here] = np.where((adverts[here] == adverts[there])[:, None], values[there], 0)
    return moved


def _places(starts: "Numbers", sizes: "Numbers", adverts: "Numbers") -> "Floats":
    count = sizes[adverts]
    number = np.arange(len(adverts)) - starts[adverts]
    share = number / np.maximum(count - 1, 1)
    tests = [share, share**2, number == 0, number == 1, number < 4, number >= count - 1, number >= count - 3]
    return np.stack(tests, 1).astype(np.float32)


def _blocks(chances: "Floats", is_heading: "NDArray[np.bool_]", seen: Seen) -> "tuple[Floats, Floats, Floats]":
    """Return the mean chances of the other lines between the same two headings, of the block before, and after."""
    firsts, block = _blocks_of(is_heading, seen)
    body = np.where(is_heading[:, None], 0, chances).astype(np.float32)
    sums = np.add.reduceat(body, firsts)
    sizes = np.add.reduceat(~is_heading, firsts, dtype=np.int64)
    others = (sums[block] - body) / np.maximum(sizes[block] - ~is_heading, 1)[:, None]
    means = sums / np.maximum(sizes, 1)[:, None]
    adverts = seen.adverts[firsts]
    return others, _shifted(means, 1, adverts)[block], _shifted(means, -1, adverts)[block]


def _blocks_of(is_heading: "NDArray[np.bool_]", seen: Seen) -> "tuple[Numbers, Numbers]":
    """Return the first line of each block, and the number of each line's block; a heading opens one."""
    opens = is_heading.copy()
    opens[seen.starts] = True
    return np.flatnonzero(opens), np.cumsum(opens) - 1
