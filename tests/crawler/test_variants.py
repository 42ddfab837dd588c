"""What boards of one platform write differently: each row is a way of saying it that real replies have."""

import json
from typing import Any

import pytest

from crawler.boards import Board
from crawler.jobposting import jobs_in
from crawler.jobposting_fields import fields_of
from crawler.normal.gazetteer import country_of
from crawler.normal.html import plain_text
from crawler.normal.place import places
from crawler.normal.work import employment
from crawler.page import Ask, Row, UnreadableError
from crawler.posting import Posting
from crawler.sources import spider_for

KEYS = (
    "FRANCETRAVAIL_ID", "FRANCETRAVAIL_SECRET", "USAJOBS_KEY", "USAJOBS_EMAIL", "REED_KEY", "ADZUNA_ID", "ADZUNA_KEY",
)  # fmt: skip


def spider(source: str) -> Any:
    keys = {f"NEXTRUNG_{name}": "key" for name in KEYS}
    found = spider_for(source, (), keys)
    assert found is not None
    return found


def read(source: str, home: str = "GB", board: str = "acme", **entry: Any) -> Posting:
    return spider(source).read(entry, Board(source, board, "Acme", country=home))


def detail(source: str, row: dict[str, Any], told: Any, board: str = "acme") -> Posting | None:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return spider(source).read_detail(body, Row("1", "Buyer", row), Board(source, board, "Acme", country="GB"))


def told(posting: Posting | None, *names: str) -> Any:
    assert posting is not None
    found = tuple(getattr(posting, name) for name in names)
    return found[0] if len(found) == 1 else found


def where(posting: Posting | None) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.locality, one.region, one.country) for one in told(posting, "job_location")]


GREENHOUSE = {"id": 1, "title": "Buyer", "content": "&lt;p&gt;Buy.&lt;/p&gt;"}
LEVER = {"id": "1", "text": "Buyer", "description": "<p>Buy.</p>"}
ASHBY = {"id": "1", "title": "Buyer", "descriptionHtml": "<p>Buy.</p>"}


@pytest.mark.parametrize(
    ("vacancies", "pages"), [("", 0), ("<vacancyDetails><id>1</id><title>PM</title></vacancyDetails>", 1)]
)
def test_nhs_pages_end_with_the_first_empty_one_whatever_total_is_stated(vacancies, pages):
    body = f"<nhsJobs><totalPages>{10**20}</totalPages>{vacancies}</nhsJobs>".encode()
    page = spider("nhs_jobs").parse(body, Board("nhs_jobs", "acme", "Acme"), Ask("https://acme.example"))
    assert len(page.following) == pages


def test_nhs_pages_end_with_the_last_and_say_how_many_adverts_there_are():
    vacancy = "<vacancyDetails><id>1</id><title>PM</title></vacancyDetails>"
    body = f"<nhsJobs><totalPages>3</totalPages><totalResults>250</totalResults>{vacancy}</nhsJobs>".encode()
    board, nhs = Board("nhs_jobs", "acme", "Acme"), spider("nhs_jobs")
    pages = [nhs.parse(body, board, ask := nhs.first_asks(board)[0])]
    while pages[-1].following:
        (ask,) = pages[-1].following
        pages.append(nhs.parse(body, board, ask))
    assert [page.declared_total for page in pages] == [250, 250, 250]
    assert "&page=3&" in ask.url


@pytest.mark.parametrize(("rows", "note"), [(49, None), (50, "the newest fifty only")])
def test_fifty_adverts_of_jobicy_may_not_be_all(rows, note):
    jobs = [{"id": number, "jobTitle": "Buyer"} for number in range(rows)]
    body = json.dumps({"jobs": jobs}).encode()
    assert spider("jobicy").parse(body, Board("jobicy", "all", "Jobicy"), Ask("https://jobicy.example")).note == note


@pytest.mark.parametrize("title", ["R&amp;D Buyer", "R&#38;D <b>Buyer</b>", "<i>R&D</i> Buyer"])
def test_a_title_is_told_without_entities_and_markup(title):
    assert read("greenhouse", id=1, title=title, content="Buy.", absolute_url="u").title == "R&D Buyer"


@pytest.mark.parametrize(("country", "currency"), [("AU", "AUD"), ("US", "USD"), ("CA", "CAD")])
def test_the_dollars_of_breezy_are_those_of_the_country(country, currency):
    where_it_is = {"city": "Springfield", "country": {"id": country}}
    entry = {"id": "1", "name": "Buyer", "description": "Buy.", "location": where_it_is, "salary": "$100,000"}
    assert told(read("breezy", **entry), "base_salary").currency == currency


@pytest.mark.parametrize(
    ("is_remote", "details", "expected"),
    [
        (True, {"value": "hybrid", "label": "Hybrid, with time in the office"}, "hybrid"),
        (True, {"value": "remote-location", "label": "Remote in one place"}, "remote"),
        (True, {"value": "chosen", "label": "Somewhere"}, "remote"),
        (True, "Hybrid", "hybrid"),
        (True, None, "remote"),
        (False, {"value": "remote", "label": "Fully remote"}, None),
    ],
)
def test_breezy_details_tell_hybrid_from_remote_where_the_job_is_either(is_remote, details, expected):
    place = {"city": "Leeds", "is_remote": is_remote, "remote_details": details}
    assert read("breezy", id="1", name="Buyer", description="Buy.", location=place).job_location_type == expected


@pytest.mark.parametrize("items", [[], [{"id": "1", "title": "PM", "_jobposting": {}}]])
def test_a_teamtailor_feed_ends_with_the_first_empty_page_whatever_it_says_of_the_next(items):
    feed = json.dumps({"items": items, "next_url": "https://acme.example/jobs.json?page=8"}).encode()
    page = spider("teamtailor").parse(feed, Board("teamtailor", "acme", "Acme"), Ask("https://acme.example"))
    assert len(page.following) == len(items)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Remote India", [(None, None, "IN")]),
        ("Remote-Indonesia", [(None, None, "ID")]),
        ("Hybrid Innsbruck", [("Innsbruck", None, "AT")]),
        ("Remote in the US", [(None, None, "US")]),
        ("San Francisco, CA, New York, NY", [("San Francisco", "California", "US"), ("New York", "New York", "US")]),
        ("Building 5, Austin, TX, United States", [("Austin", "Texas", "US")]),
        ("USA, Canada", [(None, None, "US"), (None, None, "CA")]),
        ("Brazil, Argentina, Chile", [(None, None, "BR"), (None, None, "AR"), (None, None, "CL")]),
        ("Latin America", []),
        ("Multiple roles", []),
    ],
)
def test_a_place_is_read_in_each_way_boards_write_it(text, expected):
    found = [(one.locality, one.region, one.country) for one in places(text)]
    assert [one for one in found if any(one)] == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Full-Time Temporary", ["FULL_TIME", "TEMPORARY"]),
        ("Full-time fixed-term contract", ["FULL_TIME", "TEMPORARY"]),
        ("Full Time Fixed Term", ["FULL_TIME", "TEMPORARY"]),
        ("fixed_term_full_time", ["TEMPORARY", "FULL_TIME"]),
        ("Full-Time Contract", ["FULL_TIME", "CONTRACTOR"]),
        ("Full/Part", ["FULL_TIME", "PART_TIME"]),
        ("CDD temps partiel", ["TEMPORARY", "PART_TIME"]),
        ("Summer Intern", ["INTERN"]),
        ("Hourly PT", ["PART_TIME"]),
        ("Zero Hours Contract", ["PER_DIEM"]),
        ("Permanent, part time", ["PART_TIME"]),
        ("Permanent", []),
        ("Regular employee", []),
        ("Full stack", []),
    ],
)
def test_words_of_employment_are_read_alone_and_together_and_say_no_more_than_they_mean(stated, expected):
    assert list(employment(stated)) == expected


@pytest.mark.parametrize(
    ("source", "entry", "expected"),
    [
        ("breezy", {"name": "Buyer", "description": "Buy.", "type": {"id": "partTime", "name": ""}}, ("PART_TIME",)),
        ("arbetsformedlingen", {"headline": "Buyer", "description": {"text": "Buy."}, "employer": {"name": "Acme"},
                                "working_hours_type": {"label": "Heltid"}, "employment_type": {"label": "Vikariat"}},
         ("FULL_TIME", "TEMPORARY")),
        ("pinpoint", {"title": "Buyer", "description": "Buy.", "employment_type": "permanent",
                      "employment_type_text": "Permanent, full time"}, ("FULL_TIME",)),
    ],
)  # fmt: skip
def test_a_kind_of_employment_is_taken_from_whichever_field_says_it(source, entry, expected):
    assert told(read(source, id="1", **entry), "employment_type") == expected


@pytest.mark.parametrize(
    ("metadata", "workplace", "kind"),
    [
        ([{"name": "Location Type", "value": "Remote"}], "remote", ()),
        ([{"name": "Workplace Type", "value": ["Hybrid"]}], "hybrid", ()),
        ([{"name": "Workplace Type", "value": "Hybrid (3 days)"}], "hybrid", ()),
        ([{"name": "Workplace Type", "value": "Remote-Friendly (Travel-Required)"}], "remote", ()),
        ([None, {"name": "Time Type", "value": "Full time"}], None, ("FULL_TIME",)),
    ],
)
def test_greenhouse_employers_call_their_own_fields_as_they_like(metadata, workplace, kind):
    found = read("greenhouse", **GREENHOUSE, location={"name": "Leeds"}, metadata=metadata)
    assert told(found, "job_location_type", "employment_type") == (workplace, kind)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"pay_input_ranges": [None, {"min_cents": None}, {"min_cents": 5000000, "title": "Annual"}]},
         (50_000, "YEAR")),
        ({"pay_input_ranges": [{"min_cents": "4,000,000.00", "max_cents": "on request", "title": "Annual"}]},
         (40_000, "YEAR")),
        ({"pay_input_ranges": [{"max_cents": 3000, "title": "Pay", "blurb": "<p>Hourly, from day one</p>"}]},
         (30, "HOUR")),
        ({"metadata": [{"name": "Salary per year", "value_type": "currency_range",
                        "value": {"unit": "GBP", "min_value": "40000.0", "max_value": None}}]}, (40_000, "YEAR")),
        ({"metadata": [{"name": "Sign-on", "value_type": "currency_range",
                        "value": {"unit": "GBP", "min_value": "4000.0"}}]}, None),
    ],
)  # fmt: skip
def test_greenhouse_pay_is_found_in_any_zone_or_field(entry, expected):
    pay = told(read("greenhouse", **GREENHOUSE, **entry), "base_salary")
    assert (pay and (int(pay.min or pay.max), pay.unit)) == expected


