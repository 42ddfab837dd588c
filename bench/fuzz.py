"""Does any text break the reader? `python -m bench.fuzz [CASES]` reads random, truncated and hostile texts.

No exception, no line lost, no evidence outside of the text; the ten slowest by time a character are shown, of those
long enough that the fixed cost of a reading does not count.
"""

import heapq
import sys
import time
from collections import deque
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analysis.reading.read import read, read_all, uncollected
from bench.reading import market

CASES = 2_000
SHOWN = 10
LONG = 500
"""From so many letters on a text counts among the slowest."""
_PIECES = (
    "manage a team of ", "years of ", "£5m ", "$1,000,000 - ", "5-10 years ", "responsible for ", "and ", "or ", "a ",
    "(", ")", "of ", "1,", "9", "-", "the board of ", "preferred ", "PMP, ", "Jira, ", "project ", "programme ", "\n",
    "  ", "\t", "•", "*", "’", "é", "ß", "İ", "\u200b", "\x00", "\u2028", "🙂", "travel 10% ", "budget ", "across ",
    "in london ", "project,", "lead and develop ", "degree in ", ".", ";", ": ", "within ", "non-", "e.g. ", "Band 7 ",
    "AAAA", "Aa Aa ",
)  # fmt: skip


class Case(NamedTuple):
    """One text and the CPU-seconds that a letter of it took."""

    seconds: float
    number: int
    text: str


def texts() -> st.SearchStrategy[str]:
    """Return texts of four kinds: any letters, pieces that patterns start with, one piece over again, cut adverts."""
    adverts = [text for _, text in market()]
    piece = st.sampled_from(_PIECES)
    cut = st.tuples(st.sampled_from(adverts), st.integers(0, 4_000), st.integers(1, 3_000), st.text(max_size=8)).map(
        lambda drawn: drawn[0][drawn[1] % max(len(drawn[0]), 1) :][: drawn[2]] + drawn[3]
    )
    return st.one_of(
        st.text(max_size=600),
        st.lists(piece, max_size=150).map("".join),
        st.tuples(st.lists(piece, min_size=1, max_size=4).map("".join), st.integers(1, 400)).map(
            lambda drawn: (drawn[0] * drawn[1])[:6_000]
        ),
        cut,
        st.lists(st.one_of(cut, st.text(max_size=80), piece), max_size=6).map("\n".join),
    )


def check(text: str) -> None:
    """Read `text`; AssertionError says what was lost."""
    reading = read(text[:80], text)
    assert [line.text for line in reading.lines] == [line.strip() for line in text.split("\n") if line.strip()]
    assert all(text[line.start : line.end] == line.text for line in reading.lines)
    assert all(0 <= one.start < one.end <= len(text) for found in reading.evidence.values() for one in found)


def run(cases: int = CASES) -> dict[str, Any]:
    """Return how many texts were read without fault, and which were slowest by the letter."""
    deque(read_all(market()), maxlen=0)  # patterns are compiled once
    slowest: list[Case] = []
    seen = {"cases": 0, "letters": 0}

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(texts())
    def all_are_read(text: str) -> None:
        with uncollected():  # what the drawing of texts leaves behind is cleared away in no text's time
            started = time.process_time()
            check(text)
            taken = time.process_time() - started
        seen["cases"] += 1
        seen["letters"] += len(text)
        if len(text) >= LONG:
            case = Case(taken / len(text), seen["cases"], text)
            (heapq.heappush if len(slowest) < SHOWN else heapq.heappushpop)(slowest, case)

    started = time.process_time()
    all_are_read()
    taken = time.process_time() - started
    shown = {
        f"slowest {rank}, µs a letter": f"{case.seconds * 1e6:.1f} of {len(case.text):,}: {case.text[:60]!r}"
        for rank, case in enumerate(sorted(slowest, reverse=True), 1)
    }
    return {**seen, "CPU-seconds": taken, **shown}


if __name__ == "__main__":
    for what, figure in run(*map(int, sys.argv[1:])).items():
        sys.stdout.write(f"{what.replace('_', ' '):28} {figure}\n")
