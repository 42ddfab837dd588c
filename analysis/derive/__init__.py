"""The only glue: what is new or changed is read, sorted into themes, placed on the scale; what was derived is kept."""

from analysis.derive.analyzing import AnalyzeSummary, analyze
from analysis.reading.read import reader_hash

__all__ = ["AnalyzeSummary", "analyze", "reader_hash"]
