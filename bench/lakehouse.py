"""Do two workers on a lakehouse gather and read the same rows as one machine, also when one is killed half-way?

`python -m bench.lakehouse [ADVERTS] [BOARDS]`: starts PostgreSQL and a Dask cluster of two on loopback, crawls BOARDS
boards of several hosts, reads ADVERTS adverts, kills a worker in the middle of each, and compares every row.
"""

import multiprocessing
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.cluster import Spread, here, spread_over
from analysis.derive.reader import read_all, read_in_lake
from analysis.store import load_spool, query, writing
from crawler.boards import Board
from crawler.market import make_market, market_adverts
from crawler.market.firms import make_firms
from crawler.market.spool import spool_market
from crawler.replay import Replay, serve
from crawler.run import crawl

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
GATHERED = ("posting_state", "posting_text")
READ = ("reading", "line_read", "statement", "facet", "evidence")
WORKERS = 2


class MissingServer(Exception):  # noqa: N818 - names a state, reads as a sentence
    """A server that is not installed here."""


@contextmanager
def postgres() -> Iterator[str]:
    """Start PostgreSQL on loopback as a user of its own; yield how it is reached."""
    programs = shutil.which("initdb") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    if programs is None:
        raise MissingServer("PostgreSQL is not installed: apt-get install postgresql")
    folder, port = Path(tempfile.mkdtemp(prefix="lake")), _free_port()
    as_user = _as_user(folder)

    def control(*words: str) -> None:
        command = [*as_user, str(Path(programs).with_name("pg_ctl")), "-D", str(folder / "data"), "-w", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)  # noqa: S603 - ours

    try:
        # Nothing here has to survive a power cut.
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        control("-o", "-U nextrung --auth=trust --no-sync", "init")
        control("-o", options, "-l", str(folder / "log"), "start")
        yield f"host=127.0.0.1 port={port} user=nextrung dbname=postgres"
        control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_user(folder: Path) -> list[str]:
    """Return the words before a command that PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def write_lake(folder: Path, catalogue: str) -> Path:
    """Write the file that stands for a lakehouse with its data under `folder`."""
    lake = folder / "market.lake"
    lake.write_text(f'catalogue = "{catalogue}"\ndata = "{folder / "data"}"\n', encoding="utf-8")
    return lake


def on_hosts(replay: Replay, hosts: int) -> list[Board]:
    """Return the boards of a replay server that listens everywhere, over so many addresses of this machine."""
    return [
        replace(board, base_url=(board.base_url or "").replace("0.0.0.0", f"127.0.0.{number % hosts + 1}"))  # noqa: S104
        for number, board in enumerate(replay.boards)
    ]


def sums(store: Path, tables: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the number of rows of each table and the sum of their hashes: equal sums are equal rows."""
    each = " union all ".join(
        f"select '{table}', count(*), sum(hash(t))::varchar from {table} t"  # noqa: S608 - tables of ours
        for table in tables
    )
    return {table: (int(rows), int(hashes or 0)) for table, rows, hashes in query(store, each).itertuples(index=False)}


# --- the measurement ------------------------------------------------------------------------------------------------


@dataclass
class Killer:
    """Kills one worker once."""

    pids: Sequence[int]
    killed: int = 0

    def strike(self) -> None:
        """Kill the first worker, as an operator or the machine's memory would."""
        if not self.killed:
            self.killed = self.pids[0]
            os.kill(self.killed, signal.SIGKILL)


def run() -> dict[str, Any]:
    """Measure with the sizes of the page of figures."""
    return measure(4_000, 40)


def measure(adverts: int, boards: int) -> dict[str, Any]:
    """Return seconds and rows of one machine and of two workers, one of which is killed half-way."""
    try:
        with tempfile.TemporaryDirectory() as name, postgres() as catalogue:
            folder = Path(name)
            lake = write_lake(folder, catalogue)
            return _gathering(folder, boards) | _reading(folder, lake, adverts)
    except MissingServer as error:
        return {"skipped": str(error)}


