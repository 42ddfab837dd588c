"""Boards in parts for several crawling processes: no host is asked by two, so that politeness stays whole."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.page import READING_ERRORS
from crawler.sources import SourceError, spiders_for
from crawler.titles import roles as roles_named


def parted(boards: Sequence[Board], parts: int, roles: str | None) -> list[list[Board]]:
    """Return `boards` in at most `parts` lists of about the same length; boards that share a host stay together."""
    lists: list[list[Board]] = [[] for _ in range(parts)]
    for group in sorted(_groups(boards, roles), key=len, reverse=True):
        min(lists, key=len).extend(group)
    return [one for one in lists if one]


def _groups(boards: Sequence[Board], roles: str | None) -> list[list[Board]]:
    """Return the boards that hosts hold together, be it over other boards."""
    searches = roles_named(roles).searches
    spiders = spiders_for((board.source for board in boards), searches, os.environ)
    leads: dict[str, str] = {}
    for board in boards:
        first, *others = _hosts(board, spiders)
        for other in others:
            leads[_lead(leads, other)] = _lead(leads, first)
    groups: dict[str, list[Board]] = defaultdict(list)
    for board in boards:
        groups[_lead(leads, _hosts(board, spiders)[0])].append(board)
    return list(groups.values())


def _lead(leads: Mapping[str, str], host: str) -> str:
    while (lead := leads.get(host, host)) != host:
        host = lead
    return host


def _hosts(board: Board, spiders: Mapping[str, BoardSpider | SourceError]) -> list[str]:
    """Return the hosts that a board's first questions go to, and whose limit they share; none: its source's name."""
    spider = spiders[board.source]
    if isinstance(spider, SourceError):
        return [board.source]
    shared = [spider.pace] if spider.pace else []
    return sorted({*shared, *_asked(board, spider)}) or [board.source]


def _asked(board: Board, spider: BoardSpider) -> Iterator[str]:
    try:
        for ask in spider.first_asks(board):
            yield urlsplit(ask.url).hostname or board.source
    except READING_ERRORS:  # a row that cannot be asked is told by its visit
        return
