"""A posting in the words of schema.org's JobPosting."""

from typing import Any
from urllib.parse import quote

from crawler.posting import Money, Place, Posting

_WITHOUT_A_WORD = ("internal_id", "language", "sector", "country", "grade")
"""Fields for which schema.org's JobPosting has no property: they go under a name of our own."""


def as_jsonld(posting: Posting) -> dict[str, Any]:
    """Return `posting` as a JobPosting; what the board did not say is left out.

    >>> told = as_jsonld(Posting(source="lever", board="acme", source_id="1", title="PM", hiring_organization="Acme",
    ...                          description="Lead."))
    >>> told["@type"], told["hiringOrganization"]["name"], "baseSalary" in told
    ('JobPosting', 'Acme', False)
    """
    told = {
        "@context": ["https://schema.org", {"nextrung": "urn:nextrung:"}],
        "@type": "JobPosting",
        "@id": "urn:nextrung:"
        + ":".join(quote(part, safe="") for part in (posting.source, posting.board, posting.source_id)),
        "title": posting.title,
        "description": posting.description,
        "hiringOrganization": {"@type": "Organization", "name": posting.hiring_organization},
        "identifier": _identifiers(posting),
        "url": posting.url,
        "datePosted": posting.date_posted and posting.date_posted.isoformat(),
        "validThrough": posting.valid_through and posting.valid_through.isoformat(),
        "jobLocation": [_place(place) for place in posting.job_location],
        "jobLocationType": "TELECOMMUTE" if posting.job_location_type == "remote" else None,
        "applicantLocationRequirements": [_region(place) for place in posting.applicant_location_requirements],
        "employmentType": list(posting.employment_type),
        "baseSalary": _salary(posting.base_salary),
        "industry": posting.industry,
        "occupationalCategory": posting.occupational_category,
        "directApply": posting.direct_apply,
        "employmentUnit": posting.department and {"@type": "Organization", "name": posting.department},
        **{f"nextrung:{name}": getattr(posting, name) for name in _WITHOUT_A_WORD},
        **_where_pay_stood(posting.base_salary),
    }
    if posting.job_location_type != "remote":
        told["nextrung:job_location_type"] = posting.job_location_type
    return {name: value for name, value in told.items() if value not in (None, [])}


def _identifiers(posting: Posting) -> list[dict[str, str]]:
    """Return the employer's own id first, as schema.org means it, then the platform's."""
    told = ((posting.hiring_organization, posting.identifier), (posting.source, posting.source_id))
    return [{"@type": "PropertyValue", "name": name, "value": value} for name, value in told if value]


def _place(place: Place) -> dict[str, Any]:
    address = {"addressLocality": place.locality, "addressRegion": place.region, "addressCountry": place.country}
    filled = {name: value for name, value in address.items() if value}
    return {
        "@type": "Place",
        "address": {"@type": "PostalAddress", **filled} if filled else place.raw,
        "nextrung:raw": place.raw,
    }


def _region(place: Place) -> dict[str, str]:
    return {"@type": "AdministrativeArea", "name": place.raw}


def _where_pay_stood(money: Money | None) -> dict[str, Any]:
    # A guess of an aggregator is no statement of the employer.
    if money is None or money.origin == "predicted":
        return {}
    return {"nextrung:base_salary_raw": money.raw, "nextrung:base_salary_origin": money.origin}


def _salary(money: Money | None) -> dict[str, Any] | None:
    if money is None or money.origin == "predicted" or (money.min is None and money.max is None):
        return None
    figures = {"minValue": money.min, "maxValue": money.max}
    value = {name: float(figure) for name, figure in figures.items() if figure is not None}
    unit = {"unitText": money.unit} if money.unit else {}
    currency = {"currency": money.currency} if money.currency else {}
    return {"@type": "MonetaryAmount", **currency, "value": {"@type": "QuantitativeValue", **value, **unit}}
