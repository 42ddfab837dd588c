"""What in the lexicon, the table of money and the themes cannot be meant so: `data/lexicon/schema.json`."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from analysis.reading.lexicon import expanded
from analysis.reading.lexicon_files import flaw, shortened
from crawler.knowledge import knowledge

_FORMATS = FormatChecker(())
_SHORT = 60
"""A longer value is told after what is wrong with it."""
_MOST = 300


@_FORMATS.checks("pattern", raises=re.error)
def _is_pattern(value: object) -> bool:
    """Compile a pattern; alternatives together only where each is one alone, which is asked of each by itself."""
    if isinstance(value, list):
        return not all(map(_is_readable, value)) or bool(re.compile(expanded("|".join(value))))
    return not isinstance(value, str) or bool(re.compile(expanded(value)))


def _is_readable(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(re.compile(expanded(value)))
    except re.error:
        return False


def mistakes_in(files: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return what in `files` of the lexicon cannot be meant so, each with its file and entry.

    >>> mistakes_in({"tools": {"frob": {"label": "Frob", "term": ["frob"], "exact": ["Frob"], "finds": ["Frob"]}}})
    ["tools.toml: [frob]: Additional properties are not allowed ('term' was unexpected)"]
    """
    found = [*_validator().iter_errors(files)]
    of_macros = [error for error in found if [*error.absolute_path][:1] == ["macros"]]  # what others are made of
    return sorted(map(_told, of_macros or found)) or [*_of_one_name(files.get("themes", {}))]


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(knowledge("lexicon", "schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=_FORMATS)


def _told(error: ValidationError) -> str:
    if not error.absolute_path:
        return f"data/lexicon: {_reason(error)[:_MOST]}"
    name, *entry = map(str, error.absolute_path)
    return f"{name}.toml: [{'.'.join(entry)}]: {_reason(error)[:_MOST]}"


def _reason(error: ValidationError) -> str:
    """Return what is wrong before what it is wrong with, which may be long."""
    value: Any = error.instance
    shown = repr(value)
    if isinstance(error.cause, re.error):
        return flaw(value if isinstance(value, str) else "|".join(value), error.cause)
    if error.validator == "anyOf":
        return "; or ".join(dict.fromkeys(map(_reason, error.context or ())))
    if error.validator == "uniqueItems":
        twice = dict.fromkeys(repr(one) for number, one in enumerate(value) if one in value[:number])
        return f"has non-unique elements: {', '.join(twice)}"
    if len(shown) > _SHORT and error.message.startswith(shown):
        return f"{error.message.removeprefix(shown).strip()}: {shortened(value)}"
    return error.message


def _of_one_name(themes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the themes that have the name of another: reports and levels go by names."""
    owner: dict[str, str] = {}
    for key, theme in themes.items():
        other = owner.setdefault(theme["name"], key)
        if other != key:
            yield f"themes.toml: [{key}.name]: {theme['name']!r} is the name of [{other}] already"
