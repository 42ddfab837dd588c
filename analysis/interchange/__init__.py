"""Postings from other people's files, and the store's tables for other people."""

from analysis.interchange.exporting import export
from analysis.interchange.importing import import_files, import_frame
from analysis.interchange.summary import ImportSummary

__all__ = ["ImportSummary", "export", "import_files", "import_frame"]
