"""The files of `data/lexicon` as they are written, and what is told where one cannot be used."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import rtoml

from crawler.knowledge import KnowledgeError, knowledge, known_words

_BESIDE = ("money", "themes")
"""Files of `data` itself that hold words and patterns, too."""
_SHOWN = 200
"""So many letters of what is wrong are shown."""
_CHECK = "python -m analysis.teaching.lexicon_check facets.json"


class LexiconError(KnowledgeError):
    """A lexicon file cannot be used; the message names the file, the entry and the remedy."""


def as_written(name: str) -> Mapping[str, Any]:
    """Return what the lexicon file `name` says; raises LexiconError where it is no TOML."""
    path = knowledge("lexicon", f"{name}.toml")
    try:
        # as editors of some systems write it, with a mark before the first letter
        found: Mapping[str, Any] = rtoml.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{path.name}: {error}. Mend the file, or take it back from version control.") from error
    return found


def whole_lexicon() -> dict[str, Mapping[str, Any]]:
    """Return all files of the lexicon, the table of money and the themes; raises KnowledgeError where one is no TOML.

    >>> sorted(whole_lexicon()["themes"]["planning"])
    ['name', 'says']
    """
    files = {file.stem: as_written(file.stem) for file in sorted(knowledge("lexicon").glob("*.toml"))}
    return files | {name: known_words(f"{name}.toml") for name in _BESIDE}


def cannot_be_meant(name: str, key: str, reason: str) -> LexiconError:
    """Return the error that names the entry `key` of file `name`, and what tells of all such."""
    folder = "data" if name in _BESIDE else "data/lexicon"
    return LexiconError(f"{folder}/{name}.toml: [{key}]: {reason}. Mend it; `{_CHECK}` tells all that is so.")


def flaw(source: str, error: re.error) -> str:
    """Return what is wrong with `source`, and it: of what is made of others no place, as it is that of the whole.

    >>> flaw("(", re.error("missing )", "(", 0)), flaw("@people (", re.error("missing )", "(?:staff) (", 10))
    ("missing ) at position 0: '('", "missing ): '@people ('")
    """
    return f"{error.msg if '@' in source else error}: {shortened(source)}"


def shortened(value: object) -> str:
    """Return how `value` is shown in one line with what is wrong with it."""
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def texts_in(entry: Any, *keys: str) -> Iterator[tuple[str, str]]:
    """Yield the texts that stand anywhere in `entry`, each with the keys that lead to it."""
    if isinstance(entry, str):
        yield ".".join(keys), entry
    elif isinstance(entry, dict | list):
        for key, below in entry.items() if isinstance(entry, dict) else enumerate(entry):
            yield from texts_in(below, *keys, str(key))
