"""Names that the lexicon does not know, told by the company they keep: "Jira, Frobnik or Asana" are three tools."""

import re
from collections.abc import Collection, Iterator
from functools import cache, partial

from analysis.reading.body import fold
from analysis.reading.lexicon import lexicon, pattern_in

_ITEM = r"(?:[a-z]{1,2}(?=[A-Z]))?[A-Z][\w.+#&'-]{0,24}(?:(?<!\.) [A-Z0-9][\w.+#-]{0,20}){0,2}"
_BETWEEN = r" ?(?:[,/;|]|,? ?\b(?:and/or|and|or|or even)\b|&) ?(?:(?:and|or) )?(?:the )?"
_LIST = re.compile(rf"(?<![\w.]){_ITEM}(?:{_BETWEEN}{_ITEM})+")
_NAME = re.compile(_ITEM)
_SHORT_NAME = r"[A-Z]{3,6}(?:-[A-Z]{1,3})?|[A-Z]{2}-[A-Z]{1,3}"
_SHORT_NAMES = rf"(?:{_SHORT_NAME})(?:{_BETWEEN}(?:{_SHORT_NAME}))*"
_CERTIFIED = re.compile(rf"(?<![\w.&/-]){_SHORT_NAMES}(?![\w-])")
_FEW = 2
"""So many known names make a list one of software; fewer do where the list is introduced as one."""
_SHORT = 4
"""So short, letters in capitals are an abbreviation of anything."""
_INTRODUCES = 40
"""Letters before a list in which it is introduced."""

Span = tuple[int, int]
_pattern = partial(pattern_in, "listed")


def listed_tools(line: str, known: Collection[Span], taken: Collection[Span]) -> Iterator[tuple[str, int, int]]:
    """Yield the names that stand in one list with the tools at `known`, where nothing at `taken` claims them.

    >>> line = "Tools such as Jira, Frobnik or Smartsheet"
    >>> [name for name, _, _ in listed_tools(line, [(14, 18)], [(14, 18), (31, 41)])]
    ['Frobnik']
    """
    for found in _LIST.finditer(line):
        members = sum(found.start() <= start < found.end() for start, _ in known)
        if members >= _FEW or (members and _is_introduced(line, found.start())):
            yield from (stranger for stranger in _strangers(found, taken) if _is_tool(stranger[0]))


def listed_certificates(line: str, known: Collection[Span], taken: Collection[Span]) -> Iterator[tuple[str, int, int]]:
    """Yield the short names in capitals that stand in one list with the certificates at `known`.

    >>> [name for name, _, _ in listed_certificates("A certificate (PMP, XYZ-P or similar)", [(15, 18)], [(15, 18)])]
    ['XYZ-P']
    """
    if not _pattern("certifies").search(fold(line)):
        return
    for found in _LIST.finditer(line):
        if any(found.start() <= start < found.end() for start, _ in known):
            yield from (stranger for stranger in _strangers(found, taken) if _is_short_name(stranger[0]))


def certified_names(line: str, taken: Collection[Span]) -> Iterator[tuple[str, int, int]]:
    """Yield the short names in capitals that are said to be certified, licensed or registered, if not at `taken`.

    >>> [name for name, _, _ in certified_names("XYZ-P certification, or licensed as an LMFX", [])]
    ['XYZ-P', 'LMFX']
    """
    for found in _CERTIFIED.finditer(line):
        if _is_certified(line, found):
            for item in re.finditer(_SHORT_NAME, found[0]):
                start, end = (found.start() + place for place in item.span())
                if not _overlaps(start, end, taken) and fold(item[0]) not in _no_certificates():
                    yield item[0], start, end


def _is_certified(line: str, found: re.Match[str]) -> bool:
    before, after = line[max(0, found.start() - _INTRODUCES) : found.start()], line[found.end() :][:_INTRODUCES]
    return bool(_pattern("certified_before").search(fold(before)) or _pattern("certified_after").search(fold(after)))


def _is_introduced(line: str, start: int) -> bool:
    return bool(_pattern("introduces").search(fold(line[max(0, start - _INTRODUCES) : start])))


def _strangers(found: re.Match[str], taken: Collection[Span]) -> Iterator[tuple[str, int, int]]:
    for item in _NAME.finditer(found[0]):
        name = item[0].rstrip(".'&-")
        start = found.start() + item.start()
        end = start + len(name)
        if not _overlaps(start, end, taken) and len(name) > 1 and not _plain().intersection(fold(name).split()):
            yield name, start, end


def _overlaps(start: int, end: int, taken: Collection[Span]) -> bool:
    return any(start < last and first < end for first, last in taken)


def _is_tool(name: str) -> bool:
    return not (name.isupper() and len(name) <= _SHORT) and fold(name) not in _no_tools()


def _is_short_name(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{3,6}|[A-Z]{2,5}-[A-Z]{1,3}", name))


@cache
def _no_certificates() -> frozenset[str]:
    return _plain() | frozenset(lexicon("listed")["no_certificates"]["words"])


@cache
def _no_tools() -> frozenset[str]:
    return frozenset(lexicon("listed")["no_tools"]["words"])


@cache
def _plain() -> frozenset[str]:
    return frozenset(lexicon("listed")["plain"]["words"])
