"""Pinpoint: a whole board in one reply, its sections apart. No posting date: the first sighting stands for it."""

import re

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.normal.place.fields import place_of
from crawler.normal.sections import Part, joined
from crawler.normal.work import employment, workplace
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Money, Place, Posting

_SECTIONS = {
    "key_responsibilities": "Key responsibilities",
    "skills_knowledge_expertise": "Skills, knowledge and expertise",
    "benefits": "Benefits",
}
"""Each with the heading that stands above it where the employer writes none."""


class Pinpoint(BoardSpider):
    name = "pinpoint"
    list_url = "https://{board}.pinpointhq.com/postings.json"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(
            json_of(body)["data"], board, lambda entry: Row(id_of(entry["id"]), entry["title"], entry)
        )
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        sections = [_section(entry, name) for name in _SECTIONS]
        job = entry.get("job") or {}
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["title"],
            description=joined([(None, entry.get("description")), *sections]),
            url=entry.get("url") or f"https://{board.board}.pinpointhq.com{entry.get('path') or ''}",
            valid_through=day(entry.get("deadline_at")),
            job_location=_places(entry.get("location") or {}, board.country),
            job_location_type=workplace(entry.get("workplace_type")) or workplace(entry.get("workplace_type_text")),
            employment_type=employment(entry.get("employment_type")) or employment(entry.get("employment_type_text")),
            base_salary=_salary(entry),
            identifier=entry.get("requisition_id") or job.get("requisition_id"),
            department=entry.get("department") or job.get("department"),
        )


def _section(entry: Entry, name: str) -> Part:
    """Return a section under its heading; one that opens with a heading of its own needs no other."""
    body = entry.get(name)
    usual = None if re.match(r"\s*<h\d", body or "") else _SECTIONS[name]
    return entry.get(f"{name}_header") or usual, body


def _places(location: Entry, country: str | None) -> tuple[Place, ...]:
    """Return the place of the fields; the name is often that of an office ("The Hub", "Paris Office")."""
    named, city, province = places(location.get("name"), country), location.get("city"), location.get("province")
    if not city:
        return named or tuple(filter(None, [place_of(None, province, None)]))
    stated = ", ".join(filter(None, (city, province, location.get("postal_code"))))
    read = next(iter(places(stated, country)), None) or place_of(city, province, None)
    if read is None:
        return named
    own = read.country or (named[0].country if named else None)
    shown = location.get("name") or stated
    return (read.model_copy(update={"raw": shown, "country": own, "locality": city}),)


def _salary(entry: Entry) -> Money | None:
    if entry.get("compensation_visible") is False:
        return None
    text, low, high = entry.get("compensation"), entry.get("compensation_minimum"), entry.get("compensation_maximum")
    return money(text, low, high, entry.get("compensation_currency"), entry.get("compensation_frequency")) or pay_in(
        text
    )
