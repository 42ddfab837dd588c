"""Ten days of a changing market whose boards fail in every way: is any advert closed that is open, or left open?

`python -m bench.ten_days [FIRMS] [ADVERTS]` crawls each day over loopback and loads it; then come two calm days, so
that the last closings have their second absence. Prints one JSON object; every figure but the counts should be 0.
"""

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from analysis.store import known_beside, load_spool, query
from crawler.market import make_market
from crawler.market.days import next_day
from crawler.market.shapes import Market, MarketAdvert, MarketEvent
from crawler.replay import serve
from crawler.replay.faults import FaultName
from crawler.run import crawl

DAYS, CALM, FAULTY = 10, 2, 6
START = datetime(2026, 11, 1, 6, tzinfo=UTC)
# An emptied board is no fault that anyone could tell from a true one; slowness only costs time.
FAULTS = sorted(set(get_args(FaultName)) - {"slow", "crawl_delay", "empty"})
VERSIONS = "select source, board, source_id from posting_version join posting using (posting_id)"
Key = tuple[str, str, str]


def measure(firms: int, adverts: int, seed: int = 7) -> dict[str, int]:
    """Return what went wrong over the days."""
    market, rng = make_market(seed=seed, firms=firms, adverts=adverts), random.Random(seed)  # noqa: S311 - a drawn market
    days = list(_days(market, seed))
    with tempfile.TemporaryDirectory() as folder, serve(market) as replay:
        store, spool = Path(folder, "store.duckdb"), Path(folder, "spool")
        for number, today in enumerate(days):
            replay.show(today)
            for source, board in list(replay.faults):
                replay.fault(source, board, None)
            for board in rng.sample(replay.boards, min(FAULTY, firms)) if 0 < number < DAYS else []:
                replay.fault(board.source, board.board, rng.choice(FAULTS), times=rng.choice((1, None)))
            now, known = START + timedelta(days=number), known_beside(store)
            crawl(replay.boards, spool, now=now, roles=None, delay=0, concurrency=8, known=known)
            load_spool(store, spool, now=now)
        return _judge(store, days)


def _days(market: Market, seed: int) -> Iterator[Market]:
    yield market
    for day in range(1, DAYS):
        market = next_day(market, seed, day)
        yield market
    yield from [market] * CALM


def _judge(store: Path, markets: list[Market]) -> dict[str, int]:
    days = [{_key(advert) for advert in one.adverts} for one in markets]
    # Those that the first day showed as they were; a newer one may have changed before anyone saw it.
    changed = {_key_of(event) for one in markets[1:DAYS] for event in one.events if event.kind == "changed"}
    changed &= days[0] & days[-1]
    versions = Counter(_stored(row) for row in _rows(store, VERSIONS))
    state = {_stored(row[:3]): row[3] for row in _rows(store, "select source, board, source_id, is_open from posting")}
    closings = _rows(
        store,
        "select source, board, source_id, date_diff('day', timestamp '2026-11-01', happened_at) "
        "from event join posting using (posting_id) where kind = 'closed'",
    )
    return {
        "adverts": len(set().union(*days)),
        "closings": len(closings),
        "changes": len(changed),
        "changes_without_a_version": sum(versions[key] < 2 for key in changed),
        "false_closings": sum(_stored(row[:3]) in days[row[3]] for row in closings),
        "open_but_closed_here": sum(state.get(key) is False for key in days[-1]),
        "closed_but_open_here": sum(is_open and key not in days[-1] for key, is_open in state.items()),
        "never_seen": sum(key not in state for key in days[-1]),
    }


def _rows(store: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(query(store, sql).itertuples(index=False, name=None))


def _key(advert: MarketAdvert) -> Key:
    return advert.firm.source, advert.firm.board, advert.source_id


def _key_of(event: MarketEvent) -> Key:
    return event.source, event.board, event.source_id


def _stored(row: tuple[Any, ...]) -> Key:
    source, board, source_id = row
    return source, board, source_id.rsplit("/", 1)[-1]


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:]] or [40, 400]
    print(json.dumps(measure(*sizes)))  # noqa: T201 - what it is for
