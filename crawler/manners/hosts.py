"""The hosts that requests go to: which an address names, which is this machine, which is in a private network."""

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """Return host and port of an address: what may be told of it, without a name or password that stands before them.

    >>> host_of("https://me:secret@acme.example:8443/jobs?key=1")
    'acme.example:8443'
    """
    return urlsplit(url).netloc.rpartition("@")[2]


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("api.lever.co")
    (True, True, False)
    """
    return host == "localhost" or host.endswith(".localhost") or host.startswith("127.") or host == "::1"


async def is_private(host: str) -> bool:
    """Say whether any address of a host is in a private network; not where only a proxy can resolve it."""
    return any(not _is_public(address) for address in await _addresses(host))


async def _addresses(host: str) -> list[str]:
    """Return the addresses of a host; none where only a proxy can resolve it."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in found]


def _is_public(address: str) -> bool:
    return ipaddress.ip_address(address.split("%", maxsplit=1)[0]).is_global
