"""Words that adverts write short, read as if they were written out: "project mgmt" is project management."""

import re
from functools import cache

from analysis.reading.lexicon import lexicon, pattern_of


def may_be_short(text: str) -> bool:
    """Tell whether a word of `text` may be written short; few adverts have one."""
    return any(map(text.__contains__, _signs()))


def written_out(text: str) -> str:
    """Return `text` with its short words written out.

    >>> written_out("Proj. mgmt and RISK MGT")
    'Project management and RISK MANAGEMENT'
    """
    return _pattern().sub(_word, text)


def written_places(text: str) -> list[int]:
    """Return where in `text` each letter stands of what `written_out` makes of it.

    >>> written_places("a mgr")
    [0, 1, 2, 3, 4, 4, 4, 4, 4]
    """
    places: list[int] = []
    done = 0
    for match in _pattern().finditer(text):
        start, end = match.span()
        places += range(done, start)
        places += (min(start + number, end - 1) for number in range(len(_word(match))))
        done = end
    return [*places, *range(done, len(text))]


def _word(match: re.Match[str]) -> str:
    word, short = str(match.lastgroup), match[0]
    return word.upper() if short.isupper() else word.capitalize() if short[0].isupper() else word


@cache
def _signs() -> tuple[str, ...]:
    return tuple(lexicon("short_forms")["signs"])


@cache
def _pattern() -> re.Pattern[str]:
    forms = lexicon("short_forms")["written_out"]
    return pattern_of("|".join(f"(?P<{word}>{form})" for word, form in forms.items()))
