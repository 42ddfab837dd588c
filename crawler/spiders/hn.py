"""Hacker News, "Who is hiring?": the comments of a thread, whose first line is "Company | Role | Place" by habit.

The board "all" is the newest thread, a number is one of them. Who wrote a comment is not kept.
API: https://hn.algolia.com/api
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.knowledge import known_words
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.work import employment, is_employment, workplace_in
from crawler.page import Ask, Entry, Page, Row, UnreadableError, id_of, json_of, rows_of
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
            # The same account opens "Who wants to be hired?", too.
            threads = [hit for hit in reply["hits"] if "who is hiring" in _thread(hit).casefold()]
            newest = max(threads, key=lambda hit: str(hit["created_at"]), default=None)
            if newest is None:
                raise UnreadableError("no thread asks who is hiring")
            return Page(
                following=(self.ask(self.list_url.format(board=newest.get("story_id") or newest["objectID"]), board),)
            )
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
            job_location=_places(part for part in _after_company(parts) if part[:300] != title),
            job_location_type=workplace_in(head),
            employment_type=employment([part for part in parts[1:] if is_employment(part)]),
            base_salary=next((pay for part in parts[1:] if (pay := pay_in(part))), None),
            language="en",
        )


def _after_company(parts: list[str]) -> list[str]:
    """Return all parts but the company, of which what it says in brackets is one: "Acme (Remote US)"."""
    return [*re.findall(r"\(([^)]*)\)", parts[0]), *parts[1:]]


def _places(parts: Iterable[str]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for part in parts for place in _places_in(part)))


def _places_in(part: str) -> Iterator[Place]:
    """Yield the known places of a part, where one of them is sure to be a place.

    >>> parts = ("TypeScript / AI", "Remote, PL", "Remote, EST", "UK", "Mobile")
    >>> [place.raw for part in parts for place in _places_in(part)]
    ['Remote, PL', 'UK']
    """
    known = [place for place in places(part) if place.country]
    yield from known if not all(_may_be_of_the_trade(place.raw) for place in known) else ()


def _may_be_of_the_trade(name: str) -> bool:
    """Say whether a place's name may mean something else: QA and AI, EST also beside "Remote", PM after a name."""
    words, bare = _words()["places"], _WORKPLACE.sub("", name).strip("()")
    is_code = re.fullmatch("[A-Z]{3}" if bare != name else "[A-Z]{2,3}", bare) and bare not in words["short"]
    return bool(is_code) or bare.rpartition(", ")[2] in words["trade"] or bare.casefold() in words["ordinary"]


def _words() -> dict[str, Any]:
    return known_words("normal", "comments.toml")


def _row(entry: Entry) -> Row | None:
    """Return a row for a comment; deleted ones have no text."""
    text = entry.get("text")
    return Row(id_of(entry["id"]), _title(_parts(text)), entry) if text else None


_WORKPLACE = re.compile(r"\W*\b(?:remote|hybrid|on-?site|only|in)\b\W*", re.IGNORECASE)
_LABEL = re.compile(r"([A-Za-z][A-Za-z ]{1,18}):\s*(\S.*)")
_SEPARATORS = ((r"\|", 2), (r"\s[—–]\s", 2), (r"\s[•·]\s", 3), (r"\s-\s", 3))
"""What stands between the parts of a first line, and how many there must be."""
_LONGEST_NAME = 60


def _thread(hit: Entry) -> str:
    """Return the title of the thread that a hit is, or stands in."""
    return str(hit.get("title") or hit.get("story_title"))


def _parts(text: str) -> list[str]:
    r"""Return what the beginning tells: company, and role, place and terms in any order.

    >>> _parts("Acme (acme.example) | Project Manager | Leeds, UK | REMOTE<p>We build.")
    ['Acme (acme.example)', 'Project Manager', 'Leeds, UK', 'REMOTE']
    >>> _parts("Acme - Project Manager - Berlin")
    ['Acme', 'Project Manager', 'Berlin']
    >>> _parts("Company: Acme\nLocation: Leeds, UK\nRemote: Yes\nVisa: no<p>Project Manager<p>We build.")
    ['Acme', 'Project Manager', 'Leeds, UK', 'Remote']
    >>> _parts("Project Manager at Acme | Leeds, UK")
    ['Acme', 'Project Manager', 'Leeds, UK']
    """
    lines = [html.unescape(re.sub(r"<[^>]+>", " ", line)).strip() for line in re.split(r"<p>|\n", text)]
    return _labelled(lines) or _company_first(_separated(lines[0])) or ["not named"]


def _labelled(lines: list[str]) -> list[str]:
    """Return the values of "Label: value" lines; the role without a label is the line after them."""
    labels, stated, after = _words()["labels"], dict[str, str](), ""
    for line in filter(None, lines):
        found = _LABEL.fullmatch(line)
        if not found:
            after = line
            break
        stated[found[1].casefold()] = found[2]
    company = next((stated.pop(name) for name in labels["company"] if name in stated), None)
    if company is None or not stated:
        return []
    role = next((stated.pop(name) for name in labels["role"] if name in stated), after)
    terms = (_term(label, value) for label, value in stated.items())
    return [part for part in (company, role, *terms) if part]


def _term(label: str, value: str) -> str:
    """Return what "Remote: Yes" says, and nothing for "Remote: No"."""
    answer = re.split(r"\W", value.casefold(), maxsplit=1)[0]
    return {"yes": label.capitalize(), "no": ""}.get(answer, value)


def _separated(line: str) -> list[str]:
    for sign, least in _SEPARATORS:
        parts = [part.strip() for part in re.split(sign, line) if part.strip()]
        if len(parts) >= least and (least == 2 or len(parts[0]) < _LONGEST_NAME):
            return parts
    return [line.strip(" |")] if line.strip(" |") else []


def _company_first(parts: list[str]) -> list[str]:
    """Return the company and a role of ours apart where the first part names both, and no other names such a role."""
    role, _, company = parts[0].rpartition(" at ") if len(parts) > 1 else ("", "", "")
    is_both = bool(role) and [part for part in (role, *parts[1:]) if roles("pm").want(part)] == [role]
    return [company, role, *parts[1:]] if is_both else parts


def _title(parts: list[str]) -> str:
    """Return the part that names a role of ours, else the second, where it stands by habit; prose is its own title."""
    named = next((part for part in parts[1:] if roles("pm").want(part)), None)
    told = next((part for part in parts[1:] if not _is_of_the_terms(part)), parts[min(1, len(parts) - 1)])
    return (named or told)[:300]


def _is_of_the_terms(part: str) -> bool:
    """Whether a part says where, how and for what one works, or stands for the company: no name of a role."""
    return bool("://" in part or pay_in(part) or is_employment(part) or workplace_in(part) or any(_places_in(part)))


def _company(parts: list[str]) -> str:
    if len(parts) < 2:
        return "not named (Hacker News)"
    return re.sub(r"\s*\(?https?://\S+|\s*\([^)]*\)", "", parts[0]).strip() or parts[0]
