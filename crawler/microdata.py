"""schema.org JobPosting as the attributes of a page's own elements: microdata."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crawler.normal.html import plain_text
from crawler.normal.told import as_list

if TYPE_CHECKING:
    from bs4 import Tag

_LINKS = frozenset({"a", "area", "link"})
_TEXTS = frozenset(
    "description responsibilities qualifications skills experienceRequirements educationRequirements jobBenefits "  # noqa: SIM905 - reads better
    "workHours".split()
)
"""What has lines of its own."""


def scoped_jobs(page: str) -> Iterator[Mapping[str, Any]]:
    """Yield the JobPostings of a page of HTML that stand each in a scope of its own."""
    from bs4 import BeautifulSoup

    for scope in BeautifulSoup(page, "lxml").select("[itemtype*='schema.org/JobPosting']"):
        yield {"@type": "JobPosting", **_properties(scope, scope)}


def flat_jobs(page: str) -> list[Mapping[str, Any]]:
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
            found[name] = value if name not in found else [*as_list(found[name]), value]
    return found


def _value(element: "Tag", name: str) -> Any:
    if element.has_attr("itemscope"):
        return _properties(element, element) or _shown(element)
    if name in _TEXTS:
        return element.get("content") or element.decode_contents()
    written = element.get("content") or element.get("datetime") or (element.name in _LINKS and element.get("href"))
    return " ".join(str(written).split()) if written else _shown(element)


def _shown(element: "Tag") -> str:
    """Return the text of a short field in one line: the line ends within it are its template's."""
    return " ".join(plain_text(element.decode_contents()).split())
