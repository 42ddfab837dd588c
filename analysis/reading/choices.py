"""What any one will do of, as the lines of adverts tell it: "PMP or PRINCE2", "a degree or equivalent experience"."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from analysis.reading.body import fold
from analysis.reading.lexicon import pattern_in
from analysis.reading.read import read_lines

EXPERIENCE = "experience"
"""The name of what is left to choose beside a degree."""
_SENTENCE = re.compile(r"(?<=[.;])(?<!e\.g\.)\s+")
_pattern = partial(pattern_in, "choices")


def choices_in(line: str) -> tuple[frozenset[str], ...]:
    """Return the certificates of a line of which any one will do.

    >>> [sorted(names) for names in choices_in("PMP or PRINCE2 required. CAPM and ITIL are welcome.")]
    [['PMP', 'PRINCE2']]
    """
    told = (sentence for sentence in _SENTENCE.split(line) if _pattern("may").search(fold(sentence)))
    return tuple(names for names in map(_choice_in, told) if len(names) > 1)


def required_in(line: str) -> tuple[frozenset[str], ...]:
    """Return the certificates that a line demands, each by itself.

    >>> [sorted(names) for names in required_in("PMP required")], required_in("PMP is an asset")
    ([['PMP']], ())
    """
    held = read_lines("", [(line, "required")]).facets["certifications"]
    return tuple(frozenset({one["name"]}) for one in held if one["need"] == "required")


def takes_experience(asked: str) -> bool:
    """Say whether experience will do in place of the education that stands first in `asked`.

    >>> takes_experience("degree or equivalent experience"), takes_experience("degree and relevant experience")
    (True, False)
    """
    return bool(_pattern("experience").search(fold(asked)))


def _choice_in(sentence: str) -> frozenset[str]:
    """Return all certificates of a sentence, where they stand in one list that leaves a choice."""
    reading = read_lines("", [(sentence, "required")])
    spans = sorted((place.start, place.end) for place in reading.evidence.get("certifications", ()))
    if len(spans) < 2:
        return frozenset()
    text = fold(reading.lines[0].text)
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    if not all(_pattern("between").search(gap) for gap in between):
        return frozenset()
    names = frozenset(one["name"] for one in reading.facets["certifications"])
    return names if _is_choice(text[: spans[0][0]], between, text[spans[-1][1] :]) else frozenset()


def _is_choice(before: str, between: Sequence[str], behind: str) -> bool:
    if any(_pattern("or").search(gap) for gap in between):
        return True
    return bool(_pattern("examples").search(before) or _pattern("others").search(behind))
