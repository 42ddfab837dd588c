"""Arbetsförmedlingen (Sweden): open data, keyless; whole texts.

API: https://jobsearch.api.jobtechdev.se
"""

from typing import Any
from urllib.parse import urlencode

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place.fields import place_of
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Row, id_of
from crawler.posting import Place, Posting
from crawler.search_spider import SearchSpider


class Arbetsformedlingen(SearchSpider):
    name = "arbetsformedlingen"
    list_url = "https://jobsearch.api.jobtechdev.se/search?{query}"
    counts_rows = True
    page_size = 100
    most_pages = 20
    """offset + limit ≤ 2,000 to 10,000; the smaller is asked."""

    def page(self, board: Board, text: str, at: int) -> Ask:
        words = {"q": text} if text else {}
        query = urlencode({**words, "limit": self.page_size, "offset": at})
        return self.ask(self.list_url.format(query=query), board)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        return reply["hits"], reply["total"]["value"]

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(id_of(entry["id"]), entry["headline"], entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        description, place = entry["description"], _place(entry.get("workplace_address") or {})
        held = [entry.get("working_hours_type"), entry.get("employment_type")]
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["headline"],
            hiring_organization=entry["employer"].get("name") or entry["employer"]["workplace"],
            description=description.get("text_formatted") or description["text"],
            description_format="html" if description.get("text_formatted") else "text",
            url=entry.get("webpage_url"),
            date_posted=day(entry.get("publication_date")),
            valid_through=day(entry.get("application_deadline")),
            job_location=(place,) if place else (),
            employment_type=employment(held),
            base_salary=pay_in(entry.get("salary_description"), "SE"),
            occupational_category=(entry.get("occupation") or {}).get("label"),
        )


def _place(address: Entry) -> Place | None:
    town, region = address.get("municipality") or address.get("city"), address.get("region")
    place = place_of(town, region, address.get("country"))
    return place and place.model_copy(update={"country": place.country or "SE"})
