"""The hosts that requests go to: which an address names, which is this machine, which is in a private network."""

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


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
    return any(not is_public(address) for address in await _addresses(host))


async def _addresses(host: str) -> list[str]:
    """Return the addresses of a host; none where only a proxy can resolve it."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Say whether an address is one of the internet; one of IPv4 within one of IPv6 is judged as what it leads to.

    >>> [is_public(address) for address in ("8.8.8.8", "64:ff9b::808:808", "64:ff9b::a00:1", "2002:a00:1::")]
    [True, True, False, False]
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if (inner := _ipv4_within(found)) is not None:
            return is_public(str(inner))
        if found.is_site_local or found.is_reserved:
            return False
    return found.is_global and not found.is_multicast


def _ipv4_within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the address of IPv4 that one of IPv6 stands for: mapped, by 6to4, or by NAT64."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