def _gathering(folder: Path, boards: int) -> dict[str, Any]:
    with serve(make_market(7, boards, boards * 25), host="0.0.0.0") as replay:  # noqa: S104 - the addresses of loopback
        listed = on_hosts(replay, 8)
        alone = _seconds(lambda: _crawl(listed, folder / "alone", here()))
        with spread_over(WORKERS, "local") as spread:
            killer = Killer(_pids())
            watch = threading.Thread(target=_kill_half_way, args=(folder / "spread", boards // 2, killer))
            watch.start()
            both = _seconds(lambda: _crawl(listed, folder / "spread", spread))
            watch.join()
    for name in ("alone", "spread"):
        load_spool(folder / f"{name}.duckdb", folder / name, now=NOW)
    ours, theirs = (_gathered(folder / f"{name}.duckdb") for name in ("alone", "spread"))
    return {
        "boards": boards,
        "gathered by one, s": alone,
        "gathered by two, one killed, s": both,
        "worker killed": killer.killed > 0,
        "adverts gathered": len(ours),
        "the same adverts": ours == theirs,
    }


def _gathered(store: Path) -> list[tuple[str, str]]:
    """Return the adverts and their texts; when they were seen differs from run to run."""
    found = query(store, "select posting_id, content_hash from posting_state order by all")
    return list(found.itertuples(index=False, name=None))


def _crawl(boards: Sequence[Board], spool: Path, spread: Spread) -> None:
    crawl(boards, spool, now=NOW, roles=None, delay=0, concurrency=4, parts=spread.workers, spread=spread.map)


def _kill_half_way(spool: Path, boards: int, killer: Killer) -> None:
    until = time.monotonic() + 1_800
    while time.monotonic() < until:
        if sum(file.read_bytes().count(b"\n") for file in spool.glob("*/snapshots.jsonl")) >= boards:
            return killer.strike()
        time.sleep(0.02)
    return None


def _reading(folder: Path, lake: Path, adverts: int) -> dict[str, Any]:
    one = folder / "one.duckdb"
    spool_market(market_adverts(make_firms(7, max(34, adverts // 100)), 7, adverts), folder / "spool", NOW, role=None)
    loading = _seconds(lambda: load_spool(one, folder / "spool", now=NOW))
    (next((folder / "spool").glob("*/loaded"))).unlink()
    loading_lake = _seconds(lambda: load_spool(lake, folder / "spool", now=NOW))
    with writing(one) as con:
        posting_ids = con.table("posting_state").order("posting_id").project("posting_id").df()["posting_id"].tolist()
        con.begin()
        alone = _seconds(lambda: read_all(con, posting_ids, here()))
        con.commit()
    with spread_over(WORKERS, "local") as spread:
        killer = Killer(_pids())

        def told(done: int, total: int) -> None:
            if done >= total // 2:
                killer.strike()

        both = _seconds(lambda: read_in_lake(lake, posting_ids, spread, told))
    mine, theirs = (sums(store, (*GATHERED, *READ)) for store in (one, lake))
    return {
        "adverts": adverts,
        "loaded into a file, s": loading,
        "loaded into the lakehouse, s": loading_lake,
        "read by one process, s": alone,
        "read by two workers into the lakehouse, one killed, s": both,
        "of half the time of one": round(both / (alone / WORKERS), 2),
        "rows compared": sum(rows for rows, _ in mine.values()),
        "the same rows": mine == theirs,
        "file, MiB": round(one.stat().st_size / 2**20, 1),
        "lakehouse, MiB": round(sum(f.stat().st_size for f in (folder / "data").rglob("*.parquet")) / 2**20, 1),
    }


def _pids() -> list[int]:
    """Return the processes of the workers that this process started."""
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 2)


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:]] or [4_000, 40]
    for what, figure in measure(*sizes).items():
        sys.stdout.write(f"{what}: {figure}\n")
