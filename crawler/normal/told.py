"""What a field says, whichever way a board writes it: boards of one platform differ, and change without notice."""

from typing import Any

_NAMES = ("name", "label", "title", "text", "value")


def told(value: Any) -> str | None:
    """Return the text of a field: a text, a number, an object by its name, a list of these; None where it says nothing.

    >>> told("Leeds"), told(7), told({"id": 3, "name": "Sales"}), told(["A", None, {"label": "B"}]), told(False)
    ('Leeds', '7', 'Sales', 'A, B', None)
    """
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return ", ".join(text for one in value if (text := told(one))) or None
    if isinstance(value, dict):
        return next((text for name in _NAMES if (text := told(value.get(name)))), None)
    return None


def as_list(value: Any) -> list[Any]:
    """Return the values of a field that may be one, a list of them or none."""
    return value if isinstance(value, list) else [] if value is None else [value]
