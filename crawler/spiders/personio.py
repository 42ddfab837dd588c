"""Personio: a board as one XML, its sections named. No salary in the feed.

Feed: https://support.personio.de/hc/en-us/articles/207576365
"""

from typing import Any

from lxml import etree

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.markup import unescaped
from crawler.normal.place import places
from crawler.normal.sections import joined
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Page, Row, UnreadableError, refusal, xml_of
from crawler.posting import Posting, Refused


class Personio(BoardSpider):
    name = "personio"
    list_url = "https://{board}.jobs.personio.de/xml?language=en"
    headers = {"Accept": "application/xml"}  # noqa: RUF012 - as every source's

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows: list[Row] = []
        refused: list[Refused] = []
        for position in _root(body).iter("position"):
            number, title = position.findtext("id"), position.findtext("name")
            if number and title:
                rows.append(Row(number.strip(), title.strip(), etree.tostring(position, encoding="unicode")))
            else:
                missing = KeyError("name" if number else "id")
                refused.append(refusal(board, missing, etree.tostring(position, encoding="unicode"), number))
        return Page(tuple(rows), tuple(refused))

    def read(self, entry: str, board: Board) -> Posting:
        position = etree.fromstring(entry)
        number = _text(position, "id")
        parts = position.iter("jobDescription")
        sections = [(_text(one, "name"), unescaped(_text(one, "value") or "")) for one in parts]
        offices = _offices(position)
        types = [_text(position, name) or "" for name in ("employmentType", "schedule")]
        return self.posting(
            board,
            source_id=number,
            title=_text(position, "name"),
            description=joined(sections),
            url=f"https://{board.board}.jobs.personio.de/job/{number}?language=en",
            date_posted=day(_text(position, "createdAt")),
            job_location=places(offices, board.country),
            job_location_type=next(filter(None, map(workplace_in, offices)), None),
            employment_type=employment(types),
            department=_text(position, "department"),
            occupational_category=_text(position, "occupationCategory"),
        )


def _root(body: bytes) -> Any:
    root = xml_of(body, "no XML feed: some tenants show only a page of HTML, or the reply broke off")
    if root.tag != "workzag-jobs":
        raise UnreadableError("a page where the XML feed should stand")
    return root


def _text(element: Any, name: str) -> str | None:
    return (element.findtext(name) or "").strip() or None


def _offices(position: Any) -> list[str]:
    named = [_text(position, "office"), *(one.text for one in position.findall("additionalOffices/office"))]
    return [name for name in named if name]
