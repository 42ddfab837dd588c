"""Hacker News: the newest thread of several, its comments as adverts in all forms, a deleted one among them."""

from datetime import UTC, datetime
from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.endswith("/search_by_date"):
        hits = [
            {"objectID": "1", "created_at": "2026-10-01T15:00:00Z", "title": "Ask HN: Who is hiring? (October 2026)"},
            {"objectID": "2", "created_at": "2026-11-01T15:00:00Z", "title": "Ask HN: Who is hiring? (November 2026)"},
            {
                "objectID": "3",
                "created_at": "2026-11-01T15:01:00Z",
                "title": "Ask HN: Who wants to be hired? (November 2026)",
            },
        ]
        return as_json({"hits": hits, "nbHits": 2})
    if not asked.path.endswith("/items/2"):
        return as_json({"id": 1, "children": []})
    deleted: dict[str, object] = {"id": 9, "author": None, "text": None, "created_at_i": 1, "children": []}
    return as_json({"id": 2, "children": [deleted, *(_comment(one) for one in shown.adverts)]})


def _comment(advert: MarketAdvert) -> dict[str, object]:
    posted = int(datetime(*advert.posted_on.timetuple()[:3], 12, tzinfo=UTC).timestamp())
    place = {"remote": "REMOTE", "hybrid": "Hybrid"}.get(advert.workplace or "", "ONSITE")
    parts = (advert.firm.name, advert.title, advert.location, place, "Full-time")
    labels = ("Company", "Role", "Location", "Workplace", "Type")
    labelled = "\n".join(f"{label}: {part}" for label, part in zip(labels, parts, strict=True))
    head = (" | ".join(parts), labelled, " • ".join(parts))[int(advert.source_id) % 3]
    return {
        "id": int(advert.source_id),
        "author": "someone",
        "text": f"{escape(head).replace('/', '&#x2F;')}<p>{advert.html}",
        "created_at_i": posted,
        "children": [],
    }
