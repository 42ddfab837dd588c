"""What the section model sees of an advert's lines: their words (hashed), their shape, their cues, their neighbours.

Many adverts are seen at once, line below line: the arrays of one are so small that handling them costs more than they.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, islice, pairwise
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from analysis.reading.body import fold
from analysis.reading.headings import announced
from analysis.reading.lexicon import lexicon, pattern_in
from analysis.reading.needed import needed
from analysis.reading.reading import SECTIONS
from analysis.reading.wraps import goes_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Numbers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

BITS = 18
"""Words and word pairs are hashed to 2 ** BITS places."""
FAR = 30
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
_LOOKS: dict[str, tuple[bytes, bytes]] = {}
_ONLY = np.eye(len(SECTIONS) + 1, len(SECTIONS), dtype=np.float32)
"""Of the number of each section what says that it is this one, then what says that it is none."""
_LONGEST_HEADING, _MOST_WORDS_OF_HEADING = 75, 11
_MANY = 4
"""More cues of a section say no more."""
_NEAR, _COARSE, _FAR_OFF = 32, 24, 12
"""Of the meaning of lines that are not the line itself so many numbers are seen: the first tell most."""
_CLOSING = 64
"""A softener that closes a line stands in its last letters."""
_soft = partial(pattern_in, "softness")


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
    hashed, told_alone = zip(*_looks(lines), strict=True)
    numbers, words = _hashed_words(hashed, sizes)
    told = np.frombuffer(b"".join(told_alone), dtype=np.float32).reshape(len(lines), -1)
    shapes, headings = told[:, : -len(SECTIONS)], told[:, -len(SECTIONS) :]
    places = _places(starts, np.array(sizes), of_advert)
    around = np.hstack([places, shapes, _shifted(shapes, 1, of_advert), _shifted(shapes, -1, of_advert)])
    return Seen(numbers, words, around, headings, _passages(lines, starts), starts, of_advert)


def words_of_each(lines: Sequence[str]) -> tuple["Numbers", "Numbers"]:
    """Return of each word and word pair in `lines`, each a text of its own, the number of its line, and its hash."""
    folded = (fold(_without_bullet(line).replace("\n", " ")) for line in lines)
    return _hashed_words([_hashed(line)[0] for line in folded], [1] * len(lines))


def _looks(lines: Sequence[str]) -> list[tuple[bytes, bytes]]:
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
    plain = [_without_bullet(line) for line in lines]
    folded = [fold(line.replace("\n", " ")) for line in plain]
    hashed, counts = zip(*map(_hashed, folded), strict=True)
    announces = _ONLY[[_announced(line) for line in plain]]
    words = _words_of(folded)
    closes = _closes(folded, words)[:, None]
    shapes = _shapes(plain, folded, counts)
    told = np.hstack([shapes, closes, _cues(len(lines), words), announces], dtype=np.float32)
    numbers, size = told.tobytes(), told.strides[0]
    return zip(hashed, (numbers[at : at + size] for at in range(0, len(numbers), size)), strict=True)


def _hashed(line: str) -> tuple[bytes, int]:
    """Return the words of a folded line, hashed, and how often something stands between two spaces."""
    pieces = line.split()
    return b"".join(map(_HASHES.__getitem__, pieces)), len(pieces)


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return (line[bullet.end() :] or line) if bullet else line


def _passages(lines: Sequence[str], starts: "Numbers") -> "Numbers":
    """Number the passages of `lines`: a line that goes on in small letters where the one above broke off joins it."""
    begins = [not goes_on(above, line) for above, line in pairwise(lines)]
    new = np.array([False, *begins])
    new[starts[1:]] = True
    return np.cumsum(new)


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


def in_context(chances: "Floats", meaning: "Floats", seen: Seen) -> "Floats":
    """Return what the judge sees of each line: `chances` of sections by its words, and its `meaning`, in context."""
    is_heading = chances[:, 0] > np.where(seen.headings.any(1), LIKELY_ANNOUNCED, LIKELY)
    return np.hstack(
        [*_chances_around(chances, is_heading, seen), *_meaning_around(meaning, chances, is_heading, seen)],
        dtype=np.float32,
    )


def _chances_around(chances: "Floats", is_heading: "Truths", seen: Seen) -> "list[Floats]":
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


def _meaning_around(meaning: "Floats", chances: "Floats", is_heading: "Truths", seen: Seen) -> "list[Floats]":
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


def _heading_above(is_heading: "Truths", seen: Seen) -> "Numbers":
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


def _blocks(chances: "Floats", is_heading: "Truths", seen: Seen) -> "tuple[Floats, Floats, Floats]":
    """Return the mean chances of the other lines between the same two headings, of the block before, and after."""
    firsts, block = _blocks_of(is_heading, seen)
    body = np.where(is_heading[:, None], 0, chances).astype(np.float32)
    sums = np.add.reduceat(body, firsts)
    sizes = np.add.reduceat(~is_heading, firsts, dtype=np.int64)
    others = (sums[block] - body) / np.maximum(sizes[block] - ~is_heading, 1)[:, None]
    means = sums / np.maximum(sizes, 1)[:, None]
    adverts = seen.adverts[firsts]
    return others, _shifted(means, 1, adverts)[block], _shifted(means, -1, adverts)[block]


def _blocks_of(is_heading: "Truths", seen: Seen) -> "tuple[Numbers, Numbers]":
    """Return the first line of each block, and the number of each line's block; a heading opens one."""
    opens = is_heading.copy()
    opens[seen.starts] = True
    return np.flatnonzero(opens), np.cumsum(opens) - 1
