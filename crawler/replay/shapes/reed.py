"""Reed: snippets in pages of 100, pay hidden in some, details apart, the key as a user without a password."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, number_of, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if not asked.headers.get("authorization", "").startswith("Basic "):
        return Reply(b"", 401)
    if not asked.path.endswith("/search"):
        found = shown.find(asked.path.rsplit("/", 1)[-1])
        return as_json({**_row(found), **_detail(found)}) if found else None
    size = min(asked.number("resultsToTake", 100), 100)
    rows = [_row(one) for one in shown.page(asked.number("resultsToSkip"), size)]
    return as_json({"results": rows, "ambiguousLocations": [], "totalResults": shown.total})


def _row(advert: MarketAdvert) -> dict[str, object]:
    town, _ = town_and_country(advert)
    is_hidden = number_of(advert) % 2 == 1
    return {
        "jobId": int(advert.source_id),
        "employerId": 7,
        "employerName": advert.firm.name,
        "employerProfileId": None,
        "jobTitle": advert.title,
        "locationName": town,
        "minimumSalary": None if is_hidden else advert.salary_min,
        "maximumSalary": None if is_hidden else advert.salary_max,
        "currency": advert.salary_currency,
        "expirationDate": f"{advert.closes_on:%d/%m/%Y}" if advert.closes_on else None,
        "date": f"{advert.posted_on:%d/%m/%Y}",
        "jobDescription": "A short piece of the advert ...",
        "applications": 3,
        "jobUrl": f"https://www.reed.co.uk/jobs/role/{advert.source_id}",
    }


def _detail(advert: MarketAdvert) -> dict[str, object]:
    return {
        "jobDescription": advert.html,
        "salaryType": "per annum",
        "salary": f"£{advert.salary_min} - £{advert.salary_max} per annum" if advert.salary_min else None,
        "yearlyMinimumSalary": advert.salary_min,
        "yearlyMaximumSalary": advert.salary_max,
        "contractType": "Permanent",
        "fullTime": advert.employment_type != "PART_TIME",
        "partTime": advert.employment_type == "PART_TIME",
        "datePosted": f"{advert.posted_on:%d/%m/%Y}",
        "externalUrl": None,
    }
