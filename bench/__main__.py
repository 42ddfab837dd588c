"""One page of figures: `python -m bench [--quick] [PART…]`; without a part, all but large and report.

Each part is a module beside this one whose `run()` returns its figures, by name; `--quick` leaves out what takes
minutes. Ratios travel between machines, seconds do not. After each part stands what would limit it next.
"""

import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module, metadata
from typing import Any

PARTS = ("crawl", "pay", "reading", "fuzz", "peers", "analysis", "match", "store", "lakehouse")
LARGE = ("large", "report")
"""Parts that take long, or a browser, and are run by name only."""
SLOW = ("peers", "analysis", "lakehouse")
"""Parts that take minutes: left out where it shall be quick."""
NEXT_LIMITS = {
    "crawl": "real boards: manners, one request a second to a host; here: a bare Scrapy that throws everything away",
    "reading": "one core: words and looks of lines not seen before, then context patterns in `re`; then more machines",
    "fuzz": "hypothesis itself, which takes half of the time; 100,000 cases: `python -m bench.fuzz 100000`",
    "peers": "their environment: uv builds it from the package index the first time",
    "pay": "texts that give a year's and an hour's pay, or several grades, where the site chose another one",
    "analysis": "memory: themes and levels hold all statements at once; beyond a million adverts they must be sampled",
    "match": "cold: opening the store; warm: the scan of the narrow table, half a second for a million adverts",
    "store": "the disk: one copy of the store for each load; beyond some 50 GB a lakehouse",
    "lakehouse": "the catalogue: each transaction waits for PostgreSQL; larger parts, fewer of them",
    "large": "as analysis",
    "report": "the browser, which lays out each chart's letters; the file: the page's own library of charts, 0.8 MB",
}
_PACKAGES = ("nextrung", "duckdb", "scrapy", "scikit-learn", "numpy", "pandas", "pyarrow")


def main(names: list[str]) -> int:
    """Print the page; 2 where a part is named that nobody knows."""
    is_quick, names = "--quick" in names, [name for name in names if name != "--quick"]
    if unknown := set(names) - {*PARTS, *LARGE}:
        _say(f"no such part: {', '.join(sorted(unknown))}; there are: {', '.join((*PARTS, *LARGE))}")
        return 2
    for name, value in machine().items():
        _say(f"{name:10} {value}")
    for name in names or [part for part in PARTS if not (is_quick and part in SLOW)]:
        _say(f"\n{name}")
        for what, figure in figures(name).items():
            _say(f"  {what.replace('_', ' '):44} {shown(figure)}")
        _say(f"  next limit: {NEXT_LIMITS[name]}")
    return 0


def figures(part: str) -> Mapping[str, Any]:
    """Run one part."""
    found: Mapping[str, Any] = import_module(f"bench.{part}").run()
    return found


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    return {
        "when": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}",
        "versions": f"Python {platform.python_version()}, {versions}",
    }


def shown(figure: object) -> str:
    """Return a figure with as many digits as it deserves."""
    if isinstance(figure, float):
        return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
