"""Does the analysis grow in step with the adverts, and what does a day's 1 % of new ones cost beside all of it?

`python -m bench.analysis 10000` measures one size in this process and prints one JSON object; `run` measures each size
in a process of its own, so that the peak of its memory is its own.
"""

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from analysis.derive import analyze
from analysis.store import load_spool
from crawler.market import market_adverts
from crawler.market.firms import make_firms
from crawler.market.shapes import MarketAdvert
from crawler.market.spool import spool_market

SIZES = (1_000, 10_000)
DAY = datetime(2026, 11, 24, 6, tzinfo=UTC)
Figures = dict[str, float]


def run(sizes: Sequence[int] = SIZES) -> Figures:
    """Return each size's figures and the slope between neighbours: 1 is in step, 2 is the square."""
    found = {size: _apart(size) for size in sizes}
    told: Figures = {}
    for size, figures in found.items():
        told |= {f"{size:,} adverts: {what}": value for what, value in figures.items()}
    for less, more in pairwise(sizes):
        growth = found[more]["analysis, s"] / found[less]["analysis, s"]
        told[f"slope from {less:,} to {more:,}"] = round(math.log(growth) / math.log(more / less), 2)
    return told


def measure(adverts: int) -> Figures:
    """Load and analyse `adverts` adverts of the sample market but a hundredth, then that."""
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name), Path(name, "store.duckdb")
        loading = _seconds(lambda: _load(store, folder / "first", _market(adverts, late=False), DAY))
        whole = _seconds(lambda: analyze(store, now=DAY))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        _load(store, folder / "late", _market(adverts, late=True), DAY + timedelta(days=1))
        more = _seconds(lambda: analyze(store, now=DAY + timedelta(days=1)))
        nothing = _seconds(lambda: analyze(store, now=DAY + timedelta(days=2)))
        size = store.stat().st_size
    return {
        "loading, s": round(loading, 2),
        "analysis, s": round(whole, 2),
        "adverts a second": round(adverts / whole),
        "peak memory, MiB": round(peak),
        "store, KiB an advert": round(size / adverts / 1024, 2),
        "a day's 1 % more, s": round(more, 2),
        "a day's 1 % of the full analysis": round(more / whole, 4),
        "nothing new, s": round(nothing, 3),
    }


def _market(adverts: int, *, late: bool) -> Iterator[MarketAdvert]:
    """Yield the adverts of the first day, or the hundredth part that comes later, from firms all over the market."""
    drawn = market_adverts(make_firms(7, max(34, adverts // 100)), 7, adverts)
    return (advert for number, advert in enumerate(drawn) if (number % 100 == 50) == late)


def _apart(adverts: int) -> Figures:
    command = [sys.executable, "-m", "bench.analysis", str(adverts)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    found: Figures = json.loads(done.stdout)
    return found


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _load(store: Path, spool: Path, adverts: Iterable[MarketAdvert], now: datetime) -> None:
    spool_market(adverts, spool, now, role=None)
    load_spool(store, spool, now=now)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))  # noqa: T201 - what it is for
