"""Where telephone numbers stand in a text: by their shape, or in any shape behind a word that announces one."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from crawler.normal.contacts.words import contacts_words

_LINK = re.compile(r"tel:[\d+().\s%-]{6,25}\d")
_WITHIN = r"[ \t\xa0\u202f().\-‐‑–]{0,3}(?:&nbsp;)?"
_RUN = re.compile(r"[0-9](?:[ \t\xa0\u202f().\-/‐‑–]{0,4}(?:&nbsp;)?[0-9]){6,}")
"""What every number has; several times as fast as the numbers themselves, and as a number begun by its digit only."""
_AFTER = r"(?:(?=ext)|(?![\w/=-]|[.,]\d))"
_FURTHER = 3
"""How many signs behind a run tell whether a number ends with it."""
_LOOK_BACK = 160
"""How far a word that announces a number may stand before it, with tags between."""
_BETWEEN = r"[\s:.,;()|/*_–-]|&nbsp;|</?[a-zA-Z][^<>]{0,120}>"


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers stand.

    >>> text = "Tel. 912 345 678; 2,000,000 users; 12 345 678 views; +44 113 496 0000 ext 12"
    >>> [text[start:end] for start, end in numbers_in(text)]
    ['912 345 678', '+44 113 496 0000 ext 12']
    """
    if "tel:" in text:
        yield from (link.span() for link in _LINK.finditer(text))
    told = 0
    for run in _RUN.finditer(text):
        for found in _numbers_of(text, max(told, _with_opening(text, run.start())), run.end()):
            told = found[1]
            yield found


def _with_opening(text: str, start: int) -> int:
    while start and text[start - 1] in "+(":
        start -= 1
    return start


def _numbers_of(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers in a run of digits, and those that follow at once."""
    shapes = _shapes()
    if start >= stop:
        return
    begins_with_one = shapes.by_shape.match(text, start, stop + _FURTHER)
    found = None if begins_with_one else _announced(text, start)
    while found := found or shapes.by_shape.search(text, start, stop + _FURTHER):
        start = _with_extension(text, found.end())
        yield found.start(), start
        link = shapes.and_another.match(text, start)
        found = _in_any_shape(text, link.end()) if link else None


def _announced(text: str, start: int) -> re.Match[str] | None:
    shapes = _shapes()
    cue = shapes.sure_cue if text[start] in "+(0" else shapes.cue
    is_announced = cue.search(text, max(0, start - _LOOK_BACK), start)
    return _in_any_shape(text, start) if is_announced else None


def _in_any_shape(text: str, start: int) -> re.Match[str] | None:
    shapes = _shapes()
    return None if shapes.no_number.match(text, start) else shapes.any_shape.match(text, start)


def _with_extension(text: str, end: int) -> int:
    found = _shapes().extension.match(text, end)
    return found.end() if found else end


class _Shapes(NamedTuple):
    by_shape: re.Pattern[str]
    any_shape: re.Pattern[str]
    no_number: re.Pattern[str]
    cue: re.Pattern[str]
    sure_cue: re.Pattern[str]
    and_another: re.Pattern[str]
    extension: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    told = contacts_words()["numbers"]
    cues, links = "|".join(told["cues"]), "|".join(told["links"])
    begins = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"  # "ManagerTelephone": the ends of lines may be lost
    between = rf"(?:{_BETWEEN}|(?:{links})(?![a-z])){{0,10}}\Z"
    return _Shapes(
        by_shape=re.compile(rf"(?<![\w.,+/=-])(?:{'|'.join(one['pattern'] for one in told['shapes'])}){_AFTER}"),
        any_shape=re.compile(
            rf"[+(]{{0,2}}\d{{2,5}}\)?\s?/\s?\d(?:{_WITHIN}\d){{4,9}}(?!\d)"
            rf"|[+(]{{0,2}}\d(?:{_WITHIN}\d){{6,13}}(?!\d)"
        ),
        no_number=re.compile("|".join(told["no_numbers"]), re.IGNORECASE),
        cue=re.compile(rf"{begins}(?:{cues}){between}", re.IGNORECASE),
        sure_cue=re.compile(rf"{begins}(?:{cues}|{'|'.join(told['cues_of_prefixed'])}){between}", re.IGNORECASE),
        and_another=re.compile(rf"(?:[^\S\n]|[,;/&]|{'|'.join(told['and_another'])}){{1,6}}(?=[+(\d])"),
        extension=re.compile(told["extension"], re.IGNORECASE),
    )
