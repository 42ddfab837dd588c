"""The sources there are: one module each in `crawler/spiders/`, found by its name."""

import importlib
from collections.abc import Mapping, Sequence

from crawler.board_spider import BoardSpider
from crawler.boards import source_names


def spider_for(name: str, searches: Sequence[str] = (), keys: Mapping[str, str] | None = None) -> BoardSpider | None:
    """Return the spider of a source, or None where there is none."""
    if name not in source_names():
        return None
    module = importlib.import_module(f"crawler.spiders.{name}")
    found = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, BoardSpider) and one.__module__ == module.__name__
    ]
    (spider,) = (one for one in found if getattr(one, "name", None) == name)
    return spider(searches, {key: value for key in spider.needs_keys if (value := (keys or {}).get(key))})
