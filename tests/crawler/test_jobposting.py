import pytest

from crawler.jobposting import jobs_in
from crawler.jobposting_fields import description_of, fields_of, organization_of
from crawler.jobposting_pay import salary_of
from crawler.normal.html import plain_text

MICRODATA = """<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Project Manager</h1>
<div itemprop="hiringOrganization" itemscope><meta itemprop="name" content="Acme"></div>
<span itemprop="jobLocation" itemscope><span itemprop="address" itemscope><meta itemprop="addressLocality"
content="Leeds"><meta itemprop="addressCountry" content="GB"></span></span>
<meta itemprop="datePosted" content="2026-10-01">
<div itemprop="description"><p>You mend it.</p><ul><li>Soon</li></ul></div></div>"""


def test_microdata_is_read_where_a_page_has_no_json() -> None:
    (job,) = jobs_in(MICRODATA)
    fields = fields_of(job)
    assert (fields["title"], organization_of(job)) == ("Project Manager", "Acme")
    assert "<li>Soon</li>" in fields["description"]
    assert [place.raw for place in fields["job_location"]] == ["Leeds, GB"]


def test_a_scope_of_microdata_without_properties_is_its_text() -> None:
    place = '<span itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">Berlin, Germany</span>'
    firm = '<span itemprop="hiringOrganization" itemscope>Acme</span>'
    (job,) = jobs_in(MICRODATA.replace('<meta itemprop="datePosted"', f'{place}{firm}<meta itemprop="datePosted"'))
    assert job["jobLocation"][-1] == "Berlin, Germany"
    assert job["hiringOrganization"][-1] == "Acme"


def test_the_line_ends_of_a_template_are_not_those_of_its_short_fields() -> None:
    page = """<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">
      Loom
        <b>Fix</b>er &amp; Oiler </h1>
    <p itemprop="jobLocation">Leeds,
       UK</p><p itemprop="hiringOrganization" itemscope>Acme<br>Looms</p>
    <meta itemprop="industry" content="Textile
       mills"><link itemprop="employmentType" href="https://schema.org/PART_TIME">
    <div itemprop="description"><pre>You oil.
You mend.</pre></div><ul itemprop="jobBenefits"><li>Wool</li><li>Tea</li></ul></div>"""
    (job,) = jobs_in(page)
    fields = fields_of(job)
    assert (job["title"], job["hiringOrganization"]) == ("Loom Fixer & Oiler", "Acme Looms")
    assert [(place.locality, place.country) for place in fields["job_location"]] == [("Leeds", "GB")]
    assert (fields["industry"], fields["employment_type"]) == ("Textile mills", ("PART_TIME",))
    lines = ["You oil.", "You mend.", "Job benefits", "Wool", "Tea"]
    assert plain_text(fields["description"]).splitlines() == lines


def test_a_block_escaped_as_a_whole_is_read() -> None:
    block = '{"@type": "JobPosting", "title": "PM"}'.replace('"', "&quot;")
    page = f'<script type="application/ld+json">{block}</script>'
    assert [job["title"] for job in jobs_in(page)] == ["PM"]


def test_a_salary_of_nought_is_not_stated() -> None:
    assert salary_of({"currency": "GBP", "value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}) is None


def test_the_end_of_a_range_that_cannot_be_read_stays_in_what_was_published() -> None:
    value = {"minValue": "n/a", "maxValue": 50_000, "unitText": "YEAR"}
    pay = salary_of({"currency": "GBP", "value": value})
    assert pay is not None
    assert (pay.raw, pay.min, pay.max) == ("n/a-50000.0 GBP YEAR", None, 50_000)


@pytest.mark.parametrize(
    ("stated", "currency", "expected"),
    [
        ("60000", "GBP", (60_000, 60_000, "GBP")),
        ("3500", "EUR", (3_500, 3_500, "EUR")),
        ("45.000", "eur", (45_000, 45_000, "EUR")),
        ("52,000 - 58,000 a year", "GBP", (52_000, 58_000, "GBP")),
        ("$90,000 a year", "CAD", (90_000, 90_000, "CAD")),
        ({"value": "$90,000 - $95,000 a year"}, "AUD", (90_000, 95_000, "AUD")),
        ("£30,000", "EUR", (30_000, 30_000, "GBP")),
        ("60000", "per annum", (60_000, 60_000, None)),
    ],
)
def test_a_salary_that_is_a_text_is_of_the_currency_beside_it(
    stated: object, currency: str, expected: tuple[object, ...]
) -> None:
    job = {"title": "Buyer", "description": "Buy.", "baseSalary": stated, "salaryCurrency": currency}
    pay = fields_of(job)["base_salary"]
    assert (pay.min, pay.max, pay.currency) == expected


def test_flat_microdata_states_its_currency_beside_a_salary() -> None:
    pay = '<meta itemprop="baseSalary" content="3400"><meta itemprop="salaryCurrency" content="EUR">'
    (job,) = jobs_in(MICRODATA.replace('<meta itemprop="datePosted"', f'{pay}<meta itemprop="datePosted"'))
    read = fields_of(job)["base_salary"]
    assert (read.min, read.currency) == (3_400, "EUR")


def test_a_page_without_an_advert_gives_none() -> None:
    assert jobs_in("<html><p>About JobPosting</p></html>") == []
    assert jobs_in('<script type="application/ld+json">{broken</script>') == []


def test_microdata_may_name_several_properties_at_once_and_stand_beside_another_thing() -> None:
    page = """<div itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Other</b></div>
    <article itemscope itemtype="https://schema.org/JobPosting"><h2 itemprop="title name">PMO Lead
    <time itemprop="datePosted" datetime="2026-11-02">soon</time></h2><a itemprop="url" href="/1">here</a>
    <div itemprop="description">You plan.<br>You report.</div></article>"""
    (job,) = jobs_in(page)
    assert (job["datePosted"], job["url"]) == ("2026-11-02", "/1")
    assert job["name"].startswith("PMO Lead")
    assert job["description"].startswith("You plan.<br")


@pytest.mark.parametrize(
    ("months", "told"),
    [("36.0", "3 years of experience"), (30, "30 months of experience"), (0, ""), ("9" * 5_000, "")],
)
def test_experience_is_told_in_years_where_its_months_are_a_figure(months: object, told: str) -> None:
    job = {"title": "Buyer", "description": "Buy.", "experienceRequirements": {"monthsOfExperience": months}}
    assert (told in description_of(job)) is True
    assert ("experience" in description_of(job)) is bool(told)


def test_a_number_may_have_an_exponent() -> None:
    pay = salary_of({"currency": "EUR", "value": {"value": "5e4", "unitText": "YEAR"}})
    assert pay is not None
    assert pay.max == 50_000
