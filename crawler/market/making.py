"""The sample market: invented firms, their own ladders, and adverts written from a bank of statements of ours.

Deterministic: the same seed and sizes give the same market. Scales to any number of firms and adverts. Each advert
carries the truth it was written from, so that a test can ask whether the analysis finds it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from crawler.market.advert import make_advert, source_id_of
from crawler.market.chance import chance
from crawler.market.firms import make_firms, planted_level
from crawler.market.shapes import Market, MarketAdvert, MarketEvent, MarketFirm
from crawler.market.voice import voice_of

__all__ = ["Market", "MarketAdvert", "MarketEvent", "MarketFirm", "make_market", "market_adverts", "planted_level"]

SEED = 7
"""The market that documents and notebooks show."""
TODAY = date(2026, 11, 24)
"""The day on which the sample market stands, unless told."""
COPIES = 0.04
"""The share of adverts that repeat the one before: posted again, or the same role in a second place."""


def make_market(seed: int = SEED, firms: int = 34, adverts: int = 480, *, today: date = TODAY) -> Market:
    """Return the market of `seed` with `firms` firms and `adverts` adverts.

    >>> market = make_market(firms=3, adverts=12)
    >>> [firm.source for firm in market.firms], len(market.adverts)
    (['nhs_jobs', 'nhs_jobs', 'nhs_jobs'], 12)
    """
    made = make_firms(seed, firms)
    return Market(made, tuple(market_adverts(made, seed, adverts, today)), day=today)


def market_adverts(
    firms: tuple[MarketFirm, ...], seed: int, adverts: int, today: date = TODAY
) -> Iterator[MarketAdvert]:
    """Yield the adverts of `firms` one by one, for markets too large to hold."""
    for firm, count in zip(firms, shares([firm.size for firm in firms], adverts), strict=True):
        yield from _of_firm(firm, seed, count, today)


def shares(sizes: list[float], total: int) -> list[int]:
    """Share `total` out in proportion to `sizes`, to the last one.

    >>> shares([3, 1, 1], 9)
    [5, 2, 2]
    """
    parts = [total * size / sum(sizes) for size in sizes]
    counts = [int(part) for part in parts]
    left = sorted(range(len(parts)), key=lambda n: counts[n] - parts[n])[: total - sum(counts)]
    return [count + (number in left) for number, count in enumerate(counts)]


def _of_firm(firm: MarketFirm, seed: int, count: int, today: date) -> Iterator[MarketAdvert]:
    voice, rng = voice_of(firm, seed), chance("copies", seed, firm.board)
    before: MarketAdvert | None = None
    for number in range(1, count + 1):
        if before and rng.random() < COPIES:
            before = copied(before, number, rng, today)
        else:
            before = make_advert(voice, seed, number, today)
        yield before


def copied(advert: MarketAdvert, number: int, rng: Random, today: date) -> MarketAdvert:
    """Return `advert` under a new id: posted again later, or open in another of the firm's places."""
    firm = advert.firm
    places = [place for place in firm.places if not advert.location.startswith(place)]
    copy = replace(
        advert,
        source_id=source_id_of(firm.source, number, rng),
        truth={**advert.truth, "copy_of": advert.truth.get("copy_of", advert.source_id)},
    )
    if places:
        country = advert.location.rpartition(", ")[2]
        return replace(copy, location=f"{rng.choice(places)}, {country}")
    return replace(copy, posted_on=min(today, advert.posted_on + timedelta(days=rng.randint(1, 14))))
