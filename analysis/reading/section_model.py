"""The section model: which section each line of an advert belongs to, judged by its words and then twice in context.

First the words of each line speak for themselves (a linear model over hashed words and word pairs). Then a small
network judges each line in its context: its heading, its neighbours, its place. A second one judges again, now knowing
what the first made of the neighbours; this decodes the advert as a whole.

`python -m analysis.reading.section_model --help` estimates the model anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.reading import SECTIONS, Section
from analysis.reading.section_features import Seen, in_context, pooled, see_all
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from analysis.reading.section_features import Floats

SMALL_PRODUCT = 2**18
"""Multiplications that OpenBLAS does on the calling thread."""
ROWS_AT_ONCE = 32
SPREAD = 4.0
"""No input lies further than this many standard deviations from the mean: odd adverts stay within what was learned."""


@dataclass(frozen=True)
class Words:
    """What each hashed word says of its line."""

    weights: "Floats"
    base: "Floats"

    def chances(self, seen: Seen, lines: int) -> "Floats":
        """Return the chance of each section for each line, by its words alone."""
        starts = np.searchsorted(seen.line_numbers, np.arange(lines))
        scores = np.add.reduceat(self.weights[seen.words], starts, axis=0)
        sizes = np.bincount(seen.line_numbers, minlength=lines)[:, None]
        return _softmax(pooled(scores / np.sqrt(sizes), seen.passages) + self.base)


@dataclass(frozen=True)
class Judge:
    """A committee of small networks with one hidden layer each, side by side in the same arrays."""

    mean: "Floats"
    scale: "Floats"
    hidden: "Floats"
    hidden_base: "Floats"
    out: "Floats"
    """members x hidden x sections"""
    out_base: "Floats"

    def chances(self, context: "Floats") -> "Floats":
        """Return the mean of the members' chances of each section for each line."""
        inputs = context - self.mean
        inputs /= self.scale
        np.clip(inputs, -SPREAD, SPREAD, out=inputs)
        members, size, _ = self.out.shape
        hidden = _product(inputs, self.hidden)
        hidden += self.hidden_base
        hidden = np.maximum(hidden, 0, out=hidden).reshape(len(inputs), members, size)
        votes = [_softmax(hidden[:, member] @ self.out[member] + self.out_base[member]) for member in range(members)]
        return np.asarray(np.mean(votes, axis=0, dtype=np.float32))


@dataclass(frozen=True)
class SectionModel:
    """Words, then two judges, one after the other."""

    words: Words
    first: Judge
    second: Judge

    def chances(self, lines: Sequence[str]) -> "Floats":
        """Return the chance of each section for each of `lines`."""
        return self.chances_of([lines])[0]

    def chances_of(self, adverts: Sequence[Sequence[str]]) -> "list[Floats]":
        """Return the chances for the lines of several adverts, none of them empty."""
        seen = see_all(adverts)
        chances = self.judged(self.words.chances(seen, len(seen.adverts)), seen)
        ends = [*seen.starts[1:].tolist(), len(chances)]
        return [chances[start:end] for start, end in zip(seen.starts.tolist(), ends, strict=True)]

    def judged(self, by_words: "Floats", seen: Seen) -> "Floats":
        """Return the chances in context, given those by words alone; a passage has one section."""
        first = pooled(self.first.chances(in_context(by_words, seen)), seen.passages)
        return pooled(self.second.chances(in_context(first, seen)), seen.passages)

    def sections(self, lines: Sequence[str]) -> list[Section]:
        """Return the likeliest section of each of `lines`."""
        return [SECTIONS[number] for number in self.chances(lines).argmax(1)] if lines else []


def _product(rows: "Floats", weights: "Floats") -> "Floats":
    """Multiply in small blocks: a larger product is handed to threads, which costs tens of times its own work."""
    product = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    step = SMALL_PRODUCT // (ROWS_AT_ONCE * len(weights))
    for row in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[row : row + ROWS_AT_ONCE]
        for column in range(0, weights.shape[1], step):
            ends = slice(row, row + ROWS_AT_ONCE), slice(column, column + step)
            np.matmul(some, weights[:, ends[1]], out=product[ends])
    return product


def _softmax(scores: "Floats") -> "Floats":
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


@cache
def section_model(path: Path | None = None) -> SectionModel:
    """Return the model that ships, or the one at `path`."""
    with np.load(path or knowledge("sections", "model.npz")) as arrays:
        weights = np.zeros((int(arrays["places"]), len(SECTIONS)), dtype=np.float32)
        weights[arrays["words_at"]] = arrays["words"]
        judges = [
            Judge(*(arrays[f"{name}_{part}"].astype(np.float32) for part in Judge.__dataclass_fields__))
            for name in ("first", "second")
        ]
        return SectionModel(Words(weights, arrays["base"].astype(np.float32)), *judges)


def save(model: SectionModel, path: Path, *, smallest: float = 0.02) -> None:
    """Write `model` as one file of numbers, without the words that weigh less than `smallest` in all sections."""
    kept = np.flatnonzero(np.abs(model.words.weights).max(1) >= smallest)
    judges = {
        f"{name}_{part}": getattr(judge, part).astype(np.float16 if part in ("hidden", "out") else np.float32)
        for name, judge in (("first", model.first), ("second", model.second))
        for part in Judge.__dataclass_fields__
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        version=np.array(1),
        places=np.array(len(model.words.weights)),
        words_at=kept.astype(np.int32),
        words=model.words.weights[kept].astype(np.float16),
        base=model.words.base,
        allow_pickle=False,
        **judges,
    )


if __name__ == "__main__":
    from analysis.reading.section_training import main

    main()
