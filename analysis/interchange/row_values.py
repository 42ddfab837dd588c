"""What a value of a row says, whatever type its file gave it: a text, a name, a day, a list, yes or no."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from analysis.printable import is_missing
from crawler.normal.dates import day
from crawler.normal.signs import repaired


def is_blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip() or value.strip().lower() in ("nan", "none", "null", "n/a")
    return is_missing(value) or value == []


def as_text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, map(as_text, value)))
    if isinstance(value, Mapping):
        return as_name(value)
    return "" if value is None else repaired(str(value)).strip()


def as_name(value: Any) -> str:
    """Return a name, also where schema.org wraps it in an object.

    >>> as_name({"@type": "Organization", "name": "Acme"}), as_name({"value": 7})
    ('Acme', '7')
    """
    if isinstance(value, Mapping):
        return as_text(next((value[key] for key in ("name", "value", "@value") if value.get(key)), ""))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return as_text(value)


def as_day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) or value is None else day(value)


def unpacked(value: Any) -> Any:
    """Return what a cell of a CSV holds as JSON, else the cell itself."""
    if isinstance(value, str) and value.lstrip().startswith(("{", "[{")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def as_list(value: Any) -> list[str]:
    if value is None:
        return []
    return [as_text(each) for each in value] if isinstance(value, (list, tuple)) else as_text(value).split(",")


def as_truth(value: Any) -> bool | None:
    """Return whether `value` says yes; None where it says nothing.

    >>> as_truth("True"), as_truth("0"), as_truth(None)
    (True, False, None)
    """
    return None if is_blank(value) else as_text(value).lower() in ("true", "1", "1.0", "yes", "y")
