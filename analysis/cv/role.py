"""One role of a CV, put together from the line with its dates and those around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.cv.dates import Dates, as_span, dates_in
from analysis.cv.heads import (
    NAMES_EMPLOYER,
    SHORT,
    is_strong_title,
    is_title_alone,
    names_firm_alone,
    title_and_employer,
)
from analysis.cv.line import CvLine
from analysis.cv.openings import MOST_OF_A_HEAD
from analysis.cv.words import any_of, ends_in_full_stop, is_title, names_what_follows, opens_with_verb

_MOST_OF_A_FIRM = 80
_TOWN = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?, (?:[A-Z]{2}|USA|U\.S\.A?\.?)(?: \d{5})?")


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


def title_and_employer_of(role: Role) -> tuple[tuple[str, CvLine] | None, tuple[str, CvLine] | None]:
    """Return the job title and the employer of a role, each with its line; what stands beside its dates counts too."""
    title, employer = title_and_employer(role.heads)
    if role.employer:
        employer = (role.employer.text, role.employer)
        title = (role.heads[0].text, role.heads[0]) if title and len(role.heads) == 1 else title
    return title, employer


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
        has_town = number - 1 > first and bool(_TOWN.fullmatch(lines[number - 1].text))
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
    if dates.rest and (is_title(dates.rest) or not heads):
        role.heads = [*heads, dated._replace(text=dates.rest)]
    elif dates.rest and dated.text.startswith(dates.rest) and not NAMES_EMPLOYER.search(heads[-1].text):
        role.employer = dated._replace(text=dates.rest)
    else:
        role.place = None if any_of("cv", "held_as").search(dates.rest) else dates.rest or None
    if not any(is_strong_title(line.text) for line in role.heads):
        is_titled = any(is_title(line.text) for line in role.heads)
        while told and _is_head(told[0]) and len(role.heads) < 3:
            if not (is_strong_title if is_titled else is_title)(told[0].text) and role.heads:
                break
            role.heads.append(told.pop(0))
    is_titled = not dates.rest or role.heads[-1].text == dates.rest
    if is_titled and told and (_is_employer_below(role, told[0]) or _is_firm_below(role, told[0])):
        role.employer = told.pop(0)
    role.told = told
    return role


def _is_head(line: CvLine) -> bool:
    return line.kind != "item" and len(line.text) <= MOST_OF_A_HEAD


def _is_employer_below(role: Role, line: CvLine) -> bool:
    return is_title_alone(role.heads) and _is_name(line)


def _is_firm_below(role: Role, line: CvLine) -> bool:
    """Say whether the line below a title with its field names the firm: "Project Manager, Wards", "Avon NHS Trust"."""
    is_alone = role.employer is None and len(role.heads) == 1 and is_title(role.heads[0].text)
    return is_alone and _is_name(line, _MOST_OF_A_FIRM) and names_firm_alone(line.text, role.heads[0].text)


def _is_name(line: CvLine, longest: int = SHORT) -> bool:
    """Say whether a line may name an employer: a few words in capitals, as no sentence is written."""
    words = [word for word in re.findall(r"[^\W\d_]+", line.text) if len(word) > 3]
    is_other = _TOWN.fullmatch(line.text) or names_what_follows(line.text) or opens_with_verb(line.text)
    return (
        line.kind == "text" and len(line.text) <= longest and not _is_ended(line.text) and not is_other
        and not dates_in(line.text) and bool(words) and all(word[0].isupper() for word in words)
    )  # fmt: skip
