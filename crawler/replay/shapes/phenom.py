"""Phenom: ten adverts in the search page's JSON, the next by POST, and pages with a schema.org JobPosting."""

import json

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json, town_and_country
from crawler.replay.shapes.jsonld import page_of

FIRST, MOST = 10, 50


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.endswith("/search-results"):
        data = json.dumps({"eagerLoadRefineSearch": _found(shown, 0, FIRST)}).replace("</", "<\\/")
        return as_html(
            f"<!doctype html><script>var phApp = {{}};\nphApp.ddo = {data}; phApp.experimentData = {{}};</script>"
        )
    if asked.path == "/widgets":
        return _more(shown, asked)
    advert = shown.find(asked.path.rsplit("/", 1)[-1])
    return as_html(page_of(advert, f"https://{shown.firm.board}")) if advert else None


def _more(shown: Shown, asked: Asked) -> Reply:
    given = asked.json
    if given.get("ddoKey") != "refineSearch":
        return as_json({"status": "failure"})
    found = _found(shown, int(given.get("from", 0)), min(int(given.get("size", FIRST)), MOST))
    return as_json({"refineSearch": found if given.get("jobs") is True else {**found, "data": {}}})


def _found(shown: Shown, start: int, limit: int) -> dict[str, object]:
    adverts = [_row(one) for one in shown.page(start, limit)]
    return {"status": 200, "hits": len(adverts), "totalHits": shown.total, "data": {"jobs": adverts}}


def _row(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    return {
        "jobId": advert.source_id,
        "reqId": advert.requisition_id or advert.source_id,
        "jobSeqNo": f"ACME{advert.source_id}EXTERNALENGLOBAL",
        "title": advert.title,
        "city": town,
        "country": country,
        "location": advert.location,
        "category": "Projects",
        "department": advert.department or "",
        "postedDate": f"{advert.posted_on}T10:20:30.400+0000",
        "type": "Part-Time" if advert.employment_type == "PART_TIME" else "Full-Time",
        "descriptionTeaser": advert.title,
    }
