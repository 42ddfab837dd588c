"""The sample market: invented firms, their own ladders, and adverts written from a bank of statements of ours.

Deterministic: the same seed and sizes give the same market. Scales to any number of firms and adverts. Each advert
carries the truth it was written from, so that a test can ask whether the analysis finds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


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
    """`level` (float, planted), `rank`, `family`, `facets` (as in FACETS), `themes` (seed names)."""


@dataclass(frozen=True)
class Market:
    """Firms and adverts; `adverts` are in the order of firms."""

    firms: tuple[MarketFirm, ...]
    adverts: tuple[MarketAdvert, ...]


def make_market(seed: int = 7, firms: int = 34, adverts: int = 480) -> Market:
    """Return the market of `seed` with `firms` firms and `adverts` adverts."""
    raise NotImplementedError
