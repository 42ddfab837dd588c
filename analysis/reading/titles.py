"""What a title claims: its family and its rank, from its words alone."""

import re
from functools import cache

from analysis.reading.body import fold
from analysis.reading.lexicon import lexicon, pattern_of
from analysis.reading.needed import Patterns


@cache
def _rules(part: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (rule["label"], pattern_of(rule["pattern"]), pattern_of(rule["unless"]) if "unless" in rule else None)
        for rule in lexicon("titles")[part]
    )


@cache
def _needs(part: str) -> Patterns:
    return Patterns(pattern.pattern for _, pattern, _ in _rules(part))


def _first(part: str, title: str, otherwise: str) -> str:
    rules = _rules(part)
    for number in _needs(part).possible(title):
        label, pattern, unless = rules[number]
        if pattern.search(title) and not (unless and unless.search(title)):
            return label
    return otherwise


def title_of(title: str) -> tuple[str, str]:
    """Return the family and the rank that `title` claims.

    >>> title_of("Sr. TPM III, Platform")
    ('programme_manager', 'senior')
    >>> title_of("Projektleiter (m/w/d)")
    ('project_manager', 'plain')
    """
    folded = _folded(title)
    return _first("family", folded, "other"), _first("rank", folded, "plain")


def has_doubtful_rank(title: str) -> bool:
    """Say whether `title` is open to two ranks, or stands above those that it names.

    >>> has_doubtful_rank("(Senior) Product Manager"), has_doubtful_rank("Senior Product Manager")
    (True, False)
    """
    folded = _folded(title)
    return any(pattern_of(entry["pattern"]).search(folded) for entry in lexicon("titles")["doubtful"].values())


def _folded(title: str) -> str:
    return " ".join(fold(title).replace("_", " ").split())
