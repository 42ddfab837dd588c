"""Grades tell a step where they are of one public scheme, and terms are told as they are stated."""

from types import SimpleNamespace

import pytest

from analysis.matching import terms_in_words, terms_of
from analysis.matching.grades import by_grades, grade_of_advert
from analysis.matching.offered import pay_in_words
from analysis.matching.steps import StepFound
from analysis.person import RoleHeld
from analysis.reading.grades import grade_in
from analysis.resume import read_role

NHS, DEPARTMENT = "Puppet NHS Trust", "Department for Puppets"
BY_LEVELS = StepFound("cannot tell", {})


def _person(title, firm, home="GB", country=None, told="Led projects."):
    reading = read_role({"position": title, "name": firm, "summary": told})
    role = RoleHeld(title, firm, None, None, reading, None, country)
    profile = SimpleNamespace(resume={"basics": {"location": {"countryCode": home} if home else {}}})
    return SimpleNamespace(present=role, profile=profile)


def _advert(title, firm, country="GB", text="", **others):
    scheme, value = (stated[0]["scheme"], stated[0]["value"]) if (stated := grade_in(title)) else (None, None)
    return {
        "title": title, "firm": firm, "country": country, "grade_scheme": scheme, "grade_value": value, "source": "csv",
        "url": None, "board_grade": None, "graded": None, "graded_text": text,
    } | others  # fmt: skip


def _told(person, advert):
    found = by_grades(BY_LEVELS, person, advert)
    return found.step if found.grades else None


@pytest.mark.parametrize(
    ("here", "there", "step"),
    [
        (("Project Officer (Grade 6)", "University of Wex"), ("Project Manager (Grade 7)", "University of Wex"), None),
        (("Project Manager Band 4", "Puppet Shops plc"), ("Project Manager (Band 7)", NHS), None),
        (("Project Manager (Band 6)", NHS), ("Project Manager Band 9", "Wexmouth City Council"), None),
        (("Project Manager (Band 6)", NHS), ("Project Manager Band 8a", "Wexmouth University Hospitals"), "far"),
        (("Project Manager (Band 6)", NHS), ("Project Manager Band 7", "Wexmouth University Health Board"), "up"),
        (("Project Manager (HEO)", DEPARTMENT), ("Project Manager (Grade 7)", "Wexmouth College"), None),
        (("Project Manager (HEO)", DEPARTMENT), ("Project Manager (SEO)", "Puppet Agency"), "up"),
        (("Project Manager (G7)", "Puppet Office"), ("Project Manager (Grade 6)", DEPARTMENT), "up"),
        (("Project Manager (HEO)", DEPARTMENT), ("Project Manager (SEO)", "Puppet Marketing Agency"), None),
        (("Program Manager, GS-11", "Puppet Bureau"), ("Program Manager, GS-13", "Puppet Bureau"), "up"),
    ],
)  # fmt: skip
def test_a_grade_tells_a_step_only_where_its_scheme_is_evident_on_both_sides(here, there, step):
    country = "US" if "GS" in here[0] else "GB"
    assert _told(_person(*here, country), _advert(*there, country)) == step


@pytest.mark.parametrize(
    ("told", "step"),
    [
        ("Digital projects across four sites. Agenda for Change Band 7.", "up"),
        ("Band 7. Digital projects.", "up"),
        ("Led two Band 7 officers. Digital projects.", None),
    ],
)
def test_a_role_says_its_own_grade_where_a_sentence_of_its_first_line_begins(told, step):
    assert _told(_person("Project Manager", NHS, told=told), _advert("Project Manager (Band 8a)", NHS)) == step


@pytest.mark.parametrize(
    ("others", "is_public"),
    [
        ({"text": "Agenda for Change terms apply."}, True), ({"source": "nhs_jobs"}, True), ({}, False),
        ({"url": "https://www.jobs.nhs.uk/candidate/jobadvert/1"}, True), ({"board_grade": "AfC 7"}, True),
        ({"text": "NHS discount for all staff."}, False), ({"country": "IE", "source": "nhs_jobs"}, False),
    ],
)  # fmt: skip
def test_what_an_advert_and_its_source_say_makes_a_scheme_evident(others, is_public):
    advert = _advert("Project Manager (Band 7)", "Puppet Care CIC", **others)
    assert (grade_of_advert(advert) is not None) == is_public