def zone(title: str, low: int, high: int, currency: str = "USD", blurb: str = "") -> dict[str, Any]:
    return {"title": title, "blurb": blurb, "min_cents": low * 100_000, "max_cents": high * 100_000,
            "currency_type": currency}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "zones", "expected"),
    [
        ("Austin, TX", [zone("San Francisco", 160, 200), zone("Austin", 130, 160)], (130, 160, "USD")),
        ("Austin, TX", [zone("CA, NY", 160, 200), zone("US (excluding CA, NY)", 130, 160)], (130, 160, "USD")),
        ("Los Angeles, CA", [zone("US base", 130, 160), zone("California", 160, 200)], (160, 200, "USD")),
        ("London, UK", [zone("US base", 160, 200), zone("UK base", 80, 100, "GBP")], (80, 100, "GBP")),
        ("London, UK", [zone("Base", 160, 200), zone("Base", 80, 100, "GBP")], (80, 100, "GBP")),
        ("Austin, TX", [zone("Base", 80, 100, "GBP"), zone("Base", 160, 200)], (160, 200, "USD")),
        ("Austin, TX", [zone("On Target Earnings", 220, 300), zone("Annual base salary", 110, 150)],
         (110, 150, "USD")),
        ("Austin, TX", [zone("Zone A", 160, 200), zone("Zone B", 130, 160)], (130, 200, "USD")),
        ("San Francisco", [zone("Bay Area", 160, 200), zone("All other US", 130, 160)], (160, 200, "USD")),
        ("Palo Alto, CA", [zone("US National", 130, 160), zone("Bay Area", 160, 200)], (160, 200, "USD")),
        ("Los Angeles, CA", [zone("US National", 130, 160), zone("Bay Area", 160, 200)], (130, 160, "USD")),
        ("Hoboken, NJ", [zone("Tri-state", 160, 200), zone("Rest of US", 130, 160)], (160, 200, "USD")),
        ("Croydon, UK", [zone("Greater London", 60, 70), zone("Rest of UK", 50, 60)], (60, 70, "USD")),
        ("Colma, CA", [zone("Bay Area", 160, 200), zone("All other US", 130, 160)], (130, 200, "USD")),
        ("Remote - US", [zone("Austin", 160, 200), zone("All other US", 130, 160)], (130, 200, "USD")),
        ("Austin, TX", [zone("Premium towns", 160, 200), zone("All other US", 130, 160)], (130, 200, "USD")),
    ],
)  # fmt: skip
def test_of_several_pay_zones_it_is_that_of_the_place_else_the_whole_span(place, zones, expected):
    pay = told(read("greenhouse", **GREENHOUSE, location={"name": place}, pay_input_ranges=zones), "base_salary")
    assert (pay.min / 1000, pay.max / 1000, pay.currency) == expected


@pytest.mark.parametrize("title", ["Salary Range: bonus eligible", "Base Salary / Bonus", "Salary and equity"])
def test_a_salary_whose_title_names_what_comes_with_it_is_one(title):
    assert read("greenhouse", **GREENHOUSE, pay_input_ranges=[zone(title, 220, 300)]).base_salary.min == 220_000


@pytest.mark.parametrize("title", ["On-Target Earnings (OTE) Range", "Sign-on bonus", "Equity value"])
def test_a_lone_range_that_is_no_salary_by_its_title_is_none(title):
    assert read("greenhouse", **GREENHOUSE, pay_input_ranges=[zone(title, 220, 300)]).base_salary is None


@pytest.mark.parametrize(
    ("blurb", "expected"),
    [("Paid per month, pro rata", "MONTH"), ("Annual pay; the bonus is paid monthly", "YEAR"), ("From day one", None)],
)
def test_greenhouse_says_below_a_zone_what_it_is_paid_for(blurb, expected):
    pay = read("greenhouse", **GREENHOUSE, pay_input_ranges=[zone("Salary", 4, 5, blurb=blurb)]).base_salary
    assert pay.unit == expected


def test_rippling_and_ashby_span_their_ranges_too():
    ranges = [{"rangeStart": low, "rangeEnd": low + 20, "currency": "USD", "frequency": "HOUR"} for low in (40, 30)]
    found = detail("rippling", {"uuid": "1", "name": "Buyer"}, {"description": "Buy.", "payRangeDetails": ranges})
    assert (told(found, "base_salary").min, told(found, "base_salary").max) == (30, 60)
    tiers = [
        {"title": title, "components": [{"compensationType": "Salary", "minValue": low, "currencyCode": "USD"}]}
        for title, low in (("New York", 90_000), ("Austin", 70_000))
    ]
    found = read("ashby", **ASHBY, location="Austin, TX", compensation={"compensationTiers": tiers})
    assert told(found, "base_salary").min == 70_000


@pytest.mark.parametrize(
    ("content", "expected"),
    [("<p>5 &lt; 6</p>", "<p>5 &lt; 6</p>"), ("&lt;p&gt;A < B&lt;/p&gt;", "<p>A < B</p>")],
)
def test_greenhouse_html_is_unescaped_unless_its_tags_are_visible(content, expected):
    assert told(read("greenhouse", **{**GREENHOUSE, "content": content}), "description") == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"country": "DE", "categories": {"location": "Remote"}}, [(None, None, "DE")]),
        ({"country": "FR", "categories": None}, [(None, None, "FR")]),
        ({"country": "CA", "categories": {"location": "London"}}, [("London", None, "CA")]),
        ({"country": "US", "categories": {"location": "Dublin"}}, [("Dublin", None, "US")]),
        ({"country": "GB", "categories": {"location": "Perth", "allLocations": ["Perth", "Sydney"]}},
         [("Perth", None, "GB"), ("Sydney", None, "AU")]),
        ({"country": "US", "categories": {"location": "Dublin, Ireland"}}, [("Dublin", None, "IE")]),
        ({"country": "US", "categories": {"location": "Lebanon"}}, [("Lebanon", None, "US")]),
        ({"categories": {"location": "Leeds", "allLocations": ["Leeds", "York"]}},
         [("Leeds", None, "GB"), ("York", None, "GB")]),
    ],
)  # fmt: skip
def test_lever_states_the_country_beside_the_place(entry, expected):
    assert where(read("lever", **LEVER, **entry)) == expected


def test_lever_texts_that_are_plain_only_beside_empty_html_are_read():
    found = read("lever", id="1", text="Buyer", description="", descriptionPlain="Buy & sell.", additional="<p>Us.</p>")
    assert told(found, "description") == "<p>Buy &amp; sell.</p>\n<p>Us.</p>"


@pytest.mark.parametrize(
    ("entry", "workplace", "expected"),
    [
        ({"location": "Remote - US"}, "remote", [(None, None, "US")]),
        ({"location": "New York City (Hybrid)"}, "hybrid", [("New York City", None, "US")]),
        ({"location": "San Francisco", "address": {"postalAddress": {"addressCountry": "United States"}}}, None,
         [("San Francisco", None, "US")]),
        ({"location": "San Francisco, CA or New York, NY",
          "address": {"postalAddress": {"addressLocality": "San Francisco", "addressCountry": "USA"}}}, None,
         [("San Francisco", "California", "US"), ("New York", "New York", "US")]),
        ({"location": "Remote", "isRemote": True, "address": {"postalAddress": {"addressCountry": "Canada"}}},
         "remote", [(None, None, "CA")]),
    ],
)  # fmt: skip
def test_ashby_says_in_the_place_what_it_does_not_say_elsewhere(entry, workplace, expected):
    found = read("ashby", **ASHBY, **entry)
    assert (told(found, "job_location_type"), where(found)) == (workplace, expected)


@pytest.mark.parametrize(
    ("shown", "town", "region", "land", "expected"),
    [
        ("New York", "New York", "New York", "USA", ("New York", "New York", "US")),
        ("Berlin", "Berlin", "Berlin", "Germany", ("Berlin", "Berlin", "DE")),
        ("Göteborg", "Göteborg", "Västra Götaland", "Sweden", ("Göteborg", "Västra Götaland", "SE")),
        ("Milan", "Milan", "Lombardy", "Italy", ("Milan", "Lombardy", "IT")),
        ("San Francisco (Remote)", "San Francisco", "California", "USA", ("San Francisco", "California", "US")),
        ("Manama", "Bahrain", "Bahrain", "Bahrain", ("Manama", None, "BH")),
        ("London", "London", "Europe", "United Kingdom", ("London", None, "GB")),
        ("Dublin", "Dublin", "Ireland", "Ireland", ("Dublin", None, "IE")),
        ("Remote - US", "Boston", "Massachusetts", "USA", (None, None, "US")),
    ],
)
def test_a_region_told_apart_is_kept_whatever_the_place_is_called(shown, town, region, land, expected):
    address = {"addressLocality": town, "addressRegion": region, "addressCountry": land}
    assert where(read("ashby", **ASHBY, location=shown, address={"postalAddress": address})) == [expected]


def test_ashby_pay_without_figures_gives_way_to_the_next_tier():
    tiers = [
        {"components": [{"compensationType": "Salary", "minValue": None}]},
        {
            "components": [
                {"compensationType": "Salary", "minValue": 50000, "currencyCode": "GBP", "interval": "1 YEAR"}
            ]
        },
    ]
    assert told(read("ashby", **ASHBY, compensation={"compensationTiers": tiers}), "base_salary").min == 50_000


@pytest.mark.parametrize(
    ("words", "expected"),
    [(" • Offers Commission • Base pay of $90k - $110k", (90_000, 110_000, "USD", "YEAR")), (" • Offers Equity", None)],
)
def test_on_target_earnings_at_ashby_are_no_base_salary(words, expected):
    ends = {"minValue": 180_000, "maxValue": 220_000, "currencyCode": "USD", "interval": "1 YEAR"}
    earned = {"compensationType": "Salary", "summary": "On Target Earnings of $180K – $220K", **ends}
    tier = {"title": None, "tierSummary": earned["summary"] + words, "components": [earned]}
    summary = {
        "scrapeableCompensationSalarySummary": "$180K - $220K",
        "summaryComponents": [{**earned, "summary": None}],
    }
    pay = read("ashby", **ASHBY, compensation={"compensationTiers": [tier], **summary}).base_salary
    assert (pay and (pay.min, pay.max, pay.currency, pay.unit)) == expected


