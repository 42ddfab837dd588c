"""The section model: which section each line of an advert belongs to, judged by its words and then in context.

First the words of each line speak for themselves: one linear model over hashed words and word pairs gives the chance of
each section, another gives what the line speaks of, as a point in the space of a sentence encoder. Then a small network
judges each line by both in context (its heading, its neighbours, its block, the whole advert above and below it) and by
what it carries from line to line, down and up the advert.

`python -m analysis.teaching.sections --help` estimates the model anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import softmax
from threadpoolctl import ThreadpoolController

from analysis.reading.reading import SECTIONS, Section
from analysis.reading.recurrent import Network
from analysis.reading.section_context import in_context
from analysis.reading.section_features import Seen, pooled, see_all
from analysis.reading.section_words import words_of_each
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from analysis.reading.section_features import Floats, Numbers

RARITY = 0.3
"""How much sooner a rare section is believed, as a power of its share: between 0, where lines count, and 1, where
sections do (Koyejo, Natarajan, Ravikumar and Dhillon 2014)."""
DIRECTIONS = 48
"""So many directions tell half of what tells lines apart."""
SPREAD = 4.0
"""No input lies further than this many standard deviations from the mean: odd adverts stay within what was learned."""

_FILLS = (64, 640, 256)


@dataclass(frozen=True)
class Words:
    """What each hashed word says of its line."""

    weights: "Floats"
    base: "Floats"

    def chances(self, seen: Seen) -> "Floats":
        """Return the chance of each section for each line, by its words alone."""
        told = _told_by_words(self.weights, seen.words, seen.line_numbers, len(seen.adverts))
        return np.asarray(softmax(pooled(told, seen.passages) + self.base, axis=1))


@dataclass(frozen=True)
class Meanings:
    """What each hashed word adds to the meaning of its line: the first numbers tell most."""

    rows: "Numbers"
    """Of each place the row of `table`; row 0 adds nothing."""
    table: "Floats"

    def of(self, words: "Numbers", line_numbers: "Numbers", count: int) -> "Floats":
        """Return the meaning of each of `count` lines by its hashed `words`."""
        return _told_by_words(self.table, self.rows[words], line_numbers, count)


def _told_by_words(table: "Floats", rows: "Numbers", line_numbers: "Numbers", count: int) -> "Floats":
    """Return of each of `count` lines the sum of its words' `rows` of `table`, over the root of their number."""
    starts = np.searchsorted(line_numbers, np.arange(count + 1))
    once = np.ones(len(rows), dtype=np.float32)
    sums = csr_matrix((once, rows, starts), shape=(count, len(table))) @ table
    return np.asarray(sums / np.sqrt(np.diff(starts))[:, None], dtype=np.float32)


@dataclass(frozen=True)
class Judge:
    """A network that reads the lines of an advert in order, and the scale that it reads them on."""

    mean: "Floats"
    scale: "Floats"
    network: Network

    def chances(self, context: "Floats", starts: "Numbers") -> "Floats":
        """Return the chance of each section for each line of the adverts that begin at `starts`."""
        with _blas().limit(limits=1):  # so small a product costs tens of times its own work when threads share it
            return np.asarray(softmax(self.network.scores(scaled(context, self.mean, self.scale), starts), axis=1))


def scaled(context: "Floats", mean: "Floats", scale: "Floats") -> "Floats":
    """Return what a judge's network sees of each line."""
    inputs = context - mean
    inputs /= scale
    return np.clip(inputs, -SPREAD, SPREAD, out=inputs)


def told_in_context(words: Words, meanings: Meanings, seen: Seen) -> "Floats":
    """Return what a judge sees of each line."""
    return in_context(words.chances(seen), meanings.of(seen.words, seen.line_numbers, len(seen.adverts)), seen)


def directions(lines: Sequence[str]) -> "Floats":
    """Return what each of `lines` speaks of, read by itself: points at distance 1, or 0 for nothing that is known."""
    if not lines:
        return np.zeros((0, DIRECTIONS), dtype=np.float32)
    line_numbers, words = words_of_each(lines)
    points = meanings().of(words, line_numbers, len(lines))
    points[[not line.strip() for line in lines]] = 0  # a line's end is a word too
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.where(lengths > 0, lengths, 1), dtype=np.float32)


