"""The roles that a CV tells of: title, employer, dates, place and what was done."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.cv import CvLine
from analysis.cv_dates import Dates, dates_in, is_length, is_span
from analysis.cv_held import is_degree, names_certificate
from analysis.cv_words import (
    any_of,
    is_break,
    is_prize,
    is_title,
    names_what_follows,
    names_work_column,
    opens_with_verb,
    pattern_of_words,
)
from analysis.reading.titles import title_of

_SEPARATOR = re.compile(r"\s+(?:at|@|with|for)\s+(?=[A-Z])|\s*[|\t]\s*|\s+[–—-]\s+|,\s+")
_DASH = re.compile(r"\s+[–—-]\s+")
_NAMES_EMPLOYER = re.compile(r"\s(?:at|@|with|for)\s|,\s|\s*\|\s*")
MOST_OF_A_HEAD = 110
"""A line longer than this is a sentence, not a heading of a role."""
_SHORT = 60
_MOST_OF_A_FIRM = 80
_TOLD_BESIDE = re.compile(r"^(?P<head>.*\w\)?):\s+(?P<told>[^:]+)$")
_TOWN = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?, (?:[A-Z]{2}|USA|U\.S\.A?\.?)(?: \d{5})?")
_BEFORE_TITLE = re.compile(r"^[A-Z][a-z]+(?: [a-z]+)?:\s+")


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


def roles_of(lines: Sequence[CvLine]) -> Iterator[Role]:
    """Yield the roles of the work part of a CV, in its order; time between roles is none."""
    told = [part for line in _without_labels(lines) if line.text for part in _roles_in_a_row(line)]
    grouped = [line for line, below in pairwise(told) if is_length(below.text)]
    lines = [line for line in told if not is_length(line.text)]
    starts = list(_openers(lines))
    heads = [_heads_before(lines, n, starts[i - 1] + 1 if i else 0) for i, n in enumerate(starts)]
    within: Role | None = None
    last: Role | None = None
    above: CvLine | None = None
    for i, n in enumerate(starts):
        end = starts[i + 1] - len(heads[i + 1]) if i + 1 < len(starts) else len(lines)
        role = _role(lines[n], heads[i], lines[n + 1 : max(end, n + 1)])
        if _is_employer_of_roles(role) and i + 1 < len(starts) and is_title(lines[starts[i + 1]].text):
            within = role
        elif any(is_title(line.text) for line in role.heads) or not any(is_break(line.text) for line in role.heads):
            if role.heads and role.heads[0] in grouped:
                within = Role(Dates("0000", None, True, ""), role.heads[0], role.heads[:1])
            if within and _is_during(role.dates, within.dates) and _is_title_alone(role.heads):
                _take_employer(role, within.heads[0], lines)
            elif last and above and _is_step(role, last):
                role.employer = above
            above = role.employer if above and role.employer is above else _employer_above(role)
            last = role
            yield role


def _without_labels(lines: Sequence[CvLine]) -> Sequence[CvLine]:
    """Return the lines of a form without what they call their values: "Job title: Manager", "Dates: 2019 – 2021"."""
    values = [_labelled_value(line) for line in lines]
    if not any(value and is_span(dates_in(value)) for value in values):
        return lines
    return [line._replace(text=value) if value else line for line, value in zip(lines, values, strict=True)]


def _labelled_value(line: CvLine) -> str:
    label, _, value = line.text.partition(":")
    return value.strip() if line.kind != "item" and names_work_column(label) else ""


def _employer_above(role: Role) -> CvLine | None:
    """Return the line above a role and its title that names the employer alone."""
    is_above = len(role.heads) > 1 and not is_title(role.heads[0].text) and is_title(role.heads[-1].text)
    return role.heads[0] if is_above else None


def _is_step(role: Role, last: Role) -> bool:
    """Say whether a title alone is one more step with the employer of the role above: its years adjoin those."""
    is_alone = (
        role.employer is None and _is_title_alone(role.heads) and not any_of("cv", "alone").search(role.heads[0].text)
    )
    spans = ((role.dates, last.dates), (last.dates, role.dates))
    adjoin = any(first.end and 0 <= int(str(then.start)[:4]) - int(first.end[:4]) <= 1 for first, then in spans)
    return is_alone and adjoin


def _take_employer(role: Role, employer: CvLine, lines: Sequence[CvLine]) -> None:
    """Give a role the employer of several; what stands alone below its title is the town then."""
    if role.employer and role.employer in lines:
        role.place, role.employer = role.place or role.employer.text, None
    role.employer = role.employer or employer


def _openers(lines: Sequence[CvLine]) -> Iterator[int]:
    """Yield the lines that open a role; an item tells of the role above it where it falls in its years."""
    above: Dates | None = None
    for n, line in enumerate(lines):
        dates = dates_in(line.text)
        if dates is None or not opens_role(lines, n):
            continue
        if line.kind != "item":
            above = _whole(dates)
        elif above and _is_during(dates, above):
            continue
        yield n


def _roles_in_a_row(line: CvLine) -> list[CvLine]:
    """Return the roles that one line tells, or what it tells of the role it opens, as lines of their own."""
    parts = [_BEFORE_TITLE.sub("", part.strip(" .")) for part in line.text.split(";")]
    if len(parts) > 1 and all(_begins_with_title(part) and is_span(dates_in(part)) for part in parts):
        return [line._replace(text=part, kind="text") for part in parts]
    beside = _TOLD_BESIDE.match(line.text)
    if beside and is_span(dates_in(beside["head"])) and _begins_with_title(beside["head"]):
        return [line._replace(text=beside["head"]), line._replace(text=beside["told"], kind="item")]
    return [line]


def opens_role(lines: Sequence[CvLine], number: int) -> bool:
    """Say whether the dates of a role stand in a line: a span, or one date beside or below a title."""
    line = lines[number]
    dates = dates_in(line.text)
    if dates is None or len(line.text) > MOST_OF_A_HEAD or is_sentence(line.text):
        return False
    if line.kind == "item":
        return is_span(dates) and _begins_with_title(dates.rest)
    if is_span(dates):
        return True
    if dates.rest:
        return _begins_with_title(dates.rest) and _stands_apart(line.text, dates.rest) and not _is_gained(line.text)
    above = lines[number - 1] if number else line
    is_headed = above.kind != "item" and _begins_with_title(above.text) and dates_in(above.text) is None
    return is_headed and not _is_gained(above.text)


def _stands_apart(text: str, rest: str) -> bool:
    """Say whether the date in a line is parted from the rest of it, as in no sentence."""
    return text.endswith(rest) or bool(text.startswith(rest) and re.match(r"\s*[,|(–—-]", text[len(rest) :]))


def _is_gained(text: str) -> bool:
    return is_degree(text) or names_certificate(text)


def is_sentence(text: str) -> bool:
    """Say whether a line is told, not headed.

    >>> is_sentence("During 2019 I also ran the move."), is_sentence("Project Manager, Acme Ltd.")
    (True, False)
    """
    if re.search(r"\bI [a-z]", text) or opens_with_verb(text):
        return True
    return text.endswith((".", ";", "!", "?")) and not _begins_with_title(text)


def _begins_with_title(text: str) -> bool:
    first = _SEPARATOR.split(text, maxsplit=1)[0] or ""
    return is_title(first) and len(first) <= _SHORT and not opens_with_verb(first) and not is_prize(first)


def _is_strong_title(text: str) -> bool:
    """Say whether it is a title beyond doubt: "Partners HealthCare" holds the word of one."""
    return is_title(text) and title_of(text)[0] != "other"


def _heads_before(lines: Sequence[CvLine], number: int, first: int) -> list[CvLine]:
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
        if len(heads) == most or is_told or line.text.endswith((".", ";", ":")):
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
    role = Role(_whole(dates), dated, heads)
    told = list(after)
    if dates.rest and (is_title(dates.rest) or not heads):
        role.heads = [*heads, dated._replace(text=dates.rest)]
    elif dates.rest and dated.text.startswith(dates.rest) and not _NAMES_EMPLOYER.search(heads[-1].text):
        role.employer = dated._replace(text=dates.rest)
    else:
        role.place = None if any_of("cv", "held_as").search(dates.rest) else dates.rest or None
    if not any(_is_strong_title(line.text) for line in role.heads):
        is_titled = any(is_title(line.text) for line in role.heads)
        while told and _is_head(told[0]) and len(role.heads) < 3:
            if not (_is_strong_title if is_titled else is_title)(told[0].text) and role.heads:
                break
            role.heads.append(told.pop(0))
    is_titled = not dates.rest or role.heads[-1].text == dates.rest
    if is_titled and told and (_is_employer_below(role, told[0]) or _is_firm_below(role, told[0])):
        role.employer = told.pop(0)
    role.told = told
    return role


def _whole(dates: Dates) -> Dates:
    return dates if is_span(dates) else dates._replace(start=dates.end)


def _is_head(line: CvLine) -> bool:
    return line.kind != "item" and len(line.text) <= MOST_OF_A_HEAD


def _is_title_alone(heads: Sequence[CvLine]) -> bool:
    return len(heads) == 1 and is_title(heads[0].text) and not _NAMES_EMPLOYER.search(heads[0].text)


def _is_employer_below(role: Role, line: CvLine) -> bool:
    return _is_title_alone(role.heads) and _is_name(line)


def _is_firm_below(role: Role, line: CvLine) -> bool:
    """Say whether the line below a title with its field names the firm: "Project Manager, Wards", "Avon NHS Trust"."""
    is_alone = role.employer is None and len(role.heads) == 1 and is_title(role.heads[0].text)
    return is_alone and _is_name(line, _MOST_OF_A_FIRM) and _names_firm_alone(line.text, role.heads[0].text)


def _names_firm_alone(text: str, title: str) -> bool:
    """Say whether `text` names a firm and `title` none."""
    is_firm = pattern_of_words("firms", "words").search
    return bool(is_firm(text)) and not is_firm(title)


def _is_name(line: CvLine, longest: int = _SHORT) -> bool:
    """Say whether a line may name an employer: a few words in capitals, as no sentence is written."""
    words = [word for word in re.findall(r"[^\W\d_]+", line.text) if len(word) > 3]
    is_other = _TOWN.fullmatch(line.text) or names_what_follows(line.text) or opens_with_verb(line.text)
    return (
        line.kind == "text" and len(line.text) <= longest and line.text[-1] not in ".:;" and not is_other
        and not dates_in(line.text) and bool(words) and all(word[0].isupper() for word in words)
    )  # fmt: skip


def _is_employer_of_roles(role: Role) -> bool:
    """Say whether what looks like a role names the employer of those that follow."""
    return not role.told and len(role.heads) == 1 and not role.employer and not is_title(role.heads[0].text)


def _is_during(dates: Dates, whole: Dates) -> bool:
    return str(whole.start)[:4] <= str(dates.start)[:4] <= (whole.end or "9999")[:4]


def title_and_employer_of(role: Role) -> tuple[tuple[str, CvLine] | None, tuple[str, CvLine] | None]:
    """Return the job title and the employer of a role, each with its line; what stands beside its dates counts too."""
    title, employer = title_and_employer(role.heads)
    if role.employer:
        employer = (role.employer.text, role.employer)
        title = (role.heads[0].text, role.heads[0]) if title and len(role.heads) == 1 else title
    return title, employer


def title_and_employer(heads: Sequence[CvLine]) -> tuple[tuple[str, CvLine] | None, tuple[str, CvLine] | None]:
    """Return the job title and the employer that the heading lines of a role name, each with its line.

    >>> title_and_employer([CvLine("Project Manager, Acme Ltd", "line 1")])[1][0]
    'Acme Ltd'
    """
    texts = [(line.text, line) for line in heads]
    if len(texts) > 1 and _is_wrapped(texts[0][0], texts[-1][0]):
        texts = [(" ".join(text for text, _ in texts), texts[0][1])]  # wrapped at the page's edge
    titled = next(
        (one for sure in (_is_strong_title, is_title) for one in texts if sure(one[0])),
        None,
    )
    if titled is None:
        return None, texts[0] if texts else None
    text, line = titled
    parts = [(part.strip(), *_span(text, part)) for part in _SEPARATOR.split(text) if part and part.strip()]
    which = next((n for n, part in enumerate(parts) if is_title(part[0])), 0)
    if others := [one for one in texts if one is not titled]:
        return (text, line), others[0]
    if len(parts) == 1:
        return (text, line), None
    if which == 0 and (apart := _firm_behind_dash(text, parts[1][1])):
        return (text[: apart.start()], line), (text[apart.end() :], line)
    title = parts[which][0]
    employer = text[parts[which + 1][1] :] if which == 0 else text[: parts[which - 1][2]]
    return (title, line), (employer.strip(" ,|–-"), line)


def _is_wrapped(first: str, last: str) -> bool:
    """Say whether a head goes on in its last line, which names no title and no firm of its own."""
    is_open = is_title(first) and _SEPARATOR.search(first) and not is_title(last)
    return bool(is_open) and not _names_firm_alone(last, first)


def _firm_behind_dash(text: str, second: int) -> re.Match[str] | None:
    """Return the dash that parts a title with its field from a firm: "Project Manager, Wards – Avon NHS Trust"."""
    dash = _DASH.search(text, second)
    return dash if dash and _names_firm_alone(text[dash.end() :], text[second : dash.start()]) else None


def _span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)
