"""The employer's field, by the words of an advert.

Two counsels are heard: the vote of the words of the lexicon, and the weights of all words, estimated from adverts of
many firms. `python -m analysis.reading.sector --help` estimates the weights anew.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.reading.body import Body, Found
from analysis.reading.lexicon import lexicon, trie_pattern
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

SECTORS = tuple(sorted(lexicon("sectors")))
EMPLOYER = ("employer", "summary")
"""The lines that speak of the employer: their words count twice."""
JOB = ("heading", "responsibility", "required", "preferred")
VOTES_COUNT = 0.2
"""How much a vote of the lexicon counts beside a word."""

_WEIGHTS = {"decisive": 5.0, "strong": 2.0, "weak": 0.5}
_FEWEST_WORDS = 5
"""Fewer known words than this tell nothing."""
_WORD = re.compile(r"[^\W\d_]+|\d+")


class _Model(NamedTuple):
    rows: Mapping[int, int]
    """The row of each word or word pair, by its hash."""
    words: "Floats"
    votes: "Floats"
    base: "Floats"


class Word(NamedTuple):
    """One word or word pair, hashed, and where it stands in the body."""

    hashed: int
    start: int
    end: int


@cache
def _votes() -> dict[str, tuple[tuple[int, float], ...]]:
    votes: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for sector, words in lexicon("sectors").items():
        for group, weight in _WEIGHTS.items():
            for word in words[group]:
                votes[word].append((SECTORS.index(sector), weight))
    return {word: tuple(given) for word, given in votes.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{trie_pattern(_votes())})(?!\w)")


@cache
def _model() -> _Model:
    with np.load(knowledge("sections", "sector.npz")) as arrays:
        rows = {int(hashed): row for row, hashed in enumerate(arrays["words_at"])}
        words = arrays["words"].astype(np.float32) * arrays["unit"]
        return _Model(rows, words, arrays["votes"].astype(np.float32), arrays["base"].astype(np.float32))


def find_sector(body: Body) -> Found | None:
    """Return the sector that the words of the advert speak for most, with the words that speak loudest for it."""
    model = _model()
    counts = count_words(body)
    known = {model.rows[word]: count for word, count in counts.items() if word in model.rows}
    if len(known) < _FEWEST_WORDS:
        return None
    rows, values = np.array(list(known)), np.array(list(known.values()))
    by_words = (model.words[rows] * (values / np.sqrt(values @ values))[:, None]).sum(0)
    best = int((by_words + votes_in(body) @ model.votes + model.base).argmax())
    return Found("sector", SECTORS[best], *_loudest(body, best, model), "sectors.words")


def count_words(body: Body) -> dict[int, float]:
    """Count each word and word pair once for the lines of the job, and twice for those of the employer."""
    counts: dict[int, float] = defaultdict(float)
    for sections, times in ((EMPLOYER, 2.0), (JOB, 1.0)):
        for hashed in {word.hashed for word in _words(body, sections)}:
            counts[hashed] += times
    return counts


def _words(body: Body, sections: tuple[str, ...]) -> Iterator[Word]:
    for section, text, shift in zip(body.sections, body.texts, body.starts, strict=True):
        before: tuple[int, int] | None = None
        for match in _WORD.finditer(text) if section in sections else ():
            start, end = shift + match.start(), shift + match.end()
            hashed = zlib.crc32(match[0].encode("utf-8", "replace"))
            yield Word(hashed, start, end)
            if before:
                yield Word(zlib.crc32(match[0].encode("utf-8", "replace"), before[0]), before[1], end)
            before = hashed, start


def votes_in(body: Body) -> "Floats":
    """Return the lexicon's votes for each sector: those of the employer's lines, then those of the job's."""
    scores = np.zeros((2, len(SECTORS)), dtype=np.float32)
    for number, sections in enumerate((EMPLOYER, JOB)):
        texts = [text for section, text in zip(body.sections, body.texts, strict=True) if section in sections]
        for word in set(_pattern().findall("\n".join(texts))):
            for sector, weight in _votes()[word]:
                scores[number, sector] += weight
    return (VOTES_COUNT * np.log1p(scores)).ravel()


def _loudest(body: Body, sector: int, model: _Model) -> tuple[int, int]:
    """Return where the word that speaks loudest for `sector` stands."""
    for sections in (EMPLOYER, JOB):
        known = [word for word in _words(body, sections) if word.hashed in model.rows]
        if known:
            loudest = max(known, key=lambda word: model.words[model.rows[word.hashed], sector])
            return loudest.start, loudest.end
    raise AssertionError("a sector is only found by known words")


if __name__ == "__main__":
    from analysis.reading.sector_training import main

    main()
