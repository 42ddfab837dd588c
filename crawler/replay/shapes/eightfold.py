"""Eightfold: a careers page that states the domain, a search in tens, a detail for each advert."""

import json
from datetime import UTC, datetime
from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json, number_of

DOMAIN = "acme.example"


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"status": 422}, 422)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path == "/careers":
        data = escape(json.dumps({"domain": DOMAIN}))
        return as_html(f'<!doctype html><html><body><code id="pcsx-data">{data}</code></body></html>')
    if asked.query.get("domain") != DOMAIN:
        return as_json({"status": 422}, 422)
    if asked.path.endswith("/search"):
        rows = [_row(one) for one in shown.page(asked.number("start"), 10)]
        return as_json({"status": 200, "data": {"count": shown.total, "positions": rows}})
    wanted = asked.query.get("position_id")
    found = next((one for one in shown.adverts if str(number_of(one)) == wanted), None)
    return as_json({"status": 200, "data": {**_row(found), "jobDescription": found.html}}) if found else None


def _row(advert: MarketAdvert) -> dict[str, object]:
    posted = int(datetime(*advert.posted_on.timetuple()[:3], 12, tzinfo=UTC).timestamp())
    return {
        "id": number_of(advert),
        "displayJobId": advert.requisition_id,
        "atsJobId": advert.requisition_id,
        "name": advert.title,
        "locations": [advert.location],
        "standardizedLocations": [advert.location],
        "department": advert.department,
        "workLocationOption": {"on_site": "onsite", "remote": "remote_local"}.get(
            advert.workplace or "", advert.workplace
        ),
        "postedTs": posted,
        "creationTs": posted,
        "positionUrl": f"/careers/job/{number_of(advert)}",
    }
