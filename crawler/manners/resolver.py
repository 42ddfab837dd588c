"""The names that connections go to: what a name leads to as it is connected to is judged, whatever it led to before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from crawler.manners.hosts import is_public

if TYPE_CHECKING:
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class PublicResolver(CachingThreadedResolver):
    """Leads into a private network only to the hosts that boards' rows name, and to the proxies of this machine.

    The guard, which says why, has asked before; a name may lead elsewhere the second time it is asked for.
    """

    own_hosts: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: "ReactorBase") -> "PublicResolver":
        """Build it as Scrapy does."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.own_hosts = frozenset(crawler.settings.getlist("NEXTRUNG_OWN_HOSTS")) | _proxies()
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802 - as Twisted calls it
        """Return the address of a name; a private one of a stranger's name is none."""
        found = super().getHostByName(name, timeout)
        return found if name.lower() in self.own_hosts else found.addCallback(_public, name)


def _public(address: str, name: str) -> str:
    if not is_public(address):
        raise DNSLookupError(f"{name} leads into a private network")
    return address


def _proxies() -> frozenset[str]:
    addresses = (address if "//" in address else f"//{address}" for address in getproxies().values())
    return frozenset(host for address in addresses if (host := urlsplit(address).hostname))
