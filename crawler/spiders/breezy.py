"""Breezy: a bare array; only `verbose=true` brings the texts and all places."""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.place.fields import places_of
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Page, Row, json_of, rows_of
from crawler.posting import Place, Posting, Workplace


class Breezy(BoardSpider):
    name = "breezy"
    list_url = "https://{board}.breezy.hr/json?verbose=true"
    follows_redirects = False

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(json_of(body), board, lambda entry: Row(entry["id"], entry["name"], entry))
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        location = entry.get("location") or {}
        return self.posting(
            board,
            source_id=entry["id"],
            title=entry["name"],
            description=entry["description"],
            url=entry.get("url"),
            date_posted=day(entry.get("published_date")),
            job_location=_places(entry),
            job_location_type=_workplace(location),
            employment_type=employment(entry.get("type")),
            base_salary=pay_in(entry.get("salary"), (location.get("country") or {}).get("id")),
            department=entry.get("department") or None,
        )


def _workplace(location: Entry) -> Workplace | None:
    """Return the workplace; details are shown for jobs that are not remote at all, too, and `false` is "not ticked"."""
    if not location.get("is_remote"):
        return workplace_in(location.get("city"))
    details = location.get("remote_details")
    return workplace_in(list(details.values()) if isinstance(details, dict) else details) or "remote"


def _places(entry: Entry) -> tuple[Place, ...]:
    named = [entry.get("location") or {}, *filter(None, entry.get("locations") or [])]
    return tuple(dict.fromkeys(place for one in named for place in _places_in(one)))


def _places_in(one: Entry) -> tuple[Place, ...]:
    country, state = one.get("country") or {}, one.get("state") or {}
    named = places_of(one.get("city"), state.get("name"), country.get("id") or country.get("name"), one.get("name"))
    return named or places(one.get("name"))