PAGE = (
    b'<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Buyer</h1>'
    b'<div itemprop="description"><p>Buy.</p></div><spl-job-location workplaceType="hybrid"></spl-job-location></div>'
)


def test_smartrecruiters_says_the_workplace_beside_the_microdata():
    found = detail("smartrecruiters", {"url": "https://jobs.example/1"}, PAGE)
    assert told(found, "title", "job_location_type") == ("Buyer", "hybrid")


def test_towns_listed_in_the_field_for_one_are_places_of_their_own():
    buyer = {"id": "1", "name": "Buyer", "title": "Buyer", "jobOpeningName": "Buyer", "description": "Buy."}
    stated = {"city": "Leeds / Hull", "country": "GB", "addressCountry": "GB"}
    text = {"jobDescription": {"text": "Buy."}}
    found = [
        read("bamboohr", **buyer, location=stated),
        read("breezy", **buyer, location={**stated, "country": {"id": "GB"}}),
        read("recruitee", **buyer, locations=[stated]),
        detail("smartrecruiters", {"url": "x"}, {**buyer, "location": stated, "jobAd": {"sections": text}}),
    ]
    assert [where(each) for each in found] == [[("Leeds", None, "GB"), ("Hull", None, "GB")]] * 4


@pytest.mark.parametrize("scope", ['itemscope itemtype="https://schema.org/JobPosting"', ""])
def test_smartrecruiters_pages_state_the_place_without_a_scope_too(scope):
    metas = {"name": "Acme", "addressLocality": "Leeds", "addressRegion": "West Yorkshire", "addressCountry": "GB",
             "datePosted": "2026-11-03T10:00:00.000Z"}  # fmt: skip
    flat = "".join(f'<meta itemprop="{name}" content="{value}">' for name, value in metas.items())
    page = f'<main {scope}><h1 itemprop="title">Buyer</h1>{flat}<div itemprop="description"><p>Buy.</p></div></main>'
    found = detail("smartrecruiters", {"url": "https://jobs.example/1"}, page.encode())
    assert where(found) == [("Leeds", "West Yorkshire", "GB")]
    assert (told(found, "title", "description"), found.date_posted.day) == (("Buyer", "<p>Buy.</p>"), 3)


def test_smartrecruiters_replies_of_the_api_are_read_where_a_board_gives_them():
    listed = {"offset": 0, "totalFound": 2, "content": [{"id": "7", "name": "Buyer", "location": {}}]}
    page = spider("smartrecruiters").parse(
        json.dumps(listed).encode(), Board("smartrecruiters", "Acme", "Acme"), Ask("https://acme.example")
    )
    assert (page.rows[0].source_id, page.declared_total, len(page.following)) == ("7", 2, 1)
    told_of = {
        "name": "Buyer", "active": True, "creator": {"name": "A. Person"},
        "location": {"city": "Warsaw", "country": "pl", "remote": True, "fullLocation": "Warsaw, , Poland"},
        "typeOfEmployment": {"id": "part-time"}, "department": {},
        "customField": [{"fieldLabel": "Country"}, {"fieldLabel": "Department", "valueLabel": "Supply"}],
        "jobAd": {"sections": {"jobDescription": {"title": "The job", "text": "<p>Buy.</p>"}, "qualifications": None}},
    }  # fmt: skip
    found = detail("smartrecruiters", {"url": "https://jobs.example/7"}, told_of)
    assert where(found) == [("Warsaw", None, "PL")]
    assert told(found, "job_location_type", "employment_type") == ("remote", ("PART_TIME",))
    assert told(found, "department") == "Supply"
    assert "A. Person" not in told(found, "description")
    assert detail("smartrecruiters", {"url": "x"}, {**told_of, "active": False}) is None


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"content_html": "<p>Own.</p>", "date_published": None,
          "_jobposting": {"title": None, "description": "x", "datePosted": "2026-10-01"}}, ("<p>Own.</p>", 10)),
        ({"_jobposting": {"description": "<p>Job.</p>"}, "date_published": "2026-09-02"}, ("<p>Job.</p>", 9)),
    ],
)  # fmt: skip
def test_teamtailor_takes_each_field_from_where_it_stands(entry, expected):
    found = read("teamtailor", id="1", title="Buyer", **entry)
    assert (told(found, "description"), told(found, "date_posted").month) == expected


PERSONIO = (
    "<position><id>1</id><name>Buyer</name><office>Berlin (Remote)</office><additionalOffices><office>Berlin</office>"
    "</additionalOffices><jobDescriptions><jobDescription><name>Profile</name>"
    "<value>&amp;lt;p&amp;gt;R&amp;amp;amp;D&amp;lt;/p&amp;gt;</value></jobDescription></jobDescriptions></position>"
)


def test_personio_texts_may_be_escaped_again_and_offices_say_the_workplace():
    found = spider("personio").read(PERSONIO, Board("personio", "acme", "Acme", country="DE"))
    assert found.description == "<h3>Profile</h3>\n<p>R&amp;D</p>"
    assert found.job_location_type == "remote"
    assert {place.locality for place in found.job_location} == {"Berlin"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fulltime_fixed_term", ("FULL_TIME", "TEMPORARY")), ("parttime_minijob", ("PART_TIME",)),
     ("freelance", ("CONTRACTOR",)), ("fulltime_permanent", ("FULL_TIME",)),
     ("parttime_permanent", ("PART_TIME",)), ("traineeship", ("INTERN",))],
)  # fmt: skip
def test_recruitee_codes_name_hours_and_term(code, expected):
    assert (
        told(read("recruitee", id=1, title="Buyer", description="Buy.", employment_type_code=code), "employment_type")
        == expected
    )


def test_workable_places_that_are_hidden_stay_hidden():
    entry = {"shortcode": "A", "title": "Buyer", "description": "Buy.", "city": "Leeds", "country": "United Kingdom",
             "locations": [{"city": "Leeds", "country": "United Kingdom", "hidden": True}]}  # fmt: skip
    body = json.dumps({"jobs": [entry]}).encode()
    workable, board = spider("workable"), Board("workable", "acme", "Acme")
    row = workable.parse(body, board, Ask("https://acme.example")).rows[0]
    assert where(workable.read(row.entry, board)) == [(None, None, "GB")]


def test_workable_rows_of_one_role_are_one_with_the_names_of_their_places():
    entry = {"shortcode": "A", "title": "Buyer", "description": "Buy."}
    places_of = [{"city": "Leeds", "country": "United Kingdom", "countryCode": "GB"},
                 {"city": "Austin", "region": "Texas", "country": "United States", "countryCode": "US"}]  # fmt: skip
    rows = [{**entry, "telecommuting": bool(n), "locations": [place]} for n, place in enumerate(places_of)]
    workable, board = spider("workable"), Board("workable", "acme", "Acme")
    (row,) = workable.parse(json.dumps({"jobs": rows}).encode(), board, Ask("https://acme.example")).rows
    found = workable.read(row.entry, board)
    assert [place.raw for place in found.job_location] == ["Leeds, United Kingdom", "Austin, Texas, United States"]
    assert found.job_location_type == "remote"


def test_join_goes_on_to_its_last_page():
    jobs = {"items": [{"idParam": "1-buyer", "title": "Buyer"}], "pagination": {"page": 1, "pageCount": 2}}
    data = {"props": {"pageProps": {"initialState": {"jobs": jobs}}}}
    body = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'.encode()
    join, board = spider("join"), Board("join", "acme", "Acme")
    first = join.parse(body, board, join.first_asks(board)[0])
    assert first.following[0].url.endswith("?page=2")
    assert join.parse(body, board, first.following[0]).following == ()


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"employmentType": {"label": "SALARIED_FT", "id": "Salaried, full-time"}}, (None, ("FULL_TIME",))),
        ({"employmentType": {"id": "Part time"}, "isRemote": True}, ("remote", ("PART_TIME",))),
    ],
)
def test_rippling_names_the_employment_by_code_or_in_words(entry, expected):
    found = detail("rippling", {"uuid": "1", "name": "Buyer"}, {"description": {"role": "Buy."}, "name": None, **entry})
    assert told(found, "job_location_type", "employment_type") == expected


@pytest.mark.parametrize(("stated", "expected"), [(None, ["Leeds", "York"]), (["Hull"], ["Hull"])])
def test_rippling_rows_of_one_role_bring_their_places_where_the_detail_names_none(stated, expected):
    rows = [{"uuid": "1", "name": "Buyer", "workLocation": {"label": town}} for town in ("Leeds, UK", "York, UK")]
    rippling, board = spider("rippling"), Board("rippling", "acme", "Acme")
    (row,) = rippling.parse(json.dumps(rows).encode(), board, Ask("https://acme.example")).rows
    body = json.dumps({"description": {"role": "Buy."}, "workLocations": stated}).encode()
    assert [place.locality for place in rippling.read_detail(body, row, board).job_location] == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ({"name": "Head Office", "city": "Leeds", "province": "West Yorkshire"}, ("Leeds", "West Yorkshire", "GB")),
        ({"name": "The Hub", "city": "Birmingham", "province": "England"}, ("Birmingham", "England", "GB")),
        ({"name": "Paris Office", "city": "Leeds"}, ("Leeds", None, "GB")),
        ({"name": "Atlanta", "city": "Atlanta", "province": "GA"}, ("Atlanta", "Georgia", "US")),
    ],
)
def test_pinpoint_names_offices_and_says_the_town_apart(location, expected):
    assert where(read("pinpoint", id=1, title="Buyer", description="Buy.", location=location)) == [expected]


def test_pinpoint_sections_without_a_heading_get_the_usual_one():
    parts = {"key_responsibilities": "<p>Buy.</p>", "skills_knowledge_expertise_header": "You",
             "skills_knowledge_expertise": "<p>SQL</p>", "benefits": "<h3>Pay</h3><p>Good.</p>"}  # fmt: skip
    assert told(read("pinpoint", id=1, title="Buyer", **parts), "description") == (
        "<h3>Key responsibilities</h3>\n<p>Buy.</p>\n<h3>You</h3>\n<p>SQL</p>\n<h3>Pay</h3><p>Good.</p>"
    )


def test_pinpoint_says_the_department_above_the_job_or_within():
    found = read(
        "pinpoint", id=1, title="Buyer", description="Buy.", department={"name": "Supply"}, requisition_id="R1"
    )
    assert told(found, "department", "identifier") == ("Supply", "R1")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("Flex", "hybrid"), ("Hybrid - 3 days", "hybrid"), ("Remote Eligible", "remote"), ("Fully On-Site", "on_site"),
     ("Not Remote", None)],
)  # fmt: skip
def test_workday_tenants_word_the_workplace_their_own_way(stated, expected):
    info = {"title": "Buyer", "jobDescription": "Buy.", "remoteType": stated}
    assert told(detail("workday", {}, {"jobPostingInfo": info}), "job_location_type") == expected


