"""Values on their way to people and programs: what is missing, what JSON knows, and no text that a terminal obeys."""

import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# Control signs but tab and line end; marks that change the direction of writing; tags, joiners and line ends nobody
# sees; halves of characters, and the two numbers that XML knows no character for.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)

_BULLETS = re.compile(r"^(?:[-–—*•·●▪◦‣»›✓✔➢]\s*|o\s+)+")


def printable(text: str) -> str:
    r"""Return `text` without what a terminal would obey.

    >>> printable("Senior \x1b[2J\u202ePM\u202c\n- leads")
    'Senior [2JPM\n- leads'
    """
    return _UNSEEN.sub("", text)


def without_bullet(line: str) -> str:
    """Return a line of an advert without the mark of the advert's own list.

    >>> without_bullet("• Leads a team"), without_bullet("o Own the plan"), without_bullet("Own the plan")
    ('Leads a team', 'Own the plan', 'Own the plan')
    """
    return _BULLETS.sub("", line.lstrip())


def counted(number: int, what: str) -> str:
    """Return how many of `what` there are, in the plural but for one.

    >>> counted(1, "advert"), counted(1200, "firm"), counted(0, "level")
    ('1 advert', '1,200 firms', '0 levels')
    """
    return f"{number:,} {what}{'s' * (number != 1)}"


def as_json(value: Any, indent: int | None = None) -> str:
    r"""Return `value` as JSON: what a terminal would obey is written as an escape, so that no sign is lost.

    >>> as_json({"title": "PM \u202e\x9b"})
    '{"title": "PM \\u202e\\u009b"}'
    """
    told = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], told)


def in_html(frame: "pd.DataFrame") -> str:
    """Return a table for Jupyter: figures with two places, what is missing a dash, markup and sums as text."""
    import pandas as pd

    with pd.option_context("display.html.use_mathjax", False):
        return frame.to_html(index=False, float_format=lambda value: f"{rounded(value):.2f}", na_rep="–")


def is_missing(value: Any) -> bool:
    """Say whether a cell of a table is empty: None, nan or NaT.

    >>> is_missing(None), is_missing(float("nan")), is_missing(0), is_missing("")
    (True, True, False, False)
    """
    return bool(value is None or value != value)  # noqa: PLR0124 nan and NaT are the values unequal to themselves


def as_cell(value: Any) -> str:
    """Return a value as a table shows it: figures with two places, what is missing a dash.

    >>> as_cell(0.256), as_cell(1234), as_cell(None)
    ('0.26', '1,234', '–')
    """
    if is_missing(value):
        return "–"
    if isinstance(value, float):
        return f"{rounded(value):.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def rounded(value: float) -> float:
    """Return what is nothing at two places as nothing: no table shows a "-0.00".

    >>> rounded(-0.004), rounded(-0.006)
    (0.0, -0.006)
    """
    return 0.0 if math.isclose(value, 0, abs_tol=0.005) else value


def rows_of(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows of a table with plain Python values; missing is None.

    >>> import pandas as pd
    >>> rows_of(pd.DataFrame({"a": [1.0, float("nan")]}))
    [{'a': 1.0}, {'a': None}]
    """
    return [{str(key): plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def plain(value: Any) -> Any:
    """Return `value` as JSON knows it, the keys of a map too.

    >>> plain({date(2026, 5, 1): 3})
    {'2026-05-01': 3}
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {plain(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if is_missing(value) or value in (math.inf, -math.inf):
        return None  # JSON has no word for it
    return _plain_one(value)


def _plain_one(value: Any) -> str | int | float | bool:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int | float | bool) else str(value)
