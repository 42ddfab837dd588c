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
    if not isinstance(value, str):
        return value
    # A lone carriage return is written without quotes, and then ends the row.
    told = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{told}" if told.lstrip(" ").startswith(_FORMULA_STARTS) else told
