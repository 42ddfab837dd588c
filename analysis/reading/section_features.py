"""What the section model sees of an advert's lines: their words (hashed), their shape, their cues, their place.

Many adverts are seen at once, line below line: the arrays of one are so small that handling them costs more than they.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.reading.reading import SECTIONS
from analysis.reading.section_looks import looks_of
from analysis.reading.section_words import hashed_words
from analysis.reading.wraps import goes_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Numbers = NDArray[np.int64]


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
    hashed, told_alone = zip(*looks_of(lines), strict=True)
    numbers, words = hashed_words(hashed, sizes)
    told = np.frombuffer(b"".join(told_alone), dtype=np.float32).reshape(len(lines), -1)
    shapes, headings = told[:, : -len(SECTIONS)], told[:, -len(SECTIONS) :]
    places = _places(starts, np.array(sizes), of_advert)
    around = np.hstack([places, shapes, shifted(shapes, 1, of_advert), shifted(shapes, -1, of_advert)])
    return Seen(numbers, words, around, headings, _passages(lines, starts), starts, of_advert)


def _passages(lines: Sequence[str], starts: "Numbers") -> "Numbers":
    """Number the passages of `lines`: a line that goes on in small letters where the one above broke off joins it."""
    begins = [not goes_on(above, line) for above, line in pairwise(lines)]
    new = np.array([False, *begins])
    new[starts[1:]] = True
    return np.cumsum(new)


def _places(starts: "Numbers", sizes: "Numbers", adverts: "Numbers") -> "Floats":
    count = sizes[adverts]
    number = np.arange(len(adverts)) - starts[adverts]
    share = number / np.maximum(count - 1, 1)
    tests = [share, share**2, number == 0, number == 1, number < 4, number >= count - 1, number >= count - 3]
    return np.stack(tests, 1).astype(np.float32)


def shifted(values: "Floats", by: int, adverts: "Numbers") -> "Floats":
    """Return to each line the row of the line of its advert `by` lines above it (below, when negative)."""
    moved = np.zeros_like(values)
    here, there = (slice(by, None), slice(-by)) if by > 0 else (slice(by), slice(-by, None))
    moved[here] = np.where((adverts[here] == adverts[there])[:, None], values[there], 0)
    return moved


def pooled(values: "Floats", passages: "Numbers") -> "Floats":
    """Return for each line the mean of `values` over the lines of its passage."""
    count = int(passages[-1]) + 1
    if count == len(values):
        return values
    sums = np.add.reduceat(values, np.searchsorted(passages, np.arange(count)))
    return (sums / np.bincount(passages)[:, None])[passages]
