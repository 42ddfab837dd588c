"""How much of what a person looks for an advert offers."""

from datetime import date

import pytest

from analysis.matching.wanted import wanted, wishes_of
from analysis.person import person_of
from analysis.profile import profile_from
from analysis.resume import EXTENSION

SILENT = {
    "title": "Project Manager", "firm": "Acme Retail", "sector": None, "workplace": None, "scope": None,
    "countries": ["GB"], "stakeholder_level": None, "salary_year": None, "currency": None,
    "budget_amount": None, "budget_currency": None,
}  # fmt: skip


def _offered(looking_for, *, employer="Acme", **told):
    """Return how much an advert of `told` offers someone of such wishes and such an employer."""
    work = [{"position": "Project Manager", "name": employer}]
    profile = profile_from({"work": work, "meta": {EXTENSION: {"looking_for": looking_for}}})
    return wanted(person_of(profile, None, None, date(2026, 11, 24)), {**SILENT, **told})


@pytest.mark.parametrize(
    ("avoid", "told", "offered"),
    [
        ("Retail", {}, 0.0), ("RETAIL", {}, 0.0), ("acme retail", {}, 0.0), ("Construction", {}, 1.0),
        ("HR", {"firm": "Christie NHS Foundation Trust"}, 1.0), ("HR", {"title": "Project Manager (HR)"}, 0.0),
        ("IT", {"title": "Digital Project Manager"}, 1.0), ("IT", {"title": "IT Project Manager"}, 0.0),
        ("IT", {"title": "Audit Project Manager"}, 1.0), ("IT", {"title": "Italian Project Manager"}, 1.0),
        ("C++", {"title": "Project Manager, C++"}, 0.0), ("", {"title": "Project Manager, C++"}, 1.0),
        (".NET", {"title": "Project Manager, Net Zero"}, 1.0), ("retail", {"firm": "Acme", "sector": "retail"}, 0.0),
        ("Life  sciences ", {"sector": "life_sciences"}, 0.0), ("life_sciences", {"sector": "life_sciences"}, 0.0),
    ],
)  # fmt: skip
def test_an_advert_with_a_whole_word_to_be_avoided_offers_nothing(avoid, told, offered):
    assert _offered({"avoid": [avoid], "country": "GB"}, **told) == offered


@pytest.mark.parametrize(("salary", "offered"), [(40_000.0, 0.25), (80_000.0, 1.0), (90_000.0, 1.0), (None, 0.5)])
def test_pay_below_the_wish_offers_less_and_above_it_no_more(salary, offered):
    wish = {"min_salary": {"amount": 80_000, "currency": "GBP"}}
    assert _offered(wish, salary_year=salary, currency="GBP") == offered


def test_a_wished_day_rate_is_compared_as_a_years_pay():
    wish = {"min_salary": {"amount": 500, "currency": "GBP", "unit": "DAY"}}
    assert _offered(wish, salary_year=55_000.0, currency="GBP") == pytest.approx(0.239, abs=0.001)


def test_least_pay_that_is_said_without_a_currency_drops_that_of_the_profile():
    limits = {"constraints": {"min_salary": {"amount": 90_000, "currency": "EUR"}}}
    profile = profile_from({"basics": {}, "meta": {EXTENSION: limits}})
    told = [(one.min_salary, one.min_currency) for one in (wishes_of(profile), wishes_of(profile, min_salary=60_000))]
    assert told == [(90_000, "EUR"), (60_000, None)]


@pytest.mark.parametrize(
    ("wished", "told", "offered"), [("executive", "board", 1.0), ("board", "board", 1.0), ("board", "executive", 0.0)]
)
def test_stakeholders_above_those_wished_for_will_do_and_below_will_not(wished, told, offered):
    assert _offered({"stakeholder_level": wished}, stakeholder_level=told) == offered


@pytest.mark.parametrize(
    ("wished", "countries", "offered"),
    [(["IE", "GB"], ["DE", "GB"], 1.0), (["FR"], ["DE", "GB"], 0.0), (["GB"], [], 0.5)],
)
def test_an_advert_of_several_countries_offers_each_of_them(wished, countries, offered):
    assert _offered({"country": wished}, countries=countries) == offered


@pytest.mark.parametrize(("sector", "offered"), [("healthcare", 1.0), ("retail", 0.0), (None, 0.5)])
def test_who_names_no_sector_looks_for_those_of_the_cv(sector, offered):
    assert _offered({}, employer="General Hospital", sector=sector) == offered
    assert _offered({"sectors": ["retail"]}, employer="General Hospital", sector="retail") == 1.0
