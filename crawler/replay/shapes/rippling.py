"""Rippling: one row a place with the same id, and a detail for each advert."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"detail": "Not found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.endswith("/jobs"):
        rows = [_row(one, one.location) for one in shown.adverts]
        return as_json([*rows, *(_row(one, "Bath, United Kingdom") for one in shown.adverts[:1])])
    found = shown.find(asked.path.rsplit("/", 1)[-1])
    return as_json(_detail(found)) if found else unknown(asked)


def _row(advert: MarketAdvert, place: str) -> dict[str, object]:
    return {
        "uuid": advert.source_id,
        "name": advert.title,
        "department": {"id": advert.department, "label": advert.department},
        "url": f"https://ats.rippling.com/{advert.firm.board}/jobs/{advert.source_id}",
        "workLocation": {"label": place, "id": place},
    }


def _detail(advert: MarketAdvert) -> dict[str, object]:
    pay = {"rangeStart": advert.salary_min, "rangeEnd": advert.salary_max, "currency": advert.salary_currency}
    place = f"Remote ({advert.location})" if advert.workplace == "remote" else advert.location
    return {
        **_row(advert, advert.location),
        "description": {"company": "", "role": f"<meta>{advert.html}"},
        "workLocations": [place],
        "employmentType": {"label": "SALARIED_FT", "id": "SALARIED_FT"},
        "createdOn": f"{advert.posted_on}T05:34:53.457000-07:00",
        "payRangeDetails": [{**pay, "frequency": advert.salary_unit}] if advert.salary_min else [],
        "companyName": advert.firm.name,
        "department": {"name": advert.department, "base_department": advert.department},
    }
