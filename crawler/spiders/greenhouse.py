"""Greenhouse: a whole board in one reply, its HTML escaped once more.

API: https://developers.greenhouse.io/job-board.html
"""

import re
from decimal import Decimal
from typing import Any

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.markup import TAG, unescape_once
from crawler.normal.own_fields import OwnField, read_own
from crawler.normal.pay.by_place import best_of
from crawler.normal.pay.fields import figure_of, money
from crawler.normal.pay.units import unit, unit_in
from crawler.normal.place import places
from crawler.normal.told import told
from crawler.normal.work import employment, workplace, workplace_in
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Money, Place, Posting

_WORKPLACE, _EMPLOYMENT = re.compile("(?i)workplace|location type"), re.compile("(?i)employment|time type")
"""How employers call their own fields: "Workplace Type", "Location Type", "Employment Type", "Time Type"."""


class Greenhouse(BoardSpider):
    name = "greenhouse"
    list_url = "https://boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true&pay_transparency=true"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        reply = json_of(body)
        rows, refused = rows_of(reply["jobs"], board, lambda entry: self._row(entry, board))
        return Page(rows, refused, declared_total=(reply.get("meta") or {}).get("total"))

    def _row(self, entry: Entry, board: Board) -> Row:
        if "content" in entry:
            return Row(id_of(entry["id"]), entry["title"], entry)
        # A proxy or an older address may list without the texts.
        url = f"https://boards-api.greenhouse.io/v1/boards/{board.token}/jobs/{entry['id']}?pay_transparency=true"
        return Row(id_of(entry["id"]), entry["title"], entry, self.ask(url, board, kind="detail"), mark_of(entry))

    def read(self, entry: Entry, board: Board) -> Posting:
        where = _places(entry, board.country)
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["title"],
            description=_advert(entry["content"]),
            url=entry.get("absolute_url") or None,
            date_posted=day(entry.get("first_published")),
            valid_through=day(entry.get("application_deadline")),
            job_location=where,
            job_location_type=workplace_in(_shown(entry)) or read_own(_own(entry), _WORKPLACE, workplace),
            employment_type=read_own(_own(entry), _EMPLOYMENT, employment) or (),
            base_salary=_salary(entry, where),
            identifier=_requisition(entry.get("requisition_id")),
            internal_id=_text(entry.get("internal_job_id")),
            department=", ".join(part["name"] for part in entry.get("departments") or [] if part and part.get("name"))
            or None,
            language=entry.get("language"),
        )


def _advert(content: str) -> str:
    """Return the HTML, escaped once more on most boards: where tags are visible nothing is undone."""
    return content if TAG.search(content) else unescape_once(content)


def _shown(entry: Entry) -> str | None:
    return (entry.get("location") or {}).get("name")


def _places(entry: Entry, country: str | None) -> tuple[Place, ...]:
    """Return the places shown; where these name none, those of the offices that the advert belongs to."""
    offices = [one.get("location") or one.get("name") for one in entry.get("offices") or [] if one]
    return places(_shown(entry), country) or tuple(
        dict.fromkeys(place for name in offices for place in places(name, country))
    )


def _own(entry: Entry) -> list[OwnField]:
    return [(one.get("name"), one.get("value")) for one in entry.get("metadata") or [] if one]


def _requisition(stated: Any) -> str | None:
    """Return the employer's own id; a text without a digit is a placeholder ("See Opening ID")."""
    return str(stated) if stated and any(sign.isdigit() for sign in str(stated)) else None


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _salary(entry: Entry, where: tuple[Place, ...]) -> Money | None:
    """Return the pay of the zone that the places lie in, else pay among the employer's own fields.

    Greenhouse counts in cents and says the interval, if at all, in the title or the text below it.
    """
    zones = [(zone.get("title"), _of_zone(zone)) for zone in entry.get("pay_input_ranges") or [] if zone]
    own = [(one.get("name"), _of_range(one)) for one in entry.get("metadata") or [] if one]
    return best_of(zones, where) or best_of(own, where)


def _of_zone(zone: Entry) -> Money | None:
    low, high = (cents and cents / 100 for cents in map(figure_of, (zone.get("min_cents"), zone.get("max_cents"))))
    title = zone.get("title") or ""
    paid_for = title if unit(title) else unit_in(told(zone.get("blurb")) or "", high or low or Decimal(0))
    return money(title, low, high, zone.get("currency_type"), paid_for)


def _of_range(own: Entry) -> Money | None:
    name, value = str(own.get("name") or ""), own.get("value")
    is_pay = own.get("value_type") == "currency_range" and re.search("salary|pay|compensation", name, re.IGNORECASE)
    if not is_pay or not isinstance(value, dict):
        return None
    return money(name, value.get("min_value"), value.get("max_value"), value.get("unit"), name)
