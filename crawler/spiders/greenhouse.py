"""Greenhouse: a whole board in one reply, its HTML escaped once more.

API: https://developers.greenhouse.io/job-board.html
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from crawler.board_spider import BoardSpider, mark_of, unescape_once
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import money
from crawler.normal.place import places
from crawler.normal.work import employment, workplace, workplace_in
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Money, Place, Posting

Read = TypeVar("Read")


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
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["title"],
            description=unescape_once(entry["content"]),
            url=entry.get("absolute_url") or None,
            date_posted=day(entry.get("first_published")),
            valid_through=day(entry.get("application_deadline")),
            job_location=_places(entry, board.country),
            job_location_type=workplace_in(_shown(entry)) or _of_metadata(entry, "workplace", workplace),
            employment_type=_of_metadata(entry, "employment", employment) or (),
            base_salary=_salary(entry.get("pay_input_ranges") or []),
            identifier=_requisition(entry.get("requisition_id")),
            internal_id=_text(entry.get("internal_job_id")),
            department=", ".join(part["name"] for part in entry.get("departments") or [] if part and part.get("name"))
            or None,
            language=entry.get("language"),
        )


def _shown(entry: Entry) -> str | None:
    return (entry.get("location") or {}).get("name")


def _places(entry: Entry, country: str | None) -> tuple[Place, ...]:
    """Return the places shown; where these name none, those of the offices that the advert belongs to."""
    offices = [one.get("location") or one.get("name") for one in entry.get("offices") or [] if one]
    return places(_shown(entry), country) or tuple(
        dict.fromkeys(place for name in offices for place in places(name, country))
    )


def _of_metadata(entry: Entry, name: str, read: Callable[[str], Read]) -> Read | None:
    """Read the first of the employer's own fields that is called so ("Employment Type", "Workplace Type")."""
    stated = [one for one in entry.get("metadata") or [] if one and name in str(one.get("name")).lower()]
    texts = [one["value"] for one in stated if isinstance(one.get("value"), str)]
    return next((found for text in texts if (found := read(text))), None)


def _requisition(stated: Any) -> str | None:
    """Return the employer's own id; a text without a digit is a placeholder ("See Opening ID")."""
    return str(stated) if stated and any(sign.isdigit() for sign in str(stated)) else None


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _salary(ranges: list[Entry]) -> Money | None:
    """Return the first pay zone; Greenhouse counts in cents and says the interval, if at all, in the title."""
    if not ranges or not ranges[0]:
        return None
    first = ranges[0]
    low, high = (Decimal(first[name]) / 100 if first.get(name) else None for name in ("min_cents", "max_cents"))
    return money(first.get("title") or "", low, high, first.get("currency_type"), first.get("title"))
