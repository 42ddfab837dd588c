"""Oracle: paging inside the finder, its total on the first page only, texts in three parts."""

import re

from crawler.market import MarketAdvert
from crawler.normal.sections import joined
from crawler.replay.reply import Asked, Reply, Shown, as_json, sections_of

LIMIT = 200
SHOWS_ANOTHER = True
"""A site that a host does not know is answered with the adverts of its first."""


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"items": [{"TotalJobsCount": 0, "requisitionList": []}], "count": 1, "hasMore": False})


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    finder = asked.query.get("finder", "")
    if asked.path.endswith("Details"):
        number = re.search(r'Id="([^"]+)"', finder)
        found = shown.find(number[1]) if number else None
        return as_json({"items": [_detail(found)] if found else [], "count": 1, "hasMore": False})
    given = dict(re.findall(r"(limit|offset)=(\d+)", finder))
    limit, start = min(int(given.get("limit", LIMIT)), LIMIT), int(given.get("offset", 0))
    found_rows = [_row(one) for one in shown.page(start, limit)]
    item = {"TotalJobsCount": shown.total if start == 0 else 0}
    has_list = "requisitionList" in asked.query.get("expand", "")
    return as_json({"items": [{**item, **({"requisitionList": found_rows} if has_list else {})}], "count": 1})


def _row(advert: MarketAdvert) -> dict[str, object]:
    return {
        "Id": advert.source_id,
        "Title": advert.title,
        "PostedDate": str(advert.posted_on),
        "PrimaryLocation": advert.location,
        "PrimaryLocationCountry": advert.country,
        "secondaryLocations": [],
        "ShortDescriptionStr": "",
        "WorkplaceTypeCode": {"on_site": "ORA_ON_SITE", "remote": "ORA_REMOTE", "hybrid": "ORA_HYBRID"}.get(
            advert.workplace or ""
        ),
    }


def _detail(advert: MarketAdvert) -> dict[str, object]:
    sections = sections_of(advert.html)
    return {
        **_row(advert),
        "RequisitionId": int(advert.source_id),
        "ExternalDescriptionStr": joined(sections[:1]),
        "ExternalResponsibilitiesStr": joined(sections[1:2]),
        "ExternalQualificationsStr": joined(sections[2:3]),
        "CorporateDescriptionStr": joined(sections[3:]),
        "OrganizationDescriptionStr": "",
        "ExternalPostedStartDate": f"{advert.posted_on}T00:00:00+00:00",
        "JobSchedule": "Full time",
        "JobFunction": advert.department,
    }
