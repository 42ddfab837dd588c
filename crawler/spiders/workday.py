"""Workday: a list in pages by POST, and a detail for each advert. The board is host/tenant/site.

The list's total is right on its first page only, stops at 2,000 on many tenants, and pages after it repeat the first.
"""

import json
from typing import Any

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.place import places
from crawler.normal.place.fields import places_in
from crawler.normal.told import told
from crawler.normal.work import employment, workplace, workplace_in
from crawler.page import Ask, Entry, Page, Row, json_of, refusal, rows_of
from crawler.posting import Place, Posting, Refused

LIMIT = 20
"""21 is answered with HTTP 400."""
CLAMP = 2_000


class Workday(BoardSpider):
    name = "workday"
    list_url = "https://{host}/wday/cxs/{tenant}/{site}"
    is_searched = True
    is_conditional = False
    counts_rows = True

    def page(self, board: Board, text: str, at: int) -> Ask:
        body = {"appliedFacets": {}, "limit": LIMIT, "offset": at, "searchText": text}
        return self.ask(f"{self._at(board)}/jobs", board, body=json.dumps(body))

    def _at(self, board: Board) -> str:
        host, tenant, site = (*board.token.split("/"), "", "")[:3]
        return self.list_url.format(host=host, tenant=tenant, site=site)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        reply = json_of(body)
        is_first = not ask.about.get("read")
        total, listed = reply["total"] if is_first else ask.about["total"], reply["jobPostings"]
        rows, refused = rows_of(filter(_has_page, listed), board, lambda entry: self._row(entry, board))
        # Withheld adverts are counted, and have neither title nor page.
        refused += tuple(_withheld(entry, board) for entry in listed if not _has_page(entry))
        following = self.next_page(board, ask, len(listed), total)
        is_clamped = is_first and total == CLAMP
        note = f"the list stops at {CLAMP} adverts: search, or split by job family" if is_clamped else None
        return Page(rows, refused, following, declared_total=total, note=note)

    def _row(self, entry: Entry, board: Board) -> Row:
        detail = self.ask(self._at(board) + entry["externalPath"], board, kind="detail")
        # "Posted Today" is another text tomorrow.
        lasting = {name: value for name, value in entry.items() if name != "postedOn"}
        return Row(entry["externalPath"], entry["title"], entry, detail, mark_of(lasting))

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        reply = json_of(body)
        info = reply["jobPostingInfo"]
        if info.get("canApply") is False:
            return None  # how a withdrawn advert is answered
        return self.posting(
            board,
            source_id=row.source_id,
            title=info["title"],
            description=info["jobDescription"],
            url=info.get("externalUrl"),
            date_posted=day(info.get("startDate")),
            valid_through=day(info.get("endDate")),
            job_location=_places(info),
            job_location_type=workplace(info.get("remoteType") or row.entry.get("remoteType"))
            or workplace_in(info.get("location")),
            employment_type=employment(info.get("timeType")),
            identifier=info.get("jobReqId") or None,
        )


def _has_page(entry: Any) -> bool:
    return not isinstance(entry, dict) or bool(entry.get("externalPath"))


def _withheld(entry: Entry, board: Board) -> Refused:
    beside = entry.get("bulletFields")
    number = told(beside[0] if beside and isinstance(beside, list) else beside)
    return refusal(board, KeyError("externalPath"), entry, number or "withheld")


def _places(info: Entry) -> tuple[Place, ...]:
    """Return the places; the country stands apart, and is that of the first, whatever else its name can mean."""
    country = country_of(((info.get("jobRequisitionLocation") or {}).get("country") or {}).get("alpha2Code"))
    country = country or country_of((info.get("country") or {}).get("descriptor"))
    found = (*places_in(country, info.get("location")), *places(info.get("additionalLocations") or [], country))
    return found or ((Place(raw=country, country=country),) if country else ())
