"""USAJobs: pages of up to 500, a key and an e-mail in the headers."""

from crawler.market import MarketAdvert
from crawler.normal.sections import joined
from crawler.replay.reply import Asked, Reply, Shown, as_json, sections_of, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if not asked.headers.get("authorization-key") or "@" not in asked.headers.get("user-agent", ""):
        return as_json({"error": "Unauthorized"}, 401)
    size = min(asked.number("ResultsPerPage", 25), 500)
    items = [_item(one) for one in shown.page((asked.number("Page", 1) - 1) * size, size)]
    result = {"SearchResultCount": len(items), "SearchResultCountAll": shown.total, "SearchResultItems": items}
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
