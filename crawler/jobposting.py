"""schema.org JobPosting where pages really carry it: JSON-LD mended as they are known to need it, else microdata."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from crawler.microdata import scoped_jobs
from crawler.normal.told import as_list

Job = Mapping[str, Any]

_SCRIPT = re.compile(r"(?i)<script\b((?:[^<>\"']|\"(?:[^\"<{]*+\")?+|'(?:[^'<{]*+')?+)*+)>")
"""A tag, with ">" within its quotes; a quote that never closes is a sign like any other."""
_SCRIPT_END = re.compile("(?i)</script>")
_OF_JSON_LD = re.compile(r"(?i)type\s*=\s*[\"']?application/ld(?:\+|&#43;|&#x2B;)json")
_AS_ATTRIBUTE = r"\b(?:typeof|itemtype)\s*=\s*[\"']?[^\"'<>=]*"
_IN_JSON = r"\"@type\\?\"\s*:\s*(?:\[[^\[\]{}]*)?\\?\"[\w:/.]*"
"""It may stand within a text of another script, its quotes escaped."""
_SAYS_JOB = re.compile(rf"(?i)(?:{_AS_ATTRIBUTE}|{_IN_JSON})\bJobPosting\b")
_OPENING = r"(?://\s*|/\*\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?"
_CLOSING = r"(?://\s*|/\*\s*)?(?:\]\]>|-->)(?:\s*\*/)?"
_WRAPPED = re.compile(rf"^\s*{_OPENING}|{_CLOSING}\s*;?\s*$")
_LOST_COMMA = re.compile(r"([\"\]}\d]|true|false|null)(\s+)(?=\"@?[\w-]+\"\s*:)")
_ESCAPE = re.compile(r"\\([\"\\/bfnrt]|u[0-9a-fA-F]{4})|\\")
_QUOTE = re.compile("&(?:quot|#34|#x22);", re.IGNORECASE)
_NEXT_DOCUMENT = re.compile(r"[\s;,]*(?=[{\[])")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def jobs_in(page: str) -> list[Job]:
    """Return the JobPostings of a page of HTML, or of a bare JSON-LD document.

    >>> jobs_in('[{"@type": "Organization"}, {"@type": "JobPosting", "title": "PM"}]')
    [{'@type': 'JobPosting', 'title': 'PM'}]
    """
    blocks = [page] if page.lstrip().startswith(("{", "[")) else _blocks_in(page)
    found = [job for block in blocks for job in _jobs(_in_camel_case(_documents_of(block)))]
    return found or (list(scoped_jobs(page)) if "JobPosting" in page else [])


def _blocks_in(page: str) -> Iterator[str]:
    for tag in _SCRIPT.finditer(page):
        if _OF_JSON_LD.search(tag[1]):
            end = _SCRIPT_END.search(page, tag.end())
            if end is None:
                return
            yield page[tag.end() : end.start()]


def _documents_of(block: str) -> list[Any]:
    """Return the JSON documents of a block after the mends that pages are known to need; none where nothing helps."""
    text = _WRAPPED.sub("", block.strip("\ufeff \t\r\n")).strip()
    if '"' not in text and _QUOTE.search(text):
        text = html.unescape(text)
    found: list[Any] = []
    for mend in (str, _mended):  # few pages need it
        found = []
        with suppress(ValueError):
            found.extend(_documents(mend(text)))
            return found
    return found


def _documents(text: str) -> Iterator[Any]:
    """Yield one value after the other; what is none and follows the last (";") is passed over."""
    decoder = json.JSONDecoder(strict=False)  # raw line ends stand inside strings
    value, end = decoder.raw_decode(text)
    yield value
    while following := _NEXT_DOCUMENT.match(text, end):
        value, end = decoder.raw_decode(text, following.end())
        yield value


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _LOST_COMMA.sub(r"\1,\2", _ESCAPE.sub(_known_escape, text)))


def _known_escape(found: re.Match[str]) -> str:
    """Return an escape that JSON knows as it is, and drop the sign of any other."""
    return found[0] if found[1] else ""


def says_job(page: str) -> bool:
    """Say whether a page without a JobPosting that can be read names one: as broken JSON, in a script or as RDFa."""
    if "jobposting" not in page.lower():
        return False
    is_broken = any("JobPosting" in block and not _documents_of(block) for block in _blocks_in(page))
    return is_broken or _SAYS_JOB.search(page) is not None


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
    """Yield the JobPostings among the values of some JSON, of whatever they are the subject or a part.

    What has neither title nor text refers to one that stands elsewhere.
    """
    if isinstance(data, dict) and "jobposting" in map(str.casefold, types_of(data)):
        if {"title", "description"} & data.keys():
            yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _jobs(one)


def _in_camel_case(data: Any) -> Any:
    """Return names as schema.org writes them: some pages write `HiringOrganization`, `@Type` or `schema:title`."""
    if isinstance(data, list):
        return [_in_camel_case(one) for one in data]
    if not isinstance(data, dict):
        return data
    return {_property_name(name): _in_camel_case(value) for name, value in data.items()}


def _property_name(name: str) -> str:
    name = name.removeprefix("schema:")
    size = 2 if name.startswith("@") else 1
    return name[:size].lower() + name[size:]


def types_of(one: Job) -> set[str]:
    """Return the names of a thing's types, without the vocabulary's address."""
    return {re.split("[/:]", str(name))[-1] for name in as_list(one.get("@type") or one.get("type"))}


def text_of(value: Any) -> str | None:
    """Return the text of a value that may be a text, a thing with a name or value, or a list of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("value")
    return str(value).strip() or None if isinstance(value, str | int | float) else None
