"""How fast is the store: adverts loaded anew and seen again, room an advert takes, the analysis and a day's new ones?

Run `python -m bench.store 10000`. Figures are of one run on one machine; compare them only with each other.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.derive import analyze
from analysis.store import load_spool, query
from crawler.market import make_market
from crawler.market.spool import spool_market

DAY = datetime(2026, 11, 24, 6, tzinfo=UTC)


def main(adverts: int) -> None:
    """Print one line a measurement."""
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), adverts, say=print)


def run() -> dict[str, str]:
    """Return the figures of 5,000 adverts by name."""
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), 5_000, say=said.append)
    return {what: figure for what, _, figure in (line.rpartition(": ") for line in said)}


def measure(folder: Path, adverts: int, say: Callable[[str], None]) -> None:
    """Load and analyse the sample market with `adverts` adverts under `folder`, telling `say` what it cost."""
    market = make_market(7, max(34, adverts // 100), adverts).adverts
    store, late = folder / "store.duckdb", len(market) // 100
    with timed(f"load {adverts - late:,} new", say):
        _load(store, folder / "first", market[late:], DAY)
    with timed("load them seen again", say):
        _load(store, folder / "again", market[late:], DAY + timedelta(days=1))
    say(f"room, loaded: {store.stat().st_size / adverts / 1024:.1f} KiB an advert")
    with timed("analyse", say) as whole:
        analyze(store)
    _load(store, folder / "late", market[:late], DAY + timedelta(days=2))
    with timed(f"analyse {late:,} more", say) as more:
        analyze(store)
    say(f"a day's 1 % of the full analysis: {more[0] / whole[0]:.1%}")
    say(f"room, analysed: {store.stat().st_size / adverts / 1024:.1f} KiB an advert")
    with timed("count lines by section", say):
        query(store, "select section, count(*) from line group by all")


@contextmanager
def timed(what: str, say: Callable[[str], None]) -> Iterator[list[float]]:
    """Say how long the block took; the seconds are the one item of the list."""
    taken: list[float] = []
    began = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - began)
    say(f"{what}: {taken[0]:.2f} s")


def _load(store: Path, spool: Path, adverts: object, now: datetime) -> None:
    spool_market(adverts, spool, now)  # type: ignore[arg-type]
    load_spool(store, spool, now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
