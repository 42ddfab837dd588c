"""The words and patterns of `data/lexicon`, compiled once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from string import digits
from typing import Any

from analysis.reading.cues import Cues
from analysis.reading.lexicon_files import (
    LexiconError,
    as_written,
    cannot_be_meant,
    flaw,
    shortened,
    texts_in,
    whole_lexicon,
)
from crawler.normal.currencies import signs

_PATTERNS = {"pattern", "unless", "excludes", "context"}
"""What an entry may write as one text or as a list of alternatives."""
_WHOLE_TO = 4
"""So short a name of a currency is part of too many words."""
_CODE = 3
"""A shorter name ends too many words to be looked for beside more than numbers."""
_BESIDE = "/:+-()"


@cache
def lexicon(name: str) -> Mapping[str, Any]:
    """Return the lexicon file `name`; patterns written as a list of alternatives are joined."""
    found: Mapping[str, Any] = _joined(name, as_written(name))
    return found


def entry_of(file: str, *keys: str) -> Any:
    """Return what stands at `keys` in a lexicon file; raises LexiconError where nothing does."""
    found: Any = lexicon(file)
    for number, key in enumerate(keys):
        if key not in found:
            raise cannot_be_meant(file, ".".join(keys[:number]), f"no {key}")
        found = found[key]
    return found


def _joined(place: str, entry: Any, key: str = "") -> Any:
    """Return `entry` with each pattern in one.

    >>> _joined("tools", {"jira": {"pattern": ["jira", "atlassian"], "finds": ["Jira"]}})
    {'jira': {'pattern': 'jira|atlassian', 'finds': ['Jira']}}
    """
    if isinstance(entry, dict):
        return {name: _joined(f"{place}.{name}", below, name) for name, below in entry.items()}
    if not isinstance(entry, list):
        return entry
    return one_pattern(place, entry) if key in _PATTERNS else [_joined(place, one) for one in entry]


def one_pattern(place: str, written: str | Sequence[object]) -> str:
    """Return a pattern that is written as one text or as a list of alternatives; raises LexiconError.

    >>> one_pattern("themes.baking.always", "bake"), one_pattern("themes.baking.always", ["bake", "oven"])
    ('bake', 'bake|oven')
    """
    if isinstance(written, str):
        return written
    texts = [one for one in written if isinstance(one, str)]
    if len(texts) < len(written):
        name, _, key = place.partition(".")
        raise cannot_be_meant(name, key, f"not of texts alone: {shortened(written)}")
    return "|".join(texts)


def cues_of(name: str) -> Cues:
    """Return the words of which one stands in every line that the patterns of file `name` are tried on."""
    if name not in _all_cues():
        raise cannot_be_meant("cues", "", f"no {name}")
    return _all_cues()[name]


@cache
def _all_cues() -> Mapping[str, Cues]:
    """All at once: with each new word the lines that were looked through are looked through again."""
    currencies = [cue for sign in signs() for cue in _cues_for(sign)]
    with_currencies = {"budget": currencies, "pay": currencies}
    words = {name: entry_of("cues", name, "words") for name in lexicon("cues")}
    return {name: Cues(*some, *with_currencies.get(name, ())) for name, some in words.items()}


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
    return pattern_of(entry_of(file, entry, part))


def pattern_of(source: str) -> re.Pattern[str]:
    """Compile `source`, in which `@name` stands for an entry of `macros.toml`; raises LexiconError."""
    try:
        return re.compile(expanded(source))
    except re.error as error:
        raise cannot_be_read(source, error) from error


def expanded(source: str) -> str:
    """Return `source` with what each `@name` in it stands for; raises re.error where there is no such."""
    for _ in range(3):  # an entry may be made of others, and these of others
        source = re.sub(r"@([a-z_]+)", _macro_of, source)
    return source


def _macro_of(name: re.Match[str]) -> str:
    if name[1] not in _macros():
        raise re.error(f"no macro {name[1]!r}")
    return f"(?:{_macros()[name[1]]})"


def cannot_be_read(source: str, error: re.error) -> LexiconError:
    """Return the error that names what in the lexicon makes `source` a pattern that cannot be read, and the remedy."""
    for name, key, text in _parts_of(source):
        try:
            re.compile(expanded(text))
        except re.error as of_part:
            return cannot_be_meant(name, key, flaw(text, of_part))
    return LexiconError(f"A pattern cannot be read: {flaw(source, error)}. Mend it in data/lexicon.")


def _parts_of(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield file, entry and text of what in the lexicon `source` may be made of, macros first: others are made of them.

    Patterns are compiled where nobody knows any more who wrote them; that is found out only where one cannot be.
    """
    files = whole_lexicon()
    try:
        whole = expanded(source)
    except re.error:
        whole = source
    for name in sorted(files, key=lambda name: name != "macros"):
        for key, text in texts_in(files[name]):
            if text in source or text in whole:
                yield name, key, text


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
