"""Remote OK: a bare array that begins with a legal notice; 0 is no salary."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    return as_json([{"last_updated": 1, "legal": "Link back, please."}, *(_job(one) for one in shown.adverts)])


def _job(advert: MarketAdvert) -> dict[str, object]:
    return {
        "slug": f"role-{advert.source_id}",
        "id": advert.source_id,
        "epoch": 1,
        "date": f"{advert.posted_on}T10:00:00+00:00",
        "company": advert.firm.name,
        "position": advert.title,
        "tags": [],
        "description": advert.html,
        "location": "Europe",
        "salary_min": advert.salary_min or 0,
        "salary_max": advert.salary_max or 0,
        "apply_url": "",
        "url": f"https://remoteok.com/remote-jobs/{advert.source_id}",
    }
