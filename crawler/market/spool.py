"""The sample market straight into a spool, as a whole crawl of all its boards would leave it: no server, no spiders.

For notebooks, benchmarks of the analysis and simulated days; `nextrung demo` crawls the same market for real.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from crawler.market.shapes import MarketAdvert
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.posting import EmploymentType, Money, Place, Posting, Workplace
from crawler.spool import Spool, stamp
from crawler.titles import roles


def posting_of(advert: MarketAdvert) -> Posting:
    """Return `advert` as a spider would have read it from its board.

    >>> from crawler.market.making import make_market
    >>> posting_of(make_market(firms=1, adverts=2).adverts[0]).country
    'GB'
    """
    firm = advert.firm
    working: list[EmploymentType] = [advert.employment_type] if advert.employment_type else []  # type: ignore[list-item]
    where: Workplace | None = advert.workplace  # type: ignore[assignment]
    return Posting(
        source=firm.source,
        board=firm.board,
        source_id=advert.source_id,
        title=advert.title,
        hiring_organization=firm.name,
        description=advert.html,
        url=f"https://{firm.board}.example/jobs/{advert.source_id}",
        date_posted=advert.posted_on,
        valid_through=advert.closes_on,
        job_location=_places(advert.location, advert.country),
        job_location_type=where,
        employment_type=tuple(working),
        base_salary=_pay(advert),
        identifier=advert.requisition_id,
        department=advert.department,
        sector=firm.sector,
        country=firm.country,
        grade=advert.grade,
    )


@cache
def _places(text: str, country: str) -> tuple[Place, ...]:
    return places(text, country)


def _pay(advert: MarketAdvert) -> Money | None:
    if advert.salary_max is None:
        return None
    low, high, sign, unit = advert.salary_min, advert.salary_max, advert.salary_currency, advert.salary_unit
    return money(f"{low} - {high} {sign} {unit}", low, high, sign, unit)


def spool_market(adverts: Iterable[MarketAdvert], folder: Path, now: datetime, role: str | None = "pm") -> Path:
    """Write one run under `folder`: each board complete, filtered by `role` as a crawl would; return the run's folder.

    `adverts` are in the order of firms, as a market holds them.
    """
    run = folder / f"market-{now:%Y%m%dT%H%M%S}"
    run.mkdir(parents=True)
    spool, asked = Spool(run), roles(role)
    for (source, board), ours in groupby(adverts, key=lambda advert: (advert.firm.source, advert.firm.board)):
        count = 0
        for advert in ours:
            if asked.want(advert.title):
                spool.posting(posting_of(advert), asked.scope, now)
                count += 1
        whole = {"status": "complete", "postings": count, "seen_at": stamp(now)}
        spool.snapshot({"source": source, "board": board, "scope": asked.scope, **whole})
    spool.close({"run_id": run.name, "kind": "crawl", "started_at": stamp(now), "ended_at": stamp(now), "summary": {}})
    return run
