"""Lever: a bare JSON array, the advert in parts. EU boards: `base_url` https://api.eu.lever.co.

API: https://github.com/lever/postings-api
"""

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.html import plain_text
from crawler.normal.pay import pay_in
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.normal.place.fields import place_of, places_in
from crawler.normal.sections import as_html
from crawler.normal.work import employment, workplace, workplace_in
from crawler.page import Ask, Entry, Page, Row, json_of, rows_of
from crawler.posting import Money, Place, Posting

_HTML = frozenset({"description", "descriptionBody"})


class Lever(BoardSpider):
    name = "lever"
    list_url = "https://api.lever.co/v0/postings/{board}?mode=json"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(json_of(body), board, lambda entry: self._row(entry, board))
        return Page(rows, refused)

    def _row(self, entry: Entry, board: Board) -> Row:
        if _HTML.intersection(entry) or "descriptionPlain" in entry:
            return Row(entry["id"], entry["text"], entry)
        url = f"https://api.lever.co/v0/postings/{board.token}/{entry['id']}?mode=json"
        return Row(entry["id"], entry["text"], entry, self.ask(url, board, kind="detail"), mark_of(entry))

    def read(self, entry: Entry, board: Board) -> Posting:
        categories = entry.get("categories") or {}
        return self.posting(
            board,
            source_id=entry["id"],
            title=entry["text"],
            description=body_of(entry),
            url=entry.get("hostedUrl") or None,
            date_posted=day(entry.get("createdAt")),
            job_location=_places(categories, entry.get("country"), board.country),
            job_location_type=workplace(entry.get("workplaceType")) or workplace_in(categories.get("location")),
            employment_type=employment(categories.get("commitment")),
            base_salary=_salary(entry)
            or pay_in(entry.get("salaryDescriptionPlain") or _bare(entry), entry.get("country") or board.country),
            department=categories.get("department") or categories.get("team") or None,
        )


def body_of(entry: Entry) -> str:
    """Join the parts Lever splits an advert into, in the order its pages show them: the demands stand in `lists`."""
    if not any(entry.get(name) for name in _HTML):
        plain = {name: as_html(entry.get(f"{name}Plain") or "") for name in ("description", "additional")}
        entry = entry | {name: entry.get(name) or text for name, text in plain.items()}
    opening = [entry.get("opening") or "", entry["descriptionBody"]] if entry.get("descriptionBody") else []
    lists = [_listed(part) for part in entry.get("lists") or [] if part]
    parts = [*(opening or [entry.get("description") or ""]), *lists, entry.get("additional") or ""]
    return "\n".join([*parts, entry.get("salaryDescription") or ""]).strip()


def _bare(entry: Entry) -> str:
    return plain_text(entry.get("salaryDescription") or "")


def _listed(part: Entry) -> str:
    heading = f"<h3>{part['text']}</h3>" if part.get("text") else ""
    return f"{heading}<ul>{part.get('content') or ''}</ul>"


def _places(categories: Entry, stated: str | None, home: str | None) -> tuple[Place, ...]:
    """Return the places named; the stated country is that of the first, whatever else its name can mean."""
    own, first = country_of(stated), categories.get("location")
    others = [name for name in categories.get("allLocations") or [] if name != first]
    found = [*places_in(own, first, home), *places(others, own or home)]
    return tuple(dict.fromkeys(found)) or tuple(filter(None, [place_of(None, None, own)]))


def _salary(entry: Entry) -> Money | None:
    stated = entry.get("salaryRange")
    if not stated:
        return None
    interval = stated.get("interval") or ""
    raw = f"{stated.get('min')}-{stated.get('max')} {stated.get('currency')} {interval}"
    return money(raw, stated.get("min"), stated.get("max"), stated.get("currency"), interval.replace("-", " "))
