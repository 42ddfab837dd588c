"""A store of the invented sample market, for notebooks, tests and whoever wants to look round first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.derive import analyze
from analysis.store import load_spool
from crawler.knowledge import knowledge
from crawler.market import TODAY, Market, make_market
from crawler.market_days import next_day
from crawler.market_spool import spool_market

SIX_IN_THE_MORNING = 6


def sample_store(folder: Path, *, seed: int = 7, firms: int = 34, adverts: int = 480, days: int = 1) -> Path:
    """Make a store of the sample market under `folder`, seen on `days` days running, analysed; return its path.

    A store that is there already is returned as it is.
    """
    path = folder / f"sample-{seed}-{firms}-{adverts}-{days}.duckdb"
    if not path.exists():
        making = path.with_suffix(".making")  # a half-made store must not be taken for a whole one
        _gather(make_market(seed, firms, adverts), seed, days, making)
        analyze(making, now=_morning(days))
        making.replace(path)
    return path


def sample_profile(name: str = "healthcare") -> Path:
    """Return the path of an invented CV as JSON Resume: healthcare, construction, software, charity or banking."""
    return knowledge("sample", "profiles", f"{name}.json")


def _gather(market: Market, seed: int, days: int, path: Path) -> None:
    spool = path.with_suffix(".spool")
    for day in range(1, days + 1):
        market = next_day(market, seed, day) if day > 1 else market
        spool_market(market.adverts, spool, _morning(day))
        load_spool(path, spool, now=_morning(day))


def _morning(day: int) -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, SIX_IN_THE_MORNING, tzinfo=UTC) + timedelta(days=day - 1)
