"""What a shape is asked and what it answers: plain records between the server and the renderers."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from crawler.market import MarketAdvert, MarketFirm


@dataclass(frozen=True)
class Asked:
    """One request, as it came."""

    path: str
    """The path on the source's own host: "/v1/boards/acme/jobs"."""
    query: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str, default: int = 0) -> int:
        """Return a number of the query."""
        return int(self.query.get(name) or default)

    @property
    def json(self) -> dict[str, Any]:
        """The JSON that was posted."""
        found = json.loads(self.body or "{}")
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Reply:
    """One answer."""

    body: bytes
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    is_stable: bool = True
    """Whether it carries the source's validators: the lists of some sources do."""
    pause: float = 0
    """Seconds between its twenty pieces; 0 sends it whole."""


@dataclass(frozen=True)
class Shown:
    """A board as it is shown at one moment; faults may show fewer adverts than it has, or wrap its pages."""

    firm: MarketFirm
    adverts: Sequence[MarketAdvert]
    total: int
    """How many adverts the board says it has."""
    does_wrap: bool = False

    def page(self, start: int, limit: int) -> Sequence[MarketAdvert]:
        """Return one page; a board that wraps shows its first page again after its last."""
        if self.does_wrap and start >= len(self.adverts):
            start = 0
        return self.adverts[start : start + limit]

    def find(self, source_id: str) -> MarketAdvert | None:
        """Return the advert of an id, or None where it is gone."""
        return next((one for one in self.adverts if one.source_id == source_id), None)


def as_json(value: object, status: int = 200, **headers: str) -> Reply:
    """Return JSON."""
    return Reply(json.dumps(value, ensure_ascii=False).encode(), status, headers=headers)


def as_html(text: str, status: int = 200, **headers: str) -> Reply:
    """Return a page of HTML."""
    return Reply(text.encode(), status, "text/html; charset=utf-8", headers)


def as_xml(text: str, status: int = 200) -> Reply:
    """Return XML."""
    return Reply(('<?xml version="1.0" encoding="UTF-8"?>\n' + text).encode(), status, "application/xml; charset=utf-8")


def tag(name: str, text: object, **attributes: str) -> str:
    """Return an XML element with escaped text.

    >>> tag("title", "R&D Lead")
    '<title>R&amp;D Lead</title>'
    """
    shown = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{shown}>{escape(str(text), quote=False)}</{name}>"


def number_of(advert: MarketAdvert) -> int:
    """Return an advert's id as a number, for the sources whose ids are numbers.

    The digits of an id that is no number are not enough to tell two apart; its bytes are.
    """
    return int(advert.source_id) if advert.source_id.isdigit() else int.from_bytes(advert.source_id.encode()[-7:])


def town_and_country(advert: MarketAdvert) -> tuple[str, str]:
    """Return the town and the country of an advert's place.

    >>> from crawler.replay.small import small_market
    >>> town_and_country(small_market("lever").adverts[0])
    ('Leeds', 'United Kingdom')
    """
    town, _, country = advert.location.rpartition(", ")
    return town or advert.location, country if town else ""


def sections_of(html: str) -> list[tuple[str, str]]:
    """Split an advert at its headings: title and HTML of each section, the opening under "".

    >>> sections_of("<p>Hello</p><h3>You</h3><ul><li>SQL</li></ul>")
    [('', '<p>Hello</p>'), ('You', '<ul><li>SQL</li></ul>')]
    """
    parts = re.split(r"<h[2-4]>(.*?)</h[2-4]>", html)
    pairs = [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return [(title, body.strip()) for title, body in pairs if title or body.strip()]
