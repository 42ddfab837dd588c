"""We Work Remotely: an RSS feed of the newest hundred, or of one category ("remote-management-and-finance-jobs")."""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.place import places
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, rows_of, rss_items
from crawler.posting import Posting

_FIELDS = ("title", "description", "guid", "link", "pubDate", "expires_at", "region", "country", "type", "category")


class WeWorkRemotely(BoardSpider):
    name = "weworkremotely"
    list_url = "https://weworkremotely.com/remote-jobs.rss"
    headers = {"Accept": "application/rss+xml"}  # noqa: RUF012 - as every source's

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        category = f"https://weworkremotely.com/categories/{board.token}.rss"
        return (self.ask(self.list_url if board.board == "all" else category, board),)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        entries = [{name: item.findtext(name) for name in _FIELDS} for item in rss_items(body)]
        rows, refused = rows_of(entries, board, lambda entry: Row(_id(entry), _split(entry["title"])[1], entry))
        # The newest hundred are not all: what is older has not gone.
        is_cut = board.board == "all" and len(rows) + len(refused) >= 100
        return Page(rows, refused, note="the newest hundred only" if is_cut else None)

    def read(self, entry: Entry, board: Board) -> Posting:
        company, title = _split(entry["title"])
        return self.posting(
            board,
            source_id=_id(entry),
            title=title,
            hiring_organization=company,
            description=entry["description"],
            url=entry["link"] or entry["guid"],
            date_posted=day(entry["pubDate"]),
            valid_through=day(entry["expires_at"]),
            applicant_location_requirements=places(entry["country"] or entry["region"]),
            job_location_type="remote",
            employment_type=employment(entry["type"]),
            occupational_category=entry["category"] or None,
        )


def _id(entry: Entry) -> str:
    found: str = entry["guid"] or entry["link"]
    return found.rstrip("/").rsplit("/", 1)[-1]


def _split(title: str) -> tuple[str, str]:
    """Return company and role of "Company: Role" or "Role at Company".

    >>> _split("Acme: Project Manager: Bridges"), _split("Product Owner at Acme")
    (('Acme', 'Project Manager: Bridges'), ('Acme', 'Product Owner'))
    """
    company, _, role = title.partition(":")
    if not role.strip():
        role, _, company = title.rpartition(" at ")
    return (company.strip(), role.strip()) if role.strip() else ("", title.strip())
