"""What tests, doctests and notebooks share."""

import gc
import os

import pytest

for library in ("OMP", "OPENBLAS"):  # workers fill the cores; their threads would only wait for each other
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
# Tests start hundreds of processes: to compile every module in each anew is a tenth of their time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write new expectations; then read their diff")


def pytest_configure(config: pytest.Config) -> None:
    """Keep sample stores in pytest's own cache, where all workers and kernels find them: each is made once."""
    if config.pluginmanager.hasplugin("cacheprovider"):
        os.environ["XDG_CACHE_HOME"] = str(config.cache.mkdir("samples"))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Take what collection made out of the garbage that is looked through: it stays, and to walk it costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))
