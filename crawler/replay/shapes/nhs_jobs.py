"""NHS Jobs: an XML search with descriptions cut short, and a page for each advert with its person specification."""

from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_xml, sections_of, tag

LIMIT = 100


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for an employer that there is not: a search that finds nothing."""
    return as_xml("<nhsJobs><totalPages>0</totalPages><totalResults>0</totalResults></nhsJobs>")


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if "/jobadvert/" in asked.path:
        found = shown.find(asked.path.rsplit("/", 1)[-1])
        return as_html(_page(found)) if found else None
    limit = min(asked.number("limit", 10), LIMIT)
    start = (asked.number("page", 1) - 1) * limit
    pages = -(-shown.total // limit)
    adverts = "".join(_vacancy(one) for one in shown.page(start, limit))
    return as_xml(f"<nhsJobs>{tag('totalPages', pages)}{tag('totalResults', shown.total)}{adverts}</nhsJobs>")


def _vacancy(advert: MarketAdvert) -> str:
    fields = {
        "closeDate": advert.closes_on or "",
        "description": " ".join(body for _, body in sections_of(advert.html))[:150] + "…",
        "employer": advert.firm.name,
        "id": advert.source_id,
    }
    rest = {
        "postDate": f"{advert.posted_on}T10:00:00Z",
        "reference": advert.requisition_id or advert.source_id,
        "salary": salary_of(advert),
        "title": advert.title,
        "type": "Permanent",
        "url": f"https://www.jobs.nhs.uk/candidate/jobadvert/{advert.source_id}",
    }
    place = f"<locations>{tag('locations', f'{advert.location}, LS1 1AA')}</locations>"
    shown = "".join(tag(name, value) for name, value in fields.items())
    return f"<vacancyDetails>{shown}{place}{''.join(tag(name, value) for name, value in rest.items())}</vacancyDetails>"


def salary_of(advert: MarketAdvert) -> str:
    """Return pay as the NHS writes it."""
    if not (advert.salary_min and advert.salary_max):
        return "Depending on experience"
    unit = {"HOUR": "an hour", "YEAR": "a year"}.get(advert.salary_unit or "YEAR", "a year")
    return f"£{advert.salary_min:,} to £{advert.salary_max:,} {unit}"


def _page(advert: MarketAdvert) -> str:
    parts = [_specification(title, body) if _is_specification(title) else f"<h3>{title}</h3>{body}" if title else body
             for title, body in sections_of(advert.html)]  # fmt: skip
    head = f"<h1>{escape(advert.title)}</h1><p id='employer_name'>{escape(advert.firm.name)}</p>"
    labels = {
        "Date posted": f"{advert.posted_on:%d %B %Y}",
        "Pay scheme": "Agenda for change" if advert.grade else "Other",
        "Band": advert.grade or "",
        "Salary": salary_of(advert),
        "Contract": "Permanent",
        "Working pattern": "Part-time" if advert.employment_type == "PART_TIME" else "Full-time",
        "Reference number": advert.requisition_id or advert.source_id,
    }
    shown = "".join(f"<h3>{name}</h3><p>{escape(value)}</p>" for name, value in labels.items() if value)
    contact = "<h2>Contact details for questions</h2><p>Ask Robin Example, robin@nhs.example.</p>"
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(advert.title)}</title></head>"
        "<body><header>NHS Jobs</header>"
        f"<main>{head}<h2>Job description</h2>{''.join(parts)}<h2>Job details</h2>{shown}"
        f"<p id='employer_town'>{escape(advert.location)}</p>{contact}</main></body></html>"
    )


def _is_specification(title: str) -> bool:
    return title in {"Essential", "Desirable"}


def _specification(title: str, body: str) -> str:
    """Return a person specification's part as the site's table-like block has it."""
    return f"<h4>{title}</h4>{body}"
