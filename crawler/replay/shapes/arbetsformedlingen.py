"""Arbetsförmedlingen: hits in pages of 100 with a true total."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    rows = [_row(one) for one in shown.page(asked.number("offset"), min(asked.number("limit", 10), 100))]
    return as_json({"total": {"value": shown.total}, "positions": shown.total, "hits": rows})


def _row(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    return {
        "id": advert.source_id,
        "headline": advert.title,
        "description": {"text": advert.html, "text_formatted": advert.html},
        "employer": {"name": advert.firm.name, "workplace": advert.firm.name},
        "webpage_url": f"https://arbetsformedlingen.se/platsbanken/annonser/{advert.source_id}",
        "publication_date": f"{advert.posted_on}T00:00:00",
        "application_deadline": f"{advert.closes_on or advert.posted_on}T23:59:59",
        "workplace_address": {"municipality": town, "region": None, "country": country, "city": None},
        "working_hours_type": {"label": "Heltid"},
        "salary_description": "Fast lön",
        "occupation": {"label": "Projektledare"},
    }
