"""From a schema.org JobPosting, whatever shapes its values have, to the fields of a Posting."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from crawler.jobposting import Job, types_of
from crawler.normal.dates_order import First, day_in, first_part
from crawler.normal.gazetteer import country_of, words
from crawler.normal.pay import pay_in
from crawler.normal.pay_fields import code_of, money, unit_of
from crawler.normal.place import places, read_place
from crawler.normal.place_fields import stated_region
from crawler.normal.sections import joined, unescaped
from crawler.normal.told import as_list, told
from crawler.normal.work import employment, workplace, workplace_in
from crawler.posting import Money, Place, Workplace

_ADDRESS = ("addressLocality", "addressRegion", "addressCountry", "streetAddress")
_PARTS = (
    "responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements", "jobBenefits",
    "workHours",
)  # fmt: skip
_ENDS = ("minValue", "maxValue")

_SEVERAL = re.compile(r"[,;|/()\[\]:\n•·]|\s[-–—]|[-–—]\s|\bor\b", re.IGNORECASE)
_POSTCODE = re.compile(r"^\d{3,6}\s+|\s+(?:\d{1,6}|[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?)(?:\s+UK)?$")
"""Beside a town's name: "1010 Wien", "Dublin 2", "Birmingham B1"."""


def fields_of(job: Job, country: str | None = None, first: First | None = None) -> dict[str, Any]:
    """Return the fields of a Posting that a JobPosting states; `country` helps to read its places and dates.

    `first` is the part with which its dates begin, where the source is known to write them so.
    """
    # Some pages write the address into the advert itself.
    where = _job_places(job.get("jobLocation") or {name: job.get(name) for name in _ADDRESS}, country)
    posted, closes = _days(
        job, first, {place.country for place in where if place.country} or set(filter(None, [country]))
    )
    return {
        "title": html.unescape(_text(job["title"]) or ""),
        "description": description_of(job),
        "date_posted": posted,
        "valid_through": closes,
        "job_location": where,
        "applicant_location_requirements": _job_places(job.get("applicantLocationRequirements"), None),
        "job_location_type": _workplace(job),
        "employment_type": employment([str(one) for one in as_list(job.get("employmentType")) if one]),
        "base_salary": salary_of(job.get("baseSalary"), _text(job.get("salaryCurrency"))),
        "identifier": identifier_of(job),
        "industry": _text(job.get("industry")),
        "occupational_category": _text(job.get("occupationalCategory")),
        "direct_apply": job["directApply"] if isinstance(job.get("directApply"), bool) else None,
    }


def _workplace(job: Job) -> Workplace | None:
    """Return what is stated, else what the names of all its places say: "Remote"."""
    stated = workplace((_text(job.get("jobLocationType")) or "").rpartition("schema.org/")[2])
    said = {workplace_in(_place_text(one)) for one in _listed(job.get("jobLocation"))}
    return stated or (said.pop() if len(said) == 1 else None)


def _days(job: Job, first: First | None, lands: set[str]) -> tuple[date | None, date | None]:
    """Return the first and the last day; a last one before the first is carried on from an earlier advert."""
    stated = [_text(job.get(name)) for name in ("datePosted", "validThrough")]
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
    return _text(stated.get("value")) if isinstance(stated, dict) else _text(stated)


def organization_of(job: Job) -> str | None:
    """Return the employer's name."""
    return _text(job.get("hiringOrganization"))


def salary_of(stated: Any, currency: str | None = None) -> Money | None:
    """Return a baseSalary: a MonetaryAmount in one of its shapes, a number (of `currency`) or a text."""
    return next(filter(None, (_pay_of(one, currency) for one in as_list(stated))), None)


def unread_ends(stated: Any) -> Iterator[tuple[str, str]]:
    """Yield the ends of a baseSalary that say something and are no figure, each with what stands there.

    >>> list(unread_ends({"currency": "GBP", "value": {"minValue": "n/a", "maxValue": 50_000}}))
    [('minValue', 'n/a')]
    """
    for one in as_list(stated):
        if isinstance(one, dict):
            yield from ((name, text) for name in _ENDS if (text := _unread(one.get(name))))
            yield from unread_ends(one.get("value"))


def _unread(end: Any) -> str | None:
    """Return what stands in place of a figure; nought says nothing."""
    text = (told(end) or "").strip()
    is_silent = text.strip("0., ").lower() in ("", "nan")
    return None if is_silent or (_number(text) or 0) > 0 else text


def _pay_of(one: Any, currency: str | None) -> Money | None:
    if isinstance(one, dict):
        return _amount({"salaryCurrency": currency, **one})
    if isinstance(one, bool):
        return None
    if isinstance(one, int | float):
        return money("", one, one, currency)
    text = str(one or "").strip()
    return money(text, text, text, currency) if re.fullmatch(r"\d[\d.,]*", text) else _in_prose(text, currency)


def _in_prose(text: str, currency: str | None) -> Money | None:
    """Return the pay that a text states; what it leaves open of the currency ("60,000", "$60,000") its field says."""
    code = code_of(currency)
    read = pay_in(text, words()["money"].get(code))
    return read and read.model_copy(update={"currency": read.currency or code})


