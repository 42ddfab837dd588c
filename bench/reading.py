"""How many adverts does a CPU-second read, beside one TF-IDF pass (words and word pairs) over the same text?

`python -m bench.reading [PARQUET …]`: files with `title` and `description`; without any, the sample market is read.
"""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import duckdb
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.reading.lines import lines_of
from analysis.reading.read import read_all
from analysis.reading.sections import sections_of_all
from crawler.normal.html import plain_text

ADVERTS, OTHERS = 4_000, 400


def adverts(files: list[str]) -> list[tuple[str, str]]:
    """Return up to `ADVERTS` titles and texts, then `OTHERS`, each text once."""
    found: dict[str, str] = {}
    for file in files:
        for title, text in duckdb.from_parquet(file).project("title, description").fetchall():
            if text:
                found.setdefault(text, title or "")
    return [(title, text) for text, title in found.items()][: ADVERTS + OTHERS]


def market() -> list[tuple[str, str]]:
    """Return the adverts of the sample market."""
    from crawler.market import make_market

    return [(advert.title, plain_text(advert.html)) for advert in make_market().adverts]


def per_second(work: Callable[[], Any], count: int) -> float:
    """Run `work` once and return how many of `count` adverts a CPU-second it did."""
    started = time.process_time()
    work()
    return count / (time.process_time() - started)


def exhaust(found: Iterable[Any]) -> None:
    """Have everything read, and keep nothing of it."""
    deque(found, maxlen=0)


def read_sections(texts: Sequence[str]) -> Iterator[Any]:
    """Yield the sections alone, of as many texts at once as the analysis reads."""
    for start in range(0, len(texts), 50):
        yield sections_of_all([lines_of(text) for text in texts[start : start + 50]])


def run(files: Sequence[str] = ()) -> dict[str, float]:
    """Return adverts a CPU-second of each step, and the reading in passes of TF-IDF over the same text."""
    rows = adverts(list(files)) if files else market()
    rows, others = rows[:ADVERTS], rows[ADVERTS:]
    exhaust(read_all(others or rows[:20]))  # lexicons are compiled and the model is loaded once
    count, texts = len(rows), [text for _, text in rows]
    found = {
        "TF-IDF, 1-2-grams": per_second(lambda: TfidfVectorizer(ngram_range=(1, 2)).fit(texts), count),
        "lines and sections": per_second(lambda: exhaust(read_sections(texts)), count),
        "the whole reading": per_second(lambda: exhaust(read_all(rows)), count),
    }
    return {"adverts": count, **found, "in TF-IDF passes": found["the whole reading"] / found["TF-IDF, 1-2-grams"]}


if __name__ == "__main__":
    for what, figure in run(sys.argv[1:]).items():
        sys.stdout.write(f"{what:32} {figure:10,.2f}\n")
