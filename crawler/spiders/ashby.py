"""Ashby: a whole board in one reply; the company's name is ours to carry.

API: https://developers.ashbyhq.com/docs/public-job-posting-api
"""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.pay import pay_in
from crawler.normal.pay_by_place import best_of
from crawler.normal.pay_fields import money
from crawler.normal.place import places
from crawler.normal.place_fields import with_region
from crawler.normal.work import employment, workplace, workplace_in
from crawler.page import Ask, Entry, Page, Row, json_of, rows_of
from crawler.posting import Money, Place, Posting, Workplace


class Ashby(BoardSpider):
    name = "ashby"
    list_url = "https://api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(json_of(body)["jobs"], board, _row)
        return Page(rows, refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        is_html, where = bool(entry.get("descriptionHtml")), _places(entry, board.country)
        return self.posting(
            board,
            source_id=entry["id"],
            title=entry["title"],
            description=entry["descriptionHtml"] if is_html else entry.get("descriptionPlain") or "",
            description_format="html" if is_html else "text",
            url=entry.get("jobUrl") or None,
            date_posted=day(entry.get("publishedAt")),
            job_location=where,
            job_location_type=_workplace(entry),
            employment_type=employment(entry.get("employmentType")),
            base_salary=_salary(entry.get("compensation") or {}, where, board.country),
            department=entry.get("department") or entry.get("team") or None,
        )


def _row(entry: Entry) -> Row | None:
    return None if entry.get("isListed") is False else Row(entry["id"], entry["title"], entry)


def _workplace(entry: Entry) -> Workplace | None:
    """Return what is stated; older boards say it only in the place: "Remote - US", "New York City (Hybrid)"."""
    stated: Workplace | None = "remote" if entry.get("isRemote") else None
    return workplace(entry.get("workplaceType")) or stated or workplace_in(entry.get("location"))


def _places(entry: Entry, country: str | None) -> tuple[Place, ...]:
    named = [entry, *filter(None, entry.get("secondaryLocations") or [])]
    return tuple(dict.fromkeys(place for one in named for place in _place(one, country)))


def _place(one: Entry, country: str | None) -> tuple[Place, ...]:
    town, region, _ = _address(one)
    return tuple(with_region(place, town, region) for place in places(_place_text(one), country))


def _address(one: Entry) -> tuple[str, ...]:
    address = (one.get("address") or {}).get("postalAddress") or {}
    return tuple((address.get(name) or "").strip() for name in ("addressLocality", "addressRegion", "addressCountry"))


def _place_text(one: Entry) -> str | None:
    """Return a place as shown, with what its address adds: "London" alone does not settle the country.

    Several places shown, and the land of remote work, say more than the one address.
    """
    town, region, land = _address(one)
    shown = (one.get("location") or "").strip()
    spelled = ", ".join(part for part in dict.fromkeys((town, region, land)) if part)
    named = places(shown)
    is_land = bool(town and named and named[0].locality and country_of(town) == named[0].country)
    if not spelled or len(named) > 1 or is_land:
        return shown
    if "remote" in shown.casefold():
        return shown if named else land or spelled
    return spelled if town or region or not named or land in shown else f"{shown}, {land}"


def _salary(compensation: Entry, where: tuple[Place, ...], country: str | None) -> Money | None:
    """Return the salary of the tiers, else of their summary, that states a figure; equity and bonus are none."""
    raw = compensation.get("scrapeableCompensationSalarySummary") or ""
    tiers = [tier for tier in compensation.get("compensationTiers") or [] if tier]
    named = [(tier.get("title"), _pay(one, raw)) for tier in tiers for one in tier.get("components") or []]
    summary = [("", _pay(one, raw)) for one in compensation.get("summaryComponents") or []]
    return best_of(named, where) or best_of(summary, where) or pay_in(raw, country)


def _pay(one: Entry | None, raw: str) -> Money | None:
    if not one or one.get("compensationType") != "Salary":
        return None
    ends = one.get("minValue"), one.get("maxValue")
    return money(raw or one.get("summary") or "", *ends, one.get("currencyCode"), one.get("interval"))