@pytest.mark.parametrize(
    ("title", "firm", "home", "country", "is_told"),
    [
        ("Project Manager, Band 6", NHS, "US", None, False), ("Project Manager, Band 6", NHS, "US", "GB", True),
        ("Project Manager, Band 6", NHS, "GB", "IE", False), ("Project Manager, Band 6", NHS, None, None, True),
        ("Project Manager, Band 6", "Initech", None, None, False),
    ],
)  # fmt: skip
def test_a_grade_of_a_role_abroad_is_another_word(title, firm, home, country, is_told):
    person = _person(title, firm, home, country)
    assert (_told(person, _advert("Project Manager (Band 7)", NHS)) is not None) == is_told


@pytest.mark.parametrize(
    ("here", "there", "step"),
    [
        ("Band 6", "Band 6/7", None), ("Band 6", "Band 6 to 7", None), ("Band 6", "Band 5 or Band 6", None),
        ("Band 6", "Band 7/8a", None), ("Band 5", "Band 7/8a", "far"), ("Band 6/7", "Band 7", None),
        ("Band 8a", "Band 6/7", "down"), ("Band 6", "Band 5/6/7", None), ("Band 6", "Band 7 - 6 months", "up"),
        ("Band 8a", "Band 8b/c", None), ("Band 6", "Band 7, 8 hours a day", "up"), ("Band 7", "Band 5/6/7", None),
    ],
)  # fmt: skip
def test_of_two_grades_each_must_tell_the_same_step(here, there, step):
    person = _person(f"Project Manager ({here})", NHS)
    assert _told(person, _advert(f"Project Manager {there}", NHS)) == step
    graded = {"grade_scheme": "afc", "grade_value": grade_in(there)[0]["value"], "graded": there}
    assert _told(person, _advert("Project Manager", NHS, **graded)) == step


@pytest.mark.parametrize(
    ("title", "step"),
    [
        ("Project Manager (HEO/SEO)", None), ("Project Manager (SEO/Grade 7)", None), ("Project Manager (HEO)", "down"),
        ("Project Manager - Grade 7/6", None), ("Higher Executive Officer (HEO) / Senior Executive Officer", None),
        ("Senior Executive Officer (SEO)", "same"),
    ],
)  # fmt: skip
def test_of_two_grades_of_the_civil_service_each_must_tell_the_same_step(title, step):
    person = _person("Project Manager (SEO)", DEPARTMENT)
    assert _told(person, _advert(title, DEPARTMENT)) == step


def test_two_grades_of_the_general_schedule_must_tell_the_same_step():
    person = _person("Program Manager, GS-12", "Puppet Bureau", "US")
    assert _told(person, _advert("Program Manager, GS-12/13", "Puppet Bureau", "US")) is None
    assert _told(person, _advert("Program Manager, GS-13/14", "Puppet Bureau", "US")) == "up"


@pytest.mark.parametrize(
    ("least", "most", "currency", "unit", "told"),
    [
        (50_000, None, "BHD", "YEAR", "from BHD 50,000 a year"), (None, 50_000, "GBP", "YEAR", "up to £50,000 a year"),
        (35, 45.5, "GBP", "HOUR", "£35 to £45.50 an hour"), (300, 300, "EUR", "DAY", "€300 a day"),
        (0, 60_000, None, None, "up to 60,000"),
    ],
)  # fmt: skip
def test_pay_of_which_one_end_is_told_is_told_as_that_end(least, most, currency, unit, told):
    assert pay_in_words({"min": least, "max": most, "currency": currency, "unit": unit}) == told


@pytest.mark.parametrize(
    ("board_grade", "value", "country", "told"),
    [(None, "EO", "US", None), (None, "EO", "GB", "EO"), ("L5", "EO", "US", "L5"), ("AfC 7", "Band 6", "GB", "AfC 7")],
)
def test_the_grade_of_the_terms_is_the_boards_else_one_of_a_scheme_of_the_country(board_grade, value, country, told):
    names = ("base_salary_min", "base_salary_max", "base_salary_currency", "base_salary_unit", "workplace")
    row = dict.fromkeys((*names, "job_location", "valid_through")) | {
        "board_grade": board_grade, "grade_value": value, "country": country,
        "grade_scheme": "afc" if value.startswith("Band") else "civil_service",
    }  # fmt: skip
    assert terms_of(row)["grade"] == told


def test_a_long_name_of_a_place_is_shortened_in_words():
    told = terms_in_words({"places": ["Puppet " * 30, "Leeds"]})
    assert told.endswith("…, Leeds")
    assert len(told) <= len("…, Leeds") + 40
