"""Estimates the section model: silver labels teach the words, labelled and taught adverts teach the judge."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from analysis.reading.lines import lines_of
from analysis.reading.reading import SECTIONS
from analysis.reading.section_features import Seen, see
from analysis.reading.section_model import Judge, SectionModel, Words, meanings, scaled, told_in_context
from analysis.reading.section_words import BITS
from analysis.teaching import recurrent_learning
from analysis.teaching.advert_files import AdvertFileError
from analysis.teaching.section_labels import from_json_lines, with_labels
from analysis.teaching.section_silver import silver_sections

EXCERPTS = 2
EXCERPT_LINES = (1, 1, 2, 3, 4, 6, 8)
ROUNDS = 8
"""More rounds learn the labelled firms by heart."""
DOUBT = 0.01
"""A label leaves so much to each section."""
REPEATS = 2
"""A line counts so often at most, however many adverts carry it."""


class Labelled(NamedTuple):
    """An advert whose lines have their sections."""

    firm: str
    seen: Seen
    sections: np.ndarray[Any, np.dtype[np.int64]]
    lines: Sequence[str]


Taught = tuple[Sequence[str], np.ndarray[Any, Any]]
"""The lines of an advert, and of each line the chances of the sections as a larger reader judged them."""


def labelled_adverts(files: Iterable[Path], adverts: Sequence[Path]) -> list[Labelled]:
    """Read labelled adverts from JSON Lines, and from CSV of labels alone, whose lines stand in `adverts`."""
    rows = (row for file in files for row in (with_labels(file, adverts) if is_csv(file) else from_json_lines(file)))
    return [
        Labelled(row.firm, see(row.lines), np.array([SECTIONS.index(name) for name in row.sections]), row.lines)
        for row in rows
    ]


def is_csv(file: Path) -> bool:
    """Say whether a file holds labels alone."""
    return file.suffix == ".csv"


def unlabelled(adverts: Iterable[tuple[str, str]], firms_apart: set[str]) -> list[list[str]]:
    """Return the lines of each text of `adverts` (firm, text), each text once, without those of `firms_apart`."""
    texts = {text: None for firm, text in adverts if text and (firm or "").lower() not in firms_apart}
    return [lines for text in texts if (lines := [line.text for line in lines_of(text)])]


def learn_words(adverts: Sequence[list[str]]) -> Words:
    """Learn what words say from lines under known headings; the heading itself is no part of what is learned from."""
    return _learn_words(
        adverts, lambda lines: [SECTIONS.index(name) if name else -1 for name in silver_sections(lines)]
    )


def taught_by(teacher: SectionModel, adverts: Sequence[list[str]]) -> Words:
    """Learn what words say from what `teacher` makes of whole adverts, headings and neighbours known."""
    return _learn_words(adverts, lambda lines: teacher.chances(lines).argmax(1).tolist())


def _learn_words(adverts: Sequence[list[str]], label: Callable[[list[str]], list[int]]) -> Words:
    met = dict[str, int]()
    labels = [
        np.array([named if _is_new(line, met) else -1 for line, named in zip(lines, label(lines), strict=True)])
        for lines in adverts
    ]
    labels_of = np.concatenate([*labels, np.zeros(0, np.int64)])
    known = labels_of >= 0
    if len(set(labels_of[known].tolist())) <= 1:
        raise AdvertFileError("Your adverts have too few headings that are known to learn words from: give more.")
    words = _matrix([see(lines) for lines in adverts], labels)[known]
    model = LogisticRegression(C=3, max_iter=60, tol=1e-2).fit(words, labels_of[known])
    weights = np.zeros((1 << BITS, len(SECTIONS)), dtype=np.float32)
    weights[:, model.classes_] = model.coef_.T
    base = np.full(len(SECTIONS), -8, dtype=np.float32)
    base[model.classes_] = model.intercept_
    return Words(weights, base)


def _is_new(line: str, met: dict[str, int]) -> bool:
    met[line] = met.get(line, 0) + 1
    return met[line] <= REPEATS


def hashed(lines: Sequence[str]) -> sparse.csr_matrix[np.float32]:
    """Return the hashed words of each of `lines`."""
    return _matrix([see(lines)], [np.zeros(len(lines))])


def _matrix(seen: Sequence[Seen], labels: Sequence[np.ndarray[Any, Any]]) -> sparse.csr_matrix[np.float32]:
    sizes = [len(each) for each in labels]
    starts = np.cumsum([0, *sizes])
    rows = np.concatenate([advert.line_numbers + start for advert, start in zip(seen, starts, strict=False)])
    words = np.concatenate([advert.words for advert in seen])
    counts = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, words)), shape=(starts[-1], 1 << BITS))
    scale = 1 / np.sqrt(np.bincount(rows, minlength=starts[-1]))
    return sparse.csr_matrix(sparse.diags(scale.astype(np.float32)) @ counts)


def excerpts(adverts: Sequence[Labelled], seed: int) -> Iterator[Labelled]:
    """Yield a few short pieces of each advert, so that adverts of a line or a paragraph are read too."""
    chance = random.Random(seed)  # noqa: S311 nothing secret
    for advert in adverts:
        for _ in range(EXCERPTS):
            size = min(len(advert.lines), chance.choice(EXCERPT_LINES))
            first = chance.randrange(len(advert.lines) - size + 1)
            lines = advert.lines[first : first + size]
            yield Labelled(advert.firm, see(lines), advert.sections[first : first + size], lines)


def learn_judge(words: Words, adverts: Sequence[Labelled], taught: Sequence[Taught], seed: int) -> SectionModel:
    """Learn the judge: labels are all but certain, and of taught adverts each line has its chances."""
    adverts = [*adverts, *excerpts(adverts, seed)]
    contexts = [told_in_context(words, meanings(), advert.seen) for advert in adverts]
    labelled = np.vstack(contexts)
    mean, scale = labelled.mean(0), labelled.std(0) + 0.05
    contexts += [told_in_context(words, meanings(), see(lines)) for lines, _ in taught]
    sure = np.eye(len(SECTIONS), dtype=np.float32) * (1 - len(SECTIONS) * DOUBT) + DOUBT
    chances = [*(sure[advert.sections] for advert in adverts), *(chances for _, chances in taught)]
    inputs = [scaled(context, mean, scale) for context in contexts]
    judge = Judge(mean, scale, recurrent_learning.learn(inputs, chances, rounds=ROUNDS, seed=seed))
    # One more of each: a section that no advert has is not believed without end.
    counts = np.bincount(np.concatenate([advert.sections for advert in adverts]), minlength=len(SECTIONS)) + 1
    return SectionModel(words, meanings(), judge, (counts / counts.sum()).astype(np.float32))


def learn(
    adverts: Sequence[Labelled], others: Sequence[list[str]], taught: Sequence[Taught], seed: int
) -> SectionModel:
    """Learn from headings, then from labelled adverts, then let this model teach the words anew."""
    teacher = learn_judge(learn_words(others), adverts, taught, seed)
    return learn_judge(taught_by(teacher, others), adverts, taught, seed)
