"""Hacker News, "Who is hiring?": the comments of a thread, whose first line is "Company | Role | Place" by habit.

The board "all" is the newest thread, a number is one of them. Who wrote a comment is not kept.
API: https://hn.algolia.com/api
"""

import html
import re
from collections.abc import Iterable

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.work import employment, is_employment, workplace_in
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Place, Posting
from crawler.titles import roles

_SEARCH = (
    "https://hn.algolia.com/api/v1/search_by_date"
    "?query=%22Ask%20HN%3A%20Who%20is%20hiring%22&tags=story,author_whoishiring"
)


class HackerNews(BoardSpider):
    name = "hn"
    list_url = "https://hn.algolia.com/api/v1/items/{board}"
    is_conditional = False

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        if board.board == "all":
            return (self.ask(_SEARCH, board, kind="threads"),)
        return (self.ask(self.list_url.format(board=board.token), board),)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        reply = json_of(body)
        if "hits" in reply:
            newest = max(reply["hits"], key=lambda hit: str(hit["created_at"]))
            return Page(following=(self.ask(self.list_url.format(board=newest["objectID"]), board),))
        rows, refused = rows_of(reply["children"], board, _row)
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        parts = _parts(entry["text"])
        head, title = " | ".join(parts), _title(parts)
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=title,
            hiring_organization=_company(parts),
            description=entry["text"],
            url=f"https://news.ycombinator.com/item?id={entry['id']}",
            date_posted=day(entry.get("created_at_i")),
            job_location=_places(part for part in parts[1:] if part[:300] != title),
            job_location_type=workplace_in(head),
            employment_type=employment([part for part in parts[1:] if is_employment(part)]),
            base_salary=next((pay for part in parts[1:] if (pay := pay_in(part))), None),
            language="en",
            sector=None,
            country=None,
        )


def _places(parts: Iterable[str]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(filter(_is_known, (place for part in parts for place in places(part)))))


def _row(entry: Entry) -> Row | None:
    """Return a row for a comment; deleted ones have no text."""
    text = entry.get("text")
    return Row(id_of(entry["id"]), _title(_parts(text)), entry) if text else None


def _parts(text: str) -> list[str]:
    """Return the parts of the first line.

    >>> _parts("Acme (acme.example) | Project Manager | Leeds, UK | REMOTE<p>We build.")
    ['Acme (acme.example)', 'Project Manager', 'Leeds, UK', 'REMOTE']
    """
    first = html.unescape(re.sub(r"<[^>]+>", " ", re.split(r"<p>|\n", text, maxsplit=1)[0]))
    parts = first.split("|") if "|" in first else re.split(r"\s[—–]\s", first)
    return [part.strip() for part in parts if part.strip()] or ["not named"]


def _title(parts: list[str]) -> str:
    """Return the part that names a role of ours, else the second, where it stands by habit; prose is its own title."""
    named = next((part for part in parts[1:] if roles("pm").want(part)), None)
    told = next((part for part in parts[1:] if not _is_of_the_terms(part)), parts[min(1, len(parts) - 1)])
    return (named or told)[:300]


def _is_of_the_terms(part: str) -> bool:
    """Whether a part says where, how and for what one works, or stands for the company: no name of a role."""
    return bool(
        "://" in part or pay_in(part) or is_employment(part) or workplace_in(part) or any(map(_is_known, places(part)))
    )


def _is_known(place: Place) -> bool:
    return place.country is not None


def _company(parts: list[str]) -> str:
    if len(parts) < 2:
        return "not named (Hacker News)"
    return re.sub(r"\s*\(?https?://\S+|\s*\([^)]*\)", "", parts[0]).strip() or parts[0]
