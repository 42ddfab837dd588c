"""Jooble: pages by POST until an empty one; the key in the path."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if not asked.path.removeprefix("/api/"):
        return as_json({"error": "no key"}, 403)
    start = (int(asked.json.get("page") or 1) - 1) * 20
    return as_json({"totalCount": shown.total, "jobs": [_row(one) for one in shown.page(start, 20)]})


def _row(advert: MarketAdvert) -> dict[str, object]:
    return {
        "title": advert.title,
        "location": advert.location,
        "snippet": advert.html,
        "salary": f"£{advert.salary_min} - £{advert.salary_max}" if advert.salary_min else "",
        "source": "careers.example",
        "type": "Full-time",
        "link": f"https://jooble.org/desc/{advert.source_id}",
        "company": advert.firm.name,
        "updated": f"{advert.posted_on}T00:00:00.0000000",
        "id": int(advert.source_id),
    }
