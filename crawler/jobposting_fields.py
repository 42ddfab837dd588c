"""From a schema.org JobPosting, whatever shapes its values have, to the fields of a Posting."""

import html
import re
from datetime import date
from typing import Any

from crawler.jobposting import Job, text_of
from crawler.jobposting_pay import salary_of
from crawler.jobposting_places import ADDRESS, listed_places, place_text, places_of
from crawler.normal.dates_order import First, day_in, first_part
from crawler.normal.markup import unescaped
from crawler.normal.sections import joined
from crawler.normal.told import as_list
from crawler.normal.work import employment, workplace, workplace_in
from crawler.posting import Workplace

_PARTS = (
    "responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements", "jobBenefits",
    "workHours",
)  # fmt: skip


def fields_of(job: Job, country: str | None = None, first: First | None = None) -> dict[str, Any]:
    """Return the fields of a Posting that a JobPosting states; `country` helps to read its places and dates.

    `first` is the part with which its dates begin, where the source is known to write them so.
    """
    # Some pages write the address into the advert itself.
    where = places_of(job.get("jobLocation") or {name: job.get(name) for name in ADDRESS}, country)
    posted, closes = _days(
        job, first, {place.country for place in where if place.country} or set(filter(None, [country]))
    )
    return {
        "title": html.unescape(text_of(job["title"]) or ""),
        "description": description_of(job),
        "date_posted": posted,
        "valid_through": closes,
        "job_location": where,
        "applicant_location_requirements": places_of(job.get("applicantLocationRequirements"), None),
        "job_location_type": _workplace(job),
        "employment_type": employment([str(one) for one in as_list(job.get("employmentType")) if one]),
        "base_salary": salary_of(job.get("baseSalary"), text_of(job.get("salaryCurrency"))),
        "identifier": identifier_of(job),
        "industry": text_of(job.get("industry")),
        "occupational_category": text_of(job.get("occupationalCategory")),
        "direct_apply": job["directApply"] if isinstance(job.get("directApply"), bool) else None,
    }


def _workplace(job: Job) -> Workplace | None:
    """Return what is stated, else what the names of all its places say: "Remote"."""
    stated = workplace((text_of(job.get("jobLocationType")) or "").rpartition("schema.org/")[2])
    said = {workplace_in(place_text(one)) for one in listed_places(job.get("jobLocation"))}
    return stated or (said.pop() if len(said) == 1 else None)


def _days(job: Job, first: First | None, lands: set[str]) -> tuple[date | None, date | None]:
    """Return the first and the last day; a last one before the first is carried on from an earlier advert."""
    stated = [text_of(job.get(name)) for name in ("datePosted", "validThrough")]
    first = first or first_part(stated, lands)
    posted, last = (day_in(one, first) for one in stated)
    return posted, last if last and not (posted and last < posted) else None


def description_of(job: Job) -> str:
    """Return the whole text: the description, and the parts that some pages keep in fields of their own."""
    whole = _prose(job["description"])
    others = ((name, _prose(job.get(name)).strip()) for name in _PARTS)
    apart = [(re.sub("(?=[A-Z])", " ", name).capitalize(), text) for name, text in others if text not in whole]
    return joined([(None, whole), *apart])


def _prose(stated: Any) -> str:
    r"""Return a text, or the texts of a list as HTML; of an object the one that it wraps, or what it demands.

    >>> _prose([{"@value": "You plan."}, {"monthsOfExperience": "60"}, {"credentialCategory": "bachelor degree"}])
    '<p>You plan.</p>\n<p>5 years of experience</p>\n<p>bachelor degree</p>'
    """
    if isinstance(stated, list):
        return joined((None, _prose(one)) for one in stated)
    if isinstance(stated, dict):
        texts = (_prose(stated.get(name)) for name in ("@value", "name", "description", "credentialCategory"))
        return _experience(stated.get("monthsOfExperience")) or next(filter(None, texts), "")
    return unescaped(stated) if isinstance(stated, str) else ""


def _experience(months: Any) -> str:
    if not re.fullmatch(r"[1-9]\d{0,2}(?:\.0+)?", str(months)):
        return ""
    months = int(float(months))
    years, rest = divmod(months, 12)
    return f"{months} months of experience" if rest or not years else f"{years} years of experience"


def identifier_of(job: Job) -> str | None:
    """Return the employer's number of a job."""
    stated = job.get("identifier")
    if isinstance(stated, list):
        stated = stated[0] if stated else None
    # A PropertyValue's name is the employer's, its value the id.
    return text_of(stated.get("value")) if isinstance(stated, dict) else text_of(stated)


def organization_of(job: Job) -> str | None:
    """Return the employer's name."""
    return text_of(job.get("hiringOrganization"))
