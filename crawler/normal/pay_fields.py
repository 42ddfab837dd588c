"""Pay as boards publish it field by field: a lowest figure, a highest one, a currency, a unit."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from crawler.normal.pay import pay_in
from crawler.normal.pay_units import unit
from crawler.normal.pay_words import lexicon
from crawler.normal.told import told
from crawler.posting import Money

Origin = Literal["structured", "text", "predicted"]

_POINT_APART = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+,\d{1,2}")
"""A text of figures as most of Europe writes them."""


def money(
    raw: Any,
    low: Any,
    high: Any,
    currency: Any,
    unit_text: Any = None,
    origin: Origin = "structured",
) -> Money | None:
    """Return a salary published as fields; zero and nonsense are no figures.

    >>> money("", "60000", None, "eur", "per-year-salary").raw
    '60000 EUR per-year-salary'
    """
    figures = [_number(low), _number(high)]
    if not any(figures):
        return None
    if all(figures):
        figures.sort()
    code, unit_text = (told(currency) or "").strip().upper(), told(unit_text)
    shown = "-".join(str(figure) for figure in figures if figure)
    stated = " ".join(part for part in (shown, code, unit_text) if part)
    known = code if re.fullmatch("[A-Z]{3}", code) else lexicon()["currencies"].get(code.lower())
    return Money(
        raw=told(raw) or stated, min=figures[0], max=figures[1], currency=known, unit=unit(unit_text), origin=origin
    )


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str) and _POINT_APART.fullmatch(value.strip()):
        value = value.replace(".", "").replace(",", ".")
    try:
        number = Decimal(str(value or 0))
        return number if number.is_finite() and number > 0 else None
    except InvalidOperation:
        found = pay_in(str(value))
        return (found.min or found.max) if found else None
