"""Signs that came to grief on an advert's way from one program to the next, put right again."""

import re
from functools import cache

from crawler.knowledge import known_words

_WINDOWS = {chr(code): meant for code in range(0x80, 0xA0) if (meant := bytes([code]).decode("cp1252", "ignore"))}
"""What control signs that nobody types stand for: a text in Windows-1252 that was read as Latin-1."""
_LOST = {
    re.compile(r"(?<!\S)\x00(?!\S)"): "\N{EN DASH}",
    re.compile(r"(?<=[^\W\d_])\x00"): "\N{RIGHT SINGLE QUOTATION MARK}",
    re.compile(r"(?<!\S)\x00(?=[^\W\d_])"): "\N{LEFT SINGLE QUOTATION MARK}",
    re.compile(r"\x00"): " ",
}
"""What a NUL most probably was, by what stands around it."""


def repaired(text: str) -> str:
    r"""Return a text with the signs that its way to us has spoilt.

    >>> repaired("We\x00re \x96 3 \x00 5 of us \x00 \x93here\x94"), repaired("Youâ€™ll have Â£5m")
    ('We’re – 3 – 5 of us – “here”', 'You’ll have £5m')
    """
    if "\x00" in text:
        for pattern, meant in _LOST.items():
            text = pattern.sub(meant, text)
    if text.isascii():
        return text
    for sign, meant in _WINDOWS.items():
        if sign in text:
            text = text.replace(sign, meant)
    return reread(text)


def reread(text: str) -> str:
    """Return a text in UTF-8 that was read as Windows-1252, once or more often, as it was written."""
    for sign in _first_signs():
        if sign in text:
            return _undone(text)
    return text


def _undone(text: str) -> str:
    pattern, meant = _misread_pattern(), _misread()
    while (undone := pattern.sub(lambda found: meant[found[0]], text)) != text:
        text = undone
    return text


@cache
def bullets() -> frozenset[str]:
    return frozenset(_signs()["bullets"])


@cache
def _misread() -> dict[str, str]:
    """Return signs by what became of them."""
    table = str.maketrans(_WINDOWS)
    return {sign.encode().decode("latin-1").translate(table): sign for sign in _signs()["misread"]}


@cache
def _first_signs() -> tuple[str, ...]:
    return tuple({form[0] for form in _misread()})


@cache
def _misread_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _misread())))


def _signs() -> dict[str, str]:
    return known_words("normal", "signs.toml")
