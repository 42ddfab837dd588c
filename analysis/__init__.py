"""Read, compare, match: the door for notebooks and the command line.

Everything here is a function of a read-only connection (`open_store`) or of text, and answers with a DataFrame or a
small record. Names are imported when first used, so that the command line starts fast.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.case import case
    from analysis.derive import analyze
    from analysis.firms import compare, equate, firms_table, ladder
    from analysis.inflation import inflated
    from analysis.interchange import export, import_files, import_frame
    from analysis.level.told import level_of
    from analysis.market import bar_over_time, pay_for_level
    from analysis.matching import Wishes, match
    from analysis.plan import plan
    from analysis.profile import load_profile, profile_from_cv
    from analysis.reading.read import read
    from analysis.report import write_report
    from analysis.sample import sample_profile, sample_store
    from analysis.store import ask, load_spool, open_store, query, relation
    from analysis.validity import validate

_HOME = {
    "analyze": "derive",
    "ask": "store",
    "bar_over_time": "market",
    "case": "case",
    "compare": "firms",
    "equate": "firms",
    "export": "interchange",
    "firms_table": "firms",
    "import_files": "interchange",
    "import_frame": "interchange",
    "inflated": "inflation",
    "ladder": "firms",
    "level_of": "level.told",
    "load_profile": "profile",
    "load_spool": "store",
    "match": "matching",
    "open_store": "store",
    "pay_for_level": "market",
    "plan": "plan",
    "profile_from_cv": "profile",
    "query": "store",
    "read": "reading.read",
    "relation": "store",
    "sample_profile": "sample",
    "sample_store": "sample",
    "validate": "validity",
    "Wishes": "matching",
    "write_report": "report",
}
__all__ = [
    "Wishes",
    "analyze",
    "ask",
    "bar_over_time",
    "case",
    "compare",
    "equate",
    "export",
    "firms_table",
    "import_files",
    "import_frame",
    "inflated",
    "ladder",
    "level_of",
    "load_profile",
    "load_spool",
    "match",
    "open_store",
    "pay_for_level",
    "plan",
    "profile_from_cv",
    "query",
    "read",
    "relation",
    "sample_profile",
    "sample_store",
    "validate",
    "write_report",
]


class _Door(ModuleType):
    """This package as a module whose `case` and `plan` are the functions.

    Modules of the same names stand below; importing one makes it the package's attribute, and would hide the function.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME):
            super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute '{name}'")
    return getattr(import_module(f"analysis.{_HOME[name]}"), name)


sys.modules[__name__].__class__ = _Door
