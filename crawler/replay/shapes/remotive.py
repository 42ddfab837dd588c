"""Remotive: one reply with a legal notice beside the jobs."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    jobs = [_job(one) for one in shown.adverts]
    return as_json(
        {"0-legal-notice": "Link back, please.", "job-count": len(jobs), "total-job-count": shown.total, "jobs": jobs}
    )


def _job(advert: MarketAdvert) -> dict[str, object]:
    return {
        "id": int(advert.source_id),
        "url": f"https://remotive.com/remote-jobs/project/{advert.source_id}",
        "title": advert.title,
        "company_name": advert.firm.name,
        "category": "Project Management",
        "tags": [],
        "job_type": "full_time",
        "publication_date": f"{advert.posted_on}T03:04:05",
        "candidate_required_location": "United Kingdom",
        "salary": f"£{advert.salary_min} - £{advert.salary_max}" if advert.salary_min else "",
        "description": advert.html,
    }
