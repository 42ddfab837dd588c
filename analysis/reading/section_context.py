"""What the judge of sections sees of each line: itself, its headings, its neighbours, its block, its advert."""

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.reading.section_features import Seen, shifted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Numbers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

FAR = 30
LIKELY, LIKELY_ANNOUNCED = 0.5, 0.1
"""From this chance a line heads those below it; less will do where its wording is a known heading."""
_NEAR, _COARSE, _FAR_OFF = 32, 24, 12
"""Of the meaning of lines that are not the line itself so many numbers are seen: the first tell most."""


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
        logs, *(shifted(logs, by, seen.adverts) for by in (1, -1)),
        *(shifted(chances, by, seen.adverts) for by in (2, -2)),
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
        means[block, :_NEAR], *(shifted(means[:, :_COARSE], by, of_block)[block] for by in (1, -1)),
        *_before_and_after(coarse, seen),
        *(shifted(near, by, seen.adverts) for by in (1, -1)),
        *(shifted(far, by, seen.adverts) for by in (2, -2, 3, -3)),
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


def _blocks(chances: "Floats", is_heading: "Truths", seen: Seen) -> "tuple[Floats, Floats, Floats]":
    """Return the mean chances of the other lines between the same two headings, of the block before, and after."""
    firsts, block = _blocks_of(is_heading, seen)
    body = np.where(is_heading[:, None], 0, chances).astype(np.float32)
    sums = np.add.reduceat(body, firsts)
    sizes = np.add.reduceat(~is_heading, firsts, dtype=np.int64)
    others = (sums[block] - body) / np.maximum(sizes[block] - ~is_heading, 1)[:, None]
    means = sums / np.maximum(sizes, 1)[:, None]
    adverts = seen.adverts[firsts]
    return others, shifted(means, 1, adverts)[block], shifted(means, -1, adverts)[block]


def _blocks_of(is_heading: "Truths", seen: Seen) -> "tuple[Numbers, Numbers]":
    """Return the first line of each block, and the number of each line's block; a heading opens one."""
    opens = is_heading.copy()
    opens[seen.starts] = True
    return np.flatnonzero(opens), np.cumsum(opens) - 1
