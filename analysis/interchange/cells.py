"""A value as a cell of a CSV file."""

import json
from typing import Any

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def cell_of(value: Any) -> Any:
    """Return `value` as a cell that no spreadsheet takes for a formula.

    >>> cell_of("=HYPERLINK(1)"), cell_of(-1), cell_of("Lead"), cell_of(["agile"])
    ("'=HYPERLINK(1)", -1, 'Lead', '["agile"]')
    """
    if isinstance(value, (list, dict)):
        value = json.dumps(value, default=str, ensure_ascii=False)
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA_STARTS):
        return "'" + value
    return value
