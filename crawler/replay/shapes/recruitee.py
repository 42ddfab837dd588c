"""Recruitee: one reply, requirements apart, salaries as strings."""

from crawler.market import MarketAdvert
from crawler.normal.sections import joined
from crawler.replay.reply import Asked, Reply, Shown, as_json, number_of, sections_of, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    return as_json({"offers": [_offer(one) for one in shown.adverts]})


def _offer(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    sections = sections_of(advert.html)
    types = {"FULL_TIME": "fulltime_permanent", "PART_TIME": "parttime_permanent", "CONTRACTOR": "freelance"}
    salary = {"min": advert.salary_min and str(advert.salary_min), "max": advert.salary_max and str(advert.salary_max)}
    place = {"city": town, "state": "", "country": country, "country_code": advert.country}
    url = f"https://{advert.firm.board}.recruitee.com/o/{advert.source_id}"
    return {
        "id": number_of(advert),
        "guid": f"g{advert.source_id}",
        "slug": advert.source_id,
        "title": advert.title,
        "status": "published",
        "position": 1,
        "department": advert.department,
        "description": joined(sections[:2]),
        "requirements": joined(sections[2:]),
        "location": advert.location,
        **place,
        "state_name": "",
        "locations": [{"id": 1, "name": town, **place}],
        "remote": advert.workplace == "remote",
        "hybrid": advert.workplace == "hybrid",
        "on_site": advert.workplace == "on_site",
        "employment_type_code": types.get(advert.employment_type or "", "fulltime_fixed_term"),
        "experience_code": "experienced",
        "salary": {**salary, "currency": advert.salary_currency, "period": (advert.salary_unit or "year").lower()},
        "tags": [],
        "careers_url": url,
        "careers_apply_url": f"{url}/c/new",
        "close_at": None,
        "created_at": f"{advert.posted_on} 09:41:37 UTC",
        "published_at": f"{advert.posted_on} 10:10:39 UTC",
        "updated_at": f"{advert.posted_on} 11:45:30 UTC",
        "translations": {},
    }
