"""Lever: a bare array, each advert in parts; HTML where JSON is not asked for."""

from datetime import UTC, datetime

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json, sections_of, town_and_country

VALIDATORS = "weak"


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"ok": False, "error": "Document not found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if "json" not in asked.headers.get("accept", ""):
        return as_html("<!doctype html><title>Jobs</title>")
    tail = asked.path.rstrip("/").rsplit("/", 1)[-1]
    if tail != shown.firm.board:
        found = shown.find(tail)
        return as_json(_posting(found)) if found else unknown(asked)
    start, limit = asked.number("skip"), asked.number("limit", 10_000)
    return as_json([_posting(one) for one in shown.page(start, limit)])


def _posting(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    sections = sections_of(advert.html)
    lists = [(title, body) for title, body in sections if body.startswith("<ul>")]
    texts = [(title, body) for title, body in sections if not body.startswith("<ul>")]
    opening, closing = texts[:1], texts[1:]
    url = f"https://jobs.lever.co/{advert.firm.board}/{advert.source_id}"
    posting: dict[str, object] = {
        "id": advert.source_id,
        "text": advert.title,
        "categories": {
            "commitment": {"FULL_TIME": "Full-time", "PART_TIME": "Part-time", "CONTRACTOR": "Contract"}.get(
                advert.employment_type or "", "Permanent"
            ),
            "department": advert.department,
            "team": advert.department,
            "location": f"{country} - {town}" if country else town,
            "allLocations": [f"{country} - {town}" if country else town],
        },
        "country": advert.country,
        "workplaceType": {"on_site": "on-site", None: "unspecified"}.get(advert.workplace, advert.workplace),
        "createdAt": int(datetime(*advert.posted_on.timetuple()[:3], 12, tzinfo=UTC).timestamp() * 1000),
        "opening": "",
        "openingPlain": "",
        "description": _joined(opening),
        "descriptionPlain": "",
        "descriptionBody": _joined(opening),
        "descriptionBodyPlain": "",
        "lists": [
            {"text": title, "content": "\n" + body.removeprefix("<ul>").removesuffix("</ul>").strip()}
            for title, body in lists
        ],
        "additional": _joined(closing),
        "additionalPlain": "",
        "hostedUrl": url,
        "applyUrl": f"{url}/apply",
    }
    if advert.salary_min and advert.salary_max:
        posting["salaryRange"] = {
            "currency": advert.salary_currency,
            "interval": f"per-{(advert.salary_unit or 'YEAR').lower()}-salary",
            "min": advert.salary_min,
            "max": advert.salary_max,
        }
    return posting


def _joined(sections: list[tuple[str, str]]) -> str:
    return "\n".join(f"<h3>{title}</h3>\n{body}" if title else body for title, body in sections)
