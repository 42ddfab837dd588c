"""SmartRecruiters by its public pages: the API's robots.txt refuses all but one crawler, so it is not asked.

A list in fragments of HTML without a total, and pages with schema.org microdata. Replies of the API are read where a
board's own address gives them.
"""

import re
from typing import Any

import lxml.html

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.jobposting import Job, decoded
from crawler.linked_spider import LinkedSpider, check_is_list
from crawler.microdata import flat_jobs
from crawler.normal.dates import day
from crawler.normal.place.fields import places_of
from crawler.normal.sections import joined
from crawler.normal.told import told
from crawler.normal.work import employment, workplace
from crawler.page import Ask, Entry, Page, Row, id_of, json_of, rows_of
from crawler.posting import Place, Posting


class SmartRecruiters(LinkedSpider):
    name = "smartrecruiters"
    list_url = "https://careers.smartrecruiters.com/{board}/api/more?page={page}"
    empty_is_unknown = True
    empty_tells = BoardSpider.empty_tells
    is_off = "its API refuses crawlers and its pages are many: ask for it by name"

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        if body.lstrip().startswith(b"{"):
            return self._listed(json_of(body), board, ask)
        links = _links(decoded(body))
        check_is_list(bool(links) or not body.strip())
        rows, refused = rows_of(links, board, lambda link: self._row(link, board))
        return Page(rows, refused, self.next_page(board, ask, len(rows)))

    def _row(self, link: Any, board: Board) -> Row:
        url = link.get("href").split("?")[0]
        number = url.rsplit("/", 1)[-1].split("-")[0]
        title = next(iter(link.xpath(".//*[contains(@class, 'job-title')]")), link).text_content().strip()
        return self.linked(number, title, url, board)

    def read_detail(self, body: bytes, row: Row, board: Board) -> Posting | None:
        if body.lstrip().startswith(b"{"):
            return self._told(json_of(body), row, board)
        if b"jobad--empty-state" in body:  # expired, and answered with 200
            return None
        found = super().read_detail(body, row, board)
        stated = _WORKPLACE.search(body)
        if found and stated and found.job_location_type is None:
            kind = workplace(decoded(stated[1]))
            return found.model_copy(update={"job_location_type": kind})
        return found

    def jobs_of(self, page: str) -> list[Job]:
        return super().jobs_of(page) or flat_jobs(page)

    # --- replies of the API ---------------------------------------------------------------------------------------

    def _listed(self, reply: Entry, board: Board, ask: Ask) -> Page:
        listed, total = reply["content"], reply["totalFound"]
        rows, refused = rows_of(listed, board, lambda entry: self._api_row(entry, board))
        return Page(rows, refused, self.next_page(board, ask, len(listed), total), declared_total=total)

    def _api_row(self, entry: Entry, board: Board) -> Row:
        url = f"https://jobs.smartrecruiters.com/{board.token}/{entry['id']}"
        return self.linked(id_of(entry["id"]), entry["name"], url, board, place=_where(entry))

    def _told(self, entry: Entry, row: Row, board: Board) -> Posting | None:
        if entry.get("active") is False:
            return None
        parts = (((entry.get("jobAd") or {}).get("sections") or {}).get(name) or {} for name in _SECTIONS)
        place = entry.get("location") or {}
        return self.posting(
            board,
            source_id=row.source_id,
            title=entry["name"],
            description=joined([(part.get("title"), part.get("text")) for part in parts]),
            url=entry.get("postingUrl") or row.entry["url"],
            date_posted=day(entry.get("releasedDate")),
            job_location=_places(entry),
            job_location_type="hybrid" if place.get("hybrid") else "remote" if place.get("remote") else None,
            employment_type=employment(entry.get("typeOfEmployment")),
            identifier=entry.get("refNumber"),
            department=told(entry.get("department")) or _own_field(entry, "department"),
            industry=entry.get("industry"),
            occupational_category=entry.get("function"),
            language=(entry.get("language") or {}).get("code"),
        )


_WORKPLACE = re.compile(rb"(?i)\bworkplaceType=[\"']([^\"']+)")
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def _own_field(entry: Entry, name: str) -> str | None:
    """Return one of the fields that employers define for themselves."""
    fields = [one for one in entry.get("customField") or [] if one]
    return next((one.get("valueLabel") for one in fields if str(one.get("fieldLabel")).lower() == name), None)


def _places(entry: Entry) -> tuple[Place, ...]:
    stated = entry.get("location") or {}
    return places_of(stated.get("city"), stated.get("region"), stated.get("country"), _where(entry))


def _where(entry: Entry) -> str | None:
    """Return the place as shown, without the gaps that the API leaves: "Warsaw, , Poland"."""
    shown = (entry.get("location") or {}).get("fullLocation") or ""
    return ", ".join(part.strip() for part in shown.split(",") if part.strip()) or None


def _links(page: str) -> list[Any]:
    if not page.strip():
        return []
    fragment: Any = lxml.html.fragment_fromstring(page, create_parent="div")
    found: list[Any] = fragment.xpath(".//a[contains(@class, 'js-job-ad-link')]")
    return found
