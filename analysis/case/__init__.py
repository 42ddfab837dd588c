"""The case for one opening: one page that a person can take into a talk."""

from analysis.case.page import CaseError, case

__all__ = ["CaseError", "case"]
