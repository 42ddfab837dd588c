"""Which column of somebody's table means which field of a posting, by `data/columns.toml`."""

import re
from functools import cache

from crawler.knowledge import known_words


def field_of(column: str) -> str | None:
    """Return the field of a posting that a column means.

    >>> field_of("Job title"), field_of("vibe")
    ('title', None)
    """
    meaning = meaning_of(column)
    return meaning[0] if meaning else None


def meaning_of(column: str) -> tuple[str, int] | None:
    """Return the field that a column means, and its place among the columns that mean it, the surest first."""
    return _meanings().get(_plain(column))


def is_left_out(column: str) -> bool:
    """Say whether a column is known to hold nothing of a posting, as one without a name."""
    return not column.strip() or _plain(column) in _left_out()


@cache
def _meanings() -> dict[str, tuple[str, int]]:
    known = known_words("columns.toml")
    fields = {_plain(name): (field, at) for field, names in known["fields"].items() for at, name in enumerate(names)}
    texts = {_plain(name): ("text", at) for at, names in enumerate(known["text"].values()) for name in names}
    return fields | texts


@cache
def _left_out() -> frozenset[str]:
    known = known_words("columns.toml")
    return frozenset(map(_plain, known["left_out"]["names"]))


def _plain(column: str) -> str:
    """Return `column` without what tables differ in.

    >>> _plain("datePosted") == _plain("Date posted") == _plain("date_posted") == _plain("nextrung:date_posted")
    True
    """
    return re.sub(r"[\W_]+", "", column.removeprefix("nextrung:")).lower()
