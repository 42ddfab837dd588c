"""Postings from other people's files, and the store's tables for other people."""

from analysis.interchange.exporting import export
from analysis.interchange.importing import ImportSummary, import_files, import_frame

__all__ = ["ImportSummary", "export", "import_files", "import_frame"]
