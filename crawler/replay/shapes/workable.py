"""Workable v1: one row a place, texts only with `details=true`, a page of HTML for an unknown account."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json, number_of, town_and_country

PAGE = 10
"""Rows of a page of v3."""


def unknown(asked: Asked) -> Reply:
    """Answer for a board that there is not."""
    if asked.path.startswith("/api/v3/"):
        return as_json({"error": "Not found"}, 404)
    return as_html("<!doctype html><title>Not found</title>")


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.startswith("/api/v3/"):
        return _paged(shown, int(asked.json.get("token") or 0))
    jobs = [_job(one, asked) for one in shown.adverts]
    return as_json({"name": shown.firm.name, "description": "", "jobs": [*jobs, *map(_elsewhere, jobs[:1])]})


def _paged(shown: Shown, start: int) -> Reply:
    rows = [_result(one) for one in shown.page(start, PAGE)]
    following = {"nextPage": str(start + PAGE)} if start + PAGE < len(shown.adverts) else {}
    return as_json({"total": shown.total, "results": rows, **following})


def _result(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    return {
        "id": number_of(advert),
        "shortcode": advert.source_id,
        "title": advert.title,
        "remote": advert.workplace == "remote",
        "location": {"country": country, "countryCode": advert.country, "city": town, "region": None},
        "published": f"{advert.posted_on}T00:00:00.000Z",
        "type": "part" if advert.employment_type == "PART_TIME" else "full",
        "language": "en",
        "department": [advert.department] if advert.department else [],
        "workplace": advert.workplace,
    }


def _elsewhere(job: dict[str, object]) -> dict[str, object]:
    """Return the row of the same role in a second place."""
    place = {"country": "United Kingdom", "countryCode": "GB", "city": "Bath", "region": None, "hidden": False}
    return {**job, "city": "Bath", "locations": [place]}


def _job(advert: MarketAdvert, asked: Asked) -> dict[str, object]:
    town, country = town_and_country(advert)
    place = {"country": country, "countryCode": advert.country, "city": town, "region": None, "hidden": False}
    url = f"https://apply.workable.com/j/{advert.source_id}"
    job: dict[str, object] = {
        "title": advert.title,
        "shortcode": advert.source_id,
        "code": "",
        "employment_type": "Part-time" if advert.employment_type == "PART_TIME" else "Full-time",
        "telecommuting": advert.workplace == "remote",
        "department": advert.department,
        "url": url,
        "shortlink": url,
        "application_url": f"{url}/apply",
        "published_on": str(advert.posted_on),
        "created_at": str(advert.posted_on),
        "country": country,
        "city": town,
        "state": "",
        "education": "",
        "experience": "Mid-Senior level",
        "function": "Project Management",
        "industry": "",
        "locations": [place, {**place, "city": "Hidden", "hidden": True}],
    }
    return {**job, "description": advert.html} if asked.query.get("details") == "true" else job
