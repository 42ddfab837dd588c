"""What of a board is suddenly not as it was: its adverts are gone, their pages are, or all have lost a field.

So looks a platform that has changed, and so may a board that has: it is believed when several runs have seen it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.posting import Posting

BELIEVED_FROM = 3
"""So many runs must have seen the same."""
_COLLAPSE_FROM, _COLLAPSE_SHARE = 10, 0.2
_GONE_FROM = 3
_WATCHED, _ENOUGH = ("date_posted", "job_location", "url"), 5


@dataclass
class Shape:
    """What a board's adverts carry, counted: a field that goes missing everywhere is a platform that has changed."""

    postings: int = 0
    date_posted: int = 0
    job_location: int = 0
    url: int = 0
    characters: int = 0

    def add(self, posting: Posting) -> None:
        """Count one advert in."""
        self.postings += 1
        self.characters += len(posting.description)
        for name in _WATCHED:
            setattr(self, name, getattr(self, name) + bool(getattr(posting, name)))

    def break_with(self, before: Mapping[str, Any]) -> str | None:
        """Say what all adverts have lost since `before`, where both are enough to tell.

        >>> Shape(6, 0, 6, 6, 9000).break_with({"postings": 8, "date_posted": 8, "characters": 9000})
        'date_posted is missing in all 6 adverts'
        """
        were = before.get("postings", 0)
        if min(self.postings, were) < _ENOUGH:
            return None
        for name in _WATCHED:
            if not getattr(self, name) and before.get(name, 0) >= 0.9 * were:
                return f"{name} is missing in all {self.postings} adverts"
        if self.characters / self.postings < 0.2 * before.get("characters", 0) / were:
            return "the adverts' texts are cut short"
        return None


def collapse(was: int, now: int) -> str | None:
    """Say that most of a board's adverts are gone at once, where it had enough to tell.

    >>> collapse(40, 8), collapse(40, 9), collapse(9, 0)
    ('fell from 40 adverts to 8', None, None)
    """
    is_so = was >= _COLLAPSE_FROM and now <= was * _COLLAPSE_SHARE
    return f"fell from {was} adverts to {now}" if is_so else None


def withdrawal(gone: int, asked: int) -> str | None:
    """Say that most of the adverts' pages that were asked for are gone, though the list has them.

    >>> withdrawal(3, 5), withdrawal(3, 6), withdrawal(2, 2)
    ("3 of 5 adverts' pages are gone though the list has them", None, None)
    """
    is_so = gone >= _GONE_FROM and gone > asked / 2
    return f"{gone} of {asked} adverts' pages are gone though the list has them" if is_so else None


def seen_again(broken: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the mark of a break: its kind, and how many runs have seen it.

    >>> seen_again("fell from 40 adverts to 7", {"kind": "fell from # adverts to #", "times": 1})["times"]
    2
    """
    kind = re.sub(r"\d+", "#", broken)
    return {"kind": kind, "times": 1 + before.get("times", 0) * (before.get("kind", kind) == kind)}
