"""Signs of a text that are rare, lost or seen by nobody, and what is read for them."""

import re

_RARE = tuple(zip("\x80\x85\x91\x92\x93\x94\x95\x96\x97\u2002\u2003\u2007", "€…''\"\"•--   ", strict=True))
"""Signs of the Windows character set, as they arrive where a text was taken for Latin-1; and spaces."""
_LOST_IN_WORD = re.compile("(?<=[^\\W\\d_])[\0\ufffd](?=[^\\W\\d_])")
_LOST_BETWEEN = re.compile("(?<![^\\W\\d_])[\0\ufffd](?![^\\W\\d_])")
"""NUL and the replacement character stand for a sign that could not be told."""

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_UNREAD = re.compile(rf"(?<=\s)[\s{_INVISIBLE}]+|[{_INVISIBLE}]+")
"""Signs without a width, and of several spaces all but the first."""


def is_odd(text: str) -> bool:
    """Tell whether `text` may hold signs that are rare, lost or seen by nobody, or several spaces; few lines do."""
    if text.isascii():
        return "  " in text or "\0" in text or "\t" in text
    return "  " in text or not text.isprintable() or "\ufffd" in text


def readable(text: str) -> str:
    r"""Return `text` with plain signs for rare ones, and with the likeliest where one was lost, letter for letter.

    >>> readable("We\0re 3 \0 5 of the staff\0 here")
    "We're 3 - 5 of the staff  here"
    """
    for odd, plain in () if text.isascii() else _RARE:
        if odd in text:
            text = text.replace(odd, plain)
    if "\0" in text or "\ufffd" in text:
        text = _LOST_BETWEEN.sub("-", _LOST_IN_WORD.sub("'", text)).replace("\0", " ").replace("\ufffd", " ")
    return text


def without_unread(text: str) -> str:
    r"""Return `text` without signs that have no width, and with one space for several.

    >>> without_unread("a  pro\u00adject")
    'a project'
    """
    return _UNREAD.sub("", text)


def read_places(text: str) -> list[int]:
    r"""Return where in `text` each letter stands of what `without_unread` leaves of it.

    >>> read_places("a  pro\u00adject")
    [0, 1, 3, 4, 5, 7, 8, 9, 10]
    """
    unread = {place for match in _UNREAD.finditer(text) for place in range(*match.span())}
    return [place for place in range(len(text)) if place not in unread]
