"""SmartRecruiters by its pages: fragments of HTML without a total, microdata, 200 for what is gone."""

from collections.abc import Sequence
from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_json, town_and_country

LIMIT = 10
DISALLOWED = ("/v1/",)
"""What robots.txt of its API keeps all crawlers from."""


def unknown(asked: Asked) -> Reply:
    """Answer for a board that there is not."""
    return _listed([], asked) if asked.path.startswith("/v1/") else as_html("")


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.startswith("/v1/"):
        return _of_api(shown, asked)
    if asked.path.endswith("/api/more"):
        start = 0 if asked.number("page") == 0 else LIMIT + (asked.number("page") - 1) * (LIMIT // 2)
        size = LIMIT if start == 0 else LIMIT // 2
        return as_html("".join(_row(one) for one in shown.page(start, size)))
    found = shown.find(asked.path.rsplit("/", 1)[-1].split("-")[0])
    return as_html(_page(found) if found else '<!doctype html><div class="jobad--empty-state">Gone</div>')


def _of_api(shown: Shown, asked: Asked) -> Reply:
    tail = asked.path.rstrip("/").rsplit("/", 1)[-1]
    if tail == "postings":
        return _listed(shown.adverts, asked)
    found = shown.find(tail)
    section = {"title": "Job Description", "text": found.html if found else ""}
    detail = {"active": True, "jobAd": {"sections": {"jobDescription": section}}}
    return as_json({**_entry(found), **detail}) if found else as_json({"message": "Not found"}, 404)


def _listed(adverts: Sequence[MarketAdvert], asked: Asked) -> Reply:
    limit, offset = min(asked.number("limit", 100), 100), asked.number("offset")
    rows = [_entry(one) for one in adverts[offset : offset + limit]]
    return as_json({"offset": offset, "limit": limit, "totalFound": len(adverts), "content": rows})


def _entry(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    return {
        "id": advert.source_id,
        "name": advert.title,
        "refNumber": advert.requisition_id,
        "company": {"identifier": advert.firm.board, "name": advert.firm.name},
        "releasedDate": f"{advert.posted_on}T10:00:00.000Z",
        "location": {"city": town, "country": advert.country.lower(), "fullLocation": f"{town}, , {country}"},
        "department": {"label": advert.department} if advert.department else {},
        "typeOfEmployment": {"id": "permanent", "label": "Full-time"},
        "language": {"code": "en", "label": "English"},
    }


def _row(advert: MarketAdvert) -> str:
    url = f"https://jobs.smartrecruiters.com/{advert.firm.board}/{advert.source_id}-role"
    return (
        f'<li class="opening-job job column"><a href="{url}" class="link--block details js-job-ad-link">'
        f'<h4 class="details-title job-title link--block-target">{escape(advert.title)}</h4></a></li>'
    )


def _page(advert: MarketAdvert) -> str:
    town, _ = town_and_country(advert)
    stated = {"datePosted": f"{advert.posted_on}T10:00:00.000Z"}
    place = {"addressLocality": town, "addressCountry": advert.country}
    metas = "".join(f'<meta itemprop="{name}" content="{value}">' for name, value in stated.items())
    address = "".join(f'<meta itemprop="{name}" content="{escape(value)}">' for name, value in place.items())
    return (
        f"<!doctype html><html><head><title>{escape(advert.title)}</title></head>"
        f'<body><main itemscope itemtype="https://schema.org/JobPosting">'
        f'<h1 itemprop="title">{escape(advert.title)}</h1>'
        f'{metas}<div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">'
        f'<div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">{address}</div></div>'
        f'<div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">'
        f'<meta itemprop="name" content="{escape(advert.firm.name)}"></div>'
        f'<div itemprop="description">{advert.html}</div></main></body></html>'
    )
