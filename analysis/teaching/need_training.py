"""Estimates what the words of a demand say about its need, from sentences that employers labelled themselves."""

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from analysis.reading.section_features import see
from analysis.reading.section_words import BITS
from crawler.exit_codes import WRONG_USE
from crawler.knowledge import knowledge

SMALLEST = 0.02
_FOLDS = 5
_COLUMNS = ("posting_id", "label", "sentence")
_LABELS = {"must", "nice"}


def main() -> None:
    """Estimate anew which words speak for a must and which for a wish, and print the cross-validated accuracy."""
    parser = argparse.ArgumentParser(prog="python -m analysis.teaching.need", description=main.__doc__)
    parser.add_argument("labelled", type=Path, help="CSV: posting_id, label (must or nice), sentence")
    parser.add_argument("--out", type=Path, default=knowledge("sections", "need.npz"))
    asked = parser.parse_args()
    try:
        rows = _labelled(asked.labelled)
    except (OSError, ValueError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        parser.exit(WRONG_USE, f"{asked.labelled}: {why}\n")
    words = sparse.vstack([_row(row["sentence"]) for row in rows]).tocsr()
    is_wish = np.array([row["label"] == "nice" for row in rows])
    model = LogisticRegression(C=2, max_iter=300)
    read = cross_val_predict(model, words, is_wish, groups=[row["posting_id"] for row in rows], cv=GroupKFold(_FOLDS))
    majority = max(is_wish.mean(), 1 - is_wish.mean())
    sys.stdout.write(f"{len(rows)} sentences: accuracy {(read == is_wish).mean():.3f}, majority {majority:.3f}\n")
    _save(model.fit(words, is_wish), asked.out)


def _labelled(file: Path) -> list[dict[str, str]]:
    """Return a row of each sentence; raises OSError, ValueError or csv.Error where nothing can be learned of them."""
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        if missing := [name for name in _COLUMNS if name not in (reader.fieldnames or ())]:
            raise ValueError(f"no column {', '.join(missing)}")
        rows = list({row["sentence"]: row for row in reader}.values())
    if odd := {row["label"] for row in rows} - _LABELS:
        raise ValueError(f"label {min(map(str, odd))!r} is neither must nor nice")
    postings = {label: {row["posting_id"] for row in rows if row["label"] == label} for label in _LABELS}
    if min(map(len, postings.values())) < _FOLDS:
        raise ValueError(f"give sentences of both labels, each from {_FOLDS} postings at least")
    return rows


def _save(model: LogisticRegression, file: Path) -> None:
    kept = np.flatnonzero(np.abs(model.coef_[0]) >= SMALLEST)
    np.savez_compressed(
        file,
        words_at=kept.astype(np.int32),
        words=model.coef_[0][kept].astype(np.float16),
        base=model.intercept_[0],
    )


def _row(sentence: str) -> sparse.csr_matrix[Any]:
    words = see([sentence]).words
    values = np.full(len(words), 1 / np.sqrt(len(words)), dtype=np.float32)
    return sparse.csr_matrix((values, (np.zeros(len(words), dtype=np.int64), words)), shape=(1, 1 << BITS))
