"""What repeats: lines that a firm puts into every advert, and adverts that are another one over again."""

import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.body import fold
from analysis.reading.titles import title_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

BOILERPLATE_JOBS = 3
"""A line in so many different jobs of one firm says nothing about any of them."""
SAME_JOB_LIKENESS = 0.65
"""Adverts that demand as much alike are of one job, whatever town or team their titles name."""
SHINGLE = 4
BINS = 64
BANDS = 16
SAME_TITLE_LIKENESS = 0.8
SAME_RANK_LIKENESS = 0.95

_EMPTY = np.uint64(2**64 - 1)


def mark_boilerplate(statements: "pd.DataFrame", demands: "pd.DataFrame") -> "pd.Series[bool]":
    """Tell of each of `statements` (`posting_id`, `firm`, `title`, `text`) whether other jobs of its firm repeat it.

    `demands` (`posting_id`, `text`) holds whatever else these adverts demand: those of one title are of one job, and
    those that demand nearly the same.

    >>> import pandas as pd
    >>> rows = [(n, "Acme", n, line) for n in ("PM", "Buyer", "Clerk") for line in ("Be kind.", f"Know a {n}'s trade.")]
    >>> statements = pd.DataFrame(rows, columns=["posting_id", "firm", "title", "text"])
    >>> mark_boilerplate(statements, statements).tolist()
    [True, False, True, False, True, False]
    """
    plain = statements[["firm", "title", "text"]].apply(lambda column: column.map(_squeezed))
    titles: pd.Series[int] = plain.groupby(["firm", "text"], sort=False)["title"].transform("nunique")
    marked = titles.ge(BOILERPLATE_JOBS)
    marked[marked] = _is_of_many_jobs(plain[marked].assign(posting_id=statements["posting_id"]), demands)
    return marked


def near_duplicates(adverts: "pd.DataFrame") -> "pd.DataFrame":
    """Return the `cluster` of each of `adverts` (`posting_id`, `firm`, `title`, `text`): the id of its first advert.

    Two adverts are one when their texts are alike and they claim the same thing: the same title, or the same family
    and rank in nearly the same text. Texts are compared by the share of four-word runs they have in common,
    estimated by one-permutation MinHash (Li, Owen & Zhang 2012) and found by banding, in linear time.
    """
    leads = _leads(adverts["firm"].tolist(), adverts["title"].tolist(), adverts["text"].tolist())
    ids = adverts["posting_id"].tolist()
    return adverts[["posting_id"]].assign(cluster=[ids[lead] for lead in leads])


def _is_of_many_jobs(lines: "pd.DataFrame", demands: "pd.DataFrame") -> "NDArray[np.bool_]":
    adverts, posting_ids = lines["posting_id"].factorize()
    texts = demands[demands["posting_id"].isin(posting_ids)].groupby("posting_id")["text"].agg(" ".join)
    sketches = np.array([_sketch(texts[posting_id]) for posting_id in posting_ids], np.uint64).reshape(-1, BINS)
    titles = lines["title"].to_numpy()
    found = np.zeros(len(lines), dtype=bool)
    for rows in lines.groupby(["firm", "text"], sort=False).indices.values():
        found[rows] = _are_many_jobs(titles[rows], sketches[adverts[rows]])
    return found


def _are_many_jobs(titles: "NDArray[np.object_]", sketches: "NDArray[np.uint64]") -> bool:
    left = np.arange(len(titles))
    for _ in range(BOILERPLATE_JOBS):
        if not len(left):
            return False
        first = left[0]
        is_other = (titles[left] != titles[first]) & (_likeness(sketches[left], sketches[first]) < SAME_JOB_LIKENESS)
        left = left[is_other]
    return True


def _squeezed(text: str) -> str:
    return " ".join(fold(text).split())


def _leads(firms: Sequence[str], titles: Sequence[str], texts: Sequence[str]) -> list[int]:
    leads = list(range(len(texts)))
    sketches = [_sketch(text) for text in texts]
    names, claims = [_squeezed(title) for title in titles], [title_of(title) for title in titles]
    buckets: dict[tuple[str, tuple[str, str], bytes], int] = {}
    for number, sketch in enumerate(sketches):
        for key in _bands(sketch):
            first = leads[buckets.setdefault((firms[number], claims[number], key), number)]
            least = SAME_TITLE_LIKENESS if names[number] == names[first] else SAME_RANK_LIKENESS
            if first != leads[number] and _likeness(sketch, sketches[first]) >= least:
                leads[number] = first
                break
    return leads


def _likeness(sketches: "NDArray[np.uint64]", other: "NDArray[np.uint64]") -> "NDArray[np.float64]":
    filled = (sketches != _EMPTY) | (other != _EMPTY)
    likeness: NDArray[np.float64] = ((sketches == other) & filled).sum(axis=-1) / np.maximum(filled.sum(axis=-1), 1)
    return likeness


def _sketch(text: str) -> "NDArray[np.uint64]":
    """Return the smallest hash of the text's word runs in each of `BINS` bins."""
    words = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in fold(text).split()], dtype=np.uint64)
    runs = words[: max(1, len(words) - SHINGLE + 1)].copy()
    for place in range(1, min(SHINGLE, len(words))):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(runs)]
    runs *= np.uint64(0xD6E8FEB86659FD93)
    runs ^= runs >> np.uint64(32)
    smallest = np.full(BINS, _EMPTY, dtype=np.uint64)
    np.minimum.at(smallest, (runs % np.uint64(BINS)).astype(np.intp), runs >> np.uint64(8))
    return smallest


def _bands(sketch: "NDArray[np.uint64]") -> Iterator[bytes]:
    rows = BINS // BANDS
    for band in range(BANDS):
        yield bytes([band]) + sketch[band * rows : (band + 1) * rows].tobytes()
