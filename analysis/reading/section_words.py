"""The words of lines and the pairs that they stand in, hashed."""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.body import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

BITS = 18
"""Words and word pairs are hashed to 2 ** BITS places."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_BULLET = re.compile(r"(?:[-–—*•·●▪◦‣»›o✓✔➢]\s+|[•●▪◦✓✔➢]|\(?\d{1,2}[.)]\s+)")
_PIECES_HASHED = 200_000
_WORDS_KEPT = 20_000
_HASH = Struct("=Q")
_LINE_END = _HASH.pack(0)


def words_of_each(lines: Sequence[str]) -> tuple["Numbers", "Numbers"]:
    """Return of each word and word pair in `lines`, each a text of its own, the number of its line, and its hash."""
    folded = (fold(without_bullet(line).replace("\n", " ")) for line in lines)
    return hashed_words([hashed_line(line)[0] for line in folded], [1] * len(lines))


def hashed_line(line: str) -> tuple[bytes, int]:
    """Return the words of a folded line, hashed, and how often something stands between two spaces."""
    pieces = line.split()
    return b"".join(map(_HASHES.__getitem__, pieces)), len(pieces)


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


def hashed_words(lines: Sequence[bytes], sizes: Sequence[int]) -> tuple["Numbers", "Numbers"]:
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


def without_bullet(line: str) -> str:
    """Return `line` without what marks it as an item of a list."""
    bullet = _BULLET.match(line)
    return (line[bullet.end() :] or line) if bullet else line
