"""The baseSalary of a schema.org JobPosting, whatever its shape."""

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

from crawler.jobposting import Job, text_of
from crawler.normal.gazetteer import words
from crawler.normal.pay import pay_in
from crawler.normal.pay.fields import code_of, money, unit_of
from crawler.normal.told import as_list, told
from crawler.posting import Money

_ENDS = ("minValue", "maxValue")


def salary_of(stated: Any, currency: str | None = None) -> Money | None:
    """Return a baseSalary: a MonetaryAmount in one of its shapes, a number (of `currency`) or a text."""
    return next(filter(None, (_pay_of(one, currency) for one in as_list(stated))), None)


def unread_ends(stated: Any) -> Iterator[tuple[str, str]]:
    """Yield the ends of a baseSalary that say something and are no figure, each with what stands there.

    >>> list(unread_ends({"currency": "GBP", "value": {"minValue": "n/a", "maxValue": 50_000}}))
    [('minValue', 'n/a')]
    """
    for one in as_list(stated):
        if isinstance(one, dict):
            yield from ((name, text) for name in _ENDS if (text := _unread(one.get(name))))
            yield from unread_ends(one.get("value"))


def _unread(end: Any) -> str | None:
    """Return what stands in place of a figure; nought says nothing."""
    text = (told(end) or "").strip()
    is_silent = text.strip("0., ").lower() in ("", "nan")
    return None if is_silent or (_number(text) or 0) > 0 else text


def _pay_of(one: Any, currency: str | None) -> Money | None:
    if isinstance(one, dict):
        return _amount({"salaryCurrency": currency, **one})
    if isinstance(one, bool):
        return None
    if isinstance(one, int | float):
        return money("", one, one, currency)
    text = str(one or "").strip()
    return money(text, text, text, currency) if re.fullmatch(r"\d[\d.,]*", text) else _in_prose(text, currency)


def _in_prose(text: str, currency: str | None) -> Money | None:
    """Return the pay that a text states; what it leaves open of the currency ("60,000", "$60,000") its field says."""
    code = code_of(currency)
    read = pay_in(text, words()["money"].get(code))
    return read and read.model_copy(update={"currency": read.currency or code})


def _amount(one: Job) -> Money | None:
    value = one.get("value") if one.get("value") is not None else one
    if isinstance(value, list):
        value = next(filter(None, value), None)
    inner: Job = value if isinstance(value, dict) else {**one, "value": value}
    currency = text_of(one.get("currency")) or text_of(inner.get("currency")) or text_of(one.get("salaryCurrency"))
    prose, paid_for = text_of(inner.get("value")), text_of(inner.get("unitText")) or text_of(one.get("unitText"))
    low, high = _number(inner.get("minValue")), _number(inner.get("maxValue"))
    if low is None and high is None:
        low = high = _number(inner.get("value"))
    if prose and not _is_plain(prose) and (read := _in_prose(prose, currency)) and (read.min or read.max):
        # The prose says what is paid for; its `unitText` is often a constant YEAR.
        stated = unit_of(paid_for, read.max or read.min, read.currency)
        return read.model_copy(update={"unit": read.unit or stated})
    unread = dict(unread_ends(inner))
    ends = f"{low or unread.get('minValue', '')}-{high or unread.get('maxValue', '')}"
    raw = prose or f"{ends} {currency or ''} {paid_for or ''}".strip()
    return money(raw, low, high, currency, paid_for)


def _is_plain(text: str) -> bool:
    """Say whether a text is a number as programs write it; "45.000" is one of thousands."""
    return bool(re.fullmatch(r"-?(?!\d{1,3}(?:\.\d{3})+$)\d+(?:\.\d+)?(?:[eE]\+?\d{1,3})?", text))


def _number(value: Any) -> float | None:
    """Return a figure above nought; boards write 0 for "not said".

    >>> _number("45.000,00"), _number("12,50"), _number("45k"), _number("0.00"), _number(1e300), _number("1e999")
    (45000.0, 12.5, 45000.0, None, 1e+300, None)
    """
    text = str(value).strip()
    if _is_plain(text):
        number = float(text)
        return number if number and isfinite(number) else None
    # With a sign it is read as any pay, however small.
    found = pay_in(text) or pay_in(f"\N{EURO SIGN}{text}")
    figure = found and (found.min or found.max)
    return float(figure) if figure else None
