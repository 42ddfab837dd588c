"""People named in adverts: their names, e-mail addresses and telephone numbers, masked before anything is stored."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from crawler.knowledge import knowledge
from crawler.posting import Money, Place, Posting

# One expression for text and for mailto: links; a sign must stand on both sides of the "@".
_AT = re.compile(r"@|&#0*64;|&#[xX]40;|&commat;|\s?[\[(]at[\])]\s?")
_AT_HINTS = ("@", "64;", "40;", "&commat;", "at)", "at]")
_ADDRESS = re.compile(rf"(?:mailto:)?[\w.+'-]+(?:{_AT.pattern})[\w-]+(?:\.[\w-]+)+(?:\?[^\s\"'<>]*)?")
_BEFORE_AT = re.compile(r"[^\w.+'-]")
_PHONE = re.compile(
    r"tel:[\d+().\s%-]{6,25}\d"  # a link
    r"|(?<![\w.,+/=-])(?:"
    r"(?:\+|00)[1-9]\d{0,2}[\s().-]{0,3}(?:\(0\)[\s.-]?)?\d(?:[\s().-]{0,2}\d){6,12}"  # with the country's number
    r"|\(?0[1-9]\d{1,4}\)?[\s.-]{0,2}\d{3,4}[\s.-]?\d{3,4}"  # 0113 496 0000, (020) 7946 0000
    r"|\(?[2-9]\d{2}\)?[\s.-]\d{3}[.-]\d{4}"  # (555) 010-4477
    r")(?![\w/=-]|[.,]\d)"
)
_DIGITS = re.compile(r"\d(?:[\s().-]{0,4}\d){6}")
"""What every number has; four times as fast as the numbers themselves."""
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
_BETWEEN = r"(?:[\s:–,(-]|&nbsp;|</?[a-zA-Z][^<>]{0,120}>){1,8}"
_GAP = r"(?:[^\S\n]|&nbsp;)+"
_CAPITALISED = r"(?:[A-Z]['’])?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[A-Z][a-z]+)?"
_WORD = rf"{_CAPITALISED}(?:-{_CAPITALISED})?"
_INITIAL = r"[A-Z]\.?"


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
    return any(hint in text for hint in _AT_HINTS) or _DIGITS.search(text) is not None


def _short_masked(value: Any) -> Any:
    """Return what a field says without contacts; without names where it holds an address or a number to ask.

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
    return url[:at] + _words().number_in_query.sub(r"\1[phone]", _addresses_masked(url[at:]))


def mask_contacts(text: str) -> str:
    """Return `text` with the people in it masked; what names an office or a role stays.

    >>> mask_contacts("Contact: Dr Ann O'Lee-Kaur. Hiring Manager: <b>Sam Poe</b>. Contact Human Resources.")
    'Contact: [name]. Hiring Manager: <b>[name]</b>. Contact Human Resources.'
    >>> mask_contacts("A budget of £10,000,000 from 2024-2025, ref 0123/4567890; MS Project. Ms Poe leads.")
    'A budget of £10,000,000 from 2024-2025, ref 0123/4567890; MS Project. [name] leads.'
    """
    return _names_masked(_numbers_masked(_addresses_masked(text)))


def _addresses_masked(text: str) -> str:
    return masked(text, _addresses_in(text), "[e-mail]") if any(hint in text for hint in _AT_HINTS) else text


def _numbers_masked(text: str) -> str:
    return _PHONE.sub("[phone]", text) if "tel:" in text or _DIGITS.search(text) else text


def _names_masked(text: str) -> str:
    return masked(text, sorted(_names_in(text)), "[name]")


def masked(text: str, spans: Iterable[tuple[int, int]], mask: str) -> str:
    kept, at = [], 0
    for start, end in spans:
        if start >= at:
            kept += [text[at:start], mask]
            at = end
    return "".join([*kept, text[at:]])


def _addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses stand, from each "@" to its left: a hundred times as fast as trying at every sign."""
    end = 0
    for sign in _AT.finditer(text):
        if sign.start() >= end and (found := _ADDRESS.match(text, _start_of_address(text, end, sign.start()))):
            end = found.end()
            yield found.span()


def _start_of_address(text: str, after: int, at: int) -> int:
    start = at
    while start > after and not _BEFORE_AT.match(text, start - 1):
        start -= 1
    return max(after, start - len("mailto:")) if text.endswith("mailto:", after, start) else start


def _names_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand: behind a cue in any case, or behind a form of address as it is written."""
    words = _words()
    lower = text.lower()
    # A sign whose small form is longer would shift what follows: then only what is small already counts.
    for said, cues, pattern in (
        (lower if len(lower) == len(text) else text, words.before_names, words.after_cue),
        (text, words.forms_of_address, words.after_form),
    ):
        for _, start, end in cues.find_matches_as_indexes(said, overlapping=True):
            if (start == 0 or not said[start - 1].isalnum()) and (found := pattern.match(text, end)):
                yield from _span(found, start, is_addressed=pattern is words.after_form)


def _span(found: re.Match[str], start: int, *, is_addressed: bool) -> Iterator[tuple[int, int]]:
    if not {word.lower() for word in re.findall(r"\w+", found["name"])} & _words().no_names:
        yield start if is_addressed else found.start("name"), found.end("name")


class _Words(NamedTuple):
    before_names: AhoCorasick
    forms_of_address: AhoCorasick
    no_names: frozenset[str]
    after_cue: re.Pattern[str]
    after_form: re.Pattern[str]
    number_in_query: re.Pattern[str]


@cache
def _words() -> _Words:
    told = tomllib.loads(knowledge("contacts.toml").read_text(encoding="utf-8"))
    forms = tuple(told["forms_of_address"])
    form = rf"(?:{'|'.join(forms)})\.?{_GAP}"
    whole = rf"(?:{form})?{_WORD}(?:{_GAP}{_INITIAL}(?![a-z]))?(?:{_GAP}{_WORD}){{1,2}}|{form}{_WORD}"
    return _Words(
        before_names=AhoCorasick(told["before_names"]),
        forms_of_address=AhoCorasick(forms),
        no_names=frozenset(told["no_names"]),
        after_cue=re.compile(rf"{_BETWEEN}(?:[Nn]ame\b{_BETWEEN})?(?P<name>{whole})(?!\w)"),
        after_form=re.compile(rf"\.?{_GAP}(?P<name>{_WORD}(?:{_GAP}{_WORD}){{0,2}})(?!\w)"),
        number_in_query=re.compile(rf"([?&](?:{'|'.join(told['numbers_in_query'])})=)[^&#]+", re.IGNORECASE),
    )
