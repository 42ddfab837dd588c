"""Breezy: a bare array; texts and places only with `verbose=true`; an unknown tenant is sent away."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return Reply(b"", 302, headers={"Location": "https://breezy.hr/"})


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    return as_json([_position(one, is_verbose=asked.query.get("verbose") == "true") for one in shown.adverts])


def _position(advert: MarketAdvert, *, is_verbose: bool) -> dict[str, object]:
    town, country = town_and_country(advert)
    location = {
        "country": {"name": country, "id": advert.country},
        "city": town,
        "primary": True,
        "is_remote": advert.workplace == "remote",
        "name": f"{town}, {advert.country}",
    }
    pay = f"£{advert.salary_min:,} – £{advert.salary_max:,} / year" if advert.salary_min and advert.salary_max else ""
    position: dict[str, object] = {
        "id": advert.source_id,
        "friendly_id": f"{advert.source_id}-role",
        "name": advert.title,
        "url": f"https://{advert.firm.board}.breezy.hr/p/{advert.source_id}",
        "published_date": f"{advert.posted_on}T20:45:39.068Z",
        "type": {"id": "partTime", "name": "Part-Time"}
        if advert.employment_type == "PART_TIME"
        else {"id": "fullTime", "name": "Full-Time"},
        "location": location,
        "department": advert.department,
        "salary": pay,
        "company": {"name": advert.firm.name, "friendly_id": advert.firm.board},
    }
    return {**position, "locations": [location], "description": advert.html} if is_verbose else position
