"""How long does a match take on 10,000, 100,000 and a million adverts, warm and from a cold start?

`run` grows one analysed store of the sample market by SQL (`replicate.sql`), measures match on each size, and how the
time grows from size to size: 1 is in step with the adverts, 0 is not at all. `python -m bench.match FOLDER 10000` keeps
the store that it makes. Warm: the median of five matches in one process. Cold: the best of three new processes, from
their start to their end; the file is in the system's cache.
"""

import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import duckdb

from analysis.matching import Wishes, openings
from analysis.profile import load_profile
from analysis.sample import sample_profile, sample_store
from analysis.store import open_store
from analysis.store.asking import run as run_sql

SIZES = (10_000, 100_000, 1_000_000)
BASE = 5_000
WISHES = Wishes(country="GB", min_salary=40_000)
REPLICATE = Path(__file__).with_name("replicate.sql")
Figures = dict[str, float]


def run(sizes: Sequence[int] = SIZES) -> Figures:
    """Return each size's figures and the slope between neighbours."""
    found: dict[int, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        base = sample_store(Path(folder), firms=100, adverts=BASE)
        for size in sizes:
            store = grown(base, Path(folder) / "large.duckdb", size)
            found[size] = measure(store)
            store.unlink()
    told = {f"{size:,} adverts: {what}": value for size, figures in found.items() for what, value in figures.items()}
    for less, more in pairwise(sizes):
        growth = found[more]["warm, s"] / found[less]["warm, s"]
        told[f"slope from {less:,} to {more:,}"] = round(math.log(growth) / math.log(more / less), 2)
    return told


def grown(base: Path, store: Path, adverts: int) -> Path:
    """Return a copy of the store `base` that holds `adverts` adverts, as far as a match reads them."""
    shutil.copyfile(base, store)
    with duckdb.connect(store, config={"storage_compatibility_version": "v1.5.0"}) as con:
        for statement in duckdb.extract_statements(REPLICATE.read_text(encoding="utf-8")):
            con.execute(statement, {"adverts": adverts} if "adverts" in statement.named_parameters else None)
        for counting in ("term_count_rarity", "term_count_demands"):
            run_sql(con, counting)
        con.execute("checkpoint")
    return store


def measure(store: Path) -> Figures:
    """Return the seconds of a match in `store`, warm and cold, and the size of the file."""
    profile = load_profile(sample_profile())
    with open_store(store) as con:
        openings(con, profile, WISHES)
        warm = [_seconds(lambda: openings(con, profile, WISHES)) for _ in range(5)]
    command = [sys.executable, "-m", "analysis.cli", "--db", str(store), "--format", "json", "match"]
    command += [str(sample_profile()), "--country", "GB", "--min-salary", "40000"]
    cold = [_seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3)]  # noqa: S603
    figures = {
        "warm, s": statistics.median(wall for wall, _ in warm), "cold, s": min(wall for wall, _ in cold),
        "warm, s of processor": statistics.median(cpu for _, cpu in warm),
        "cold, s of processor": min(cpu for _, cpu in cold),
    }  # fmt: skip
    return {name: round(figure, 3) for name, figure in figures.items()} | {
        "store, MiB": round(store.stat().st_size / 2**20)
    }


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds by the clock, and those of all processors: the second grow little on a busy machine."""
    began, used = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - began, sum(os.times()[:4]) - used


if __name__ == "__main__":
    home, size = Path(sys.argv[1]), int(sys.argv[2])
    base_store = sample_store(home, firms=100, adverts=BASE)
    for name, figure in measure(grown(base_store, home / f"match-{size}.duckdb", size)).items():
        sys.stdout.write(f"{name}: {figure}\n")
