"""One role of a CV, put together from the line with its dates and those around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.cv.dates import Dates, as_span, dates_in
from analysis.cv.heads import (
    SHORT,
    Named,
    Told,
    is_strong_title,
    is_title_with_field,
    named_in,
    names_employer,
    names_firm_alone,
    names_title,
)
from analysis.cv.line import CvLine
from analysis.cv.openings import MOST_OF_A_HEAD
from analysis.cv.place import is_place
from analysis.cv.words import any_of, ends_in_full_stop, is_title, names_what_follows, opens_with_verb

_MOST_OF_A_FIRM = 80
_TOWN = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?, (?:[A-Z]{2}|USA|U\.S\.A?\.?)(?: \d{5})?")
"""The gazetteer does not know every one."""


@dataclass
class Role:
    """One job as the CV tells it; each value with the line it stands in."""

    dates: Dates
    dated: CvLine
    heads: list[CvLine] = field(default_factory=list)
    place: str | None = None
    told: list[CvLine] = field(default_factory=list)
    employer: CvLine | None = None
    """Named beside the dates, or above several roles."""


def names_of(role: Role) -> Named:
    """Return title, employer and place of a role, each with its line; what stands beside its dates counts too."""
    named = named_in(role.heads)
    if role.place:
        named = named._replace(place=Told(role.place, role.dated))
    if role.employer is None:
        return named
    title = named.title
    if title and len(role.heads) == 1:
        title = Told(next(cell for cell in title.line.text.split(" | ") if title.text in cell), title.line)
    return named._replace(title=title, employer=Told(role.employer.text, role.employer))


def is_voluntary(role: Role) -> bool:
    """Say whether a role is called unpaid: in its title, or beside its dates."""
    return any(any_of("cv", "voluntary").search(line.text) for line in (*role.heads, role.dated))


def heads_before(lines: Sequence[CvLine], number: int, first: int) -> list[CvLine]:
    """Return the lines right above the dates that name title and employer."""
    if lines[number].kind == "item":
        return []
    own = dates_in(lines[number].text)
    has_heading = number > first and lines[number - 1].kind == "heading"
    most = 2
    if own and is_title(own.rest):
        has_town = number - 1 > first and _is_town(lines[number - 1].text)
        most = (1 + has_town) * int(has_heading or _is_employer(lines, number - 1 - has_town, first))
    heads: list[CvLine] = []
    for line in reversed(lines[first:number]):
        is_told = line.kind == "item" or len(line.text) > MOST_OF_A_HEAD or opens_with_verb(line.text)
        if len(heads) == most or is_told or _is_ended(line.text):
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
    return ends_list and len(text) <= 80 and not _is_ended(text) and not dates_in(text)


def _is_ended(text: str) -> bool:
    return text.endswith((";", ":")) or ends_in_full_stop(text)


def role_of(dated: CvLine, heads: list[CvLine], after: Sequence[CvLine]) -> Role:
    dates = dates_in(dated.text)
    assert dates is not None  # it opened the role
    role = Role(as_span(dates), dated, heads)
    told = list(after)
    if dates.rest and (not heads or _is_title_beside(heads, dates.rest)):
        role.heads = [*heads, dated._replace(text=dates.rest)]
    elif dates.rest and dated.text.startswith(dates.rest) and _is_employer_beside(heads, dates.rest):
        role.employer = dated._replace(text=dates.rest)
    else:
        role.place = None if any_of("cv", "held_as").search(dates.rest) else dates.rest or None
    if not any(is_strong_title(line.text) for line in role.heads):
        is_titled = any(names_title(line.text) for line in role.heads)
        while told and _is_head(told[0]) and len(role.heads) < 3:
            if not (is_strong_title if is_titled else is_title)(told[0].text) and role.heads:
                break
            role.heads.append(told.pop(0))
    is_titled = not dates.rest or role.heads[-1].text == dates.rest
    if is_titled and told and is_title_with_field(role.heads) and told[0].kind == "text":
        if _is_town(told[0].text):
            role.place = told.pop(0).text
        elif role.employer is None and _is_employer_below(role.heads[0], told[0]):
            role.employer = told.pop(0)
    role.told = told
    return role


def _is_title_beside(heads: Sequence[CvLine], rest: str) -> bool:
    """Say whether a title stands beside the dates; employers, too, hold the word of one."""
    is_titled = any(is_strong_title(line.text) for line in heads)
    return is_strong_title(rest) if is_titled else is_title(rest)


def _is_employer_beside(heads: Sequence[CvLine], rest: str) -> bool:
    """Say whether the employer stands beside the dates, below these heads."""
    *_, last = heads
    is_titled = any(is_title(line.text) for line in heads)
    if _is_town(rest) or (is_titled and not is_title(last.text)):
        return False
    if is_titled and names_employer(last.text, rest):
        return False
    return not any(names_firm_alone(line.text, rest) for line in heads if not is_title(line.text))


def _is_town(text: str) -> bool:
    return bool(_TOWN.fullmatch(text)) or is_place(text)


def _is_head(line: CvLine) -> bool:
    return line.kind != "item" and len(line.text) <= MOST_OF_A_HEAD


def _is_employer_below(head: CvLine, line: CvLine) -> bool:
    """Say whether the line below a title names the employer; a long name is one where it holds the word of a firm."""
    longest = _MOST_OF_A_FIRM if names_firm_alone(line.text, head.text) else SHORT
    return _is_name(line, longest) and not names_employer(head.text, line.text)


def _is_name(line: CvLine, longest: int) -> bool:
    """Say whether a line may name an employer: a few words in capitals, as no sentence is written."""
    words = re.findall(r"[^\W\d_]+", line.text)
    long = [word for word in words if len(word) > 3] or words
    is_other = ": " in line.text or names_what_follows(line.text) or opens_with_verb(line.text)
    return (
        len(line.text) <= longest and not _is_ended(line.text) and not is_other
        and not dates_in(line.text) and bool(long) and all(word[0].isupper() for word in long)
    )  # fmt: skip
