"""Pay as boards publish it field by field: a lowest figure, a highest one, a currency, a unit."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from crawler.normal.currencies import money_table, signs
from crawler.normal.pay.stated import pay_in
from crawler.normal.pay.units import unit
from crawler.normal.told import told
from crawler.posting import Money, SalaryUnit

Origin = Literal["structured", "text", "predicted"]

LEAST_A_YEAR = 4_000
"""No year's pay is smaller, where the table of money says nothing else."""
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
    """Return a salary published as fields; zero and nonsense are no figures, and a year's pay is not so small.

    >>> money("", "60000", None, "eur", "per-year-salary").raw
    '60000 EUR per-year-salary'
    >>> money("", 24, 31, "USD", "YEAR").unit, money("", 90_000, None, "INR", "YEAR").unit
    (None, 'YEAR')
    """
    figures = [figure_of(low), figure_of(high)]
    if not any(figures):
        return None
    if all(figures):
        figures.sort()
    code, unit_text = (told(currency) or "").strip().upper(), told(unit_text)
    known = code_of(code)
    shown = "-".join(str(figure) for figure in figures if figure)
    stated = " ".join(part for part in (shown, code, unit_text) if part)
    paid_for = unit_of(unit_text, figures[1] or figures[0], known)
    return Money(raw=told(raw) or stated, min=figures[0], max=figures[1], currency=known, unit=paid_for, origin=origin)


def code_of(currency: str | None) -> str | None:
    """Return the code of a currency that is named by its code or sign."""
    text = (currency or "").strip().upper()
    return text if re.fullmatch("[A-Z]{3}", text) else signs().get(text.lower())


def unit_of(stated: Any, figure: Decimal | None, currency: str | None) -> SalaryUnit | None:
    """Return the unit that a field states, unless the figure is too small for a year's."""
    known = money_table()["currencies"].get(currency, {})
    found = unit(stated)
    return None if found == "YEAR" and (figure or 0) < known.get("least_a_year", LEAST_A_YEAR) else found


def figure_of(value: Any) -> Decimal | None:
    """Return the figure that a field states.

    >>> figure_of("60.000,50"), figure_of("0"), figure_of("on request")
    (Decimal('60000.50'), None, None)
    """
    if isinstance(value, str) and _POINT_APART.fullmatch(value.strip()):
        value = value.replace(".", "").replace(",", ".")
    try:
        number = Decimal(str(value or 0))
        return number if number.is_finite() and number > 0 else None
    except InvalidOperation:
        found = pay_in(str(value))
        return (found.min or found.max) if found else None
