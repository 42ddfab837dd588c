"""The connections to a host, kept open from one question to the next."""

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler


class KeptConnections(HTTP11DownloadHandler):
    """Keeps every connection that it has opened to a host.

    Scrapy keeps `CONCURRENT_REQUESTS_PER_DOMAIN`, one, also where a loopback host is asked more things at once.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Build it as Scrapy does."""
        super().__init__(crawler)
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")
