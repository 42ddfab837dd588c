"""Paylocity: the list as JSON in a page, and pages with a schema.org JobPosting."""

import json

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, town_and_country
from crawler.replay.shapes.jsonld import page_of


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if "/jobs/all/" in asked.path.lower():
        data = json.dumps({"Departments": ["All"], "Jobs": [_row(one) for one in shown.adverts], "ModuleTitle": "A"})
        return as_html(f"<!doctype html><script>\nwindow.pageData = {data};\n</script>")
    advert = shown.find(asked.path.rsplit("/", 1)[-1])
    return as_html(page_of(advert, "https://recruiting.paylocity.com")) if advert else None


def _row(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    return {
        "JobId": int(advert.source_id) if advert.source_id.isdigit() else advert.source_id,
        "JobTitle": advert.title,
        "LocationName": town,
        "PublishedDate": f"{advert.posted_on}T11:27:44-05:00",
        "IsInternal": False,
        "JobLocation": {"City": town, "State": None, "Country": country},
        "IsRemote": False,
    }
