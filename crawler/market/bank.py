"""The words of the sample market: statements, boilerplate and styles, read once from `data/sample/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from crawler.knowledge import knowledge, known_words

KINDS = ("duty", "required", "preferred")


@dataclass(frozen=True)
class BankStatement:
    """One thing that an invented advert may ask."""

    says: str
    """Its wording, with {slots} that the level fills."""
    kind: str
    """duty, required or preferred."""
    theme: str
    demand: float
    """The level it speaks for."""
    states: Mapping[str, Any]
    """What it says in the names of FACETS; "{slot}" stands for the slot's value."""
    sectors: frozenset[str]
    """Where it is asked; empty means everywhere."""
    slots: tuple[str, ...]


def words(name: str) -> dict[str, Any]:
    """Return the table `data/sample/<name>.toml`.

    >>> words("names")["countries"]["IE"]["currency"]
    'EUR'
    """
    return known_words("sample", f"{name}.toml")


@cache
def statement_bank() -> tuple[BankStatement, ...]:
    """Return every statement of the bank, by theme.

    >>> len(statement_bank()) >= 500
    True
    """
    files = sorted(knowledge("sample", "statements").glob("*.toml"))
    tables = [known_words("sample", "statements", file.name) for file in files]
    return tuple(
        _statement(entry, kind, table["theme"]) for table in tables for kind in KINDS for entry in table.get(kind, ())
    )


def _statement(entry: Mapping[str, Any], kind: str, theme: str) -> BankStatement:
    says = entry["says"]
    return BankStatement(
        says=says,
        kind=kind,
        theme=theme,
        demand=entry["demand"],
        states=entry.get("states", {}),
        sectors=frozenset(entry.get("sectors", ())),
        slots=tuple(slot for _, slot, _, _ in Formatter().parse(says) if slot),
    )
