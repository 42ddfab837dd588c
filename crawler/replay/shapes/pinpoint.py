"""Pinpoint: one reply, its sections apart, no posting date."""

from crawler.market import MarketAdvert
from crawler.normal.sections import joined
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json, sections_of, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>404</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    return as_json({"data": [_posting(one) for one in shown.adverts]})


def _posting(advert: MarketAdvert) -> dict[str, object]:
    town, _ = town_and_country(advert)
    sections = sections_of(advert.html)
    opening, (duties, asks) = sections[:1], (sections[1:2] or [("", "")], sections[2:3] or [("", "")])
    return {
        "id": advert.source_id,
        "title": advert.title,
        "path": f"/en/postings/{advert.source_id}",
        "url": f"https://{advert.firm.board}.pinpointhq.com/en/postings/{advert.source_id}",
        "description": joined(opening),
        "key_responsibilities_header": duties[0][0],
        "key_responsibilities": duties[0][1],
        "skills_knowledge_expertise_header": asks[0][0],
        "skills_knowledge_expertise": asks[0][1],
        "benefits_header": "",
        "benefits": joined(sections[3:]),
        "compensation": f"{advert.salary_min} - {advert.salary_max} / {advert.salary_unit}",
        "compensation_minimum": advert.salary_min,
        "compensation_maximum": advert.salary_max,
        "compensation_currency": advert.salary_currency,
        "compensation_frequency": (advert.salary_unit or "year").lower(),
        "compensation_visible": advert.salary_min is not None,
        "employment_type": {"PART_TIME": "part_time"}.get(advert.employment_type or "", "full_time"),
        "workplace_type": {"on_site": "onsite"}.get(advert.workplace or "", advert.workplace),
        "location": {"id": "1", "city": town, "name": advert.location, "province": None, "postal_code": None},
        "deadline_at": f"{advert.closes_on}T23:59:59+00:00" if advert.closes_on else None,
        "job": {
            "id": "j1",
            "requisition_id": advert.requisition_id,
            "department": {"id": "d1", "name": advert.department},
            "division": None,
        },
    }