def test_workday_adverts_that_nobody_can_apply_to_are_gone():
    info = {"title": "Buyer", "jobDescription": "Buy.", "canApply": False, "posted": True}
    assert detail("workday", {}, {"jobPostingInfo": info}) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("USA.VA.Reston", ("USA.VA.Reston", "Reston", "US")),
        ("Washington, D.C.", ("Washington, D.C.", "Washington", "US")),
        ("IRL.Dublin", ("IRL.Dublin", "Dublin", "IE")),
    ],
)
def test_workday_places_with_dots_are_read_and_kept_as_written(name, expected):
    info = {"title": "Buyer", "jobDescription": "Buy.", "location": name}
    place = told(detail("workday", {}, {"jobPostingInfo": info}), "job_location")[0]
    assert (place.raw, place.locality, place.country) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CA - Cloverdale", [("Cloverdale", None, "US")]),
        ("Birmingham", [("Birmingham", None, "US")]),  # the British one is far larger
        ("Leeds; Hull", [("Leeds", None, "GB"), ("Hull", None, "GB")]),
    ],
)
def test_workday_states_the_country_of_the_first_place(name, expected):
    land = {"descriptor": "United States of America"}
    info = {"title": "Buyer", "jobDescription": "Buy.", "location": name, "country": land}
    places = told(detail("workday", {}, {"jobPostingInfo": info}), "job_location")
    assert [(one.locality, one.region, one.country) for one in places] == expected


def test_workday_lists_that_go_past_two_thousand_are_whole():
    workday, board = spider("workday"), Board("workday", "acme.wd1/acme/site", "Acme")
    ask = workday.first_asks(board)[0]
    notes = [
        workday.parse(json.dumps({"total": total, "jobPostings": []}).encode(), board, ask).note
        for total in (2_000, 7_500)
    ]
    assert notes[0] is not None
    assert notes[1] is None


def test_oracle_details_do_not_unsay_what_the_list_said():
    row = {"Id": "1", "Title": "Buyer", "Department": "Supply", "WorkplaceTypeCode": "ORA_HYBRID"}
    item = {"Id": "1", "Title": "Buyer", "ExternalDescriptionStr": "Buy.", "Department": None, "WorkplaceTypeCode": "",
            "PrimaryLocation": "Remote", "PrimaryLocationCountry": "US", "ContentLocale": "en"}  # fmt: skip
    found = detail("oracle", row, {"items": [item]}, board="acme.example/CX_1")
    assert told(found, "department", "job_location_type", "language") == ("Supply", "hybrid", "en")
    assert where(found) == [(None, None, "US")]


def test_oracle_states_the_country_of_each_place():
    row = {"PrimaryLocation": "Birmingham", "PrimaryLocationCountry": "US"}
    row |= {"secondaryLocations": [{"Name": "Perth", "CountryCode": "GB"}, {"Name": "Lyon, France"}]}
    found = detail("oracle", row, {"items": [{"Id": "1", "Title": "Buyer", "ExternalDescriptionStr": "Buy."}]})
    assert where(found) == [("Birmingham", None, "US"), ("Perth", None, "GB"), ("Lyon", None, "FR")]


def test_oracle_details_state_their_contract_their_number_and_at_least_a_short_text():
    item = {"Id": "25587", "Title": "Buyer", "RequisitionId": 300000123, "ShortDescriptionStr": "<p>Buy.</p>",
            "ExternalDescriptionStr": "", "JobSchedule": "Full time", "ContractType": "Temporary"}  # fmt: skip
    found = detail("oracle", {}, {"items": [item]}, board="acme.example/CX_1")
    assert told(found, "description", "identifier") == ("<p>Buy.</p>", "25587")
    assert told(found, "employment_type") == ("FULL_TIME", "TEMPORARY")


@pytest.mark.parametrize("wrap", [list, lambda fields: {"items": fields}])
def test_oracle_employers_state_contract_grade_and_pay_in_fields_of_their_own(wrap):
    own = {"Vacancy Type": "Fixed Term", "Job Grade": "P4", "Pay Frequency": "Monthly", "Minimum Salary": "90000",
           "Salary Range": "$100,000 - $120,000 per year"}  # fmt: skip
    fields = wrap([None, *({"Prompt": name, "Value": value} for name, value in own.items())])
    item = {"Id": "1", "Title": "Buyer", "ExternalDescriptionStr": "Buy.", "JobSchedule": "Full time",
            "PrimaryLocationCountry": "US", "requisitionFlexFields": fields}  # fmt: skip
    found = detail("oracle", {}, {"items": [item]}, board="acme.example/CX_1")
    assert told(found, "employment_type", "grade") == (("FULL_TIME", "TEMPORARY"), "P4")
    assert (found.base_salary.min, found.base_salary.max, found.base_salary.unit) == (100_000, 120_000, "YEAR")
    graded = detail("oracle", {}, {"items": [{**item, "JobGrade": "G7"}]}, board="acme.example/CX_1")
    assert told(graded, "grade") == "G7"


@pytest.mark.parametrize(
    ("rows", "more", "following"),
    [(200, {}, 1), (50, {"hasMore": True}, 1), (50, {"hasMore": False}, 0), (0, {"hasMore": True}, 0)],
)
def test_oracle_lists_without_a_total_are_followed_while_their_pages_are_full(rows, more, following):
    listed = [{"Id": str(number), "Title": "Buyer"} for number in range(rows)]
    oracle, board = spider("oracle"), Board("oracle", "acme.example/CX_1", "Acme")
    body = json.dumps({"items": [{"requisitionList": listed}], **more}).encode()
    first = oracle.parse(body, board, oracle.first_asks(board)[0])
    assert len(first.following) == following
    assert not following or len(oracle.parse(body, board, first.following[0]).following) == 1


def test_bamboohr_towns_settle_their_country_and_keep_their_province():
    row = {"location": {"city": None, "state": None}, "atsLocation": {"city": "Toronto", "province": "Ontario"}}
    opening = {
        "jobOpeningName": "Buyer",
        "description": "Buy.",
        "compensation": "$60,000",
        "atsLocation": {"city": "Toronto"},
    }
    found = detail("bamboohr", row, {"result": {"jobOpening": opening}})
    assert where(found) == [("Toronto", "Ontario", "CA")]
    assert told(found, "base_salary").currency == "CAD"


def test_eightfold_replies_of_the_older_kind_are_listed():
    body = json.dumps({"positions": [{"id": 1, "name": "Buyer"}]}).encode()
    eightfold, board = spider("eightfold"), Board("eightfold", "acme.example", "Acme")
    page = eightfold.parse(body, board, Ask("https://acme.example/api", about={"domain": "acme.example"}))
    assert [row.title for row in page.rows] == ["Buyer"]


def test_jobvite_counts_by_the_thousand():
    body = (
        b"<span class='jv-pagination-text'>1-50 of 1,200</span>"
        b"<table><tr><td><a href='/acme/job/o1'>Buyer</a></td></tr></table>"
    )
    jobvite, board = spider("jobvite"), Board("jobvite", "acme", "Acme")
    page = jobvite.parse(body, board, jobvite.first_asks(board)[0])
    assert (page.declared_total, len(page.following)) == (1_200, 1)


JOBVITE_ENTRY = """<li class="row"><a href="/acme/job/o#?nl=1"><div class="jv-job-list-name">Buyer #</div>
    <div class="jv-job-list-location">Leeds</div></a></li>"""
JOBVITE_ROW = """<tr><td class="jv-job-list-name"><a href="/acme/job/o#">Buyer #</a></td>
    <td class="jv-job-list-location">Leeds</td><td><a href="/acme/job/o#/apply">Apply</a></td></tr>"""
JOBVITE_CELLS = JOBVITE_ROW.replace("<tr", '<div class="row"').replace("td", "div").replace("/tr", "/div")


@pytest.mark.parametrize(
    ("layout", "row", "department"),
    [
        ('<h3>Supply</h3> <ul class="jv-job-list">{}</ul>', JOBVITE_ENTRY, "Supply"),
        ('<h3>Supply</h3><table class="jv-job-list"><tr><th>Job</th></tr>{}</table>', JOBVITE_ROW, "Supply"),
        ('<h3>Search</h3><p>Two jobs</p><div class="jv-wrapper">{}</div>', JOBVITE_CELLS, None),
    ],
)
def test_jobvite_adverts_are_found_in_each_of_its_layouts(layout, row, department):
    body = layout.format(row.replace("#", "1") + row.replace("#", "2")).encode()
    page = spider("jobvite").parse(body, Board("jobvite", "acme", "Acme"), Ask("https://acme.example"))
    assert [(one.title, one.detail.url) for one in page.rows] == [
        ("Buyer 1", "https://jobs.jobvite.com/acme/job/o1"), ("Buyer 2", "https://jobs.jobvite.com/acme/job/o2")
    ]  # fmt: skip
    assert {(one.entry["place"], one.entry["department"]) for one in page.rows} == {("Leeds", department)}


def test_jobvite_adverts_that_share_a_row_keep_their_own_places():
    cell = '<a href="/acme/job/o{0}">Buyer<span class="jv-job-list-location">{1}</span></a>'
    body = f'<div class="row">{cell.format(1, "Leeds")}{cell.format(2, "York")}</div><p class="jv-x"></p>'.encode()
    page = spider("jobvite").parse(body, Board("jobvite", "acme", "Acme"), Ask("https://acme.example"))
    assert [one.entry["place"] for one in page.rows] == ["Leeds", "York"]


def test_icims_rows_of_the_older_layout_are_cards_and_its_head_is_none():
    body = b"""<div class="container-fluid iCIMS_JobsTable"><div class="row"><div>Title</div></div><div class="row">
    <div class="col-xs-6 header left"><span>Job Locations</span><span>UK-Leeds</span></div><div class="title">
    <a class="iCIMS_Anchor" href="https://a.example/jobs/7/x/job?in_iframe=1"><h2>Buyer</h2></a></div></div></div>"""
    page = spider("icims").parse(body, Board("icims", "a.example", "Acme"), Ask("https://a.example"))
    assert [(row.title, row.source_id, row.entry["place"]) for row in page.rows] == [("Buyer", "7", "UK-Leeds")]
    assert page.refused == ()


