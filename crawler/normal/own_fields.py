"""The fields that employers define for themselves: platforms list them, each by the name that the employer gave it."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from crawler.normal.told import told

Read = TypeVar("Read")
OwnField = tuple[Any, Any]
"""A name and a value, as the platform gives them."""


def read_own(fields: Iterable[OwnField], called: re.Pattern[str], read: Callable[[str], Read]) -> Read | None:
    """Return what `read` makes of the first field `called` so of which it makes something; a range of pay is no text.

    >>> read_own([("Pay Grade", None), ("Grade", {"unit": "GBP"}), ("Grade", ["G7"])], re.compile("Grade"), str)
    'G7'
    """
    stated = [value for name, value in fields if called.search(str(name)) and not isinstance(value, dict)]
    return next((found for value in stated if (text := told(value)) and (found := read(text))), None)
