"""Workday: pages by POST, a total that is right on the first page only and stops at 2,000, pages that wrap."""

from dataclasses import replace

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json

LIMIT, CLAMP = 20, 2_000
FIELDS = {"appliedFacets", "limit", "offset", "searchText"}


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"errorCode": "S22", "httpStatus": 422}, 422)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.method == "POST":
        return _list(shown, asked)
    found = next((one for one in shown.adverts if asked.path.endswith(_path(one))), None)
    return as_json(_detail(found)) if found else as_json({"errorCode": "S21", "httpStatus": 404}, 404)


def _list(shown: Shown, asked: Asked) -> Reply:
    given = asked.json
    if not given.keys() >= FIELDS:
        return as_json({"errorCode": "S22", "httpStatus": 422}, 422)
    if int(given["limit"]) > LIMIT:
        return as_json({"errorCode": "HTTP_400"}, 400)
    start, shown = int(given["offset"]), _found(shown, given["searchText"])
    wraps = start >= CLAMP
    adverts = shown.page(start % CLAMP if wraps else start, LIMIT)
    total = min(shown.total, CLAMP) if start == 0 else 0
    return as_json(
        {"total": total, "jobPostings": [_row(one) for one in adverts], "facets": [], "userAuthenticated": False},
        200,
        **{"Cache-Control": "no-store"},
    )


def _found(shown: Shown, text: str) -> Shown:
    """Return what a search finds: adverts that have one of its words."""
    words = text.lower().split()
    found = [one for one in shown.adverts if any(word in f"{one.title} {one.html}".lower() for word in words)]
    return replace(shown, adverts=found, total=shown.total - len(shown.adverts) + len(found)) if words else shown


def _path(advert: MarketAdvert) -> str:
    return f"/job/Leeds/Role_{advert.source_id}"


def _row(advert: MarketAdvert) -> dict[str, object]:
    return {
        "title": advert.title,
        "externalPath": _path(advert),
        "locationsText": "2 Locations",
        "postedOn": "Posted 30+ Days Ago",
        "bulletFields": [advert.requisition_id or advert.source_id],
        "timeType": "Full time",
    }


def _detail(advert: MarketAdvert) -> dict[str, object]:
    info = {
        "id": advert.source_id,
        "title": advert.title,
        "jobDescription": advert.html,
        "location": advert.location,
        "additionalLocations": ["Bath, United Kingdom"],
        "postedOn": "Posted 30+ Days Ago",
        "startDate": str(advert.posted_on),
        "timeType": "Part time" if advert.employment_type == "PART_TIME" else "Full time",
        "jobReqId": advert.requisition_id or advert.source_id,
        "country": {"descriptor": "United Kingdom", "id": "x"},
        "remoteType": {"on_site": "Onsite", "remote": "Remote", "hybrid": "Hybrid"}.get(advert.workplace or ""),
        "externalUrl": f"https://{advert.firm.board}{_path(advert)}",
        "canApply": True,
        "posted": True,
    }
    return {"jobPostingInfo": info, "hiringOrganization": {"name": advert.firm.name, "url": ""}, "similarJobs": []}
