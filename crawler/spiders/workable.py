"""Workable: the public widget's API (v1), whole with `details=true`; one row a place on some accounts.

API: https://help.workable.com/hc/en-us/articles/115012771647
"""

from crawler.board_spider import BoardSpider
from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.place.fields import place_of
from crawler.normal.sections import joined
from crawler.normal.told import told
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, json_of, merged, rows_of
from crawler.posting import Place, Posting


class Workable(BoardSpider):
    name = "workable"
    list_url = "https://apply.workable.com/api/v1/widget/accounts/{board}?details=true"
    is_conditional = False

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        rows, refused = rows_of(
            json_of(body)["jobs"], board, lambda entry: Row(entry["shortcode"], entry["title"], _with_places(entry))
        )
        return Page(merged(rows, "places", "telecommuting"), refused)

    def read(self, entry: Entry, board: Board) -> Posting:
        sections = [("Requirements", entry.get("requirements")), ("Benefits", entry.get("benefits"))]
        return self.posting(
            board,
            source_id=entry["shortcode"],
            title=entry["title"],
            description=joined([(None, entry.get("description")), *sections]),
            url=entry.get("url"),
            date_posted=day(entry.get("published_on") or entry.get("created_at")),
            job_location=tuple(dict.fromkeys(entry["places"])),
            job_location_type="remote" if any(entry["telecommuting"]) else None,
            employment_type=employment(entry.get("employment_type")),
            identifier=entry.get("code") or None,
            department=entry.get("department") or None,
            industry=entry.get("industry") or None,
            occupational_category=entry.get("function") or None,
        )


def _with_places(job: Entry) -> Entry:
    return {**job, "places": _places(job), "telecommuting": [bool(job.get("telecommuting"))]}


def _places(job: Entry) -> list[Place]:
    named = [
        place_of(
            one.get("city"),
            one.get("region"),
            one.get("countryCode") or one.get("country"),
            ", ".join(text for name in ("city", "region", "country") if (text := told(one.get(name)))),
        )
        for one in job.get("locations") or []
        if one and not one.get("hidden")
    ]
    if not job.get("locations"):
        named = [place_of(job.get("city"), job.get("state"), job.get("country"))]
    # Of a place that is hidden the row repeats the town: its country says no more than the account does.
    found = named or [place_of(None, None, job.get("country"))]
    return [place for place in found if place]
