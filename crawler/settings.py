"""Scrapy's settings: manners first. `crawler.run` adds what one run needs."""

BOT_NAME = "nextrung"
CONTACT = "https://nextrung.example/crawler"
"""Where a site's owner reads who asks and how to refuse; `NEXTRUNG_CONTACT` sets another."""
USER_AGENT = f"nextrung/0.1 (+{CONTACT})"

SPIDER_MODULES = ["crawler.gather"]
NEWSPIDER_MODULE = "crawler.gather"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Off: a way in for whoever reaches the port, and nothing we use.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
REFERER_ENABLED = False
HTTPCACHE_ENABLED = False

# Our own `Robots` obeys; Scrapy's would let through who waits (its first waiter leaves None for the others).
ROBOTSTXT_OBEY = False
DOWNLOADER_MIDDLEWARES = {
    "crawler.manners.Guard": 50,
    "crawler.manners.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    # Nothing here needs these, and each costs every request.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.manners.Patience": 900,
}

SPIDER_MIDDLEWARES = {
    # Every status is an answer: 304, 404 and 503 say something about a board.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
DOWNLOADER_STATS = False

CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.DownloaderAwarePriorityQueue"
# Scrapy makes this many tasks for every response, 100 by default.
CONCURRENT_ITEMS = 4
# A body that breaks off is a failed answer, not a short one.
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5

# Reads and parses the source of every callback, a quarter of a second a run.
WARN_ON_GENERATOR_RETURN_VALUE = False

LOG_LEVEL = "ERROR"
LOGSTATS_INTERVAL = 0
"""No line a minute: silence unless something needs a person."""