def test_icims_cards_tell_category_and_kind_where_the_page_does_not():
    field = '<dt class="iCIMS_JobHeaderField">{}</dt><dd class="iCIMS_JobHeaderData">{}</dd>'
    field = f'<div class="iCIMS_JobHeaderTag">{field}</div>'
    fields = field.format("Category", "Supply") + field.format("Position Type", "Regular Part-Time")
    link = '<a class="iCIMS_Anchor" href="https://a.example/jobs/7/x/job"><h3>Buyer</h3></a>'
    body = f'<li class="iCIMS_JobCardItem">{link}{fields}</li>'.encode()
    icims, board = spider("icims"), Board("icims", "a.example", "Acme")
    found = icims.read_detail(ld({"description": "Buy."}).encode(), icims.parse(body, board, Ask("u")).rows[0], board)
    assert told(found, "occupational_category", "employment_type") == ("Supply", ("PART_TIME",))


def test_a_list_tells_what_its_pages_do_not():
    body = b"""<li class="iCIMS_JobCardItem"><a class="iCIMS_Anchor" href="https://a.example/jobs/7/x/job?in_iframe=1">
    <h3>Buyer (Leeds/Hybrid)</h3></a><span title="5/28/2026 10:23 AM">2 days ago</span><div class="iCIMS_JobHeaderTag">
    <dt class="iCIMS_JobHeaderField">Job ID</dt><dd class="iCIMS_JobHeaderData">2026-7</dd></div></li>"""
    icims, board = spider("icims"), Board("icims", "a.example", "Acme")
    row = icims.parse(body, board, Ask("https://a.example")).rows[0]
    found = icims.read_detail(ld({"description": "Buy."}).encode(), row, board)
    assert row.detail.url.endswith("?in_iframe=1")
    assert told(found, "title", "job_location_type", "identifier", "url") == (
        "Buyer (Leeds/Hybrid)", "hybrid", "2026-7", "https://a.example/jobs/7/x/job"
    )  # fmt: skip
    assert str(found.date_posted) == "2026-05-28"


def test_paylocity_lists_say_the_workplace_and_the_department_that_the_page_does_not():
    job = {"JobId": 1, "JobTitle": "Buyer", "IsRemote": True, "JobLocation": {"City": "Leeds"},
           "HiringDepartment": "Supply"}  # fmt: skip
    body = f"<script>window.pageData = {json.dumps({'Jobs': [job]})};</script>".encode()
    paylocity, board = spider("paylocity"), Board("paylocity", "1", "Acme", country="GB")
    row = paylocity.parse(body, board, Ask("https://acme.example")).rows[0]
    page = ld({"title": "Buyer", "description": "Buy."}).encode()
    assert told(paylocity.read_detail(page, row, board), "job_location_type", "department") == ("remote", "Supply")


@pytest.mark.parametrize(("start", "listed", "following"), [(0, 10, 10), (10, 7, 17), (10, 50, None), (10, 0, None)])
def test_phenom_is_asked_on_from_what_it_has_shown_until_all_is_shown_or_a_page_is_empty(start, listed, following):
    phenom, board = spider("phenom"), Board("phenom", "careers.acme.example/global/en", "Acme")
    jobs = [{"jobId": f"P-{start + number}", "title": "Buyer"} for number in range(listed)]
    found = {"totalHits": 60, "data": {"jobs": jobs}}
    asks = [phenom.first_asks(board)[0], phenom.ask("https://acme.example", board, body="{}", about={"read": start})]
    body = json.dumps({"refineSearch": found}) if start else search_page(found)
    page = phenom.parse(body.encode(), board, asks[bool(start)])
    assert (len(page.rows), page.declared_total) == (listed, 60)
    assert [json.loads(ask.body)["from"] for ask in page.following] == [one for one in [following] if one]
    assert {(ask.url, json.loads(ask.body)["lang"]) for ask in page.following} <= {
        ("https://careers.acme.example/widgets", "en_global")
    }


def search_page(found: dict[str, Any]) -> str:
    return f"<script>phApp.ddo = {json.dumps({'eagerLoadRefineSearch': found})}; phApp.x = {{}};</script>"


def test_the_dates_of_a_list_begin_with_the_month_where_their_source_writes_them_so():
    cells = '<td class="posTitle"><a href="x">Buyer</a></td><td>20260101</td><td>05/06/2026</td>'
    hrmdirect, board = spider("hrmdirect"), Board("hrmdirect", "acme", "Acme", country="GB")
    page = f'<table><tr class="reqitem" data-req-id="1">{cells}</tr></table>'.encode()
    (row,) = hrmdirect.parse(page, board, Ask("https://acme.example")).rows
    found = hrmdirect.read_detail(b'<div class="jobDesc"><p>Buy.</p></div>', row, board)
    assert str(told(found, "date_posted")) == "2026-05-06"


def test_a_phenom_page_without_its_data_is_no_empty_board():
    phenom, board = spider("phenom"), Board("phenom", "careers.acme.example/global/en", "Acme")
    more = Ask("https://acme.example/widgets", body="{}")
    assert phenom.parse(search_page({"totalHits": 0, "data": {"jobs": []}}).encode(), board, Ask("u")).listed == 0
    with pytest.raises(UnreadableError, match="without its data"):
        phenom.parse(b"<h1>Back soon</h1>", board, Ask("u"))
    with pytest.raises(KeyError):
        phenom.parse(b'{"refineSearch": {"tokenAvailable": true}}', board, more)


def test_an_advert_of_hrmdirect_is_its_job_posting_or_else_what_the_page_shows():
    hrmdirect, board = spider("hrmdirect"), Board("hrmdirect", "acme", "Acme", country="US")
    row = hrmdirect.linked("1", "Buyer", "https://acme.example/1", board, place="Austin, TX", department="Supply")
    shown = '<div class="jobDesc"><p>Buy sand.</p></div>'
    pages = [shown, ld({"description": "Buy gravel.", "title": "Senior Buyer"}) + shown]
    found = [hrmdirect.read_detail(page.encode(), row, board) for page in pages]
    assert [told(one, "title", "description", "department") for one in found] == [
        ("Buyer", "<p>Buy sand.</p>", "Supply"), ("Senior Buyer", "Buy gravel.", "Supply"),
    ]  # fmt: skip
    assert where(found[0]) == [("Austin", "Texas", "US")]
    with pytest.raises(UnreadableError):
        hrmdirect.read_detail(b"<h1>Back soon</h1>", row, board)


def test_what_answers_422_is_no_board():
    assert "no such board" in spider("workday").unknown_board(422, b"")


def test_neogov_reads_dates_and_places_of_its_own_form():
    found = read("neogov", home="US", jobId="1", title="Buyer", description="Buy.", location="Springfield",
                 state="Illinois", advertiseFromDateUTC="Wed, 19 Aug 2026 05:00:00:0", minimumSalary="2000",
                 salaryInterval="Bi-Weekly")  # fmt: skip
    assert (told(found, "date_posted").day, told(found, "base_salary").unit) == (19, None)
    assert where(found) == [("Springfield", "Illinois", "US")]


def test_we_work_remotely_shows_the_newest_hundred_only():
    items = "".join(f"<item><title>Acme: Buyer</title><guid>https://w.example/{n}</guid></item>" for n in range(100))
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    wwr = spider("weworkremotely")
    notes = [
        wwr.parse(feed, Board("weworkremotely", board, "W"), Ask("https://w.example")).note for board in ("all", "x")
    ]
    assert (bool(notes[0]), notes[1]) == (True, None)


def test_france_travail_finds_nothing_without_failing_and_reads_its_contracts():
    search, board = spider("francetravail"), Board("francetravail", "all", "FT")
    assert search.without_list(204, board, Ask("https://f.example", kind="list")).rows == ()
    found = read("francetravail", id="1", intitule="Acheteur", description="Acheter.", typeContrat="MIS",
                 dureeTravailLibelleConverti="Temps partiel", lieuTravail={"libelle": "75 - PARIS 12"})  # fmt: skip
    assert told(found, "employment_type") == ("TEMPORARY", "PART_TIME")
    assert where(found) == [("Paris", None, "FR")]


def test_france_travail_asks_each_page_of_a_search_with_that_searchs_own_token():
    search, full = spider("francetravail"), json.dumps({"resultats": [{"id": "1", "intitule": "Acheteur"}] * 150})
    pages = [Board("francetravail", name, "FT") for name in ("achat", "projet")]
    first = [search.parse(json.dumps({"access_token": board.board}).encode(), board, search.first_asks(board)[0])
             .following[0] for board in pages]  # fmt: skip
    second = [search.parse(full.encode(), *asked).following[0] for asked in zip(pages, first, strict=True)]
    for asks in (first, second):
        assert [ask.headers["Authorization"] for ask in asks] == ["Bearer achat", "Bearer projet"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Acme | Berlin, Germany | Senior Engineer", ("Senior Engineer", "Acme", "DE")),
        ("Acme | Buyer | NY | Hybrid", ("Buyer", "Acme", "US")),
        ("Acme | QA Lead, PM | AI | Remote", ("QA Lead, PM", "Acme", None)),
        ("Acme (Remote US) — Platform Engineer — TypeScript / React / AI", ("Platform Engineer", "Acme", "US")),
        ("Acme | Platform Engineer | AI, ML, QA | Remote (EST)", ("Platform Engineer", "Acme", None)),
        ("Acme - Project Manager - Berlin - Full time", ("Project Manager", "Acme", "DE")),
        ("Acme &bull; Project Manager &bull; Leeds, UK", ("Project Manager", "Acme", "GB")),
        ("Acme&#x2F;North | Buyer | Mobile | US", ("Buyer", "Acme/North", "US")),
        (
            "Company: Acme\nLocation: Utrecht, Netherlands (Hybrid)\nRemote: No (NL-based)<p>Buyer",
            ("Buyer", "Acme", "NL"),
        ),
        ("Location: Leeds, UK\nRole: Buyer\nEmployer: Acme\nRemote: Yes", ("Buyer", "Acme", "GB")),
        (
            "We build - with care - for builders | and buyers",
            ("and buyers", "We build - with care - for builders", None),
        ),
        ("We buy for builders - and gladly", ("We buy for builders - and gladly", "not named (Hacker News)", None)),
        ("Acme | Multiple roles | Leeds, UK", ("Multiple roles", "Acme", "GB")),
        ("Project Manager at Acme (acme.example) | Remote", ("Project Manager", "Acme", None)),
        ("Project Manager at Acme | Looms | Leeds, UK", ("Project Manager", "Acme", "GB")),
        ("Head of Looms at Acme | Project Manager | Leeds, UK", ("Project Manager", "Head of Looms at Acme", "GB")),
        ("Acme | Project Manager at a mill | Leeds, UK", ("Project Manager at a mill", "Acme", "GB")),
        ("Acme | Permanent | Smart Contract Engineer | Leeds, UK", ("Smart Contract Engineer", "Acme", "GB")),
    ],
)
def test_hacker_news_lines_are_read_in_any_order(first, expected):
    found = read("hn", id=1, text=f"{first}<p>We buy.")
    countries = {place.country for place in found.job_location} or {None}
    assert (*told(found, "title", "hiring_organization"), *countries) == expected


