"""The pay of a row, be it figures in columns, an object or a text, and what of it cannot be read."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args

from analysis.interchange.row_values import as_name, as_text, unpacked
from analysis.store.rows import MOST_PAID
from crawler.jobposting_pay import salary_of, unread_ends
from crawler.normal.pay import pay_in
from crawler.normal.pay.fields import Origin, money
from crawler.posting import Money

_pay_in = lru_cache(maxsize=50_000)(pay_in)


def pay_of(found: Mapping[str, Any]) -> tuple[Money | None, list[tuple[str, str]]]:
    """Return the pay of a row, and the fields that should state it and cannot be read: their text is kept as `raw`."""
    stated_pay = _salary(found)
    pay = _payable(stated_pay) if stated_pay else None
    is_whole = pay == stated_pay
    unread = [
        (name, _shown(stated)) for name, stated in _stated_pay(found) if not _is_read(name, stated, pay, is_whole)
    ]
    if pay:
        words = (("salary_currency", pay.currency), ("salary_unit", pay.unit))
        unread += [(name, as_text(found[name])) for name, read in words if found.get(name) and read is None]
        ends = unread_ends(unpacked(found.get("base_salary")))
        unread += [(f"base_salary.{name}", text) for name, text in ends]
    if pay and (origin := found.get("salary_origin")) in get_args(Origin):
        pay = pay.model_copy(update={"origin": origin, "raw": as_text(found.get("salary_text")) or pay.raw})
    raw = pay.raw if pay else as_text(found.get("salary_text")) or " - ".join(text for _, text in unread)
    return (pay or (Money(raw=raw, origin="text") if raw else None)), unread


def _payable(pay: Money) -> Money | None:
    """Return pay without an end that nobody is paid; None where nothing is left of it."""
    paid = {name: figure for name, figure in (("min", pay.min), ("max", pay.max)) if _is_paid(figure)}
    if any(figure is not None for figure in paid.values()):
        return pay.model_copy(update={"min": None, "max": None} | paid)
    return pay if len(paid) == 2 else None


def _is_paid(figure: Decimal | None) -> bool:
    return figure is None or figure < MOST_PAID


def _stated_pay(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that should hold figures of pay; nought says nothing, nor does an object without any."""
    for name in ("salary_min", "salary_max", "base_salary"):
        if any(as_text(one).strip("0. ") for one in _figures_in(unpacked(found.get(name)))):
            yield name, found[name]


def _figures_in(stated: Any) -> Iterator[Any]:
    if isinstance(stated, (list, tuple)):
        for one in stated:
            yield from _figures_in(one)
    elif isinstance(stated, Mapping):
        for name in ("value", "minValue", "maxValue"):
            yield from _figures_in(stated.get(name))
    else:
        yield stated


def _is_read(name: str, stated: Any, pay: Money | None, is_whole: bool) -> bool:
    if pay is None or name == "base_salary":
        return pay is not None and is_whole
    read = money("", _figure(stated), None, None)
    return read is not None and _is_paid(read.min)


def _salary(found: Mapping[str, Any]) -> Money | None:
    stated = unpacked(found.get("base_salary"))
    if _are_objects(stated):
        return _stated_salary(stated, as_text(found.get("salary_currency")) or None)
    if "salary_min" in found or "salary_max" in found:
        low, high, currency, unit = (
            found.get(name) for name in ("salary_min", "salary_max", "salary_currency", "salary_unit")
        )
        told = " ".join(_figure(each) or "" for each in (low, "-", high, currency, unit) if each is not None)
        marked = (read.currency for each in (low, high) if (read := _pay_in(as_name(each))))
        return money(as_text(found.get("salary_text")) or told, _figure(low), _figure(high),
                     as_text(currency) or next(filter(None, marked), None), as_text(unit) or None)  # fmt: skip
    text = as_text(stated or found.get("salary_text"))
    return _pay_in(text) if text else None


def _stated_salary(stated: Any, currency: str | None) -> Money | None:
    """Return the pay of a baseSalary with its cell as `raw` and whole figures without a point.

    So an advert that is imported anew keeps its content hash.
    """
    pay, raw = salary_of(stated, currency), json.dumps(stated, default=str)
    return pay and pay.model_copy(update={"raw": raw, "min": _whole(pay.min), "max": _whole(pay.max)})


def _whole(figure: Decimal | None) -> Decimal | None:
    return figure if figure is None or figure != int(figure) else Decimal(int(figure))


def _are_objects(stated: Any) -> bool:
    several = stated if isinstance(stated, (list, tuple)) else [stated]
    return any(isinstance(one, Mapping) for one in several)


def _shown(stated: Any) -> str:
    return stated if isinstance(stated, str) else json.dumps(stated, default=str)


def _figure(value: Any) -> str | None:
    """Return a figure as text: "38682.0" is how tables write 38682."""
    return re.sub(r"^(\d+)\.0$", r"\1", as_name(value)) or None
