"""NeoGov: an agency's list as RSS with the fields of its own namespace."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_xml, sections_of, tag

_NAMESPACE = 'xmlns:joblisting="http://www.neogov.com/namespaces/JobListing"'


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    items = "".join(_item(one) for one in shown.adverts)
    return as_xml(f'<rss version="2.0" {_NAMESPACE}><channel>{tag("title", "Agency")}{items}</channel></rss>')


def _item(advert: MarketAdvert) -> str:
    url = f"https://www.governmentjobs.com/careers/{advert.firm.board}/jobs/{advert.source_id}"
    opening, duties, wanted, *rest = [*sections_of(advert.html), *[("", "")] * 3]
    fields = {
        "guid": url,
        "link": url,
        "title": advert.title,
        "description": "".join(map(_section, (opening, *rest))),
        "pubDate": f"{advert.posted_on:%a, %d %b %Y} 10:00:00 GMT",
        "joblisting:jobId": advert.source_id,
        "joblisting:minimumSalary": str(advert.salary_min or ""),
        "joblisting:maximumSalary": str(advert.salary_max or ""),
        "joblisting:salaryCurrency": advert.salary_currency or "",
        "joblisting:salaryInterval": (advert.salary_unit or "").title(),
        "joblisting:location": advert.location,
        "joblisting:department": advert.department or "",
        "joblisting:examplesofduties": _section(duties),
        "joblisting:qualifications": _section(wanted),
    }
    told = "".join(tag(name, value) for name, value in fields.items())
    categories = "".join(tag("joblisting:category", name) for name in ("Project Management", "Administration"))
    return f"<item>{told}<joblisting:categories>{categories}</joblisting:categories></item>"


def _section(told: tuple[str, str]) -> str:
    heading, body = told
    return f"<h3>{heading}</h3>{body}" if heading else body
