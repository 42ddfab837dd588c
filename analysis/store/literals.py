"""Python values as SQL says them."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def literal(value: Any) -> str:
    """Return `value` as a literal of SQL.

    >>> literal(None), literal("O'Hara"), literal([1, 0.5, True]), literal(date(2026, 11, 24))
    ('null', "'O''Hara'", '[1, 0.5::double, true]', "'2026-11-24'")
    """
    if value is None:
        return "null"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value!r}::double"
    told = value.isoformat() if isinstance(value, date) else str(value)
    return "'" + told.replace("'", "''").replace("\0", "\ufffd") + "'"  # a statement ends where a zero byte stands


def named(values: Mapping[str, Any]) -> str:
    """Return `values` as the named arguments of a prepared statement.

    >>> named({"firm": None, "top": 3})
    '"firm" := null, "top" := 3'
    """
    return ", ".join(f'"{name}" := {literal(value)}' for name, value in values.items())
