"""Adzuna: a search in many countries; snippets, not whole texts. Needs an id and a key.

A board may name its country: "us:project manager". API: https://developer.adzuna.com/docs/search
"""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.gazetteer import region_of
from crawler.normal.pay.fields import money
from crawler.normal.place import places, read_place
from crawler.normal.told import told
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Row, id_of
from crawler.posting import Money, Place, Posting
from crawler.search_spider import SearchSpider

_CURRENCIES = {"gb": "GBP", "us": "USD", "au": "AUD", "ca": "CAD", "nz": "NZD", "sg": "SGD", "in": "INR", "za": "ZAR",
               "br": "BRL", "mx": "MXN", "pl": "PLN", "ch": "CHF"}  # fmt: skip
"""By country; elsewhere the euro."""
_LANDS = {"": "us", "uk": "gb"}
"""What stands before the colon where the board was made of an address: adzuna.com, adzuna.co.uk."""


class Adzuna(SearchSpider):
    name = "adzuna"
    list_url = "https://api.adzuna.com/v1/api/jobs/{country}/search/{number}?{query}"
    needs_keys = ("NEXTRUNG_ADZUNA_ID", "NEXTRUNG_ADZUNA_KEY")
    page_size = 50

    def texts(self, board: Board) -> tuple[str, ...]:
        words = board.board.partition(":")[2] or board.board
        return super().texts(replace(board, board=words))

    def page(self, board: Board, text: str, at: int) -> Ask:
        login = [self.keys.get(name, "") for name in self.needs_keys]
        words = {"what": text} if text else {}
        query = urlencode(
            {"app_id": login[0], "app_key": login[1], "results_per_page": self.page_size, **words,
             "content-type": "application/json"}
        )  # fmt: skip
        url = self.list_url.format(country=country_of(board), number=at, query=query)
        return self.ask(url, board)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        return reply["results"], reply.get("count")

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(id_of(entry.get("id") or entry["redirect_url"]), _plain(entry["title"]), entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        place = entry.get("location") or {}
        return self.posting(
            board,
            source_id=str(entry.get("id") or entry["redirect_url"]),
            title=_plain(entry["title"]),
            hiring_organization=(entry.get("company") or {}).get("display_name") or "not named (Adzuna)",
            description=_plain(entry["description"]),
            description_format="text",
            url=entry.get("redirect_url"),
            date_posted=day(entry.get("created")),
            job_location=_places(place, country_of(board).upper()),
            job_location_type=workplace_in(place.get("display_name")),
            employment_type=employment([entry.get("contract_time") or "", entry.get("contract_type") or ""]),
            base_salary=_salary(entry, country_of(board)),
            occupational_category=(entry.get("category") or {}).get("label"),
        )


def _places(stated: Entry, country: str) -> tuple[Place, ...]:
    """Return the places: in the country whose market is searched, whatever else their names can mean.

    `area` goes from the country down, "UK", "London", "Central London", "The City"; only its end is shown.
    """
    shown, area = told(stated.get("display_name")), list(filter(told, stated.get("area") or []))
    # The second is a statistical region in the UK, and a state elsewhere.
    if len(area) > 2 and (read := read_place(", ".join(reversed(area[2:])), country)):
        named = {"country": country, "region": read.region or region_of(area[1], country)}
        return (read.model_copy(update={"raw": shown or read.raw, **named}),)
    return tuple(dict.fromkeys(place.model_copy(update={"country": country}) for place in places(shown, country)))


def country_of(board: Board) -> str:
    """Return the country whose market is searched.

    >>> country_of(Board("adzuna", "us:project manager", "Adzuna")), country_of(Board("adzuna", "all", "A"))
    ('us', 'gb')
    """
    named, found, _ = board.board.lower().partition(":")
    return _LANDS.get(named, named) if found else (board.country or "gb").lower()


def _plain(text: str) -> str:
    return re.sub(r"</?strong>", "", text)


def _salary(entry: Entry, country: str) -> Money | None:
    # "1": a model's guess, never to be shown as stated.
    is_guess = str(entry.get("salary_is_predicted")) == "1"
    currency = _CURRENCIES.get(country, "EUR")
    return money("", entry.get("salary_min"), entry.get("salary_max"), currency, "YEAR",
                 origin="predicted" if is_guess else "structured")  # fmt: skip