def test_terms_of_a_labelled_comment_are_read_as_those_of_a_line():
    found = read("hn", id=1, text="Company: Acme\nLocation: Leeds, UK\nRemote: Yes\nType: Full-time\n"
                                  "Salary: &#x20AC;3000&#x2013;3525&#x2F;month<p>Buyer<p>We buy.")  # fmt: skip
    assert told(found, "job_location_type", "employment_type") == ("remote", ("FULL_TIME",))
    assert (found.base_salary.max, found.base_salary.unit) == (3525, "MONTH")


def test_the_newest_thread_that_asks_who_is_hiring_is_read():
    hits = [
        {"objectID": str(number), "created_at": f"2026-11-0{number}", "title": f"Ask HN: {title}"}
        for number, title in enumerate(["Who is hiring? (Oct)", "Who is hiring? (Nov)", "Who wants to be hired?"], 1)
    ]
    board, ask = Board("hn", "all", "Hacker News"), Ask("https://acme.example", kind="threads")
    (following,) = spider("hn").parse(json.dumps({"hits": hits}).encode(), board, ask).following
    assert following.url.endswith("/2")
    with pytest.raises(UnreadableError):
        spider("hn").parse(json.dumps({"hits": hits[2:]}).encode(), board, ask)


def test_adzuna_places_lie_in_the_market_that_was_searched():
    found = read("adzuna", board="us:buyer", id="1", title="Buyer", description="Buy.",
                 location={"display_name": "Paris, Lamar County"})  # fmt: skip
    assert where(found)[0][2] == "US"


def test_adzuna_places_are_read_from_the_country_down():
    area = ["UK", "London", "Central London", "The City"]
    found = read("adzuna", id="1", title="Buyer", description="Buy.",
                 location={"display_name": "The City, Central London", "area": area})  # fmt: skip
    assert where(found) == [("London", "London", "GB")]
    assert found.job_location[0].raw == "The City, Central London"
    county = {"display_name": "Guildford, Surrey", "area": ["UK", "South East England", "Surrey", "Guildford"]}
    assert where(read("adzuna", id="1", title="Buyer", description="Buy.", location=county)) == [
        ("Guildford", "Surrey", "GB")
    ]


@pytest.mark.parametrize(
    ("source", "entry"),
    [
        ("adzuna", {"id": "1", "title": "Buyer", "description": "Buy.", "location": {"display_name": "Remote, US"}}),
        ("jooble", {"id": "1", "title": "Buyer", "snippet": "Buy.", "location": "Remote"}),
        ("reed", {"jobId": 1, "jobTitle": "Buyer", "employerName": "A", "jobDescription": "Buy.",
                  "locationName": "Remote"}),
    ],
)  # fmt: skip
def test_searches_say_by_the_place_that_work_is_remote(source, entry):
    assert told(read(source, **entry), "job_location_type") == "remote"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"minimumSalary": 45_000, "salaryType": "per annum"}, (45_000, "YEAR")),
        ({"salary": "\u00a3300 - \u00a3350 per day", "salaryType": "per day"}, (300, "DAY")),
        ({"minimumSalary": 78_000, "maximumSalary": 91_000, "salary": "\u00a3300.00 - \u00a3350.00 per day",
          "salaryType": "per day"}, (300, "DAY")),
        ({"yearlyMinimumSalary": 45_000, "salary": "Competitive"}, (45_000, "YEAR")),
        ({"minimumSalary": 78_000, "salaryType": "per day"}, None),
    ],
)  # fmt: skip
def test_reed_pay_is_that_of_its_fields_its_words_or_a_year(stated, expected):
    entry = {"jobId": 1, "jobTitle": "Buyer", "employerName": "Acme", "jobDescription": "Buy.", "currency": "GBP"}
    pay = told(read("reed", **entry, **stated), "base_salary")
    assert (pay and (int(pay.min), pay.unit)) == expected


@pytest.mark.parametrize(
    ("town", "details", "expected"),
    [
        ("Anywhere in the U.S. (remote job)", {}, (None, "remote")),
        ("Negotiable Location", {}, (None, None)),
        ("Denver", {"RemoteIndicator": "True"}, ("Denver", "remote")),
    ],
)
def test_usajobs_towns_may_be_none(town, details, expected):
    place = {"CityName": town, "LocationName": town, "CountryCode": "United States"}
    pay = {"MinimumRange": "2050.0", "RateIntervalCode": "BW", "Description": "Bi-weekly"}
    descriptor = {"PositionTitle": "Buyer", "OrganizationName": "Acme", "PositionLocation": [place],
                  "PositionRemuneration": [pay], "QualificationSummary": "Buy.",
                  "UserArea": {"Details": details}}  # fmt: skip
    found = read("usajobs", MatchedObjectId="1", MatchedObjectDescriptor=descriptor)
    assert (*(one[0] for one in where(found)), found.job_location_type) == expected
    assert (found.base_salary.raw, found.base_salary.unit) == ("2050.0 USD Bi-weekly", None)


def test_a_search_without_a_total_says_that_it_has_more_than_was_read():
    jooble, board = spider("jooble"), Board("jooble", "buyer", "Jooble")
    body = json.dumps({"jobs": [{"id": 1, "title": "Buyer"}]}).encode()
    ask, read = jooble.first_asks(board)[0], []
    while ask:
        read.append(page := jooble.parse(body, board, ask))
        ask = next(iter(page.following), None)
    assert (len(read), read[-1].note) == (25, "the search has more than 25 adverts; 25 pages were read")


def test_nhs_criteria_may_speak_of_contacts_and_the_page_of_pay():
    page = b"""<h2>Job description</h2><p>Buy.</p><h3>Salary</h3><p>\xc2\xa347,810 to \xc2\xa354,710 a year</p>
    <h2>Person specification</h2><h3>Contact with similar groups</h3><ul><li>Met suppliers</li></ul>
    <h2>Employer details</h2><p>We heal.</p><h3>Contact</h3><p>Ann Lee</p>"""
    row = {"id": "1", "employer": "Acme", "locations": [], "salary": "Depending on experience"}
    found = detail("nhs_jobs", row, page)
    assert int(told(found, "base_salary").max) == 54_710
    assert "Met suppliers" in told(found, "description")
    assert "Ann Lee" not in told(found, "description")


def test_himalayas_categories_are_words():
    entry = {"guid": "1", "title": "Buyer", "companyName": "Acme", "excerpt": "Buy.", "categories": ["Senior-Buyer"]}
    assert told(read("himalayas", **entry), "occupational_category") == "Senior Buyer"


def test_usajobs_texts_are_plain_and_its_kinds_two():
    descriptor = {
        "PositionTitle": "Buyer", "OrganizationName": "Acme", "PositionSchedule": [{"Name": "Full-time"}],
        "PositionOfferingType": [{"Name": "Temporary"}], "QualificationSummary": "One & two <3\n- first\n- second",
        "UserArea": {"Details": {"Requirements": ["Citizen", "Vetting"]}},
    }  # fmt: skip
    found = read("usajobs", MatchedObjectId="1", MatchedObjectDescriptor=descriptor)
    assert told(found, "employment_type") == ("FULL_TIME", "TEMPORARY")
    assert "One &amp; two &lt;3<br>- first" in found.description
    assert "<p>Citizen</p><p>Vetting</p>" in found.description


@pytest.mark.parametrize(
    ("source", "last_page"),
    [("icims", b'<div class="iCIMS_MainWrapper"></div>'), ("jobvite", b'<p class="jv-page-message"></p>'),
     ("smartrecruiters", b" \n"), ("hrmdirect", b'<table class="reqitems"></table>')],
)  # fmt: skip
def test_a_maintenance_page_is_not_the_end_of_a_list(source, last_page):
    board, ask = Board(source, "acme", "Acme"), Ask("https://acme.example")
    assert spider(source).parse(last_page, board, ask).listed == 0
    with pytest.raises(UnreadableError):
        spider(source).parse(b"<html><body><h1>Back soon</h1></body></html>", board, ask)


# --- schema.org --------------------------------------------------------------------------------------------------


def ld(job: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "JobPosting", **job})}</script>'


@pytest.mark.parametrize(
    "block",
    [
        '{"@type":"JobPosting","title":"Buyer" "description":"Buy."}',
        r'{"@type":"JobPosting","title":"Driver\'s Buyer","description":"Buy."}',
        '{"@type":"JobPosting","title":"Buyer","description":"Buy."};',
        '{"@type":"JobPosting","title":"Buyer","description":"Buy."}{"@type":"Thing"}',
        '/*<![CDATA[*/{"@type":"JobPosting","title":"Buyer","description":"Buy."}/*]]>*/',
        '\ufeff{"@type":"JobPosting","title":"Buyer","description":"Buy."}',
        "{&#34;@type&#34;:&#34;JobPosting&#34;,&#34;title&#34;:&#34;Buyer&#34;,&#34;description&#34;:&#34;Buy.&#34;}",
        '[{"type": 5}, {"@type":"JobPosting","title":"Buyer","description":"Buy."}]',
        '{"@type":"Organization"} {"@type":"JobPosting","title":"Buyer","description":"Buy."}',
        '{"@Type":"schema:JobPosting","schema:title":"Buyer","schema:description":"Buy."}',
    ],
)
def test_json_of_a_page_is_read_though_it_is_broken(block):
    (job,) = jobs_in(f'<script type="application/ld+json">{block}</script>')
    assert (job["title"][-5:], job["description"]) == ("Buyer", "Buy.")


BUYER = {"@type": "JobPosting", "title": "Buyer", "description": "Buy."}


