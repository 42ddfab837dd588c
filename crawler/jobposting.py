"""schema.org JobPosting as pages really carry it: JSON-LD read with tolerance, microdata where there is none."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.pay import money, pay_in, unit
from crawler.normal.place import places, with_region
from crawler.normal.sections import unescaped
from crawler.normal.work import employment, workplace
from crawler.posting import Money, Place, SalaryUnit

if TYPE_CHECKING:
    from bs4 import Tag

Job = Mapping[str, Any]
_ADDRESS = ("addressLocality", "addressRegion", "addressCountry", "streetAddress")
LEAST_A_YEAR = 4_000
"""Pages state YEAR beside hourly pay, too."""

_SCRIPT = re.compile(r"(?is)<script[^>]*type\s*=\s*[\"']?application/ld(?:\+|&#43;|&#x2B;)json[^>]*>(.*?)</script>")
_OPENING = r"(?://\s*|/\*\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?"
_CLOSING = r"(?://\s*|/\*\s*)?(?:\]\]>|-->)(?:\s*\*/)?"
_WRAPPED = re.compile(rf"^\s*{_OPENING}|{_CLOSING}\s*;?\s*$")
_LOST_COMMA = re.compile(r"([\"\]}\d]|true|false|null)(\s+)(?=\"@?[\w-]+\"\s*:)")
_ESCAPE = re.compile(r"\\([\"\\/bfnrt]|u[0-9a-fA-F]{4})|\\")
_QUOTE = re.compile("&(?:quot|#34|#x22);", re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def jobs_in(page: str) -> list[Job]:
    """Return the JobPostings of a page of HTML, or of a bare JSON-LD document.

    >>> jobs_in('[{"@type": "Organization"}, {"@type": "JobPosting", "title": "PM"}]')
    [{'@type': 'JobPosting', 'title': 'PM'}]
    """
    blocks = [page] if page.lstrip().startswith(("{", "[")) else _SCRIPT.findall(page)
    found = [job for block in blocks for job in _jobs(_loads(block))]
    return found or (list(_microdata(page)) if "JobPosting" in page else [])


def _loads(block: str) -> Any:
    """Return the JSON of a block after the mends that pages are known to need; None where nothing helps."""
    text = _WRAPPED.sub("", block.strip("\ufeff \t\r\n")).strip()
    if '"' not in text and _QUOTE.search(text):
        text = html.unescape(text)
    for mend in (str, _mended):  # few pages need it
        try:
            # Not strict: raw line ends stand inside strings. What follows the first value (";") is passed over.
            return json.JSONDecoder(strict=False).raw_decode(mend(text))[0]
        except ValueError:
            continue
    return None


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _LOST_COMMA.sub(r"\1,\2", _ESCAPE.sub(_known_escape, text)))


def _known_escape(found: re.Match[str]) -> str:
    """Return an escape that JSON knows as it is, and drop the sign of any other."""
    return found[0] if found[1] else ""


def unread_in(page: str) -> bool:
    """Say whether a page carries a JobPosting that is no JSON even after all mends."""
    return any("JobPosting" in block and _loads(block) is None for block in _SCRIPT.findall(page))


def decoded(body: bytes) -> str:
    """Return the text of a page: UTF-8, or else as most older sites write.

    >>> decoded("Qualität".encode("latin-1"))
    'Qualität'
    """
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _jobs(data: Any) -> Iterator[Job]:
    if isinstance(data, list):
        for one in data:
            yield from _jobs(one)
    elif isinstance(data, dict):
        one = _in_camel_case(data)
        if "JobPosting" in _types(one):
            yield one
        else:
            for name in ("@graph", "itemListElement", "item", "mainEntity"):
                yield from _jobs(one.get(name))


def _in_camel_case(data: Any) -> Any:
    """Return names as schema.org writes them: some pages write `HiringOrganization`."""
    if isinstance(data, list):
        return [_in_camel_case(one) for one in data]
    if not isinstance(data, dict):
        return data
    return {name[:1].lower() + name[1:]: _in_camel_case(value) for name, value in data.items()}


def _types(one: Job) -> set[str]:
    return {str(name).rsplit("/", 1)[-1] for name in _as_list(one.get("@type") or one.get("type"))}


# --- microdata ------------------------------------------------------------------------------------------------------


def _microdata(page: str) -> Iterator[Job]:
    from bs4 import BeautifulSoup

    for scope in BeautifulSoup(page, "lxml").select("[itemtype*='schema.org/JobPosting']"):
        yield {"@type": "JobPosting", **_properties(scope, scope)}


def flat_jobs(page: str) -> list[Job]:
    """Return the advert of a page whose microdata stand in no scope.

    >>> flat_jobs('<h1 itemprop="title">PM</h1><p itemprop="description">Lead.</p>')[0]["title"]
    'PM'
    """
    from bs4 import BeautifulSoup

    found = _properties(BeautifulSoup(page, "lxml"), None)
    return [found] if {"title", "description"} <= found.keys() else []


def _properties(part: "Tag", scope: "Tag | None") -> dict[str, Any]:
    """Return the properties within a part of a page that are those of a scope, and of none within it."""
    found: dict[str, Any] = {}
    for element in part.select("[itemprop]"):
        if element.find_parent(itemscope=True) is not scope:
            continue
        for name in str(element["itemprop"]).split():
            value = _value(element, name)
            found[name] = value if name not in found else [*_as_list(found[name]), value]
    return found


def _value(element: "Tag", name: str) -> Any:
    if element.has_attr("itemscope"):
        return _properties(element, element)
    if name in {"description", "responsibilities", "qualifications", "skills"}:
        return element.get("content") or element.decode_contents()
    written = element.get("content") or element.get("datetime") or (element.name == "a" and element.get("href"))
    return written or element.get_text().strip()


# --- to the fields of a Posting -------------------------------------------------------------------------------------


def fields_of(job: Job, country: str | None = None) -> dict[str, Any]:
    """Return the fields of a Posting that a JobPosting states; `country` helps to read its places."""
    return {
        "title": html.unescape(_text(job["title"]) or ""),
        "description": description_of(job),
        "date_posted": day(_text(job.get("datePosted"))),
        "valid_through": _closes(job),
        # Some pages write the address into the advert itself.
        "job_location": _job_places(job.get("jobLocation") or {name: job.get(name) for name in _ADDRESS}, country),
        "applicant_location_requirements": _job_places(job.get("applicantLocationRequirements"), None),
        "job_location_type": workplace(_text(job.get("jobLocationType"))),
        "employment_type": employment([str(one) for one in _as_list(job.get("employmentType")) if one]),
        "base_salary": salary_of(job.get("baseSalary"), _text(job.get("salaryCurrency"))),
        "identifier": _identifier(job.get("identifier")),
        "industry": _text(job.get("industry")),
        "occupational_category": _text(job.get("occupationalCategory")),
        "direct_apply": job["directApply"] if isinstance(job.get("directApply"), bool) else None,
    }


def _closes(job: Job) -> date | None:
    """Return the last day; one before the first is what some pages carry on from an earlier advert."""
    posted, last = day(_text(job.get("datePosted"))), day(_text(job.get("validThrough")))
    return last if last and not (posted and last < posted) else None


def description_of(job: Job) -> str:
    """Return the whole text: the description, and the parts that some pages keep in fields of their own."""
    parts = [unescaped(_prose(job["description"]))]
    for name in ("responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements"):
        text = unescaped(_prose(job.get(name))).strip()
        if text and text not in parts[0]:
            parts.append(f"<h3>{re.sub('(?=[A-Z])', ' ', name).capitalize()}</h3>\n{text}")
    return "\n".join(parts)


def _prose(stated: Any) -> str:
    """Return a text, or the texts of a list of them; an object is none, unless it wraps one (`@value`)."""
    if isinstance(stated, list):
        return "\n".join(filter(None, map(_prose, stated)))
    if isinstance(stated, dict):
        stated = stated.get("@value")
    return stated if isinstance(stated, str) else ""


def _identifier(stated: Any) -> str | None:
    if isinstance(stated, list):
        stated = stated[0] if stated else None
    # A PropertyValue's name is the employer's, its value the id.
    return _text(stated.get("value")) if isinstance(stated, dict) else _text(stated)


def organization_of(job: Job) -> str | None:
    """Return the employer's name."""
    return _text(job.get("hiringOrganization"))


