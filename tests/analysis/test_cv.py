"""What a CV plainly says is found wherever it stands, and nothing is claimed that it does not say."""

from datetime import date

import pytest

from analysis.cv_dates import dates_in
from analysis.cv_held import is_degree
from analysis.cv_words import cv_knowledge
from analysis.person import person_of
from analysis.profile import profile_from, profile_from_cv

TODAY = date(2026, 11, 26)


@pytest.fixture
def read_cv(tmp_path):
    """Return the resume that a CV tells: name and address, then the text given."""

    def read(text, suffix=".txt"):
        path = tmp_path / f"cv{suffix}"
        path.write_text(f"Ann Lee\nann@lee.example | London, UK\n\n{text}", encoding="utf-8")
        return profile_from_cv(path)[0]

    return read


def _person(resume):
    return person_of(profile_from(resume), None, None, TODAY)


def _one_role(*lines, **role):
    return {"basics": {"name": "Kim Doe"}, "work": [{"position": "Project Manager", "highlights": lines, **role}]}


@pytest.mark.parametrize("kind", ["unheld", "valid"])
def test_words_of_what_is_not_held_find_their_examples_and_skip_the_others(kind):
    from analysis.cv_words import any_of

    entry = cv_knowledge("cv")[kind]
    assert [text for text in entry["finds"] if not any_of("cv", kind).search(text)] == []
    assert [text for text in entry["skips"] if any_of("cv", kind).search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Boston University, Boston, MA", "Certified Scrum Master, 2023", "MS Project course, 2019", "Edward, MS 39201",
        "Lean Six Sigma Master Black Belt", "IIBA BA", "AWS Certified Solutions Architect - Associate",
    ],
)  # fmt: skip
def test_a_state_a_tool_or_a_certificate_is_no_degree(read_cv, text):
    assert not is_degree(text)
    assert "education_level" not in _person(read_cv(f"EDUCATION\n{text}\n")).facts


@pytest.mark.parametrize("text", ["MA History, SOAS", "M.S., Health, Ohio Example University", "First class BA in Law"])
def test_a_short_degree_is_known_by_where_it_stands(text):
    assert is_degree(text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("PhD (not completed), University of Leeds", None), ("MSc Physics, University of Leeds, 2024 – 2027", None),
        ("MSc Physics, University of Leeds, 2024 – present", None), ("MSc Physics (in progress)", None),
        ("MSc Physics, University of Leeds, 2012 – 2013", "master"),
    ],
)  # fmt: skip
def test_a_degree_counts_once_it_is_completed(read_cv, text, level):
    shown = _person(read_cv(f"EDUCATION\n{text}\n")).facts.get("education_level")
    assert (shown and shown.value) == level


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("PgMP (in progress, expected 2027)", []), ("MSP Practitioner (working towards)", []),
        ("Currently studying for APM PMQ", []), ("PMP, June 2027", []), ("MSP Practitioner (expired 2015)", []),
        ("PMP; PgMP (in progress)", ["PMP"]), ("PMP (valid until March 2028)", ["PMP"]), ("PMP, 2019", ["PMP"]),
    ],
)  # fmt: skip
def test_a_certificate_counts_while_it_is_held(read_cv, text, held):
    resume = read_cv(f"CERTIFICATIONS\n{text}\n")
    assert list(_person(resume).named["certifications"]) == held
    assert ", )" not in resume["certificates"][-1]["name"]


def test_a_month_and_two_digits_alone_are_no_date():
    assert dates_in("Met the team on Mar 19") is None
    assert dates_in("Head of Marketing 2019 – 2021").rest == "Head of Marketing"
    assert dates_in("Project Manager (Acme, 2019 – present)").rest == "Project Manager, Acme"


def test_certificates_in_one_line_part_behind_a_date_in_brackets(read_cv):
    found = read_cv("CERTIFICATES\nPRINCE2 Practitioner (2018), IPMA Level C\n")["certificates"]
    assert found == [{"name": "PRINCE2 Practitioner", "date": "2018"}, {"name": "IPMA Level C"}]
