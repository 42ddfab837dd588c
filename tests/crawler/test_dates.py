"""A day is read in each way that boards write it, and what is no day is none."""

from datetime import date

import pytest

from crawler.boards import Board
from crawler.jobposting_fields import fields_of
from crawler.normal.dates import day
from crawler.page import Row
from crawler.sources import spider_for


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5. August 2026", date(2026, 8, 5)),
        ("Wednesday, August 5, 2026", date(2026, 8, 5)),
        ("5th August 2026", date(2026, 8, 5)),
        ("Wed 5 Aug 2026 at 23:59", date(2026, 8, 5)),
        ("2026.08.05", date(2026, 8, 5)),
        ("August 2026", None),
        ("Monday 10:30", None),
        ("10-12 May 2026", None),
        ("1-2-3", None),
        ("20260805T101010Z", date(2026, 8, 5)),
        ("20260805", date(2026, 8, 5)),
        ("20-Aug-26", date(2026, 8, 20)),
        ("1769801375.0", date(2026, 1, 30)),
        ("/Date(1769801375307)/", date(2026, 1, 30)),
        ("/Date(1769801375307+0000)/", date(2026, 1, 30)),
        ("5/6/2026", date(2026, 6, 5)),
        ("5/6/2026 10:23 AM", date(2026, 5, 6)),
        ("25/6/2026 10:23 AM", date(2026, 6, 25)),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
    ],
)
def test_a_day_is_read_as_boards_write_it(written: str, expected: date | None) -> None:
    assert day(written) == expected


@pytest.mark.parametrize(
    ("posted", "closes", "land", "expected"),
    [
        ("08/05/2026", "08/25/2026", "GB", (date(2026, 8, 5), date(2026, 8, 25))),
        ("08/05/2026", "25/05/2026", "US", (date(2026, 5, 8), date(2026, 5, 25))),
        ("08/05/2026", "09/04/2026", "US", (date(2026, 8, 5), date(2026, 9, 4))),
        ("08/05/2026", "09/06/2026", "GB", (date(2026, 5, 8), date(2026, 6, 9))),
        ("08/05/2026", "2026-08-25", "CA", (None, date(2026, 8, 25))),
        ("08/05/2026", "09/09/2026", None, (None, date(2026, 9, 9))),
        ("08.05.2026", None, "US", (date(2026, 5, 8), None)),
        ("8/5/2026 10:23 AM", "9/5/2026", "GB", (date(2026, 8, 5), date(2026, 9, 5))),
    ],
)
def test_the_dates_of_an_advert_are_all_written_in_one_order(
    posted: str, closes: str | None, land: str | None, expected: tuple[date | None, date | None]
) -> None:
    job = {"title": "Miller", "description": "Mill.", "datePosted": posted, "validThrough": closes}
    fields = fields_of(job, land)
    assert (fields["date_posted"], fields["valid_through"]) == expected


def test_the_place_of_an_advert_tells_the_order_before_its_boards_home() -> None:
    place = {"address": {"addressLocality": "Austin", "addressRegion": "TX", "addressCountry": "US"}}
    job = {"title": "Miller", "description": "Mill.", "datePosted": "08/05/2026", "jobLocation": place}
    assert fields_of(job, "GB")["date_posted"] == date(2026, 8, 5)


def test_a_source_that_is_known_to_begin_with_the_month_is_read_so() -> None:
    spider = spider_for("hrmdirect")
    assert spider is not None
    row = Row("1", "Miller", {"url": "https://acme.hrmdirect.com/1", "posted": "2026-08-05"})
    job = '{"@type": "JobPosting", "description": "Mill.", "datePosted": "08/05/2026"}'
    page = f'<script type="application/ld+json">{job}</script>'.encode()
    found = spider.read_detail(page, row, Board("hrmdirect", "acme", "Acme", country="GB"))
    assert found is not None
    assert found.date_posted == date(2026, 8, 5)
