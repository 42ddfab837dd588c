"""Figures by the 100,000 as text, and figures that go by names."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np


def spread_out(told: list[str] | dict[str, float], places: int) -> np.ndarray[Any, Any]:
    """Return so many `places`, with the values that were packed in theirs."""
    found = np.zeros(places)
    at, values = unpacked(told)
    found[at] = values
    return found


def packed(at: np.ndarray[Any, Any], values: np.ndarray[Any, Any]) -> list[str]:
    """Return the places `at` and what stands there, little-endian in Base64: figures by the 100,000 take JSON long."""
    return [b64encode(part.tobytes()).decode() for part in (at.astype("<i4"), values[at].astype("<f4"))]


def unpacked(told: list[str] | dict[str, float]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return places and values that were packed; a model may also name its values one by one."""
    if isinstance(told, dict):
        return np.asarray([int(place) for place in told], dtype=int), np.asarray(list(told.values()))
    at, values = (b64decode(part) for part in told)
    return np.frombuffer(at, dtype="<i4"), np.frombuffer(values, dtype="<f4")


def by_name(
    values: Sequence[float] | np.ndarray[Any, Any], names: Sequence[str], ours: Sequence[str], new: float = 0.0
) -> np.ndarray[Any, Any]:
    """Return the `values` of `names` in the order of `ours`, which may have others; `new` is what a new one gets.

    >>> by_name([1.0, 2.0], ["risk", "change"], ["change", "audit"]).tolist()
    [2.0, 0.0]
    """
    known = dict(zip(names, values, strict=True))
    return np.asarray([known.get(name, new) for name in ours])
