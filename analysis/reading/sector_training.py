"""Estimates what the words of an advert say of its employer's field, from adverts whose employers' fields are known."""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold

from analysis.reading.body import Body
from analysis.reading.lines import lines_of
from analysis.reading.reading import Line
from analysis.reading.sections import sections_of
from analysis.reading.sector import SECTORS, count_words, votes_in
from crawler.knowledge import knowledge

FEWEST_FIRMS = 6
"""A word that fewer firms use is left aside: it would be a firm's own."""
PULL = 1.0
"""How strongly the weights are drawn to nothing."""


class _Adverts(NamedTuple):
    firms: list[str]
    sectors: list[str]
    words: list[dict[int, float]]
    votes: list[Any]


def main() -> None:
    """Estimate anew which words speak for which sector, and print the accuracy with whole firms held out."""
    parser = argparse.ArgumentParser(prog="python -m analysis.reading.sector", description=main.__doc__)
    parser.add_argument(
        "labelled", type=Path, help="JSON lines: firm, sector, text; `asked` where accuracy is measured"
    )
    parser.add_argument("--out", type=Path, default=knowledge("sections", "sector.npz"))
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.labelled.read_text(encoding="utf-8").splitlines()]
    bodies = [_body(row["text"]) for row in rows]
    adverts = _Adverts(
        [row["firm"].casefold() for row in rows],
        [row["sector"] for row in rows],
        [count_words(body) for body in bodies],
        [votes_in(body) for body in bodies],
    )
    kept = _used_by_many(adverts)
    seen = sparse.hstack([_by_word(adverts.words, kept), sparse.csr_matrix(np.array(adverts.votes))]).tocsr()
    measured = np.array([row.get("asked", True) for row in rows])
    right = _read_unseen(seen, adverts) == np.array(adverts.sectors)
    sys.stdout.write(f"{measured.sum()} adverts of unseen firms: accuracy {right[measured].mean():.3f}\n")
    _save(asked.out, kept, _fit(seen, adverts, np.arange(len(rows))))


def _body(text: str) -> Body:
    plain = lines_of(text)
    return Body([Line(*line, section) for line, section in zip(plain, sections_of(plain), strict=True)])


def _used_by_many(adverts: _Adverts) -> list[int]:
    firms: dict[int, set[str]] = defaultdict(set)
    for firm, words in zip(adverts.firms, adverts.words, strict=True):
        for word in words:
            firms[word].add(firm)
    return sorted(word for word, users in firms.items() if len(users) >= FEWEST_FIRMS)


def _by_word(counts: Sequence[dict[int, float]], kept: list[int]) -> sparse.csr_matrix[Any]:
    place = {word: number for number, word in enumerate(kept)}
    table = sparse.lil_matrix((len(counts), len(kept)), dtype=np.float32)
    for number, words in enumerate(counts):
        known = {place[word]: count for word, count in words.items() if word in place}
        size = np.sqrt(sum(count * count for count in known.values())) or 1.0
        table.rows[number] = sorted(known)
        table.data[number] = [known[word] / size for word in sorted(known)]
    return table.tocsr()


def _fit(seen: Any, adverts: _Adverts, rows: Any) -> Ridge:
    sizes = Counter(adverts.firms)
    weights = np.array([sizes[adverts.firms[row]] ** -0.5 for row in rows])
    wanted = np.array([[adverts.sectors[row] == sector for sector in SECTORS] for row in rows], dtype=float)
    return Ridge(alpha=PULL, solver="sparse_cg").fit(seen[rows], wanted, sample_weight=weights)


def _read_unseen(seen: Any, adverts: _Adverts) -> Any:
    read_as = np.empty(len(adverts.firms), dtype=object)
    for known, unseen in GroupKFold(6).split(seen, groups=adverts.firms):
        chances = _fit(seen, adverts, known).predict(seen[unseen])
        read_as[unseen] = np.array(SECTORS)[chances.argmax(1)]
    return read_as


def _save(path: Path, kept: list[int], model: Ridge) -> None:
    weights = model.coef_.T
    words, votes = weights[: len(kept)], weights[len(kept) :]
    unit = np.float32(np.abs(words).max() / 127)
    np.savez_compressed(
        path,
        words_at=np.array(kept, dtype=np.uint32),
        words=np.round(words / unit).astype(np.int8),
        unit=unit,
        votes=votes.astype(np.float16),
        base=np.asarray(model.intercept_, dtype=np.float32),
    )