def _amount(one: Job) -> Money | None:
    value = one.get("value") if one.get("value") is not None else one
    if isinstance(value, list):
        value = next(filter(None, value), None)
    inner: Job = value if isinstance(value, dict) else {**one, "value": value}
    currency = _text(one.get("currency")) or _text(inner.get("currency")) or _text(one.get("salaryCurrency"))
    prose, paid_for = _text(inner.get("value")), _text(inner.get("unitText")) or _text(one.get("unitText"))
    low, high = _number(inner.get("minValue")), _number(inner.get("maxValue"))
    if low is None and high is None:
        low = high = _number(inner.get("value"))
    if prose and not _is_plain(prose) and (read := _in_prose(prose, currency)) and (read.min or read.max):
        # The prose says what is paid for; its `unitText` is often a constant YEAR.
        stated = unit_of(paid_for, read.max or read.min, read.currency)
        return read.model_copy(update={"unit": read.unit or stated})
    unread = dict(unread_ends(inner))
    ends = f"{low or unread.get('minValue', '')}-{high or unread.get('maxValue', '')}"
    raw = prose or f"{ends} {currency or ''} {paid_for or ''}".strip()
    return money(raw, low, high, currency, paid_for)


def _is_plain(text: str) -> bool:
    """Say whether a text is a number as programs write it; "45.000" is one of thousands."""
    return bool(re.fullmatch(r"-?(?!\d{1,3}(?:\.\d{3})+$)\d+(?:\.\d+)?(?:[eE]\+?\d{1,2})?", text))


def _number(value: Any) -> float | None:
    """Return a figure above nought; boards write 0 for "not said".

    >>> _number("45.000,00"), _number("12,50"), _number("45k"), _number("0.00")
    (45000.0, 12.5, 45000.0, None)
    """
    text = str(value).strip()
    if _is_plain(text):
        return float(text) or None
    # With a sign it is read as any pay, however small.
    found = pay_in(text) or pay_in(f"\N{EURO SIGN}{text}")
    figure = found and (found.min or found.max)
    return float(figure) if figure else None


def _job_places(stated: Any, country: str | None) -> tuple[Place, ...]:
    listed = _listed(stated)
    if _are_named_apart(listed):
        listed = [one["name"] for one in listed]
    return tuple(dict.fromkeys(place for one in listed for place in _places_of(one, country)))


def _listed(stated: Any) -> list[Any]:
    """Return the places of a field; one with several addresses is as many places."""
    return [each for one in as_list(stated) if one for each in _with_one_address(one)]


def _with_one_address(one: Any) -> list[Any]:
    several = one.get("address") if isinstance(one, dict) else None
    return [{**one, "address": address} for address in several] if isinstance(several, list) and several else [one]


def _are_named_apart(listed: list[Any]) -> bool:
    """Say whether several places have names of their own and one address, which is the employer's."""
    if len(listed) < 2 or not all(isinstance(one, dict) and one.get("name") for one in listed):
        return False
    addresses = {json.dumps(one.get("address"), sort_keys=True) for one in listed}
    return len(addresses) == 1 and len({str(one["name"]) for one in listed}) == len(listed)


def _places_of(one: Any, country: str | None) -> Iterator[Place]:
    """Yield the places of one jobLocation: they lie in its own country, whatever else their names can mean."""
    address, raw = _address_of(one), _place_text(one)
    if raw and isinstance(one, dict) and "Country" in types_of(one) and (land := country_of(raw)):
        yield Place(raw=raw, country=land)
        return
    own = country_of(_country_text(one))
    if own and raw and isinstance(address, dict) and _are_single(_stated(address, *_ADDRESS[:2])):
        yield from _places_in(address, own)
        return
    for place in places(raw, own or country):
        yield place if place.country or not own else place.model_copy(update={"country": own})


def _places_in(address: Job, country: str) -> Iterator[Place]:
    """Yield the places of an address whose fields are each one name: one for each of its towns."""
    towns, regions = _stated(address, "addressLocality") or [""], _stated(address, "addressRegion")
    if len(regions) < 2:
        regions = (regions or [""]) * len(towns)
    elif len(regions) != len(towns):
        regions = [""] * len(towns)
    for town, region in zip(towns, regions, strict=True):
        read = read_place(_POSTCODE.sub("", town), country) or Place(raw=town)
        yield Place(
            raw=", ".join(dict.fromkeys(filter(None, [town, region, *_stated(address, "addressCountry")[:1]]))),
            country=country,
            region=stated_region(region, country) or read.region,
            locality=read.locality,
        )


def _stated(address: Job, *names: str) -> list[str]:
    """Return what an address says in the fields `names`; some platforms fill what is lacking with a word of theirs."""
    texts = [_text(one) for name in names for one in as_list(address.get(name))]
    return [text for text in texts if text and text.upper() != "UNAVAILABLE"]


def _are_single(names: list[str]) -> bool:
    return not any(_SEVERAL.search(name) for name in names)


def _country_text(one: Any) -> str | None:
    address = _address_of(one)
    return _text(address.get("addressCountry")) if isinstance(address, dict) else None


def _address_of(one: Any) -> Any:
    """Return the address of a place; some pages write its parts into the place itself, or an address in its stead."""
    if not isinstance(one, dict):
        return None
    return one.get("address") or (one if any(name in one for name in _ADDRESS) else None)


def _place_text(one: Any) -> str | None:
    if isinstance(one, str):
        return one
    address = _address_of(one)
    if isinstance(address, str):
        return address
    if isinstance(address, dict):
        text = ", ".join(dict.fromkeys(_stated(address, *_ADDRESS[:3])))
        if found := text or _text(address.get("streetAddress")):
            return found
    return _text(one)


def _text(value: Any) -> str | None:
    """Return the text of a value that may be a text, a thing with a name or value, or a list of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("value")
    return str(value).strip() or None if isinstance(value, str | int | float) else None
