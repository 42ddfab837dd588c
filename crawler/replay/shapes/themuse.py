"""The Muse: pages of twenty, from page 0."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    number = asked.number("page")
    rows = [_row(one) for one in shown.page(number * 20, 20)]
    return as_json(
        {
            "page": number,
            "page_count": -(-shown.total // 20),
            "items_per_page": 20,
            "total": shown.total,
            "results": rows,
        }
    )


def _row(advert: MarketAdvert) -> dict[str, object]:
    return {
        "id": int(advert.source_id),
        "name": advert.title,
        "contents": advert.html,
        "type": "external",
        "publication_date": f"{advert.posted_on}T10:00:00Z",
        "short_name": "role",
        "locations": [{"name": advert.location}],
        "categories": [{"name": "Project Management"}],
        "levels": [{"name": "Mid Level", "short_name": "mid"}],
        "tags": [],
        "refs": {"landing_page": f"https://www.themuse.com/jobs/{advert.source_id}"},
        "company": {"id": 1, "short_name": advert.firm.board, "name": advert.firm.name},
    }
