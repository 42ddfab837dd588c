"""What statements of all firms are about: themes, their words, their table and how stable they are."""

from analysis.themes.finding import FIT_ON, TRIED, drawn, fit

__all__ = ["FIT_ON", "TRIED", "drawn", "fit"]
