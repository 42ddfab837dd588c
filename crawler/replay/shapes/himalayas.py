"""Himalayas: pages of twenty, dates in seconds."""

from datetime import UTC, datetime

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    start, limit = asked.number("offset"), min(asked.number("limit", 20), 20)
    jobs = [_job(one) for one in shown.page(start, limit)]
    return as_json({"offset": start, "limit": limit, "totalCount": shown.total, "jobs": jobs})


def _job(advert: MarketAdvert) -> dict[str, object]:
    posted = int(datetime(*advert.posted_on.timetuple()[:3], 12, tzinfo=UTC).timestamp())
    url = f"https://himalayas.app/companies/{advert.firm.board}/jobs/{advert.source_id}"
    return {
        "title": advert.title,
        "excerpt": "A short piece.",
        "companyName": advert.firm.name,
        "companySlug": advert.firm.board,
        "employmentType": "Full Time",
        "minSalary": advert.salary_min,
        "maxSalary": advert.salary_max,
        "seniority": ["Senior"],
        "currency": advert.salary_currency,
        "locationRestrictions": ["United Kingdom"],
        "categories": ["Project-Manager"],
        "description": advert.html,
        "pubDate": posted,
        "expiryDate": posted + 2_592_000,
        "applicationLink": url,
        "guid": url,
    }
