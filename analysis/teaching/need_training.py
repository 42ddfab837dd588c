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
from crawler.knowledge import knowledge

SMALLEST = 0.02


def main() -> None:
    """Estimate anew which words speak for a must and which for a wish, and print the cross-validated accuracy."""
    parser = argparse.ArgumentParser(prog="python -m analysis.teaching.need", description=main.__doc__)
    parser.add_argument("labelled", type=Path, help="CSV: posting_id, label (must or nice), sentence")
    parser.add_argument("--out", type=Path, default=knowledge("sections", "need.npz"))
    asked = parser.parse_args()
    with asked.labelled.open(encoding="utf-8", newline="") as file:
        rows = list({row["sentence"]: row for row in csv.DictReader(file)}.values())
    words = sparse.vstack([_row(row["sentence"]) for row in rows]).tocsr()
    is_wish = np.array([row["label"] == "nice" for row in rows])
    model = LogisticRegression(C=2, max_iter=300)
    folds = GroupKFold(5)
    read = cross_val_predict(model, words, is_wish, groups=[row["posting_id"] for row in rows], cv=folds)
    majority = max(is_wish.mean(), 1 - is_wish.mean())
    sys.stdout.write(f"{len(rows)} sentences: accuracy {(read == is_wish).mean():.3f}, majority {majority:.3f}\n")
    model.fit(words, is_wish)
    kept = np.flatnonzero(np.abs(model.coef_[0]) >= SMALLEST)
    np.savez_compressed(
        asked.out,
        words_at=kept.astype(np.int32),
        words=model.coef_[0][kept].astype(np.float16),
        base=model.intercept_[0],
    )


def _row(sentence: str) -> sparse.csr_matrix[Any]:
    words = see([sentence]).words
    values = np.full(len(words), 1 / np.sqrt(len(words)), dtype=np.float32)
    return sparse.csr_matrix((values, (np.zeros(len(words), dtype=np.int64), words)), shape=(1, 1 << BITS))
