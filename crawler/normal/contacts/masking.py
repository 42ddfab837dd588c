"""People named in adverts: their names, e-mail addresses and telephone numbers, masked before anything is stored."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from crawler.normal.contacts.addresses import addresses_in, may_hold_addresses
from crawler.normal.contacts.names import names_in
from crawler.normal.contacts.numbers import numbers_in
from crawler.normal.contacts.words import contacts_words
from crawler.posting import Money, Place, Posting

_HOST = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
_SHORT = (
    "title",
    "hiring_organization",
    "job_location",
    "applicant_location_requirements",
    "base_salary",
    "department",
    "industry",
    "occupational_category",
    "grade",
)


def without_contacts(posting: Posting) -> Posting:
    """Return the posting with people's names, e-mail addresses and telephone numbers masked in all that it says.

    >>> mail = "Ask <a href='mailto:ann@acme.example'>ann@acme.example</a>, or call Ann Lee on 0113 496 0000."
    >>> told = {"source": "s", "board": "b", "source_id": "1", "hiring_organization": "B", "description": mail}
    >>> one = without_contacts(Posting(**told, title="PM (call Ann Lee on 0113 496 0000)"))
    >>> one.title, one.description
    ('PM (call [name] on [phone])', "Ask <a href='[e-mail]'>[e-mail]</a>, or call [name] on [phone].")
    """
    told = {"description": mask_contacts(posting.description), "url": posting.url and _url_masked(posting.url)}
    if _may_hold_contacts(_short_texts(posting)):
        # Many a requisition's own number looks like one to call, and two roles must not become one.
        told["identifier"] = posting.identifier and _addresses_masked(posting.identifier)
        told |= {name: _short_masked(getattr(posting, name)) for name in _SHORT}
    changed = {name: value for name, value in told.items() if value != getattr(posting, name)}
    return posting.model_copy(update=changed) if changed else posting


def _short_texts(posting: Posting) -> str:
    """Return all that stands in short fields: looked through at once, as nearly none holds a contact."""
    places = (*posting.job_location, *posting.applicant_location_requirements)
    pay = posting.base_salary.raw if posting.base_salary else None
    texts = (posting.title, posting.hiring_organization, posting.department, posting.industry, posting.identifier, pay,
             posting.occupational_category, posting.grade, *(place.raw for place in places))  # fmt: skip
    return "\n".join(filter(None, texts))


def _may_hold_contacts(text: str) -> bool:
    return may_hold_addresses(text) or any(True for _ in numbers_in(text))


def _short_masked(value: Any) -> Any:
    """Return what a field says without contacts; names are looked for only beside an address or a number.

    Any other title or firm may look like a person's: "Call Handler", "Dr. Martens".
    """
    if isinstance(value, str):
        without = _numbers_masked(_addresses_masked(value))
        return value if without == value else _names_masked(without)
    if isinstance(value, tuple):
        return tuple(map(_short_masked, value))
    if isinstance(value, Place | Money):
        return value.model_copy(update={name: _short_masked(said) for name, said in value})
    return value


def _url_masked(url: str) -> str:
    # Masks in the place of a host would leave no address at all.
    start = _HOST.match(url)
    at = start.end() if start else 0
    return url[:at] + _number_in_query().sub(r"\1[phone]", _addresses_masked(url[at:]))


@cache
def _number_in_query() -> re.Pattern[str]:
    return re.compile(rf"([?&](?:{'|'.join(contacts_words()['numbers_in_query'])})=)[^&#]+", re.IGNORECASE)


def mask_contacts(text: str) -> str:
    """Return `text` with the people in it masked; what names an office or a role stays.

    >>> mask_contacts("Contact: Dr Ann O'Lee-Kaur. Hiring Manager: <b>Sam Poe</b>. Contact Human Resources.")
    'Contact: [name]. Hiring Manager: <b>[name]</b>. Contact Human Resources.'
    >>> mask_contacts("A budget of £10,000,000 from 2024-2025, ref 0123/4567890; MS Project. Ms Poe leads.")
    'A budget of £10,000,000 from 2024-2025, ref 0123/4567890; MS Project. [name] leads.'
    """
    return _names_masked(_numbers_masked(_addresses_masked(text)))


def _addresses_masked(text: str) -> str:
    return masked(text, addresses_in(text), "[e-mail]")


def _numbers_masked(text: str) -> str:
    return masked(text, sorted(numbers_in(text)), "[phone]")


def _names_masked(text: str) -> str:
    return masked(text, sorted(names_in(text)), "[name]")


def masked(text: str, spans: Iterable[tuple[int, int]], mask: str) -> str:
    kept, at = [], 0
    for start, end in spans:
        if start >= at:
            kept += [text[at:start], mask]
            at = end
    return "".join([*kept, text[at:]])
