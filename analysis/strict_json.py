"""JSON as its standard has it: no NaN, no number that is beyond all numbers."""

import json
from math import isfinite
from typing import Any, NoReturn


def strict_json(text: str) -> Any:
    """Return what `text` holds; ValueError where it is no JSON.

    >>> strict_json('[1e3, "a"]')
    [1000.0, 'a']
    >>> strict_json("1e400")
    Traceback (most recent call last):
    ValueError: 1e400 is no number
    """
    return json.loads(text, parse_constant=_no_number, parse_float=_finite)


def _finite(number: str) -> float:
    return float(number) if isfinite(float(number)) else _no_number(number)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