@dataclass(frozen=True)
class SectionModel:
    """Words and their meanings, then a judge."""

    words: Words
    meanings: Meanings
    judge: Judge
    shares: "Floats"
    """Of each section, its share of the lines that were learned from."""

    def chances(self, lines: Sequence[str]) -> "Floats":
        """Return the chance of each section for each of `lines`."""
        return self.chances_of([lines])[0]

    def chances_of(self, adverts: Sequence[Sequence[str]]) -> "list[Floats]":
        """Return the chances for the lines of several adverts, none of them empty; a passage has one section."""
        seen = see_all(adverts)
        chances = pooled(self.judge.chances(self.context(seen), seen.starts), seen.passages)
        ends = [*seen.starts[1:].tolist(), len(chances)]
        return [chances[start:end] for start, end in zip(seen.starts.tolist(), ends, strict=True)]

    def context(self, seen: Seen) -> "Floats":
        """Return what the judge sees of each line."""
        return told_in_context(self.words, self.meanings, seen)

    def sections(self, lines: Sequence[str]) -> list[Section]:
        """Return the section of each of `lines`."""
        return self.believed(self.chances(lines)) if lines else []

    def believed(self, chances: "Floats") -> list[Section]:
        """Return the section that the `chances` of each line speak for."""
        return [SECTIONS[number] for number in (chances / self.shares**RARITY).argmax(1).tolist()]


@cache
def _blas() -> ThreadpoolController:
    """Return what limits threads, once the space that products are packed in was touched.

    The judge's products fetch ahead beyond what they fill of it. On a virtual machine each look at a page that was
    never touched takes so long that they take three times as long; one of doubles fills more, and takes a millisecond.
    """
    found = ThreadpoolController()
    with found.limit(limits=1):
        np.ones(_FILLS[:2]) @ np.ones(_FILLS[1:])
    return found


@cache
def section_model(path: Path | None = None) -> SectionModel:
    """Return the model that ships, or the one at `path`."""
    with np.load(path or knowledge("sections", "model.npz")) as arrays:
        weights = np.zeros((int(arrays["places"]), len(SECTIONS)), dtype=np.float32)
        weights[arrays["words_at"]] = arrays["words"]
        network = Network(*(arrays[f"network_{field.name}"].astype(np.float32) for field in fields(Network)))
        judge = Judge(arrays["mean"], arrays["scale"], network)
        return SectionModel(Words(weights, arrays["base"].astype(np.float32)), meanings(), judge, arrays["shares"])


@cache
def meanings(path: Path | None = None) -> Meanings:
    """Return the meanings of words that ship, or those at `path`."""
    with np.load(path or knowledge("sections", "meanings.npz")) as arrays:
        at, numbers = arrays["words_at"], arrays["numbers"]
        rows = np.zeros(int(arrays["places"]), dtype=np.int64)
        rows[at] = np.arange(1, len(at) + 1)
        table = np.vstack([np.zeros((1, numbers.shape[1])), numbers * arrays["scale"]]).astype(np.float32)
        return Meanings(rows, table)


def save_meanings(weights: "Floats", path: Path, *, kept: int = 30_000) -> None:
    """Write `weights` (places x numbers) as bytes, without the words that add least to any line."""
    sizes = np.abs(weights).sum(1)
    at = np.sort(np.argsort(-sizes)[:kept])
    scale = np.abs(weights[at]).max(0) / 127
    numbers = np.round(weights[at] / scale).astype(np.int8)
    np.savez_compressed(
        path, version=np.array(1), places=np.array(len(weights)), words_at=at.astype(np.int32), numbers=numbers,
        scale=scale.astype(np.float32), allow_pickle=False,
    )  # fmt: skip


def save(model: SectionModel, path: Path, *, smallest: float = 0.02) -> None:
    """Write `model` as one file of numbers, without the words that weigh less than `smallest` in all sections."""
    kept = np.flatnonzero(np.abs(model.words.weights).max(1) >= smallest)
    network = {f"network_{name}": weights.astype(np.float16) for name, weights in vars(model.judge.network).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        version=np.array(4),
        places=np.array(len(model.words.weights)),
        words_at=kept.astype(np.int32),
        words=model.words.weights[kept].astype(np.float16),
        base=model.words.base,
        shares=model.shares,
        allow_pickle=False,
        mean=model.judge.mean,
        scale=model.judge.scale,
        **network,
    )
