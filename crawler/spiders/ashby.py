"""Ashby: a whole board in one reply; the company's name is ours to carry.

API: https://developers.ashbyhq.com/docs/public-job-posting-api
"""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.pay import pay_in
from crawler.normal.pay.by_place import best_of
from crawler.normal.pay.fields import money
from crawler.normal.pay.words import pattern_of
from crawler.normal.place import places
from crawler.normal.place.fields import with_region
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
    """Return the salary of the tiers, else of their summary, that states a figure; equity and bonus are none.

    Nor are on-target earnings, which only the tiers tell apart; their words may state the base beside them.
    """
    raw = compensation.get("scrapeableCompensationSalarySummary") or ""
    tiers = [tier for tier in compensation.get("compensationTiers") or [] if tier]
    parts = [(tier, one) for tier in tiers for one in tier.get("components") or [] if _is_salary(one)]
    on_target = any(_is_on_target(one) for _, one in parts)
    pay = [(tier.get("title"), _base(one, tier) if _is_on_target(one) else _pay(one, raw)) for tier, one in parts]
    summary = [("", _pay(one, raw)) for one in compensation.get("summaryComponents") or [] if _is_salary(one)]
    return best_of(pay, where) or (None if on_target else best_of(summary, where) or pay_in(raw, country))


def _is_salary(one: Entry | None) -> bool:
    return one is not None and one.get("compensationType") == "Salary"


def _is_on_target(one: Entry) -> bool:
    return pattern_of("on_target", "pattern").search(one.get("summary") or "") is not None


def _base(one: Entry, tier: Entry) -> Money | None:
    found = pay_in((tier.get("tierSummary") or "").replace(one["summary"], "").strip(" •"))
    return found and money(found.raw, found.min, found.max, one.get("currencyCode"), one.get("interval"), "text")


def _pay(one: Entry, raw: str) -> Money | None:
    ends = one.get("minValue"), one.get("maxValue")
    return money(raw or one.get("summary") or "", *ends, one.get("currencyCode"), one.get("interval"))
