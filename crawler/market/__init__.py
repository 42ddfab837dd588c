"""The sample market: invented firms and adverts, made the same again from the same seed."""

from crawler.market.making import (
    SEED,
    TODAY,
    Market,
    MarketAdvert,
    MarketEvent,
    MarketFirm,
    make_market,
    market_adverts,
    planted_level,
)

__all__ = [
    "SEED",
    "TODAY",
    "Market",
    "MarketAdvert",
    "MarketEvent",
    "MarketFirm",
    "make_market",
    "market_adverts",
    "planted_level",
]
