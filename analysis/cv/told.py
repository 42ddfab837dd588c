"""What is told of a role away from its dates: a table of all roles, and below it a heading that names each again."""

import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from analysis.cv.line import CvLine
from analysis.cv.role import Role, names_of
from analysis.cv.roles import roles_of

_WORD = re.compile(r"[\w&]+")
_JOINING = frozenset(("at", "with", "for"))


def roles_told(lines: Sequence[CvLine]) -> list[Role]:
    """Return the roles of the work part of a CV, each with what stands below the heading that names it again."""
    roles = list(roles_of(lines))
    names = [_names(role) for role in roles]
    repeats = _repeats(roles, names)
    told = _told_apart(roles, names, repeats)
    if not repeats and not any(now and not role.told for now, role in zip(told, roles, strict=True)):
        return roles
    return [replace(role, told=told[n]) for n, role in enumerate(roles) if n not in repeats]


def _names(role: Role) -> list[str]:
    """Return what a heading may call a role, from its title and employer to the one or the other."""
    title, employer = (found.text if found else "" for found in names_of(role)[:2])
    employers = dict.fromkeys((employer, re.split(r", | \| ", employer)[0], ""))
    pairs = [pair for one, other in product((title, ""), employers) for pair in ((one, other), (other, one))]
    return [name for name in dict.fromkeys(_words(" ".join(pair)) for pair in pairs) if name]


def _words(text: str) -> str:
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in _JOINING)


def _repeats(roles: Sequence[Role], names: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return the number of each role that repeats one without duties with its dates, and the number of that."""
    repeats: dict[int, int] = {}
    untold: dict[tuple[str | None, str], int] = {}
    for n, role in enumerate(roles):
        start = role.dates.start
        if names[n] and (start, names[n][0]) in untold:
            repeats[n] = untold[start, names[n][0]]
        elif not role.told:
            for name in names[n]:
                untold.setdefault((start, name), n)
    return repeats


def _told_apart(
    roles: Sequence[Role], names: Sequence[Sequence[str]], repeats: Mapping[int, int]
) -> list[list[CvLine]]:
    """Return what is told of each role: a line that names one without duties, or its own, opens what is told of it."""
    told: list[list[CvLine]] = [[] for _ in roles]
    untold: dict[str, deque[int]] = defaultdict(deque)
    for n, role in enumerate(roles):
        for name in () if role.told else names[n]:
            untold[name].append(n)
    for n, role in enumerate(roles):
        to = repeats.get(n, n)
        for line in role.told:
            name = "" if line.kind == "item" else _words(line.text)
            named = to if name in names[to] and (to == n or not told[to]) else _first(untold.get(name), told)
            if named is None and name in names[n]:
                named = n
            if named is None:
                told[to].append(line)
            else:
                to = named
    return told


def _first(waiting: deque[int] | None, told: Sequence[Sequence[CvLine]]) -> int | None:
    """Return the number of the first role that still waits for its duties; each of the others is passed once."""
    while waiting and told[waiting[0]]:
        waiting.popleft()
    return waiting[0] if waiting else None
