"""The sample market from one day to the next: closings, new adverts, changes and returns, with the truth of each."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Literal

from crawler.market.advert import make_advert
from crawler.market.chance import chance
from crawler.market.making import TODAY
from crawler.market.shapes import Market, MarketAdvert, MarketEvent, MarketFirm
from crawler.market.voice import voice_of

CLOSING, CHANGING, RETURNING, FRESH = 0.04, 0.03, 0.1, 0.04
"""Shares a day: of the open ones, of the open ones, of the closed ones, of the number open."""
NUMBERS_A_DAY = 100_000
"""Adverts of later days are numbered above those of earlier ones, so that no id comes twice."""


def next_day(market: Market, seed: int, day: int) -> Market:
    """Return the market one day later; `day` counts from 1 and, with `seed`, decides what happens.

    >>> from crawler.market.making import make_market
    >>> later = next_day(make_market(firms=4, adverts=100), seed=7, day=1)
    >>> sorted({event.kind for event in later.events})
    ['changed', 'closed', 'new']
    """
    rng = chance("day", seed, day)
    closing, staying = _split(market.adverts, CLOSING, rng)
    changing, same = _split(staying, CHANGING, rng)
    changed = [_changed(advert, rng) for advert in changing]
    returning, gone = _split(market.closed, RETURNING, rng)
    new = _new(market, seed, day, rng)
    events = (
        *_events("closed", closing),
        *_events("changed", changed),
        *_events("returned", returning),
        *_events("new", new),
    )
    adverts = _in_order(market.firms, [*same, *changed, *returning, *new])
    return Market(market.firms, adverts, (*gone, *closing), events, (market.day or TODAY) + timedelta(days=1))


def _split(adverts: Iterable[MarketAdvert], share: float, rng: Random) -> tuple[list[MarketAdvert], list[MarketAdvert]]:
    """Draw a share of `adverts`, and return it and the rest."""
    drawn: list[MarketAdvert] = []
    rest: list[MarketAdvert] = []
    for advert in adverts:
        (drawn if rng.random() < share else rest).append(advert)
    return drawn, rest


def _changed(advert: MarketAdvert, rng: Random) -> MarketAdvert:
    """Add a line to the text, as employers do; nothing that an applicant is asked changes."""
    note = rng.choice(("Interview dates have been added.", "This advert has been extended.", "Closing date moved."))
    return replace(advert, html=f"{advert.html}\n<p>{note} ({rng.randint(1, 28)}/{rng.randint(1, 12)})</p>")


def _new(market: Market, seed: int, day: int, rng: Random) -> list[MarketAdvert]:
    count = round(len(market.adverts) * FRESH)
    firms = rng.choices(market.firms, [firm.size for firm in market.firms], k=count)
    today = (market.day or TODAY) + timedelta(days=1)
    fresh = [
        make_advert(voice_of(firm, seed), seed, day * NUMBERS_A_DAY + number, today)
        for number, firm in enumerate(firms, 1)
    ]
    return [replace(advert, posted_on=today) for advert in fresh]


def _events(
    kind: Literal["closed", "new", "changed", "returned"], adverts: Sequence[MarketAdvert]
) -> tuple[MarketEvent, ...]:
    return tuple(MarketEvent(kind, one.firm.source, one.firm.board, one.source_id) for one in adverts)


def _in_order(firms: Sequence[MarketFirm], adverts: Sequence[MarketAdvert]) -> tuple[MarketAdvert, ...]:
    place = {firm.board: number for number, firm in enumerate(firms)}
    return tuple(sorted(adverts, key=lambda advert: (place[advert.firm.board], advert.source_id)))