def salary_of(stated: Any, currency: str | None = None) -> Money | None:
    """Return a baseSalary: a MonetaryAmount in one of its shapes, a number (of `currency`) or a text."""
    return next(filter(None, (_pay_of(one, currency) for one in _as_list(stated))), None)


def _pay_of(one: Any, currency: str | None) -> Money | None:
    if isinstance(one, dict):
        return _amount({"salaryCurrency": currency, **one})
    if isinstance(one, int | float) and not isinstance(one, bool):
        return money("", one, one, currency)
    return pay_in(str(one)) if one else None


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
    if prose and _number(prose) is None and (read := pay_in(prose)) and (read.min or read.max):
        # The prose says what is paid for; its `unitText` is often a constant YEAR.
        told = {"currency": read.currency or currency, "unit": read.unit or _unit_of(paid_for, read)}
        return read.model_copy(update=told)
    raw = prose or f"{low or ''}-{high or ''} {currency or ''} {paid_for or ''}".strip()
    found = money(raw, low, high, currency, paid_for)
    return found and found.model_copy(update={"unit": _unit_of(paid_for, found)})


def _unit_of(stated: str | None, read: Money) -> SalaryUnit | None:
    """Return the unit that is stated, unless the figures are too small for a year's."""
    found, most = unit(stated), read.max or read.min or 0
    return None if found == "YEAR" and most < LEAST_A_YEAR else found


