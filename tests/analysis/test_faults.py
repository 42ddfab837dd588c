"""The store under kills, full disks and damage: it opens, nothing is lost or doubled, the next run recovers."""

import random
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from analysis.interchange import export
from analysis.store import StoreDamaged, StoreError, load_spool, open_store, query
from crawler.market import make_market
from crawler.market.spool import spool_market

LOAD = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from analysis.store import StoreError, load_spool
most = int(sys.argv[3])
if most:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print("ready", flush=True)
try:
    load_spool(Path(sys.argv[1]), Path(sys.argv[2]), now=datetime(2026, 12, 1, tzinfo=UTC))
except StoreError as error:
    sys.exit(f"StoreError: {error}")
"""
TABLES = ("posting_state", "posting_text", "posting_version", "event", "snapshot", "run", "refused")


def start(store, spool, most=0):
    command = [sys.executable, "-B", "-c", LOAD, str(store), str(spool), str(most)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()
    return process


@pytest.fixture(scope="module")
def spooled(tmp_path_factory):
    """A spool of two days."""
    folder = tmp_path_factory.mktemp("faults") / "spool"
    adverts = make_market(7, 10, 150).adverts
    spool_market(adverts, folder, datetime(2026, 11, 24, 6, tzinfo=UTC))
    spool_market(adverts[20:], folder, datetime(2026, 11, 25, 6, tzinfo=UTC))
    return folder


@pytest.fixture
def spool(spooled, tmp_path):
    return shutil.copytree(spooled, tmp_path / "spool")


def contents(store):
    return {table: query(store, f"from {table} order by all").to_csv() for table in TABLES}


@pytest.fixture(scope="module")
def later():
    return datetime(2026, 8, 9, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole(spooled, tmp_path_factory, later):
    """A store that was loaded without a fault; whoever breaks it takes a copy, `loaded`."""
    folder = tmp_path_factory.mktemp("whole")
    load_spool(folder / "store.duckdb", shutil.copytree(spooled, folder / "spool"), now=later)
    return folder / "store.duckdb"


@pytest.fixture(scope="module")
def unbroken(whole):
    return contents(whole)


@pytest.fixture
def loaded(whole, store):
    return shutil.copy(whole, store)


@pytest.mark.slow
def test_a_load_killed_at_any_moment_and_repeated_equals_an_unbroken_one(store, spool, unbroken, later):
    moments = random.Random(7)
    for _ in range(6):
        process = start(store, spool)
        time.sleep(moments.uniform(0.0, 0.5))
        process.kill()
        process.communicate()
        if store.exists():
            open_store(store).close()
    load_spool(store, spool, now=later)
    assert contents(store) == unbroken


@pytest.mark.parametrize("most", [5_000, 200_000, 1_500_000, 2_200_000])
def test_a_disk_that_fills_up_leaves_the_old_store_and_the_next_load_recovers(store, spool, unbroken, later, most):
    process = start(store, spool, most)
    _, told = process.communicate()
    assert process.returncode in (0, 1)
    assert not process.returncode or told.startswith("StoreError")
    assert "Move it away" not in told
    assert not list(store.parent.glob("*.new"))
    load_spool(store, spool, now=later)
    assert contents(store) == unbroken


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
def test_a_store_cut_short_is_named_and_no_traceback_shown(loaded, spool, later, keep):
    whole, right = loaded.read_bytes(), letters_in(loaded)
    loaded.write_bytes(whole[: int(len(whole) * keep)])
    try:
        assert letters_in(loaded) == right  # where the part that is gone holds no text
    except StoreError as error:
        assert loaded.name in str(error)  # noqa: PT017 - the one or the other
    with pytest.raises(StoreError, match=re.escape(loaded.name)):
        load_again(loaded, spool, later)


def letters_in(store):
    return query(store, "select sum(length(description)) as letters from posting")["letters"].item()


def load_again(store, spool, now):
    for mark in spool.glob("*/loaded"):
        mark.unlink()
    load_spool(store, spool, now=now)


def test_a_store_broken_in_its_first_block_is_no_store_that_another_process_holds(loaded):
    data = bytearray(loaded.read_bytes())
    data[4_200] ^= 0xFF
    data[8_300] ^= 0xFF
    loaded.write_bytes(bytes(data))
    with pytest.raises(StoreDamaged, match="Move it away"):
        open_store(loaded)


def test_a_store_with_bytes_turned_over_is_told_as_damaged(loaded, spool, later):
    data = bytearray(loaded.read_bytes())
    for at in range(20_000, len(data), 40_000):
        data[at] ^= 0xFF
    loaded.write_bytes(bytes(data))
    with pytest.raises(StoreError):
        query(loaded, "select sum(length(description)), max(title) from posting")
    assert "computed checksum" in told_of(lambda: export(loaded, loaded.parent / "out", "csv"))
    assert "Is the disk full" not in told_of(lambda: load_again(loaded, spool, later))


def told_of(work):
    with pytest.raises(StoreError) as error:
        work()
    return str(error.value)
