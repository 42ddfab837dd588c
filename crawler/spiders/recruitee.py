"""Recruitee (Tellent): a whole board in one reply, description and requirements apart.

API: https://docs.recruitee.com/reference/offers
"""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.pay.fields import money
from crawler.normal.place import places
from crawler.normal.place.fields import places_of
from crawler.normal.sections import joined
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Money, Place, Posting, Workplace


class Recruitee(BoardSpider):
    name = "recruitee"
    list_url = "https://{board}.recruitee.com/api/offers/"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        offers = json_of(body)["offers"]
        rows, refused = rows_of(offers, board, lambda entry: Row(id_of(entry["id"]), entry["title"], entry))
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        return self.posting(
            board,
            source_id=str(entry["id"]),
            title=entry["title"],
            description=_advert(entry),
            url=entry.get("careers_url"),
            date_posted=day(entry.get("published_at") or entry.get("created_at")),
            valid_through=day(entry.get("close_at")),
            job_location=_places(entry),
            job_location_type=_workplace(entry),
            employment_type=employment(entry.get("employment_type_code")),
            base_salary=_salary(entry.get("salary") or {}),
            department=entry.get("department") or None,
            occupational_category=entry.get("category_code") or None,
        )


def _advert(entry: Entry) -> str:
    """Return description and requirements; of an advert whose own are empty, those of a translation."""
    told = [entry, *(one for one in (entry.get("translations") or {}).values() if one)]
    texts = (joined([(None, one.get("description")), ("Requirements", one.get("requirements"))]) for one in told)
    return next(filter(None, texts), "")


def _places(entry: Entry) -> tuple[Place, ...]:
    stated = [(one, one.get("state")) for one in entry.get("locations") or [] if one]
    found = [place for one, region in stated or [(entry, entry.get("state_name"))] for place in _places_in(one, region)]
    return tuple(found) or places(entry.get("location"))


def _places_in(one: Entry, region: str | None) -> tuple[Place, ...]:
    country = country_of(one.get("country_code"))
    found = places_of(one.get("city"), region, one.get("country"))
    return tuple(place.model_copy(update={"country": country or place.country}) for place in found)


def _workplace(entry: Entry) -> Workplace | None:
    ticked: list[Workplace] = []
    for name, meant in (("hybrid", "hybrid"), ("remote", "remote"), ("on_site", "on_site")):
        if entry.get(name):
            ticked.append(meant)  # type: ignore[arg-type] # the words are those of Workplace
    return ticked[0] if ticked else None


def _salary(stated: Entry) -> Money | None:
    return money("", stated.get("min"), stated.get("max"), stated.get("currency"), stated.get("period"))