def _number(value: Any) -> float | None:
    """Return a figure above nought; boards write 0 for "not said"."""
    text = str(value).strip()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        text = text.replace(".", "")  # "45.000"
    try:
        return float(text.replace(",", "")) or None
    except ValueError:
        return None


def _job_places(stated: Any, country: str | None) -> tuple[Place, ...]:
    listed = [one for one in _as_list(stated) if one]
    if _are_named_apart(listed):
        listed = [one["name"] for one in listed]
    return tuple(dict.fromkeys(place for one in listed for place in _places_of(one, country)))


def _are_named_apart(listed: list[Any]) -> bool:
    """Say whether several places have names of their own and one address, which is the employer's."""
    if len(listed) < 2 or not all(isinstance(one, dict) and one.get("name") for one in listed):
        return False
    addresses = {json.dumps(one.get("address"), sort_keys=True) for one in listed}
    return len(addresses) == 1 and len({str(one["name"]) for one in listed}) == len(listed)


def _places_of(one: Any, country: str | None) -> Iterator[Place]:
    """Yield the places of one jobLocation: they lie in its own country, whatever else their names can mean."""
    town, region, land = _parts_of(_address_of(one))
    own = country_of(land)
    for place in places(_place_text(one), own or country):
        settled = place if place.country or not own else place.model_copy(update={"country": own})
        yield with_region(settled, town, region)


def _parts_of(address: Any) -> list[str | None]:
    """Return town, region and country; some platforms fill what an address lacks with a word of theirs."""
    named = [_text(address.get(part)) if isinstance(address, dict) else None for part in _ADDRESS[:3]]
    return [part if part and part.upper() != "UNAVAILABLE" else None for part in named]


def _address_of(one: Any) -> Any:
    """Return the address of a place; some pages write its parts into the place itself, or an address in its stead."""
    if not isinstance(one, dict):
        return None
    stated = one.get("address") or (one if any(name in one for name in _ADDRESS) else None)
    return next(iter(stated), None) if isinstance(stated, list) else stated


def _place_text(one: Any) -> str | None:
    if isinstance(one, str):
        return one
    address = _address_of(one)
    if isinstance(address, str):
        return address
    if isinstance(address, dict):
        text = ", ".join(dict.fromkeys(filter(None, _parts_of(address))))
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


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
