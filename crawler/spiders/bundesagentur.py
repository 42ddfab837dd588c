"""Bundesagentur für Arbeit (Germany): a search whose rows have no texts, and a detail for each advert.

The key is public, the same for everyone. Pages and rows as of API v6; the keys of a detail vary with age.
"""

import base64
from typing import Any
from urllib.parse import urlencode

from crawler.board_spider import mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.place.fields import place_of
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Row, json_of
from crawler.posting import Place, Posting
from crawler.search_spider import SearchSpider

_SERVICE = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc"


class Bundesagentur(SearchSpider):
    name = "bundesagentur"
    list_url = _SERVICE + "/v6/jobs?{query}"
    headers = {"Accept": "application/json", "X-API-Key": "jobboerse-jobsuche"}  # noqa: RUF012 - as every source's
    page_size = 100
    most_pages = 100
    """size x page ≤ 10,000."""

    def page(self, board: Board, text: str, at: int) -> Ask:
        words = {"was": text} if text else {}
        query = urlencode({**words, "page": at, "size": self.page_size})
        return self.ask(self.list_url.format(query=query), board)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        return reply.get("ergebnisliste") or [], reply.get("maxErgebnisse")

    def row(self, entry: Entry, board: Board) -> Row:
        number = entry.get("referenznummer") or entry["refnr"]
        coded = base64.b64encode(number.encode()).decode()
        detail = self.ask(f"{_SERVICE}/v4/jobdetails/{coded}", board, kind="detail")
        return Row(number, _title(entry), entry, detail, mark_of(entry))

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting:
        return self.read({**row.entry, **json_of(body), "source_id": row.source_id}, board)

    def read(self, entry: Entry, board: Board) -> Posting:
        return self.posting(
            board,
            source_id=entry["source_id"],
            title=_title(entry),
            hiring_organization=entry.get("firma") or entry.get("arbeitgeber") or "not named (Bundesagentur)",
            description=entry.get("stellenangebotsBeschreibung") or entry["stellenbeschreibung"],
            description_format="text",
            url=f"https://www.arbeitsagentur.de/jobsuche/jobdetail/{entry['source_id']}",
            date_posted=day(_posted(entry)),
            job_location=_places(entry),
            employment_type=employment(entry.get("arbeitszeitmodelle") or []),
            occupational_category=entry.get("hauptberuf") or entry.get("beruf"),
            language="de",
        )


def _posted(entry: Entry) -> str | None:
    period = entry.get("veroeffentlichungszeitraum") or {}
    posted: str | None = period.get("von") or entry.get("aktuelleVeroeffentlichungsdatum")
    return posted


def _title(entry: Entry) -> str:
    title: str = entry.get("stellenangebotsTitel") or entry["titel"]
    return title


def _places(entry: Entry) -> tuple[Place, ...]:
    stated = [one.get("adresse") or one for one in entry.get("stellenlokationen") or entry.get("arbeitsorte") or []]
    stated = stated or [entry.get("arbeitsort") or {}]
    named = [place_of(one.get("ort"), one.get("region"), one.get("land") or "Deutschland") for one in stated if one]
    return tuple(dict.fromkeys(place for place in named if place))
