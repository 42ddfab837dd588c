"""The roles that the work part of a CV tells of, in its order, each with the employer that stands above several."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter

from analysis.cv.dates import Dates, dates_in, is_during, is_length, is_span
from analysis.cv.heads import begins_with_title, has_field, is_title_alone, is_title_with_field
from analysis.cv.line import CvLine
from analysis.cv.openings import openers
from analysis.cv.role import Role, heads_before, role_of
from analysis.cv.words import any_of, is_break, is_title, names_what_follows, names_work_column

_TOLD_BESIDE = re.compile(r"^(?P<head>.*\w\)?):\s+(?P<told>[^:]+)$")
_LABEL = re.compile(r"(?P<label>[^:|]+?)\s*(?:(?P<bar>\|)|:)\s*(?P<value>\S.*)")
_BEFORE_TITLE = re.compile(r"^[A-Z][a-z]+(?: [a-z]+)?:\s+")


def roles_of(lines: Sequence[CvLine]) -> Iterator[Role]:
    """Yield the roles of the work part of a CV, in its order; time between roles is none."""
    told = [part for line in _without_labels(lines) if line.text for part in _roles_in_a_row(line)]
    grouped = [line for line, below in pairwise(told) if is_length(below.text)]
    lines = [line for line in told if not is_length(line.text)]
    starts = list(openers(lines))
    heads = [heads_before(lines, n, starts[i - 1] + 1 if i else 0) for i, n in enumerate(starts)]
    within: Role | None = None
    last: Role | None = None
    above: CvLine | None = None
    for i, n in enumerate(starts):
        end = starts[i + 1] - len(heads[i + 1]) if i + 1 < len(starts) else len(lines)
        role = role_of(lines[n], heads[i], lines[n + 1 : max(end, n + 1)])
        if _is_employer_of_roles(role) and i + 1 < len(starts) and is_title(lines[starts[i + 1]].text):
            within = role
        elif any(is_title(line.text) for line in role.heads) or not any(is_break(line.text) for line in role.heads):
            if role.heads and role.heads[0] in grouped:
                within = Role(Dates("0000", None, True, ""), role.heads[0], role.heads[:1])
            if within and is_during(role.dates, within.dates) and is_title_with_field(role.heads):
                _take_employer(role, within.heads[0], lines)
            elif last and above and _is_step(role, last):
                role.employer = above
            above = role.employer if above and role.employer is above else _employer_above(role)
            last = role
            yield role


def _without_labels(lines: Sequence[CvLine]) -> Sequence[CvLine]:
    """Return the lines of a form without what they call their values: "Job title: Manager", "Dates: 2019 – 2021".

    The values of a role go before what is told of it: some forms name the employer last.
    """
    told = [_labelled(line) for line in lines]
    labels = [label for label, _ in told if label]
    if not any(label and is_span(dates_in(line.text)) for label, line in told):
        return lines
    number = accumulate(label == labels[0] for label, _ in told)
    kept = [
        (role, not label, line)
        for role, (label, line) in zip(number, told, strict=True)
        if line.kind == "item" or not names_what_follows(line.text)
    ]
    return [line for _, _, line in sorted(kept, key=itemgetter(0, 1))]


def _labelled(line: CvLine) -> tuple[str, CvLine]:
    """Return what a line of a form calls its value, and the value; duties that a row calls so are an item."""
    found = None if line.kind == "item" else _LABEL.match(line.text)
    if found and names_work_column(found["label"]):
        return found["label"].casefold(), line._replace(text=found["value"])
    if found and found["bar"] and names_what_follows(found["label"]):
        return "", line._replace(text=found["value"], kind="item")
    return "", line


def _employer_above(role: Role) -> CvLine | None:
    """Return the line above a role and its title that names the employer alone."""
    is_above = len(role.heads) > 1 and not is_title(role.heads[0].text) and is_title(role.heads[-1].text)
    return role.heads[0] if is_above else None


def _is_step(role: Role, last: Role) -> bool:
    """Say whether a title alone is one more step with the employer of the role above: its years adjoin those.

    A title with its field is one where the last has a field, too.
    """
    is_titled = is_title_with_field if has_field(last.heads[-1]) else is_title_alone
    is_alone = role.employer is None and is_titled(role.heads) and not any_of("cv", "alone").search(role.heads[0].text)
    spans = ((role.dates, last.dates), (last.dates, role.dates))
    adjoin = any(first.end and 0 <= int(str(then.start)[:4]) - int(first.end[:4]) <= 1 for first, then in spans)
    return is_alone and adjoin


def _take_employer(role: Role, employer: CvLine, lines: Sequence[CvLine]) -> None:
    """Give a role the employer of several; what stands alone below its title is the town then."""
    if role.employer and role.employer in lines:
        role.place, role.employer = role.place or role.employer.text, None
    role.employer = role.employer or employer


def _roles_in_a_row(line: CvLine) -> list[CvLine]:
    """Return the roles that one line tells, or what it tells of the role it opens, as lines of their own."""
    parts = [_BEFORE_TITLE.sub("", part.strip(" .")) for part in line.text.split(";")]
    if len(parts) > 1 and all(begins_with_title(part) and is_span(dates_in(part)) for part in parts):
        return [line._replace(text=part, kind="text") for part in parts]
    beside = _TOLD_BESIDE.match(line.text)
    if beside and is_span(dates_in(beside["head"])) and begins_with_title(beside["head"]):
        return [line._replace(text=beside["head"]), line._replace(text=beside["told"], kind="item")]
    return [line]


def _is_employer_of_roles(role: Role) -> bool:
    """Say whether what looks like a role names the employer of those that follow."""
    return not role.told and len(role.heads) == 1 and not role.employer and not is_title(role.heads[0].text)
