"""How much an advert demands, on one scale for all firms."""

from analysis.level.estimating import MARKET_AT_LEAST, derive_levels, levels_of, transfer

__all__ = ["MARKET_AT_LEAST", "derive_levels", "levels_of", "transfer"]
