"""BambooHR: a short list and a detail for each advert; an unknown tenant is sent to the platform's own site."""

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.place.fields import places_of
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of, with_told
from crawler.posting import Place, Posting, Workplace

_PLACES = ("location", "atsLocation")
_WORKPLACES: dict[str, Workplace] = {"0": "on_site", "1": "remote", "2": "hybrid"}


class BambooHr(BoardSpider):
    name = "bamboohr"
    list_url = "https://{board}.bamboohr.com/careers/list"
    is_conditional = False
    follows_redirects = False

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        # `meta.totalCount` may count more than the list has: it is no proof of a short one.
        rows, refused = rows_of(json_of(body)["result"], board, lambda entry: self._row(entry, board))
        return Page(rows, refused)

    def _row(self, entry: Entry, board: Board) -> Row:
        url = f"https://{board.token}.bamboohr.com/careers/{entry['id']}/detail"
        return Row(
            id_of(entry["id"]), entry["jobOpeningName"], entry, self.ask(url, board, kind="detail"), mark_of(entry)
        )

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting:
        stated = json_of(body)["result"]["jobOpening"]
        places = {name: with_told(row.entry.get(name) or {}, stated.get(name) or {}) for name in _PLACES}
        return self.read({**with_told(row.entry, stated), **places, "id": row.source_id}, board)

    def read(self, entry: Entry, board: Board) -> Posting:
        country = board.country
        where = _places(entry, country)
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["jobOpeningName"],
            description=entry["description"],
            url=entry.get("jobOpeningShareUrl"),
            date_posted=day(entry.get("datePosted")),
            job_location=where,
            job_location_type=_workplace(entry),
            employment_type=employment(entry.get("employmentStatusLabel")),
            base_salary=pay_in(entry.get("compensation"), (where[0].country if where else None) or country),
            department=entry.get("departmentLabel") or None,
        )


def _workplace(entry: Entry) -> Workplace | None:
    """Return what the place says, where it says it; the field of its own is left at "0" by many."""
    written = (workplace_in((entry.get(place) or {}).get(field)) for place in _PLACES for field in ("city", "state"))
    stated = _WORKPLACES.get(str(entry.get("locationType"))) or ("remote" if entry.get("isRemote") else None)
    return next(filter(None, written), stated)


def _places(entry: Entry, home: str | None) -> tuple[Place, ...]:
    written, chosen = (entry.get(name) or {} for name in _PLACES)
    return _read(written.get("city"), written.get("state"), written.get("addressCountry"), home) or _read(
        chosen.get("city"), chosen.get("state") or chosen.get("province"), chosen.get("country"), home
    )


def _read(city: str | None, state: str | None, country: str | None, home: str | None) -> tuple[Place, ...]:
    """Return the places of the fields; where no country is stated, town and state may settle it."""
    named = () if country else places(", ".join(filter(None, (city, state))), home)
    return named or places_of(city, state, country)
