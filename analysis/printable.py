"""Text of strangers on its way to a terminal: nothing in it moves the cursor, changes colours or turns the line."""

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# Control signs but tab and line end; marks that change the direction of writing; tags, joiners and line ends nobody
# sees; halves of characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
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


def as_json(value: Any, indent: int | None = None) -> str:
    r"""Return `value` as JSON: what a terminal would obey is written as an escape, so that no sign is lost.

    >>> as_json({"title": "PM \u202e\x9b"})
    '{"title": "PM \\u202e\\u009b"}'
    """
    told = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], told)


def in_html(frame: "pd.DataFrame") -> str:
    """Return a table for Jupyter: figures with two places, what is missing a dash, markup escaped."""
    return frame.to_html(index=False, float_format="{:.2f}".format, na_rep="–")
