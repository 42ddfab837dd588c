"""A careers site of its own: robots.txt, a sitemap index, and pages with a schema.org JobPosting among other blocks."""

import json
from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_xml, tag, town_and_country

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a site that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a site."""
    site = f"https://{shown.firm.board}"
    if asked.path == "/robots.txt":
        return Reply(f"User-agent: *\nAllow: /\nSitemap: {site}/sitemap.xml\n".encode(), 200, "text/plain")
    if asked.path == "/sitemap.xml":
        index = f"<sitemap>{tag('loc', f'{site}/jobs-sitemap.xml')}</sitemap>"
        return as_xml(f"<sitemapindex {_NAMESPACE}>{index}</sitemapindex>")
    if asked.path == "/jobs-sitemap.xml":
        urls = "".join(_url(one, site) for one in shown.adverts) + f"<url>{tag('loc', f'{site}/about')}</url>"
        return as_xml(f"<urlset {_NAMESPACE}>{urls}</urlset>")
    found = next((one for one in shown.adverts if asked.path == _path(one)), None)
    return as_html(page_of(found, site)) if found else None


def _path(advert: MarketAdvert) -> str:
    return f"/jobs/{advert.source_id}"


def _url(advert: MarketAdvert, site: str) -> str:
    changed = f"{advert.posted_on}T08:00:{sum((advert.title + advert.html).encode()) % 60:02}+00:00"
    return f"<url>{tag('loc', site + _path(advert))}{tag('lastmod', changed)}</url>"


def page_of(advert: MarketAdvert, site: str) -> str:
    """Return an advert's page."""
    blocks: list[dict[str, object]] = [
        {"@context": "https://schema.org", "@type": "Organization", "name": advert.firm.name},
        _posting(advert),
    ]
    scripts = "".join(f'<script type="application/ld+json">{_script(one)}</script>' for one in blocks)
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(advert.title)}</title>{scripts}</head>"
        f"<body><nav><a href='{site}'>Home</a></nav><h1>{escape(advert.title)}</h1></body></html>"
    )


def _script(block: dict[str, object]) -> str:
    return json.dumps(block, ensure_ascii=False).replace("</", "<\\/")


def _posting(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    posting: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": advert.title,
        "description": advert.html,
        "datePosted": str(advert.posted_on),
        "hiringOrganization": {"@type": "Organization", "name": advert.firm.name},
        "identifier": {"@type": "PropertyValue", "name": advert.firm.name, "value": advert.requisition_id},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": town,
                "addressCountry": {"@type": "Country", "name": advert.country or country},
            },
        },
    }
    if advert.closes_on:
        posting["validThrough"] = f"{advert.closes_on}T23:59"
    if advert.employment_type:
        posting["employmentType"] = [advert.employment_type]
    if advert.workplace == "remote":
        posting["jobLocationType"] = "TELECOMMUTE"
        posting["applicantLocationRequirements"] = {"@type": "Country", "name": advert.country}
    if advert.salary_min and advert.salary_max:
        posting["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": advert.salary_currency,
            "value": {
                "@type": "QuantitativeValue",
                "minValue": advert.salary_min,
                "maxValue": advert.salary_max,
                "unitText": advert.salary_unit,
            },
        }
    return posting
