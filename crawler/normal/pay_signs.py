"""Signs and codes of money: how they are written, and whose they are."""

import re
from typing import cast

from crawler.normal.pay_words import lexicon

_LETTER = r"[^\W\d_]"


def signs_pattern() -> str:
    """Return a pattern of all signs of money: codes are no part of a word, and "$" stands after no unknown code."""
    signs = sorted(lexicon()["currencies"], key=len, reverse=True)
    apart = "|".join(_sign_pattern(one) for one in signs if one[0].isalpha())
    glued = "|".join(re.escape(one) for one in signs if not one[0].isalpha() and one != "$")
    unknown = rf"(?<!\b{_LETTER})(?<!\b{_LETTER}{{2}})(?-i:(?<!\b[A-Z]{{3}}))"
    return rf"(?<!{_LETTER})(?:{apart})|{unknown}\$|{glued}"


def _sign_pattern(sign: str) -> str:
    if len(sign) == 1 and sign.isalpha():  # "R45,000"
        named = "".join(rf"(?<!\b{word}\s)" for word in lexicon()["lettered"]["words"])
        return rf"{named}(?-i:{sign.upper()})(?=\s?\d{{1,3}}[ ,.]\d{{3}})"
    return re.escape(sign) + (rf"(?!{_LETTER})(?:\s?\$)?" if sign[-1].isalpha() else "")


def sign_of(text: str) -> str | None:
    """Return the currency that "US$", "££" or "USD$" begins with."""
    sign = text.strip().lower()
    return max((one for one in lexicon()["currencies"] if sign.startswith(one)), key=len, default=None)


def currencies_of(sign: str) -> set[str]:
    return {lexicon()["currencies"][sign], *lexicon()["by_country"].get(sign, {}).values()}


def currency_of(sign: str | None, country: str | None) -> str | None:
    if sign is None:
        return None
    local = lexicon()["by_country"].get(sign, {}).get(country)
    return cast("str", local or lexicon()["currencies"][sign])
