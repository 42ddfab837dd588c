"""USAJobs: the federal government's search, with its grades. Needs a key and the e-mail it was given to.

API: https://developer.usajobs.gov/api-reference/get-api-search
"""

import re
from typing import Any
from urllib.parse import urlencode

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay.fields import money
from crawler.normal.place.fields import place_of
from crawler.normal.sections import as_html, joined
from crawler.normal.told import told
from crawler.normal.work import employment, workplace_in
from crawler.page import Ask, Entry, Row, id_of
from crawler.posting import Money, Place, Posting, Workplace
from crawler.search_spider import SearchSpider

_NO_TOWN = re.compile("^anywhere|negotiable|multiple locations", re.IGNORECASE)
_KINDS = ("PositionSchedule", "PositionOfferingType")
_UNITS = {"PA": "YEAR", "PH": "HOUR", "PD": "DAY", "PW": "WEEK", "PM": "MONTH"}


class UsaJobs(SearchSpider):
    name = "usajobs"
    list_url = "https://data.usajobs.gov/api/Search?{query}"
    needs_keys = ("NEXTRUNG_USAJOBS_KEY", "NEXTRUNG_USAJOBS_EMAIL")
    page_size = 500
    most_pages = 20
    """The search shows its first 10,000 rows."""

    def page(self, board: Board, text: str, at: int) -> Ask:
        words = {"Keyword": text} if text else {}
        query = urlencode({**words, "ResultsPerPage": self.page_size, "Page": at})
        headers = {
            "Authorization-Key": self.keys.get("NEXTRUNG_USAJOBS_KEY", ""),
            "User-Agent": self.keys.get("NEXTRUNG_USAJOBS_EMAIL", ""),
        }
        return self.ask(self.list_url.format(query=query), board, headers=headers)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        result = reply["SearchResult"]
        return result["SearchResultItems"], result["SearchResultCountAll"]

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(id_of(entry["MatchedObjectId"]), entry["MatchedObjectDescriptor"]["PositionTitle"], entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        advert = entry["MatchedObjectDescriptor"]
        details = (advert.get("UserArea") or {}).get("Details") or {}
        named = (_place(one) for one in advert.get("PositionLocation") or [] if one)
        places = tuple(dict.fromkeys(place for place in named if place))
        return self.posting(
            board,
            source_id=str(entry["MatchedObjectId"]),
            title=advert["PositionTitle"],
            hiring_organization=advert["OrganizationName"],
            description=_advert(advert, details),
            url=advert.get("PositionURI"),
            date_posted=day(advert.get("PublicationStartDate") or advert.get("PositionStartDate")),
            valid_through=day(advert.get("ApplicationCloseDate") or advert.get("PositionEndDate")),
            job_location=places,
            job_location_type=_workplace(details, places),
            employment_type=employment([one.get("Name") for name in _KINDS for one in advert.get(name) or [] if one]),
            base_salary=_salary(advert.get("PositionRemuneration") or []),
            identifier=advert.get("PositionID"),
            department=advert.get("DepartmentName"),
            occupational_category=", ".join(one["Name"] for one in advert.get("JobCategory") or []) or None,
            grade=_grade(advert, details),
            sector="public",
            country="US",
            language="en",
        )


def _place(one: Entry) -> Place | None:
    town = (one.get("CityName") or "").split(",")[0]
    return place_of(
        "" if _NO_TOWN.search(town) else town,
        one.get("CountrySubDivisionCode"),
        one.get("CountryCode"),
        one.get("LocationName"),
    )


def _workplace(details: Entry, places: tuple[Place, ...]) -> Workplace | None:
    """Return "remote" where it is ticked, or all places say so: "Anywhere in the U.S. (remote job)"."""
    is_remote = bool(places) and all(workplace_in(place.raw) == "remote" for place in places)
    return "remote" if is_remote or str(details.get("RemoteIndicator")).casefold() == "true" else None


def _advert(advert: Entry, details: Entry) -> str:
    return joined(
        [
            (None, _html(details.get("JobSummary"))),
            ("Duties", _html(details.get("MajorDuties"))),
            ("Requirements", _html(details.get("Requirements"))),
            ("Qualifications", _html(advert.get("QualificationSummary"))),
            ("Education", _html(details.get("Education"))),
        ]
    )


def _html(stated: Any) -> str:
    """Return a text, or each of several, as HTML: most are plain, with lines of their own."""
    texts = [str(text) for text in (stated if isinstance(stated, list) else [stated]) if text]
    return "".join(map(as_html, texts))


def _salary(stated: list[Entry]) -> Money | None:
    first = stated[0] if stated else {}
    code = first.get("RateIntervalCode") or ""
    unit = _UNITS.get(code) or told(first.get("Description")) or code  # "Bi-weekly" is no unit of ours: raw only
    return money("", first.get("MinimumRange"), first.get("MaximumRange"), "USD", unit)


def _grade(advert: Entry, details: Entry) -> str | None:
    """Return the highest grade: the one that the advert leads to."""
    codes = [one["Code"] for one in advert.get("JobGrade") or []]
    level = details.get("HighGrade") or details.get("LowGrade")
    return f"{codes[0]}-{level}" if codes and level else None
