"""What a CV says that no value was read from, in a few words each, so that its holder can put it where it belongs."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from analysis.cv.line import CvLine
from analysis.cv.paper import without_paper
from analysis.cv.words import is_break, names_what_follows

_MOST = 12
_LONGEST = 60


class _Part(NamedTuple):
    heading: str
    lines: list[CvLine]


def unread(
    lines: Sequence[CvLine], parts: Mapping[str, Sequence[CvLine]], read: Collection[str], told: str
) -> str | None:
    """Return the parts and lines of a CV that stand neither at a place that was `read` nor in what was `told`.

    Of a part that was not read at all its heading stands, with how many lines it has.
    """
    silent = [text for part in _by_heading(lines, parts) for text in _unread_in(part, read, told)]
    more = [f"and {len(silent) - _MOST} more"] if len(silent) > _MOST else []
    return ", ".join([*silent[:_MOST], *more]) or None


def _by_heading(lines: Sequence[CvLine], parts: Mapping[str, Sequence[CvLine]]) -> list[_Part]:
    """Return the lines under each heading: what stands in no part opens one."""
    within = {line.place for part in parts.values() for line in part}
    found = [_Part("", [])]
    for line in lines:
        if line.text and line.place not in within and not names_what_follows(line.text):
            found.append(_Part(line.text, []))
        elif line.text:
            found[-1].lines.append(line)
    return found


def _unread_in(part: _Part, read: Collection[str], told: str) -> list[str]:
    silent = [line for line in part.lines if line.place not in read and line.text not in told and _says_any(line)]
    if part.heading and silent and len(silent) == len(part.lines):
        return [f"'{_short(part.heading)}' ({len(silent)} line{'s' if len(silent) > 1 else ''})"]
    return [f"'{_short(line.text)}'" for line in silent]


def _says_any(line: CvLine) -> bool:
    return bool(without_paper(line.text)) and not is_break(line.text) and not names_what_follows(line.text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
