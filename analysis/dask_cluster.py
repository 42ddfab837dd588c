"""A Dask cluster: how it is joined, or started here, and what is wrong where it cannot be used."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.exit_codes import WRONG_USE

LOCAL = "local"
LOST_BEFORE_GIVING_UP = 3
_ANSWERS_WITHIN = 10
"""So many seconds a scheduler has to greet."""
_PATIENCE_SECONDS = 30
"""So long a cluster may be without a worker: one is started again, or has yet to come."""
_QUIET = {"dashboard_address": "127.0.0.1:0", "scheduler_kwargs": {"dashboard": False}, "silence_logs": "CRITICAL"}
"""A page of the cluster that anyone on the network could open is not wanted; None would open it on every address."""
_KEEPS_MEMORY = {
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 1 << 28,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 1 << 25,
}
"""Dask's workers hand every freed array back to the system, and ask for it again: a quarter of a reading's CPU."""
_TLS = "DASK_DISTRIBUTED__COMM__TLS__"


class ClusterError(Exception):
    """A cluster that cannot be used; says why and what to do."""

    exit_code = WRONG_USE


@contextmanager
def connected(workers: int, cluster: str) -> Iterator[Any]:
    """Yield the client of a cluster of `workers` started here (`local`), or of the one whose scheduler is there."""
    _refuse_open_line(cluster)
    if find_spec("distributed") is None:
        raise ClusterError("a cluster needs more packages: install nextrung with the extra `cluster`")
    import dask
    from distributed import Client, LocalCluster

    for teller in ("distributed", "distributed.client"):  # they tell of a death in fifty lines
        logging.getLogger(teller).setLevel(logging.CRITICAL)
    with dask.config.set({"distributed.scheduler.allowed-failures": LOST_BEFORE_GIVING_UP, **_KEEPS_MEMORY}):
        if cluster != LOCAL:
            with _client(cluster) as client:
                yield client
            return
        with (
            LocalCluster(workers, threads_per_worker=1, host="127.0.0.1", **_QUIET) as own,
            Client(own, set_as_default=False) as client,
        ):
            yield client


def wait_for_worker(client: Any, cluster: str) -> None:
    """Return when the cluster has a worker, at once as a rule; refuse one that stays without."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_SECONDS)
    except TimeoutError as error:
        raise ClusterError(
            f"--cluster {cluster}: no worker has been there for {_PATIENCE_SECONDS} seconds. "
            f"Start some (`dask worker {cluster}`), or work here with --workers"
        ) from error


def worker_count(client: Any) -> int:
    """Return how many workers the cluster has now; one where the last is just being started again."""
    return max(1, len(client.scheduler_info(n_workers=-1)["workers"]))


def _refuse_open_line(cluster: str) -> None:
    """Refuse an address whose line everyone on the network could read, or send Python through."""
    parts = urlsplit(cluster)
    if cluster == LOCAL or parts.scheme == "tls":
        return
    if parts.scheme != "tcp" or not parts.port:
        raise ClusterError(f"--cluster {cluster!r}: give `local`, or an address such as tls://scheduler.example:8786")
    if parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise ClusterError(f"--cluster {cluster!r}: beyond this machine a cluster needs TLS (tls://…)")


def _client(cluster: str) -> Any:
    from distributed import Client

    if cluster.startswith("tls:"):
        _refuse_certificates(cluster)
    try:
        asyncio.run(asyncio.wait_for(_greet(cluster), _ANSWERS_WITHIN))
        return Client(cluster, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except OSError as error:
        if isinstance(error, TimeoutError) or "Timed out" in str(error):
            raise ClusterError(f"--cluster {cluster}: no scheduler answers there") from error
        raise ClusterError(
            f"--cluster {cluster}: what answers there ends the talk. Is it a scheduler, does it speak TLS as asked, "
            "and does each side know the other's certificate?"
        ) from error


async def _greet(cluster: str) -> None:
    """Shake hands with the scheduler: Dask's client would wait for ever for a server of another kind to do so."""
    from distributed.comm import connect
    from distributed.security import Security

    greeted = await connect(cluster, timeout=_ANSWERS_WITHIN, **Security().get_connection_args("client"))
    await greeted.close()


def _refuse_certificates(cluster: str) -> None:
    """Refuse to join by TLS without certificates that can be used: Dask itself fails later, and in its own words."""
    from distributed.security import Security

    security = Security()
    needed = {f"{_TLS}CA_FILE": security.tls_ca_file, f"{_TLS}CLIENT__CERT": security.tls_client_cert}
    if unset := [name for name, value in needed.items() if not value]:
        raise ClusterError(f"--cluster {cluster}: TLS needs certificates: set {' and '.join(unset)} to their files")
    named = needed | {f"{_TLS}CLIENT__KEY": security.tls_client_key}
    for name, value in named.items():
        if value and "\n" not in value and not Path(value).is_file():
            raise ClusterError(f"{value}: no such file, but {name} says so")
    try:
        security.get_connection_args("client")
    except OSError as error:
        raise ClusterError(f"the files that {', '.join(named)} name are no certificates and key: {error}") from error
