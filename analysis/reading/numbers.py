"""Numbers as adverts write them: in digits, in words, in ranges."""

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_WORDS = {word: value for value, word in enumerate(_ONES)} | _TENS


def number_of(text: str) -> int:
    """Return the whole number that `text` writes.

    >>> number_of("five"), number_of("12"), number_of("1,200")
    (5, 12, 1200)
    """
    return _WORDS[text] if text in _WORDS else int(text.replace(",", ""))
