"""A value as a cell of a CSV file, and back."""

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
    return f"'{told}" if _is_risky(told) else told


def text_of(cell: str) -> str:
    """Return the text that `cell_of` made a cell of.

    >>> [text_of(cell_of(text)) for text in ("-2", "'=1", "'tis")]
    ['-2', "'=1", "'tis"]
    """
    return cell[1:] if cell.startswith("'") and _is_risky(cell[1:]) else cell


def _is_risky(text: str) -> bool:
    # An apostrophe of its own stays, however many stand before a formula.
    return text.lstrip("' ").startswith(_FORMULA_STARTS)
