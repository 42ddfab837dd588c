"""The words and patterns of `data/lexicon`, compiled once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from string import digits
from typing import Any

import rtoml

from analysis.reading.cues import Cues
from crawler.knowledge import knowledge
from crawler.normal.currencies import signs

_PATTERNS = {"pattern", "unless", "excludes", "context"}
_WHOLE_TO = 4
"""So short a name of a currency is part of too many words."""
_CODE = 3
"""A shorter name ends too many words to be looked for beside more than numbers."""
_BESIDE = "/:+-()"


class LexiconError(Exception):
    """A lexicon file cannot be used; the message names the file, the entry and the remedy."""


@cache
def lexicon(name: str) -> Mapping[str, Any]:
    """Return the lexicon file `name`; patterns written as a list of alternatives are joined."""
    path = knowledge("lexicon", f"{name}.toml")
    try:
        found: Mapping[str, Any] = _joined(rtoml.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{path.name}: {error}. Mend the file, or take it back from version control.") from error
    return found


def _joined(entry: Any) -> Any:
    """Return `entry` with each pattern in one.

    >>> _joined({"jira": {"pattern": ["jira", "atlassian"], "finds": ["Jira"]}})
    {'jira': {'pattern': 'jira|atlassian', 'finds': ['Jira']}}
    """
    if isinstance(entry, dict):
        return {key: _joined_pattern(value) if key in _PATTERNS else _joined(value) for key, value in entry.items()}
    return [_joined(one) for one in entry] if isinstance(entry, list) else entry


def _joined_pattern(value: Any) -> Any:
    """Return `value` in one; a list of anything but texts is left for the check to name."""
    return "|".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value


def cues_of(name: str) -> Cues:
    """Return the words of which one stands in every line that the patterns of file `name` are tried on."""
    return _all_cues()[name]


@cache
def _all_cues() -> Mapping[str, Cues]:
    """All at once: with each new word the lines that were looked through are looked through again."""
    currencies = [cue for sign in signs() for cue in _cues_for(sign)]
    with_currencies = {"budget": currencies, "pay": currencies}
    return {name: Cues(*entry["words"], *with_currencies.get(name, ())) for name, entry in lexicon("cues").items()}


def _cues_for(sign: str) -> Iterator[str]:
    """Yield what stands in a line that has `sign` beside a number: "cad" alone stands in "academy", too."""
    if len(sign) > _WHOLE_TO or not (sign.isascii() and sign.isalpha()):
        yield sign
        return
    yield f"={sign}"
    for beside in digits if len(sign) < _CODE else digits + _BESIDE:
        yield from (f"{beside}{sign}", f"{sign}{beside}")


@cache
def _macros() -> Mapping[str, str]:
    return {name: _macro(entry) for name, entry in lexicon("macros").items()}


def _macro(entry: str | list[str]) -> str:
    return entry if isinstance(entry, str) else rf"\b{trie_pattern(entry)}\b"


@cache
def pattern_in(file: str, entry: str, part: str = "pattern") -> re.Pattern[str]:
    """Return what the `part` of an entry of a lexicon file says, compiled."""
    return pattern_of(lexicon(file)[entry][part])


def pattern_of(source: str) -> re.Pattern[str]:
    """Compile `source`, in which `@name` stands for an entry of `macros.toml`."""
    return compiled(expanded(source))


def expanded(source: str) -> str:
    """Return `source` with what each `@name` in it stands for."""
    for _ in range(3):  # an entry may be made of others, and these of others
        source = re.sub(r"@([a-z_]+)", lambda name: f"(?:{_macros()[name[1]]})", source)
    return source


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile `pattern`; raises LexiconError."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise cannot_be_read(pattern, error) from error


def cannot_be_read(pattern: str, error: re.error) -> LexiconError:
    """Return the error that names `pattern`, what is wrong with it, and the remedy."""
    return LexiconError(f"The pattern {pattern!r} cannot be read: {error}. Mend it in data/lexicon.")


def cannot_be_meant(name: str, key: str, reason: str) -> LexiconError:
    """Return the error that names the entry `key` of file `name`, and what tells of all such."""
    check = "python -m analysis.reading.lexicon_check facets.json"
    return LexiconError(f"{name}.toml: [{key}]: {reason}. Mend it in data/lexicon; `{check}` tells all that is so.")


def trie_pattern(words: Iterable[str]) -> str:
    r"""Return one pattern that matches the longest of `words`, sharing their beginnings.

    >>> trie_pattern(["jira", "jam", "jam jar"])
    'j(?:am(?:\\ jar)?|ira)'
    """
    return _trie_pattern(sorted(set(words)))


def _trie_pattern(words: list[str]) -> str:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1], []).append(word)
    optional = groups.pop("", None) is not None
    branches = [_branch(group) for group in groups.values()]
    if not branches:
        return ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(sorted(branches))}){'?' if optional else ''}"


def _branch(words: list[str]) -> str:
    first, last = words[0], words[-1]
    size = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return re.escape(first[:size]) + _trie_pattern([word[size:] for word in words])
