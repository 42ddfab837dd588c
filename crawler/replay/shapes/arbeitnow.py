"""Arbeitnow: pages without a total, links that cannot be relied on, an empty page at the end."""

from datetime import UTC, datetime

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    start = (asked.number("page", 1) - 1) * 2
    rows = [_row(one) for one in shown.page(start, 2)]
    return as_json({"data": rows, "links": {"first": "?page=1", "last": None, "next": None}, "meta": {}})


def _row(advert: MarketAdvert) -> dict[str, object]:
    posted = int(datetime(*advert.posted_on.timetuple()[:3], 12, tzinfo=UTC).timestamp())
    return {
        "slug": f"role-{advert.source_id}",
        "company_name": advert.firm.name,
        "title": advert.title,
        "description": advert.html,
        "remote": advert.workplace == "remote",
        "url": f"https://www.arbeitnow.com/jobs/role-{advert.source_id}",
        "tags": [],
        "job_types": ["Full Time"],
        "location": advert.location,
        "created_at": posted,
    }
