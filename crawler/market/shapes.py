"""The shapes of the sample market: firms, adverts, and what happened to them from one day to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True)
class MarketFirm:
    """An invented employer and its board."""

    name: str
    sector: str
    """One of FACETS' sectors."""
    country: str
    """ISO 3166-1 alpha-2."""
    source: str
    """The platform that serves its board: "greenhouse"."""
    board: str
    """Its token there."""
    style: str
    """How its adverts are written: "tech", "nhs", "construction", "consultancy", …"""
    ladder: Mapping[str, float]
    """The planted demand level by title rank ("plain", "senior", …), in standard deviations of the market."""
    places: tuple[str, ...] = ()
    """The towns it works in."""
    size: float = 10.0
    """Its share of the market's adverts, in parts."""
    grades: str | None = None
    """The public pay scheme that its adverts state: "afc", "civil_service"."""
    habit: str | None = None
    """"inflated" or "modest" titles, where they are so on purpose."""
    pay: float = 0.0
    """How much better than the market it pays for a level, in log pay."""


@dataclass(frozen=True)
class MarketAdvert:
    """An invented advert, before a platform's shape is put around it."""

    firm: MarketFirm
    source_id: str
    title: str
    html: str
    location: str
    """As a board would write it: "Leeds, United Kingdom"."""
    country: str
    posted_on: date
    closes_on: date | None = None
    salary_min: int | None = None
    salary_max: int | None = None
    salary_currency: str | None = None
    salary_unit: str | None = None
    """HOUR, DAY, WEEK, MONTH or YEAR."""
    employment_type: str | None = None
    """schema.org: FULL_TIME, …"""
    workplace: str | None = None
    """on_site, hybrid, remote."""
    department: str | None = None
    requisition_id: str | None = None
    grade: str | None = None
    truth: Mapping[str, Any] = field(default_factory=dict)
    """`level` (float, planted; None for other jobs), `rank`, `family`, `facets` (as in FACETS), `themes` (seed names),
    and `copy_of` (a source_id) where it repeats another advert of the same board."""


@dataclass(frozen=True)
class MarketEvent:
    """What happened to one advert overnight."""

    kind: Literal["closed", "new", "changed", "returned"]
    source: str
    board: str
    source_id: str


@dataclass(frozen=True)
class Market:
    """Firms and adverts; `adverts` are in the order of firms."""

    firms: tuple[MarketFirm, ...]
    adverts: tuple[MarketAdvert, ...]
    closed: tuple[MarketAdvert, ...] = ()
    """Adverts of earlier days that are gone; some of them return."""
    events: tuple[MarketEvent, ...] = ()
    """What changed since the day before, as it truly was."""
    day: date | None = None
    """The day on which the market looks like this."""
