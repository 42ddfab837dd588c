"""The HTML report: one file that asks nothing of anyone."""

from analysis.report.page import write_report

__all__ = ["write_report"]
