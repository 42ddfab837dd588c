"""Open, load and ask the store. The questions stand in `.sql` files beside this one.

Names of loading are imported when first used: who only asks does not wait for the reader of spools.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.store.asking import ask, query, query_rows, questions, relation
from analysis.store.connection import SCHEMA_VERSION, default_path, known_beside, open_store, writing
from analysis.store.errors import QueryError, StoreDamaged, StoreError, StoreLocked, StoreMissing

if TYPE_CHECKING:
    from analysis.store.known import known_of
    from analysis.store.loading import LoadSummary, load_spool

_LATE = {"LoadSummary": "loading", "known_of": "known", "load_spool": "loading"}

__all__ = [
    "SCHEMA_VERSION",
    "LoadSummary",
    "QueryError",
    "StoreDamaged",
    "StoreError",
    "StoreLocked",
    "StoreMissing",
    "ask",
    "default_path",
    "known_beside",
    "known_of",
    "load_spool",
    "open_store",
    "query",
    "query_rows",
    "questions",
    "relation",
    "writing",
]


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'analysis.store' has no attribute '{name}'")
    return getattr(import_module(f"analysis.store.{_LATE[name]}"), name)