@pytest.mark.parametrize(
    "document",
    [
        *({"@type": "WebPage", name: BUYER} for name in ("mainEntityOfPage", "about", "subjectOf")),
        {"@type": "WebPage", "hasPart": [{"@type": "Thing"}, BUYER]},
        {"@graph": [{"@type": "WebPage", "mainEntity": {"@type": "JobPosting", "@id": "#1"}}, {**BUYER, "@id": "#1"}]},
        {**BUYER, "@type": "jobPosting"},
        {**BUYER, "@type": ["Thing", "http://schema.org/JobPosting"]},
    ],
)
def test_an_advert_is_found_wherever_it_stands_in_the_json(document):
    (job,) = jobs_in(f'<script type="application/ld+json">{json.dumps(document)}</script>')
    assert job["title"] == "Buyer"


@pytest.mark.parametrize(
    "tag",
    [
        '<script data-path="a > b" type="application/ld+json">',
        """<script type='application/ld+json; charset=utf-8' data-path='a > "b"' async>""",
        "<script\ntype=application/ld+json>",
        '<script type="application/ld+json"">',
    ],
)
def test_a_script_is_found_whatever_else_its_tag_says(tag):
    (job,) = jobs_in(f'<script data-x="a > b">let a = 1;</script>{tag}{json.dumps(BUYER)}</script>')
    assert job["description"] == "Buy."


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">{"@type":"JobPosting","title": Buyer}</script>',
        '<div vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">Buyer</h1></div>',
        '<div itemscope itemtype="http://schema.org/jobPosting"><h1 itemprop="title">Buyer</h1></div>',
        r'<script>push("{\"@type\":\"JobPosting\",\"title\":\"Buyer\"}")</script>',
        '<script>const job = {"@type": ["Thing", "JobPosting"], "title": name}</script>',
    ],
)
def test_an_advert_that_cannot_be_read_is_no_advert_gone(page):
    with pytest.raises(UnreadableError):
        spider("jsonld").read_detail(page.encode(), Row("1", None, "u"), Board("jsonld", "acme.example", "Acme"))


def test_a_page_that_only_speaks_of_job_postings_is_no_advert():
    page = b'<p>Each JobPosting of ours is reviewed.</p><script>var kind = {"type": "jobPosting"}</script>'
    assert spider("jsonld").read_detail(page, Row("1", None, "u"), Board("jsonld", "acme.example", "Acme")) is None


@pytest.mark.parametrize(
    ("description", "expected"),
    [(["<p>One.</p>", "<p>Two.</p>"], "<p>One.</p>\n<p>Two.</p>"), ({"@value": "One."}, "One."), (None, "")],
)
def test_a_description_is_a_text_whatever_holds_it(description, expected):
    assert fields_of({"title": "Buyer", "description": description})["description"] == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (50_000, (50_000, "GBP", None)),
        (25.5, (25.5, "GBP", None)),
        ({"currency": "EUR", "value": [{"minValue": "45.000", "unitText": "YEAR"}]}, (45_000, "EUR", "YEAR")),
        ({"currency": "GBP", "value": {"minValue": 15, "maxValue": 17.5, "unitText": "YEAR"}}, (15, "GBP", None)),
        *(({"currency": "EUR", "value": {name: text, "unitText": "MONTH"}}, (figure, "EUR", "MONTH"))
          for name in ("value", "minValue")
          for text, figure in [("3000,00", 3000), ("12,50", 12.5), ("3.500,00", 3500), ("4 500", 4500), ("4'500", 4500),
                               ("4.5k", 4500), ("4500.00", 4500)]),
        ({"currency": "GBP", "value": {"minValue": "£45,000", "unitText": "YEAR"}}, (45_000, "GBP", "YEAR")),
    ],
)  # fmt: skip
def test_pay_is_read_in_each_of_its_shapes(stated, expected):
    pay = fields_of({"title": "Buyer", "description": "Buy.", "baseSalary": stated, "salaryCurrency": "GBP"})[
        "base_salary"
    ]
    assert (float(pay.min), pay.currency, pay.unit) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"@type": "Place", "addressLocality": "Leeds", "addressCountry": "GB"}, [("Leeds", "GB")]),
        ({"@type": "Place", "address": {"streetAddress": "Bogota, CO"}}, [("Bogota", "CO")]),
        ({"@type": "Place", "address": {"addressLocality": "UNAVAILABLE", "addressCountry": "US"}}, [(None, "US")]),
        ([{"name": name, "address": {"addressLocality": "Sunnyvale", "addressRegion": "CA", "addressCountry": "US"}}
          for name in ("Bellevue, WA", "Austin, TX")], [("Bellevue", "US"), ("Austin", "US")]),
        ({"@type": "Place", "address": [{"addressLocality": "Leeds", "addressCountry": "GB"}, "York, UK"]},
         [("Leeds", "GB"), ("York", "GB")]),
    ],
)  # fmt: skip
def test_a_place_is_found_wherever_the_page_puts_it(stated, expected):
    found = fields_of({"title": "Buyer", "description": "Buy.", "jobLocation": stated})["job_location"]
    assert [(place.locality, place.country) for place in found] == expected


def test_a_page_that_calls_region_and_town_alike_keeps_both():
    stated = {"address": {"addressLocality": "New York", "addressRegion": "New York", "addressCountry": "US"}}
    found = fields_of({"title": "Buyer", "description": "Buy.", "jobLocation": stated})["job_location"]
    assert [(place.locality, place.region) for place in found] == [("New York", "New York")]


@pytest.mark.parametrize(
    ("town", "region", "land", "expected"),
    [
        ("M\u00fcnchen", "BY", "DE", [("M\u00fcnchen", "Bayern", "DE")]),
        ("Bangalore", "KA", "IN", [("Bangalore", "Karn\u0101taka", "IN")]),
        ("Milan", "Lombardy", "IT", [("Milan", "Lombardy", "IT")]),
        ("New York", "New York", "USA", [("New York", "New York", "US")]),
        ("NYC", "NY", "US", [("New York City", "New York", "US")]),
        ("Dublin 2", None, "IE", [("Dublin", None, "IE")]),
        ("1010 Wien", None, "AT", [("Wien", None, "AT")]),
        ("Manchester M1 4BT UK", None, "GB", [("Manchester", None, "GB")]),
        ("Mill House, Leeds LS1 4AP UK", None, "GB", [("Leeds", None, "GB")]),
        ("Mill Board, Nosuchtown", None, "GB", [("Nosuchtown", None, "GB")]),
        ("Mill House/Weston, Leeds", None, "GB", [("Leeds", None, "GB")]),
        ("Nosuchtown", None, "GB", [("Nosuchtown", None, "GB")]),
        ("Singapore", None, "SG", [("Singapore", None, "SG")]),
        ("Paris", "75", "FR", [("Paris", None, "FR")]),
        ("London", "GB", "GB", [("London", None, "GB")]),
        ("Remote", None, "US", [(None, None, "US")]),
        (["Leeds", "York"], None, "GB", [("Leeds", None, "GB"), ("York", None, "GB")]),
        ("Leeds / York", None, "GB", [("Leeds", None, "GB"), ("York", None, "GB")]),
        ("Newcastle", "Tyne & Wear", "GB", [("Newcastle", "Tyne and Wear", "GB")]),
        ("Austin", "US-TX", "US", [("Austin", "Texas", "US")]),
        ("Lyon", "84", "FR", [("Lyon", None, "FR")]),
        ("Leeds", "LS1 4AP", "GB", [("Leeds", None, "GB")]),
        ("Leeds", "null", "GB", [("Leeds", None, "GB")]),
        ("Leeds", "Remote", "GB", [("Leeds", None, "GB")]),
        (["Austin", "Denver"], ["TX", "CO"], "US", [("Austin", "Texas", "US"), ("Denver", "Colorado", "US")]),
        (
            ["Austin", "Denver", "Boston"],
            ["TX", "CO"],
            "US",
            [("Austin", None, "US"), ("Denver", None, "US"), ("Boston", None, "US")],
        ),
    ],
)
def test_the_fields_of_an_address_are_taken_as_they_are_where_each_is_one_name(town, region, land, expected):
    address = {"addressLocality": town, "addressRegion": region, "addressCountry": land}
    found = fields_of({"title": "Buyer", "description": "Buy.", "jobLocation": {"address": address}})["job_location"]
    assert [(place.locality, place.region, place.country) for place in found] == expected


@pytest.mark.parametrize("code", ["CA", "DE", "IN", "GA", "United States"])
def test_where_applicants_may_live_a_country_is_no_state_of_that_code(code):
    stated = [{"@type": "Country", "name": code}]
    found = fields_of({"title": "Buyer", "description": "Buy.", "applicantLocationRequirements": stated})
    assert [one.country for one in found["applicant_location_requirements"]] == [country_of(code)]


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ({"jobLocation": "Remote"}, "remote"),
        ({"jobLocation": [{"address": {"addressLocality": "Remote"}}, "Remote, US"]}, "remote"),
        ({"jobLocation": ["Remote", "Leeds"]}, None),
        ({"jobLocation": {"address": ["Remote", "Leeds"]}}, None),
        ({"jobLocationType": "https://schema.org/TELECOMMUTE"}, "remote"),
    ],
)
def test_work_is_remote_where_all_places_say_so(job, expected):
    assert fields_of({"title": "Buyer", "description": "Buy.", **job})["job_location_type"] == expected


def test_demands_that_are_objects_are_lines_of_the_text():
    demands = {
        "qualifications": {"name": "PMP"}, "experienceRequirements": {"monthsOfExperience": "60"},
        "educationRequirements": [{"credentialCategory": "bachelor degree"}], "workHours": "40 a week",
    }  # fmt: skip
    text = plain_text(fields_of({"title": "Buyer", "description": "Buy.", **demands})["description"])
    assert all(line in text.splitlines() for line in ("PMP", "5 years of experience", "bachelor degree", "40 a week"))


@pytest.mark.parametrize(
    "description", ["We mill oats.\n\nEssential:\n- Oats", "We mill oats.\n\n<b>Essential:</b>\r\n- Oats"]
)
def test_a_text_keeps_its_lines_beside_another_field(description):
    text = fields_of({"title": "Miller", "description": description, "workHours": "35 a\nweek"})["description"]
    assert plain_text(text).splitlines() == ["We mill oats.", "Essential:", "- Oats", "Work hours", "35 a", "week"]


