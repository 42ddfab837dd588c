"""Numbers as adverts write them: in digits, in words, in ranges."""

import re

from ahocorasick_rs import AhoCorasick

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_WORDS = {word: value for value, word in enumerate(_ONES)} | _TENS | {"dozen": 12}
_DECADES = {"half a decade": 5, "a decade": 10, "one decade": 10, "two decades": 20, "three decades": 30}
_DIGITS = "0123456789"
_BEGINNINGS = AhoCorasick([*_DIGITS, *_WORDS])
_DIGIT = re.compile(r"\d")


def number_of(text: str) -> int:
    """Return the whole number that `text` writes.

    >>> number_of("five"), number_of("1,200"), number_of("twenty-five"), number_of("a decade")
    (5, 1200, 25, 10)
    """
    if text[:1].isdigit():
        return int(text.replace(",", ""))
    return _DECADES[text] if text in _DECADES else sum(_WORDS[part] for part in text.split("-"))


def has_number(text: str) -> bool:
    """Tell whether a digit stands in the folded `text`, or a word that begins like a number's.

    >>> has_number("a team of tens"), has_number("30 reports"), has_number("often led")
    (True, True, False)
    """
    for which, start, _ in _BEGINNINGS.find_matches_as_indexes(text):
        if which < len(_DIGITS) or start == 0 or not text[start - 1].isalnum():
            return True
    return not text.isascii() and _DIGIT.search(text) is not None
