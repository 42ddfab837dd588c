"""One page of figures: `python -m bench [crawl] [reading] [analysis] [match] [store] [large]`, or all but large.

Each part is a module beside this one whose `run()` returns its figures, by name. Ratios travel between machines,
seconds do not.
"""

import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any

PARTS = ("crawl", "reading", "analysis", "match", "store")
LARGE = ("large",)
"""Parts that take half an hour and are run by name only."""
_PACKAGES = ("nextrung", "duckdb", "scrapy", "scikit-learn", "numpy", "pandas", "pyarrow")


def main(names: list[str]) -> int:
    """Print the page; 2 where a part is named that nobody knows."""
    if unknown := set(names) - {*PARTS, *LARGE}:
        _say(f"no such part: {', '.join(sorted(unknown))}; there are: {', '.join((*PARTS, *LARGE))}")
        return 2
    for name, value in machine().items():
        _say(f"{name:10} {value}")
    for name in names or PARTS:
        _say(f"\n{name}")
        for what, figure in figures(name).items():
            _say(f"  {what.replace('_', ' '):44} {shown(figure)}")
    return 0


def figures(part: str) -> Mapping[str, Any]:
    """Run one part; what cannot be run says why."""
    if find_spec(f"bench.{part}") is None:
        return {"skipped": f"there is no bench/{part}.py yet"}
    module = import_module(f"bench.{part}")
    if not hasattr(module, "run"):
        return {"skipped": f"bench/{part}.py has no run() yet"}
    found = module.run()
    return found if isinstance(found, Mapping) else {"figures": found}


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
