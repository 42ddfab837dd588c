"""Scrapy's settings: manners first. `crawler.child` adds what one run needs."""

import os
from importlib.metadata import version

BOT_NAME = "nextrung"
CONTACT = "https://nextrung.example/crawler"
"""Where a site's owner reads who asks and how to refuse; `NEXTRUNG_CONTACT` sets another."""


def user_agent(contact: str | None = None) -> str:
    """Return how we name ourselves to a site, with this `contact` or the environment's."""
    return f"nextrung/{version('nextrung')} (+{contact or os.environ.get('NEXTRUNG_CONTACT') or CONTACT})"


USER_AGENT = user_agent()

SPIDER_MODULES = ["crawler.gather"]
NEWSPIDER_MODULE = "crawler.gather"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Named in full, in place of Scrapy's own lists: what is there but off is loaded all the same, for half a second a run.
DOWNLOADER_MIDDLEWARES_BASE = {
    "crawler.manners.guard.Guard": 50,
    # Our own `Robots` obeys; Scrapy's would let through who waits (its first waiter leaves None for the others).
    "crawler.manners.robots.Robots": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "crawler.manners.patience.Patience": 900,
}
# Every status is an answer: 304, 404 and 503 say something about a board.
SPIDER_MIDDLEWARES_BASE = {"scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25}
EXTENSIONS_BASE: dict[str, int] = {}
"""No telnet or remote control (ways in for whoever reaches the port), and no counting beside the run's own summary."""
TWISTED_DNS_RESOLVER = "crawler.manners.resolver.PublicResolver"
DOWNLOAD_HANDLERS_BASE = dict.fromkeys(("http", "https"), "crawler.connections.KeptConnections")

CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.DownloaderAwarePriorityQueue"
# Scrapy makes this many tasks for every response, 100 by default; what a callback of ours yields is a request or two.
CONCURRENT_ITEMS = 1
# A body that breaks off is a failed answer, not a short one.
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5
# Scrapy takes any certificate by itself: whoever stands between could put adverts, and read keys.
DOWNLOAD_VERIFY_CERTIFICATES = True

# Reads and parses the source of every callback, a quarter of a second a run.
WARN_ON_GENERATOR_RETURN_VALUE = False

LOG_LEVEL = "ERROR"
LOGSTATS_INTERVAL = 0
"""No line a minute: silence unless something needs a person."""
