"""The sources there are: one module each in `crawler/spiders/`, found by its name."""

import importlib
from collections.abc import Iterable, Mapping, Sequence

from crawler.board_spider import BoardSpider
from crawler.boards import source_names


class SourceError(Exception):
    """There is no such source, or its file is broken; the message says which and why."""


def spider_for(name: str, searches: Sequence[str] = (), keys: Mapping[str, str] | None = None) -> BoardSpider:
    """Return the spider of a source; SourceError where there is none that can be used."""
    if name not in source_names():
        raise SourceError(f"no spider for the source {name!r}: choose one of {', '.join(source_names())}")
    spider = _class_of(name)
    return spider(searches, {key: value for key in spider.needs_keys if (value := (keys or {}).get(key))})


def spiders_for(
    names: Iterable[str], searches: Sequence[str], keys: Mapping[str, str]
) -> dict[str, BoardSpider | SourceError]:
    """Return the spider of each source, or why there is none, which is the trouble of its own boards alone."""
    found: dict[str, BoardSpider | SourceError] = {}
    for name in set(names):
        try:
            found[name] = spider_for(name, searches, keys)
        except SourceError as error:
            found[name] = error
    return found


def _class_of(name: str) -> type[BoardSpider]:
    file = f"crawler/spiders/{name}.py"
    try:
        module = importlib.import_module(f"crawler.spiders.{name}")
    except (Exception, SystemExit) as error:  # a file that somebody is still writing may raise anything
        raise SourceError(f"{file}: {type(error).__name__}: {error}") from error
    for one in vars(module).values():
        if isinstance(one, type) and issubclass(one, BoardSpider) and getattr(one, "name", None) == name:
            return one
    raise SourceError(f"{file}: no spider in it has the name {name!r}, which is the file's")
