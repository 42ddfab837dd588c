"""Where e-mail addresses stand in a text, also as people hide them: "ann (at) acme (dot) example"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from crawler.normal.contacts.words import contacts_words

_BEFORE_AT = re.compile(r"[^\w.+'-]")
_LINK = "mailto:"
_BARE, _SPACES = "@＠", (" ", "\xa0")
_APART = re.compile(rf"[^\W\d]+[._\d]|[a-z]+[ \xa0][{_BARE}][ \xa0]")
"""What may stand before a sign that stands apart: "ask the @acme.example team" names no person."""


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses stand, from each "@" to its left: a hundred times as fast as trying at every sign.

    >>> text = "ann.lee@acme.example, ann (at) acme (dot) example; write to an @acme.example, @acme"
    >>> [text[start:end] for start, end in addresses_in(text)]
    ['ann.lee@acme.example', 'ann (at) acme (dot) example']
    """
    signs, end = _signs(), 0
    if not any(hint in text for hint in signs.hints):
        return
    for sign in signs.at.finditer(text):
        if sign.start() >= end and (found := _address_at(text, end, sign)):
            end = found.end()
            yield found.span()


def may_hold_addresses(text: str) -> bool:
    return any(hint in text for hint in _signs().hints)


def _address_at(text: str, after: int, sign: re.Match[str]) -> re.Match[str] | None:
    start = _start_of_name(text, after, _before_padding(text, sign.start()))
    is_apart = sign[0] in _BARE and text.endswith(_SPACES, start, sign.start())
    if is_apart and not _APART.match(text, start):
        return None
    return _signs().address.match(text, start)


def _before_padding(text: str, at: int) -> int:
    padding = next((one for one in _signs().padding if text.endswith(one, 0, at)), "")
    return at - len(padding)


def _start_of_name(text: str, after: int, at: int) -> int:
    start = at
    while start > after and not _BEFORE_AT.match(text, start - 1):
        start -= 1
    return max(after, start - len(_LINK)) if text.endswith(_LINK, after, start) else start


class _Signs(NamedTuple):
    hints: tuple[str, ...]
    padding: tuple[str, ...]
    at: re.Pattern[str]
    address: re.Pattern[str]


@cache
def _signs() -> _Signs:
    told = contacts_words()["addresses"]
    at, dot = "|".join(told["at"]), "|".join(told["dot"])
    padding = rf"(?:{'|'.join(map(re.escape, told['padding']))})?"
    label = r"[\w-]+"
    return _Signs(
        hints=tuple(told["hints"]),
        padding=tuple(told["padding"]),
        at=re.compile(at),
        address=re.compile(
            rf"(?:{_LINK})?[\w.+'-]+{padding}(?:{at}){padding}{label}(?:(?:{dot}){label})+(?<=[^\W\d])(?:\?[^\s\"'<>]*)?"
        ),
    )
