"""Rippling: a list with one row a place, and a detail for each advert."""

from dataclasses import replace
from typing import Any

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay.by_place import best_of
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.normal.sections import joined
from crawler.normal.told import as_list, told
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Page, Row, json_of, merged, rows_of, with_told
from crawler.posting import Money, Place, Posting


class Rippling(BoardSpider):
    name = "rippling"
    list_url = "https://api.rippling.com/platform/api/ats/v1/board/{board}/jobs"
    is_conditional = False

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(json_of(body), board, lambda entry: self._row(entry, board))
        # What the detail says of the places comes first.
        roles = merged(rows, "workLocations")
        return Page(tuple(replace(row, mark=mark_of(row.entry)) for row in roles), refused)

    def _row(self, entry: Entry, board: Board) -> Row:
        detail = self.ask(f"{self.list_url.format(board=board.token)}/{entry['uuid']}", board, kind="detail")
        named = [place] if (place := told(entry.get("workLocation"))) else []
        return Row(entry["uuid"], entry["name"], {**entry, "workLocations": named}, detail)

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting:
        return self.read(with_told(row.entry, json_of(body)), board)

    def read(self, entry: Entry, board: Board) -> Posting:
        parts, named = _parts(entry["description"]), entry.get("workLocations") or []
        where = tuple(dict.fromkeys(place for name in named for place in places(name, board.country)))
        return self.posting(
            board,
            source_id=entry["uuid"],
            title=entry["name"],
            description=joined([(None, parts.get("company")), (None, parts.get("role"))]),
            url=entry.get("url") or None,
            date_posted=day(entry.get("createdOn")),
            job_location=where,
            job_location_type=next(filter(None, map(workplace_in, named)), "remote" if entry.get("isRemote") else None),
            employment_type=employment(entry.get("employmentType")),
            base_salary=_salary(as_list(entry.get("payRangeDetails")), where),
            department=entry.get("department"),
        )


def _parts(stated: Any) -> Entry:
    return stated if isinstance(stated, dict) else {"role": stated}


def _salary(ranges: list[Any], where: tuple[Place, ...]) -> Money | None:
    found = (
        money("", one.get("rangeStart"), one.get("rangeEnd"), one.get("currency"), one.get("frequency"))
        for one in ranges
        if isinstance(one, dict)
    )
    return best_of((("", pay) for pay in found), where)
