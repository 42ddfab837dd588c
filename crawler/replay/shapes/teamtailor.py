"""Teamtailor: a JSON Feed in pages, each item with a schema.org JobPosting."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json, number_of, town_and_country

LIMIT = 100


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>404</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    start = asked.number("offset")
    site = f"https://{shown.firm.board}"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": shown.firm.name,
        "home_page_url": f"{site}/jobs",
        "feed_url": f"{site}/jobs.json",
        "items": [_item(one, site) for one in shown.page(start, LIMIT)],
    }
    if start + LIMIT < shown.total:
        feed["next_url"] = f"{site}/jobs.json?offset={start + LIMIT}"
    return as_json(feed)


def _item(advert: MarketAdvert, site: str) -> dict[str, object]:
    town, _ = town_and_country(advert)
    address = {"@type": "PostalAddress", "addressLocality": town, "addressRegion": "", "addressCountry": advert.country}
    posted = f"{advert.posted_on}T09:26:20+01:00"
    return {
        "id": advert.source_id,
        "title": advert.title,
        "url": f"{site}/jobs/{advert.source_id}",
        "content_html": advert.html,
        "date_published": posted,
        "_jobposting": {
            "@context": "http://schema.org/",
            "@type": "JobPosting",
            "title": advert.title,
            "description": advert.html,
            "datePosted": posted,
            "employmentType": advert.employment_type,
            "identifier": {"@type": "PropertyValue", "name": advert.firm.name, "value": number_of(advert)},
            "hiringOrganization": {"@type": "Organization", "name": advert.firm.name},
            "jobLocation": [{"@type": "Place", "address": address}],
        },
    }
