"""Signs and codes of money: how they are written, and whose they are."""

import re
from functools import cache
from typing import cast

from crawler.normal.currencies import money_table, needs_thousands, signs
from crawler.normal.pay.words import units

_LETTER = r"[^\W\d_]"


def signs_pattern() -> str:
    """Return a pattern of all signs of money: codes are no part of a word, and "$" stands after no unknown code."""
    known = sorted(signs(), key=len, reverse=True)
    apart = "|".join(_sign_pattern(one) for one in known if _is_lettered(one))
    glued = "|".join(re.escape(one) for one in known if not _is_lettered(one) and one != "$")
    unknown = rf"(?<!\b{_LETTER})(?<!\b{_LETTER}{{2}})(?-i:(?<!\b[A-Z]{{3}}))"
    return rf"(?<!{_LETTER})(?:{apart})|{unknown}\$|{glued}"


def _is_lettered(sign: str) -> bool:
    """Say whether a sign begins with a letter that can be small; the Japanese stand close to any other."""
    return sign[0].lower() != sign[0].upper()


def _sign_pattern(sign: str) -> str:
    if needs_thousands(sign):
        named = "".join(rf"(?<!\b{word}\s)" for word in money_table()["lettered"]["words"])
        return rf"{named}(?-i:{sign.upper()})(?=\s?\d{{1,3}}[ ,.]\d{{3}})"
    if sign in money_table()["weights"]["words"]:
        return rf"(?:(?<=[,.\d]\d{{3}})|(?<=[,.\d]\d{{3}}\s)|(?<=\dk)|(?<=\dk\s)){sign}(?!{_LETTER})"
    point = r"\.?" if len(sign) == 2 else ""  # "Rs. 45,000"
    return re.escape(sign) + (rf"(?!{_LETTER}){point}(?:[)\]]?:?\s?\$)?" if sign[-1].isalpha() else "")


def sign_of(text: str) -> str | None:
    """Return the currency that "US$", "££" or "USD$" begins with."""
    sign = text.strip().lower()
    return max((one for one in signs() if sign.startswith(one)), key=len, default=None)


def plainest(found: list[str]) -> str | None:
    """Return the first sign that is of one country's money only, else the first: "$90,000 - $120,000 CAD"."""
    return next((one for one in found if one not in money_table()["by_country"]), next(iter(found), None))


def sign_after(text: str, start: int) -> str | None:
    """Return the sign that stands alone right after a figure or what it is paid for: "(CAD)", "per year CAD"."""
    found = _alone_after().match(text, start)
    return sign_of(found["sign"]) if found else None


@cache
def _alone_after() -> re.Pattern[str]:
    paid_for = "|".join(units().values())
    # Before another word CAD is no money: "$30 per hour, CAD drafting".
    pattern = rf"[\s(]{{0,3}}(?:(?:{paid_for})[\s(]{{0,3}})?(?P<sign>{signs_pattern()})(?!\s?\w)"
    return re.compile(pattern, re.IGNORECASE)


def currencies_of(sign: str) -> set[str]:
    return {signs()[sign], *money_table()["by_country"].get(sign, {}).values()}


def currency_of(sign: str | None, country: str | None) -> str | None:
    if sign is None:
        return None
    local = money_table()["by_country"].get(sign, {}).get(country)
    return cast("str", local or signs()[sign])
