"""Personio: one XML, its sections named, their HTML escaped."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_xml, number_of, sections_of, tag, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<!doctype html><title>Personio</title>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    return as_xml(f"<workzag-jobs>{''.join(_position(one) for one in shown.adverts)}</workzag-jobs>")


def _position(advert: MarketAdvert) -> str:
    town, _ = town_and_country(advert)
    sections = "".join(
        f"<jobDescription>{tag('name', title)}{tag('value', chr(10) + '   ' + body)}</jobDescription>"
        for title, body in sections_of(advert.html)
    )
    fields = {
        "id": number_of(advert),
        "subcompany": advert.firm.name,
        "office": town,
        "department": advert.department or "",
        "recruitingCategory": "FTE",
        "name": advert.title,
    }
    rest = {
        "employmentType": "permanent",
        "seniority": "experienced",
        "schedule": "part-time" if advert.employment_type == "PART_TIME" else "full-time",
        "yearsOfExperience": "2-5",
        "occupation": "project_management",
        "occupationCategory": "management",
        "createdAt": f"{advert.posted_on}T12:41:19+00:00",
    }
    shown = "".join(tag(name, value) for name, value in fields.items())
    shown += f"<jobDescriptions>{sections}</jobDescriptions>"
    return f"<position>{shown}{''.join(tag(name, value) for name, value in rest.items())}</position>"