@pytest.mark.parametrize(
    "demands", ["Essential:\n- Oats <dry>\nDesirable:\n- Rye", ["Essential:", "- Oats <dry>", "Desirable:\n- Rye"]]
)
def test_demands_keep_their_lines_beside_a_text_with_tags(demands):
    text = fields_of({"title": "Miller", "description": "<p>Mill.</p>", "qualifications": demands})["description"]
    lines = ["Mill.", "Qualifications", "Essential:", "- Oats <dry>", "Desirable:", "- Rye"]
    assert plain_text(text).splitlines() == lines


def test_a_title_stands_in_one_line():
    assert read("breezy", id="1", name="Loom\n   fixer\u00a0 ", description="Oil.").title == "Loom fixer"


def test_an_employer_stands_in_one_line():
    board = Board("breezy", "acme", "Acme\n  Looms")
    entry = {"id": "1", "name": "Weaver", "description": "Oil."}
    found = spider("breezy").read(entry, board)
    assert found is not None
    assert found.hiring_organization == "Acme Looms"


def test_an_identifier_in_a_list_is_its_value_and_not_the_employer():
    listed = [{"@type": "PropertyValue", "name": "Acme Ltd", "value": "R-1"}]
    assert fields_of({"title": "Buyer", "description": "Buy.", "identifier": listed})["identifier"] == "R-1"


def test_pages_in_latin_1_and_names_with_entities_are_read():
    page = ld({"title": "Qualit\u00e4t", "description": "<p>F\u00fcr alle.</p>"})
    page = page.encode().decode("unicode_escape").encode("latin-1")
    board = Board("jsonld", "acme.example", "Smith &amp; Sons", country="DE")
    found = spider("jsonld").read_detail(page, Row("1", None, "https://acme.example/1"), board)
    assert told(found, "title", "hiring_organization") == ("Qualit\u00e4t", "Smith & Sons")


@pytest.mark.parametrize(
    "path",
    [
        "/jobdetail/1", "/jobs.php?id=3", "/job_listing/1", "/offresemploi/1", "/career_detail/2", "/vacature/1",
        "/vacatures/1", "/empleos/1", "/recrutement/x", "/work-with-us/pm", "/join-us/pm", "/our-roles/1", "/praca/1",
        "/opportunities/1", "/stilling/1", "/annonces/1", "/Recruiting/Details/1", "/stellenangebote/1", "/karriere/1",
    ],
)  # fmt: skip
def test_a_sitemap_names_adverts_in_many_ways(path):
    sitemap = f"<urlset><url><loc>https://acme.example{path}</loc></url></urlset>".encode()
    jsonld, board = spider("jsonld"), Board("jsonld", "acme.example/sitemap.xml", "Acme")
    assert len(jsonld.parse(sitemap, board, Ask("https://acme.example/sitemap.xml", kind="sitemap")).rows) == 1


def test_a_feed_serves_as_a_sitemap():
    item = "<item><title>Buyer</title><link>https://acme.example/Leeds-Buyer/1/</link></item>"
    feed = f"<rss><channel><link>https://acme.example</link>{item}</channel></rss>".encode()
    jsonld, board = spider("jsonld"), Board("jsonld", "acme.example/sitemal.xml", "Acme")
    (first,) = jsonld.first_asks(board)
    assert [row.source_id for row in jsonld.parse(feed, board, first).rows] == ["/Leeds-Buyer/1"]


def test_of_a_feed_that_robots_txt_names_only_adverts_are_asked_for():
    links = ["https://acme.example/blog/1", "https://acme.example/careers/1", "https://jobs.acme.example/Buyer/2"]
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    jsonld, board = spider("jsonld"), Board("jsonld", "acme.example", "Acme")
    ask = Ask("https://acme.example/feed.xml", kind="sitemap")
    rows = jsonld.parse(f"<rss><channel>{items}</channel></rss>".encode(), board, ask).rows
    assert [row.source_id for row in rows] == ["/careers/1", "/Buyer/2"]


@pytest.mark.parametrize(
    "path", ["/insights/the-role-of-ai-in-banking", "/recruitment-process", "/about/our-role", "/opportunity-fund"]
)
def test_a_page_about_roles_or_recruitment_is_no_advert(path):
    sitemap = f"<urlset><url><loc>https://acme.example{path}</loc></url></urlset>".encode()
    board = Board("jsonld", "acme.example/sitemap.xml", "Acme")
    assert spider("jsonld").parse(sitemap, board, Ask("https://acme.example/sitemap.xml", kind="sitemap")).rows == ()


@pytest.mark.parametrize(
    ("source", "body"),
    [
        *((source, b"<html><body><p>Back soon.</p></body></html>") for source in ("neogov", "weworkremotely")),
        *((source, b"{}") for source in ("lever", "breezy", "remoteok", "rippling")),
        *((source, b'{"jobs": {}}') for source in ("ashby", "greenhouse", "remotive", "jobicy")),
    ],
)
def test_what_is_no_list_is_no_empty_board(source, body):
    with pytest.raises(UnreadableError, match="where"):
        spider(source).parse(body, Board(source, "acme", "Acme"), Ask("https://acme.example"))


NHS_ADVERT = b"<main><h1>PM</h1><h3>Band</h3><!-- c --><p>Band 8a</p><h2>Job summary</h2><p>Lead projects.</p></main>"


@pytest.mark.parametrize("declared", [b"", b'<?xml version="1.0" encoding="UTF-8"?>\n'])
def test_neither_a_comment_nor_a_declared_encoding_costs_an_nhs_advert(declared):
    found = detail("nhs_jobs", {"id": "1", "employer": "Acme", "locations": []}, declared + NHS_ADVERT)
    assert told(found, "grade") == "Band 8a"


@pytest.mark.parametrize(
    ("listed", "detailed", "expected"),
    [
        ({"department": {"id": "Data", "label": "Data"}}, {"department": None}, "Data"),
        ({}, {"department": "Data"}, "Data"),
        ({}, {"department": ["Data"], "payRangeDetails": {"rangeStart": 1}}, "Data"),
        ({}, {"payRangeDetails": "on request"}, None),
    ],
)
def test_rippling_departments_and_pay_of_another_shape_cost_no_advert(listed, detailed, expected):
    row = {"uuid": "1", "name": "Buyer", **listed}
    assert told(detail("rippling", row, {"description": {"role": "Buy."}, **detailed}), "department") == expected


@pytest.mark.parametrize(
    ("source", "entry"),
    [
        ("remoteok", {"id": 1, "position": "PM", "company": "", "description": "Lead."}),
        ("remotive", {"id": 1, "title": "PM", "company_name": None, "description": "Lead."}),
    ],
)
def test_an_advert_whose_employer_is_not_named_is_kept(source, entry):
    assert told(read(source, **entry), "hiring_organization") == "not named (Acme)"


@pytest.mark.parametrize("title", [None, "", " "])
def test_a_page_that_leaves_its_title_empty_has_that_of_the_list(title):
    page = {"@type": "JobPosting", "title": title, "description": "Buy.", "hiringOrganization": "Acme"}
    body = f'<script type="application/ld+json">{json.dumps(page)}</script>'.encode()
    assert told(detail("paylocity", {"url": "https://acme.example/1"}, body), "title") == "Buyer"


def test_phenom_names_the_town_where_the_location_is_empty():
    phenom, board = spider("phenom"), Board("phenom", "careers.acme.example/global/en", "Acme")
    listed = {"jobId": "1", "title": "Buyer", "location": "", "city": "Leeds", "country": "United Kingdom"}
    body = search_page({"totalHits": 1, "data": {"jobs": [listed]}}).encode()
    assert phenom.parse(body, board, Ask("u")).rows[0].entry["place"] == "Leeds, United Kingdom"


@pytest.mark.parametrize(
    ("city", "town", "workplace"),
    [("Remote", None, "remote"), ("Leeds (Hybrid)", "Leeds", "hybrid"), ("Stoke-on-Trent", "Stoke-on-Trent", None)],
)
def test_a_field_for_the_town_may_say_where_the_work_is_done(city, town, workplace):
    bamboo = read("bamboohr", id="1", jobOpeningName="Buyer", description="Buy.",
                  location={"city": city, "addressCountry": "United Kingdom"})  # fmt: skip
    breezy = read("breezy", id="1", name="Buyer", description="Buy.", location={"city": city, "country": {"id": "GB"}})
    for found in (bamboo, breezy):
        assert where(found) == [(town, None, "GB")]
        assert told(found, "job_location_type") == workplace


@pytest.mark.parametrize(
    ("places_told", "expected"),
    [
        ({"locations": "Leeds, United Kingdom"}, ["Leeds"]),
        ({"locations": [None, "Leeds, United Kingdom"]}, ["Leeds"]),
        ({"location": "Leeds, United Kingdom"}, ["Leeds"]),
    ],
)
def test_eightfold_places_are_read_from_a_text_a_list_or_the_older_field(places_told, expected):
    found = read("eightfold", id=1, name="Buyer", jobDescription="Buy.", **places_told)
    assert [place.locality for place in told(found, "job_location")] == expected


IN_WINDOWS_1252 = {
    "icims": '<li class="iCIMS_JobCardItem"><a class="iCIMS_Anchor" href="/jobs/7/x/job"><h3>{}</h3></a></li>',
    "jobvite": '<table class="jv-table"><tr><td><a href="/acme/job/o1">{}</a></td></tr></table>',
    "paylocity": '<script>window.pageData = {{"Jobs": [{{"JobId": 1, "JobTitle": "{}"}}]}};</script>',
    "smartrecruiters": '<a class="js-job-ad-link" href="https://acme.example/1-x">{}</a>',
    "hrmdirect": '<tr class="reqitem" data-req-id="1"><td class="posTitle"><a href="x">{}</a></td></tr>',
}


@pytest.mark.parametrize("source", IN_WINDOWS_1252)
def test_a_list_in_windows_1252_keeps_the_accents_of_its_titles(source):
    page = f"<table>{IN_WINDOWS_1252[source].format('Chargé de projet')}</table>".encode("cp1252")
    (row,) = spider(source).parse(page, Board(source, "acme", "Acme"), Ask("https://acme.example")).rows
    assert row.title == "Chargé de projet"


def test_an_icims_link_without_its_host_is_of_the_board():
    card = '<li class="iCIMS_JobCardItem"><a class="iCIMS_Anchor" href="/jobs/7/buyer/job"><h3>Buyer</h3></a></li>'
    board = Board("icims", "careers.acme.example", "Acme")
    (row,) = spider("icims").parse(f'<ul class="iCIMS_List">{card}</ul>'.encode(), board, Ask("u")).rows
    assert row.detail is not None
    assert row.detail.url == "https://careers.acme.example/jobs/7/buyer/job"
