"""Phenom: a search page with its first adverts as JSON, more by POST, each with a page with a schema.org JobPosting.

The board is where the search page stands: host/land/language ("careers.acme.example/global/en").
"""

import json
import re
from typing import Any
from urllib.parse import quote

from crawler.boards import Board
from crawler.jobposting import decoded
from crawler.linked_spider import LinkedSpider
from crawler.normal.told import told
from crawler.page import Ask, Entry, Page, Row, UnreadableError, id_of, json_of, rows_of

LIMIT = 50
_DATA = re.compile(r"phApp\.ddo\s*=\s*(?=\{)")


class Phenom(LinkedSpider):
    name = "phenom"
    list_url = "https://{board}/search-results"
    counts_rows = True

    def page(self, board: Board, text: str, at: int) -> Ask:
        if not at:
            return super().page(board, text, at)
        host, *site = board.token.split("/")
        asked = {"ddoKey": "refineSearch", "jobs": True, "from": at, "size": LIMIT, **_language(site)}
        headers = {"Accept": "application/json"}
        return self.ask(f"https://{host}/widgets", board, body=json.dumps(asked), headers=headers)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        found = json_of(body)["refineSearch"] if ask.body else _search_in(decoded(body))
        listed, total = found["data"]["jobs"], found["totalHits"]
        rows, refused = rows_of(listed, board, lambda entry: self._row(entry, board))
        return Page(rows, refused, self.next_page(board, ask, len(listed), total), declared_total=total)

    def _row(self, entry: Entry, board: Board) -> Row:
        number = id_of(entry["jobId"])
        shown = {
            "place": told(entry.get("location")) or told([entry.get("city"), entry.get("country")]),
            "identifier": entry.get("reqId"),
            "posted": entry.get("postedDate"),
            "employment": entry.get("type"),
            "department": entry.get("department"),
            "category": entry.get("category"),
        }
        return self.linked(
            number, entry["title"], f"https://{board.token}/job/{quote(number, safe='')}", board, **shown
        )


def _search_in(page: str) -> Any:
    found = _DATA.search(page)
    if not found:
        raise UnreadableError("a search page without its data: the employer may have left this platform")
    data, _ = json.JSONDecoder().raw_decode(page, found.end())
    return data["eagerLoadRefineSearch"]


def _language(site: list[str]) -> dict[str, str]:
    """Return the part of a site that is asked for: without it, it is the site's own choice.

    >>> _language(["global", "en"]), _language([])
    ({'country': 'global', 'lang': 'en_global'}, {})
    """
    return {"country": site[0], "lang": f"{site[1]}_{site[0]}"} if len(site) > 1 else {}
