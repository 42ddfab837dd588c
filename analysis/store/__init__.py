"""Open, load and ask the store. The questions stand in `.sql` files beside this one."""

from analysis.store.asking import ask, query, questions, relation
from analysis.store.connection import SCHEMA_VERSION, default_path, open_store, writing
from analysis.store.errors import QueryError, StoreDamaged, StoreError, StoreLocked, StoreMissing
from analysis.store.loading import LoadSummary, load_spool

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
    "load_spool",
    "open_store",
    "query",
    "questions",
    "relation",
    "writing",
]
