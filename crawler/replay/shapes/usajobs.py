"""USAJobs: pages of up to 500, a key and an e-mail in the headers."""

from crawler.market import MarketAdvert
from crawler.normal.sections import joined
from crawler.replay.reply import Asked, Reply, Shown, as_json, sections_of, town_and_country

MOST_ROWS = 10_000
"""The search shows no row beyond."""


def unknown(asked: Asked) -> Reply:
    """Answer for a board that there is not: a search that finds nothing."""
    return _unauthorized(asked) or _result([], 0)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if refused := _unauthorized(asked):
        return refused
    size = min(asked.number("ResultsPerPage", 25), 500)
    start = (asked.number("Page", 1) - 1) * size
    return _result([_item(one) for one in shown.page(start, size)] if start < MOST_ROWS else [], shown.total)


def _unauthorized(asked: Asked) -> Reply | None:
    if asked.headers.get("authorization-key") and "@" in asked.headers.get("user-agent", ""):
        return None
    return as_json({"error": "Unauthorized"}, 401)


def _result(items: list[dict[str, object]], total: int) -> Reply:
    result = {"SearchResultCount": len(items), "SearchResultCountAll": total, "SearchResultItems": items}
    return as_json({"LanguageCode": "EN", "SearchResult": result})


def _item(advert: MarketAdvert) -> dict[str, object]:
    town, _ = town_and_country(advert)
    sections = sections_of(advert.html)
    pay = {"MinimumRange": f"{advert.salary_min}.0", "MaximumRange": f"{advert.salary_max}.0", "RateIntervalCode": "PA"}
    details = {
        "JobSummary": joined(sections[:1]),
        "MajorDuties": [joined(sections[1:2])],
        "Requirements": joined(sections[3:]),
        "Education": "",
        "LowGrade": "12",
        "HighGrade": "13",
        "RemoteIndicator": advert.workplace == "remote",
    }
    descriptor = {
        "PositionID": advert.requisition_id,
        "PositionTitle": advert.title,
        "PositionURI": f"https://www.usajobs.gov/job/{advert.source_id}",
        "PositionLocation": [
            {"LocationName": advert.location, "CountryCode": "United Kingdom", "CityName": f"{town}, Somewhere"}
        ],
        "OrganizationName": advert.firm.name,
        "DepartmentName": "Department of Bridges",
        "JobCategory": [{"Name": "Program Management", "Code": "0340"}],
        "JobGrade": [{"Code": "GS"}],
        "PositionSchedule": [{"Name": "Full-time", "Code": "1"}],
        "QualificationSummary": joined(sections[2:3]),
        "PositionRemuneration": [{**pay, "Description": "Per Year"}] if advert.salary_min else [],
        "PublicationStartDate": f"{advert.posted_on}T00:00:00.0000",
        "ApplicationCloseDate": f"{advert.closes_on or advert.posted_on}T23:59:59.0000",
        "UserArea": {"Details": details},
    }
    return {"MatchedObjectId": advert.source_id, "MatchedObjectDescriptor": descriptor}
