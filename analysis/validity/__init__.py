"""How far level, themes and verdicts can be trusted on this store."""

from analysis.validity.card import ReportCard, validate

__all__ = ["ReportCard", "validate"]
