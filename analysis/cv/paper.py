"""What a CV calls itself, and what runs along the head and foot of its pages: no line of it tells of the person."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, takewhile

from analysis.cv.words import any_of

_EDGE = 2
"""So many rows of a page's head, and of its foot, may run along all pages."""
_APART = re.compile(r"\s{3,}")


def without_paper(text: str) -> str:
    """Return `text` without what the paper is called and the number of its page.

    >>> without_paper("Curriculum Vitae: Kim Doe"), without_paper("Kim Doe - CV - Page 1 of 2"), without_paper("Resume")
    ('Kim Doe', 'Kim Doe', '')
    """
    paper = any_of("cv", "paper").pattern
    bare = re.sub(rf"(?i)^(?:(?:{paper})(?: of)?(?!\w)[\s:,|–—-]*)+|(?:[\s:,|–—-]+(?:{paper}))+$", "", text)
    return bare.strip(" -–:,|")


def running_rows(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return what stands at the edges of half of the pages or more, whatever their numbers; of one page nothing is."""
    edges = [{_told(cell, n) for row in _edges(rows) for cell in _cells(row)} for n, rows in enumerate(pages, 1)]
    often = Counter(chain.from_iterable(edges))
    return frozenset(told for told, times in often.items() if times > 1 and times * 2 >= len(pages))


def without_running_rows(rows: Sequence[str], page: int, running: frozenset[str]) -> list[str]:
    """Return the rows of a page without those of its head and foot that run along all pages, or number this one.

    The head of the first page stays where it may be all that tells the name.
    """

    def runs(row: str) -> bool:
        return not row.strip() or all(_told(cell, page) in running | {""} for cell in _cells(row))

    def runs_at_head(row: str) -> bool:
        told = _told(row, page)
        is_first = page == 1 and bool(told) and (told == _plain(row) or not re.search(r"\d", told))
        return runs(row) and not is_first

    first = sum(1 for _ in takewhile(runs_at_head, rows))
    last = sum(1 for _ in takewhile(runs, reversed(rows[first:])))
    return list(rows[first : len(rows) - last])


def _edges(rows: Sequence[str]) -> list[str]:
    told = [row for row in rows if row.strip()]
    return [*told[:_EDGE], *told[-_EDGE:]]


def _cells(row: str) -> list[str]:
    return _APART.split(row.strip())


def _told(text: str, page: int) -> str:
    """Return what a row says beside the name of the paper and its own number; another number is none of a page."""
    told = _plain(without_paper(re.sub(r"\s+", " ", text)))
    if told == _plain(text):
        return re.sub(rf"^\W*{page}(?!\w)\W*|\W*(?<!\w){page}\W*$", "", told)
    numbers = re.findall(r"\d+", _plain(text).replace(told, " ", 1))
    return told if numbers[:1] in ([], [str(page)]) else _plain(text)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" -–:,|").casefold()
