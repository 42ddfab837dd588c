"""A store of the invented sample market, for notebooks, tests and whoever wants to look round first."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs
from filelock import FileLock

import crawler
from analysis.derive import analyze
from analysis.store import load_spool, writing
from analysis.store.asking import run
from crawler.knowledge import knowledge
from crawler.market import Market, make_market
from crawler.market.days import next_day
from crawler.market.spool import spool_market

SIX_IN_THE_MORNING = time(6, tzinfo=UTC)


def sample_store(
    folder: Path | None = None, *, seed: int = 7, firms: int = 34, adverts: int = 480, days: int = 1
) -> Path:
    """Make an analysed store of the sample market, seen on `days` days running up to Monday; return its path.

    A store of this week that is there already is returned as it is (the adverts of an older one run out); without a
    `folder` it stands among the user's cached files.
    """
    folder = folder or Path(platformdirs.user_cache_dir("nextrung", appauthor=False))
    monday = _monday()
    size = f"sample-{seed}-{firms}-{adverts}-{days}"
    path = folder / f"{size}-{monday:%Y%m%d}{_made_by()}.duckdb"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / f"{size}.lock"):  # whoever asks meanwhile waits, and does not make it twice
        if not path.exists():
            first = monday - timedelta(days=days - 1)
            _make(path, make_market(seed, firms, adverts, today=first), first, seed, days)
    return path


def mark_invented(store: Path, seed: int) -> None:
    """Let the store remember that its adverts are invented and of which seed, so that a report of it says so."""
    with writing(store) as con:
        run(con, "mark_invented", seed=seed)


def sample_profile(name: str = "healthcare") -> Path:
    """Return the path of an invented CV as JSON Resume: healthcare, construction, software, charity or banking."""
    return knowledge("sample", "profiles", f"{name}.json")


def _made_by() -> str:
    """Name the code and words that make a sample store, so that a changed program does not show an old one."""
    places = (Path(__file__).parent, Path(crawler.__file__).parent, knowledge())
    files = sorted(
        file
        for place in places
        for file in place.rglob("*.*")
        if file.suffix in {".py", ".sql", ".toml", ".json", ".npz"}
    )
    told = "".join(f"{file}{file.stat().st_mtime_ns}" for file in files)
    return blake2b(told.encode(), digest_size=4).hexdigest()


def _monday() -> date:
    today = datetime.now(UTC).date()
    return today - timedelta(days=today.weekday())


def _make(path: Path, market: Market, first: date, seed: int, days: int) -> None:
    """Make the store aside, so that nobody takes a half-made one for whole; older ones like it go."""
    with TemporaryDirectory(dir=path.parent) as aside:
        making, spool = Path(aside) / "store.duckdb", Path(aside) / "spool"
        mornings = [datetime.combine(first, SIX_IN_THE_MORNING) + timedelta(days=day) for day in range(days)]
        for day, morning in enumerate(mornings, 1):
            market = next_day(market, seed, day) if day > 1 else market
            spool_market(market.adverts, spool, morning)
            load_spool(making, spool, now=morning)
        mark_invented(making, seed)
        analyze(making, now=mornings[-1])
        for old in path.parent.glob(f"{path.stem.rpartition('-')[0]}-*.duckdb"):
            old.unlink()
        making.replace(path)
