"""Oracle Recruiting Cloud: a list in pages and a detail for each advert. The board is host/site.

A site that the host does not know is answered with the adverts of its default site, and nothing in the reply tells:
look at a new row's first adverts.

API: https://docs.oracle.com/en/cloud/saas/human-resources/farws/ (recruitingCEJobRequisitions)
"""

import re
from typing import Any
from urllib.parse import quote

from crawler.board_spider import BoardSpider, mark_of
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.gazetteer import country_of
from crawler.normal.own_fields import OwnField, read_own
from crawler.normal.pay import pay_in
from crawler.normal.pay.by_place import best_of
from crawler.normal.place.fields import places_in
from crawler.normal.sections import joined
from crawler.normal.told import told
from crawler.normal.work import employment, workplace
from crawler.page import Ask, Entry, Page, Row, UnreadableError, id_of, json_of, rows_of, with_told
from crawler.posting import Money, Place, Posting

LIMIT = 200
"""More is clamped in silence."""
_API = "https://{host}/hcmRestApi/resources/latest/"
_LIST = _API + (
    "recruitingCEJobRequisitions?onlyData=true&expand=requisitionList.secondaryLocations"
    "&finder=findReqs;siteNumber={site},facetsList=LOCATIONS%3BTITLES,limit={limit},offset={offset},"
    "sortBy=POSTING_DATES_DESC{search}"
)
_DETAIL = _API + (
    "recruitingCEJobRequisitionDetails?expand=all&onlyData=true&finder=ById;Id=%22{id}%22,siteNumber={site}"
)
_GRADE, _EMPLOYMENT = re.compile(r"(?i)\b(?:grade|band)\b"), re.compile(r"(?i)\b(?:contract|employment|vacancy) type\b")
_PAY = re.compile(r"(?i)^(?!.*\b(?:grade|band|scale|min\w*|max\w*|code|frequency)\b).*\b(?:salary|pay|compensation)\b")
"""How employers call their own fields: "Vacancy Type", "Salary Range"; a pay's least and most alone are no pay."""


class Oracle(BoardSpider):
    name = "oracle"
    list_url = _LIST
    is_searched = True
    is_conditional = False
    counts_rows = True

    def page(self, board: Board, text: str, at: int) -> Ask:
        host, _, site = board.token.partition("/")
        search = f",keyword=%22{quote(text)}%22" if text else ""
        url = self.list_url.format(host=host, site=site, limit=LIMIT, offset=at, search=search)
        return self.ask(url, board)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        reply = json_of(body)
        items = reply["items"]
        if not items:
            raise UnreadableError("a list without its one item: the site's number may be wrong")
        total = ask.about["total"] if ask.about.get("read") else items[0].get("TotalJobsCount")
        listed = items[0].get("requisitionList") or []
        rows, refused = rows_of(listed, board, lambda entry: self._row(entry, board))
        # Some sites state no total: a full page may have another behind it.
        may_go_on = total is not None or reply.get("hasMore") is True or len(listed) >= LIMIT
        following = self.next_page(board, ask, len(listed), total) if may_go_on else ()
        return Page(rows, refused, following, declared_total=total)

    def _row(self, entry: Entry, board: Board) -> Row:
        host, _, site = board.token.partition("/")
        detail = self.ask(_DETAIL.format(host=host, site=site, id=entry["Id"]), board, kind="detail")
        return Row(id_of(entry["Id"]), entry["Title"], entry, detail, mark_of(entry))

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        items = json_of(body)["items"]
        return self.read(with_told(row.entry, items[0]), board) if items else None  # withdrawn

    def read(self, entry: Entry, board: Board) -> Posting:
        own, held = _own(entry), employment([entry.get("JobSchedule"), entry.get("ContractType")])
        host, _, site = board.board.partition("/")
        return self.posting(
            board,
            source_id=str(entry["Id"]),
            title=entry["Title"],
            description=_advert(entry),
            url=f"https://{host}/hcmUI/CandidateExperience/en/sites/{site}/job/{entry['Id']}",
            date_posted=day(entry.get("ExternalPostedStartDate") or entry.get("PostedDate")),
            valid_through=day(entry.get("ExternalPostedEndDate")),
            job_location=_places(entry),
            job_location_type=workplace(entry.get("WorkplaceTypeCode")) or workplace(entry.get("WorkplaceType")),
            employment_type=tuple(dict.fromkeys([*held, *(read_own(own, _EMPLOYMENT, employment) or ())])),
            base_salary=best_of((name, _pay(name, value, entry)) for name, value in own),
            identifier=str(entry["Id"]),
            department=entry.get("Department") or None,
            grade=entry.get("JobGrade") or read_own(own, _GRADE, str),
            occupational_category=entry.get("JobFunction") or entry.get("JobFamily") or entry.get("Category"),
            language=(told(entry.get("ContentLocale")) or "")[:2].lower() or None,
        )


def _advert(entry: Entry) -> str:
    parts = ("Description", "Responsibilities", "Qualifications")
    headings = (None, "Responsibilities", "Qualifications")
    stated = [(heading, entry.get(f"External{part}Str")) for heading, part in zip(headings, parts, strict=True)]
    short = [] if any(text for _, text in stated) else [(None, entry.get("ShortDescriptionStr"))]
    about = [("About us", entry.get("CorporateDescriptionStr")), (None, entry.get("OrganizationDescriptionStr"))]
    return joined([*stated, *short, *about])


def _own(entry: Entry) -> list[OwnField]:
    """Return the employer's own fields, which some replies wrap once more."""
    stated = entry.get("requisitionFlexFields") or []
    listed = stated.get("items") or [] if isinstance(stated, dict) else stated
    return [(one.get("Prompt"), one.get("Value")) for one in listed if one]


def _pay(name: Any, value: Any, entry: Entry) -> Money | None:
    is_pay = _PAY.search(str(name)) is not None
    return pay_in(value, country_of(entry.get("PrimaryLocationCountry"))) if is_pay else None


def _places(entry: Entry) -> tuple[Place, ...]:
    named = [(entry.get("PrimaryLocation"), entry.get("PrimaryLocationCountry"))]
    named += [(one.get("Name"), one.get("CountryCode")) for one in entry.get("secondaryLocations") or []]
    found = dict.fromkeys(place for name, code in named for place in places_in(country_of(code), name))
    land = country_of(entry.get("PrimaryLocationCountry"))
    return tuple(found) or ((Place(raw=land, country=land),) if land else ())
