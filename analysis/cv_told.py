"""What is told of a role away from its dates: a table of all roles, and below it a heading that names each again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from analysis.cv import CvLine
from analysis.cv_roles import Role, roles_of, title_and_employer_of

_WORD = re.compile(r"[\w&]+")
_JOINING = frozenset(("at", "with", "for"))


def roles_told(lines: Sequence[CvLine]) -> list[Role]:
    """Return the roles of the work part of a CV, each with what stands below the heading that names it again."""
    roles = list(roles_of(lines))
    names = [_names(role) for role in roles]
    told: list[list[CvLine]] = [[] for _ in roles]
    repeats: set[int] = set()
    for n, role in enumerate(roles):
        is_untold = [not (one.told or told[number]) or number == n for number, one in enumerate(roles)]
        to = _repeated(n, roles, names)
        if to != n:
            repeats.add(n)
        for line in role.told:
            named = _named(line, to, is_untold, names)
            if named is None:
                told[to].append(line)
                is_untold[to] = to == n
            else:
                to = named
    if not repeats and not any(lines and not role.told for lines, role in zip(told, roles, strict=True)):
        return roles
    return [replace(role, told=told[n]) for n, role in enumerate(roles) if n not in repeats]


def _names(role: Role) -> list[str]:
    """Return what a heading may call a role, from its title and employer to the one or the other."""
    title, employer = (found[0] if found else "" for found in title_and_employer_of(role))
    employers = dict.fromkeys((employer, re.split(r", | \| ", employer)[0], ""))
    pairs = [pair for one, other in product((title, ""), employers) for pair in ((one, other), (other, one))]
    return [name for name in dict.fromkeys(_words(" ".join(pair)) for pair in pairs) if name]


def _words(text: str) -> str:
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in _JOINING)


def _repeated(number: int, roles: Sequence[Role], names: Sequence[Sequence[str]]) -> int:
    """Return the number of an earlier role without duties that this one repeats with its dates; else its own."""
    start = roles[number].dates.start
    before = (n for n in range(number) if not roles[n].told and roles[n].dates.start == start)
    return next((n for n in before if names[number][0] in names[n]), number) if names[number] else number


def _named(line: CvLine, own: int, is_untold: Sequence[bool], names: Sequence[Sequence[str]]) -> int | None:
    """Return the number of the role that a line names: its `own` sooner than another without duties."""
    if line.kind == "item":
        return None
    name = _words(line.text)
    return next((n for n in (own, *range(len(names))) if is_untold[n] and name in names[n]), None)
