"""Paylocity: a page with the whole list as JSON, each row leading to a page with a schema.org JobPosting.

The board is the long id of the employer's page.
"""

import json
import re

from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.linked_spider import LinkedSpider
from crawler.normal.work import workplace_in
from crawler.page import Ask, Entry, Page, Row, UnreadableError, id_of, rows_of
from crawler.posting import Workplace

_DATA = re.compile(r"window\.pageData\s*=\s*(?=\{)")


class Paylocity(LinkedSpider):
    name = "paylocity"
    list_url = "https://recruiting.paylocity.com/recruiting/jobs/All/{board}"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        page = decoded(body)
        found = _DATA.search(page)
        if not found:
            raise UnreadableError("a page without its data")
        data, _ = json.JSONDecoder().raw_decode(page, found.end())
        rows, refused = rows_of(data["Jobs"], board, lambda entry: self._row(entry, board))
        return Page(rows, refused)

    def _row(self, entry: Entry, board: Board) -> Row | None:
        if entry.get("IsInternal"):
            return None
        url = f"https://recruiting.paylocity.com/Recruiting/Jobs/Details/{entry['JobId']}"
        shown = {"place": _place(entry), "workplace": _workplace(entry), "posted": entry.get("PublishedDate")}
        shown["department"] = entry.get("HiringDepartment")
        return self.linked(id_of(entry["JobId"]), entry["JobTitle"], url, board, **shown)


def _workplace(entry: Entry) -> Workplace | None:
    return "remote" if entry.get("IsRemote") is True else workplace_in(entry.get("LocationName"))


def _place(entry: Entry) -> str | None:
    stated = entry.get("JobLocation") or {}
    named = [stated.get(name) for name in ("City", "State", "Country")]
    return ", ".join(filter(None, named)) or entry.get("LocationName")
