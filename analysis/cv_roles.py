"""The roles that a CV tells of: title, employer, dates, place and what was done."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.cv import CvLine
from analysis.cv_dates import Dates, dates_in, is_span
from analysis.cv_words import is_title

_SEPARATOR = re.compile(r"\s+(?:at|@|with|for)\s+(?=[A-Z])|\s*[|\t]\s*|\s+[–—-]\s+|,\s+")
_ROW = 110
"""A line longer than this is a sentence, not a heading of a role."""


@dataclass
class Role:
    """One job as the CV tells it; each value with the line it stands in."""

    dates: Dates
    dated: CvLine
    heads: list[CvLine] = field(default_factory=list)
    place: str | None = None
    told: list[CvLine] = field(default_factory=list)


def roles_of(lines: Sequence[CvLine]) -> Iterator[Role]:
    """Yield the roles of the work part of a CV, in its order."""
    lines = [line for line in lines if line.text]
    starts = [n for n, line in enumerate(lines) if _opens(line)]
    heads = [_heads_before(lines, n, starts[i - 1] + 1 if i else 0) for i, n in enumerate(starts)]
    for i, n in enumerate(starts):
        end = starts[i + 1] - len(heads[i + 1]) if i + 1 < len(starts) else len(lines)
        yield _role(lines[n], heads[i], lines[n + 1 : max(end, n + 1)])


def _opens(line: CvLine) -> bool:
    return line.kind != "item" and len(line.text) <= _ROW and is_span(dates_in(line.text))


def _heads_before(lines: Sequence[CvLine], number: int, first: int) -> list[CvLine]:
    """Return the lines right above the dates that name title and employer."""
    own = dates_in(lines[number].text)
    has_heading = number > first and lines[number - 1].kind == "heading"
    most = int(has_heading or _is_employer(lines, number - 1, first)) if own and is_title(own.rest) else 2
    heads: list[CvLine] = []
    for line in reversed(lines[first:number]):
        if len(heads) == most or line.kind == "item" or len(line.text) > _ROW or line.text.endswith((".", ";", ":")):
            break
        heads.insert(0, line)
        if line.kind == "heading" and is_title(line.text):
            break
    return heads


def _is_employer(lines: Sequence[CvLine], number: int, first: int) -> bool:
    """Say whether a line above a title and its dates names the employer: short, no sentence, after a list or a gap."""
    if number < first or lines[number].kind != "text":
        return False
    text = lines[number].text
    ends_list = number == first or lines[number - 1].kind in ("item", "heading") or " | " in text
    return ends_list and len(text) <= 80 and not text.endswith((".", ":", ";")) and not dates_in(text)


def _role(dated: CvLine, heads: list[CvLine], after: Sequence[CvLine]) -> Role:
    dates = dates_in(dated.text)
    assert dates is not None  # it opened the role
    role = Role(dates, dated, heads)
    told = list(after)
    if dates.rest and (is_title(dates.rest) or not heads):
        role.heads = [*heads, dated._replace(text=dates.rest)]
    else:
        role.place = dates.rest or None
    if not any(is_title(line.text) for line in role.heads):
        while told and told[0].kind != "item" and len(told[0].text) <= _ROW and len(role.heads) < 3:
            if not is_title(told[0].text) and role.heads:
                break
            role.heads.append(told.pop(0))
    role.told = told
    return role


def title_and_employer(heads: Sequence[CvLine]) -> tuple[tuple[str, CvLine] | None, tuple[str, CvLine] | None]:
    """Return the job title and the employer that the heading lines of a role name, each with its line.

    >>> title_and_employer([CvLine("Project Manager, Acme Ltd", "line 1")])[1][0]
    'Acme Ltd'
    """
    texts = [(line.text, line) for line in heads]
    if len(texts) > 1 and is_title(texts[0][0]) and _SEPARATOR.search(texts[0][0]) and not is_title(texts[-1][0]):
        texts = [(" ".join(text for text, _ in texts), texts[0][1])]  # wrapped at the page's edge
    titled = next((one for one in texts if is_title(one[0])), None)
    if titled is None:
        return None, texts[0] if texts else None
    text, line = titled
    parts = [(part.strip(), *_span(text, part)) for part in _SEPARATOR.split(text) if part and part.strip()]
    which = next((n for n, part in enumerate(parts) if is_title(part[0])), 0)
    if others := [one for one in texts if one is not titled]:
        return (text, line), others[0]
    if len(parts) == 1:
        return (text, line), None
    title = parts[which][0]
    employer = text[parts[which + 1][1] :] if which == 0 else text[: parts[which - 1][2]]
    return (title, line), (employer.strip(" ,|–-"), line)


def _span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)
