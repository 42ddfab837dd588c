"""The analysis at 100,000 adverts beside 10,000: a quarter of an hour, so by name only."""

from bench import analysis


def run() -> analysis.Figures:
    """Return the figures of both sizes and the slope between them."""
    return analysis.run((10_000, 100_000))
