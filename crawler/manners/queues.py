"""The requests that have passed all manners and wait in Scrapy's queues for their host's turn."""

from collections.abc import Callable

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


def turn_away(crawler: Crawler, refusal: Callable[[Request], IgnoreRequest | None]) -> None:
    """Answer those waiting requests to which there is a `refusal` with it: at a slow pace many wait for long."""
    assert crawler.engine is not None
    for slot in crawler.engine.downloader.slots.values():
        waiting = list(slot.queue)
        slot.queue.clear()
        for request, answer in waiting:
            if error := refusal(request):
                answer.errback(error)
            else:
                slot.queue.append((request, answer))
