"""Eightfold: a search in pages of ten, and a detail for each advert. The board is the host.

The API asks for the employer's domain; the careers page states it, so it is asked first.
"""

import html
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.normal.dates import day
from crawler.normal.place import places
from crawler.normal.told import as_list, told
from crawler.normal.work import workplace, workplace_in
from crawler.page import Ask, Entry, Page, Row, UnreadableError, id_of, json_of, rows_of, with_told
from crawler.posting import Posting

_DATA = re.compile(rb'(?is)<code[^>]*id="pcsx-data"[^>]*>(.*?)</code>')


class Eightfold(BoardSpider):
    name = "eightfold"
    list_url = "https://{board}/careers"
    is_searched = True
    is_conditional = False
    busy_statuses = frozenset({405})
    pace = "eightfold.ai"
    counts_rows = True

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        page = self.list_url.format(board=board.token)
        return (self.ask(page, board, kind="careers", headers={"Accept": "text/html"}),)

    def asked(self, board: Board, about: Mapping[str, Any]) -> Ask:
        domain, text, start = quote(about["domain"]), quote(about["text"]), about.get("read", 0)
        query = f"domain={domain}&query={text}&location=&start={start}&sort_by=timestamp"
        return self.ask(f"https://{board.token}/api/pcsx/search?{query}", board, about=about)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        if ask.kind == "careers":
            return Page(following=self.first_pages(board, {"domain": _domain(body)}))
        reply = json_of(body)
        data = reply.get("data") or reply  # an older one
        listed, total, domain = data["positions"], data.get("count"), ask.about.get("domain", "")
        rows, refused = rows_of(listed, board, lambda entry: self._row(entry, board, domain))
        return Page(rows, refused, self.next_page(board, ask, len(listed), total or 0), declared_total=total)

    def _row(self, entry: Entry, board: Board, domain: str) -> Row:
        query = f"position_id={entry['id']}&domain={quote(domain)}"
        detail = self.ask(f"https://{board.token}/api/pcsx/position_details?{query}", board, kind="detail")
        return Row(id_of(entry["id"]), entry["name"], entry, detail, mark_of(entry))

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting:
        return self.read(with_told(row.entry, json_of(body)["data"]), board)

    def read(self, entry: Entry, board: Board) -> Posting:
        told_in = (entry.get("standardizedLocations"), entry.get("locations"), entry.get("location"))
        named = [name for one in as_list(next(filter(None, told_in), None)) if (name := told(one))]
        option = (entry.get("workLocationOption") or "").partition("_")[0]
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["name"],
            description=entry.get("jobDescription") or entry["job_description"],
            url=_address(entry, board),
            date_posted=day(entry.get("postedTs") or entry.get("t_create")),
            job_location=tuple(dict.fromkeys(place for name in named for place in places(name, board.country))),
            job_location_type=workplace(option) or workplace_in(" ".join(named)),
            identifier=entry.get("displayJobId") or entry.get("atsJobId") or None,
            department=entry.get("department") or None,
        )


def _domain(body: bytes) -> str:
    found = _DATA.search(body)
    if not found:
        raise UnreadableError(
            "a careers page without its data: the employer has left this platform, or has an older one"
        )
    domain: str = json.loads(html.unescape(decoded(found[1])))["domain"]
    return domain


def _address(entry: Entry, board: Board) -> str | None:
    url = entry.get("positionUrl") or entry.get("canonicalPositionUrl")
    return f"https://{board.board}{url}" if url and url.startswith("/") else url
