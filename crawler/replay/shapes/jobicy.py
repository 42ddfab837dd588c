"""Jobicy: the newest fifty in one reply."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    jobs = [_job(one) for one in shown.adverts[: min(asked.number("count", 50), 50)]]
    return as_json({"jobCount": len(jobs), "jobs": jobs})


def _job(advert: MarketAdvert) -> dict[str, object]:
    return {
        "id": advert.source_id,
        "url": f"https://jobicy.com/jobs/{advert.source_id}",
        "jobTitle": advert.title,
        "companyName": advert.firm.name,
        "jobIndustry": ["Management"],
        "jobType": ["full-time"],
        "jobGeo": "UK",
        "jobDescription": advert.html,
        "pubDate": f"{advert.posted_on} 08:00:00",
        "annualSalaryMin": advert.salary_min or 0,
        "annualSalaryMax": advert.salary_max or 0,
        "salaryCurrency": advert.salary_currency,
    }
