"""BambooHR: a short list and details; an unknown tenant is sent to the platform."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return Reply(b"", 302, headers={"Location": "https://www.bamboohr.com/"})


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.endswith("/list"):
        return as_json({"meta": {"totalCount": shown.total + 1}, "result": [_row(one) for one in shown.adverts]})
    found = shown.find(asked.path.split("/")[2])
    return as_json({"meta": {}, "result": {"jobOpening": _detail(found)}}) if found else None


def _row(advert: MarketAdvert) -> dict[str, object]:
    town, _ = town_and_country(advert)
    return {
        "id": advert.source_id,
        "jobOpeningName": advert.title,
        "departmentId": "1",
        "departmentLabel": advert.department,
        "employmentStatusLabel": "Part Time" if advert.employment_type == "PART_TIME" else "Full Time",
        "employmentType": None,
        "location": {"city": town, "state": None},
        "atsLocation": {"country": None, "state": None, "province": None, "city": None},
        "isRemote": None,
        "locationType": {"on_site": "0", "remote": "1", "hybrid": "2"}.get(advert.workplace or ""),
    }


def _detail(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    pay = f"£{advert.salary_min:,} - £{advert.salary_max:,}" if advert.salary_min and advert.salary_max else None
    row = {name: value for name, value in _row(advert).items() if name != "id"}
    return {
        **row,
        "jobOpeningShareUrl": f"https://{advert.firm.board}.bamboohr.com/careers/{advert.source_id}",
        "jobOpeningStatus": "Open",
        "location": {"city": town, "state": None, "postalCode": None, "addressCountry": country},
        "description": advert.html,
        "compensation": pay,
        "datePosted": str(advert.posted_on),
        "minimumExperience": "Experienced",
    }
