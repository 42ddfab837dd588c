"""What a profile states of a role replaces what is read from its lines; only a line that says the same proves it."""

from datetime import date

import pytest

from analysis.person import person_of
from analysis.profile import profile_from, profile_from_cv
from analysis.resume import EXTENSION

TODAY = date(2026, 11, 24)
LINES = (
    "Set up the governance framework of the PMO and its standards.",
    "Line manage 4 staff.",
    "Led a team of 14.",
    "Managed a budget of £5m.",
    "Reported to the board of directors.",
    "Kept the plan in MS Project and Excel.",
)


def _person(stated, lines=LINES):
    role = {"name": "Acme", "position": "Project Manager", "startDate": "2020-01", "highlights": list(lines)}
    resume = {"basics": {"name": "Kim Doe"}, "work": [role | {EXTENSION: stated}]}
    return person_of(profile_from(resume), None, None, TODAY)


@pytest.mark.parametrize(
    ("stated", "facet", "value"),
    [
        ({"governance": False}, "governance", None), ({"line_management": False}, "line_management", None),
        ({"direct_reports": 0}, "line_management", None), ({"team_size": 3}, "team_size", 3),
        ({"team_size": 60}, "team_size", 60), ({"team_size": 0}, "team_size", None),
        ({"budget": {"amount": 1_000_000, "currency": "GBP"}}, "budget", {"amount": 1_000_000, "currency": "GBP"}),
        ({"budget": {"amount": 0, "currency": "GBP"}}, "budget", None), ({"budget": None}, "budget", None),
        ({"budget_responsibility": False}, "budget_responsibility", None),
        ({"stakeholder_level": "team"}, "stakeholder_level", "team"),
        ({"stakeholder_level": None}, "stakeholder_level", None),
        ({"direct_reports": 2, "line_management": False}, "line_management", None),
        ({"concurrent_projects": 1}, "concurrent_projects", None),
        ({"concurrent_projects": 4}, "concurrent_projects", True),
    ],
)  # fmt: skip
def test_what_a_profile_states_of_a_role_replaces_what_its_lines_tell(stated, facet, value):
    shown = _person(stated, [*LINES, "Ran six projects at the same time."]).facts.get(facet)
    assert (shown and shown.value) == value


def test_a_list_that_a_profile_states_replaces_the_names_in_the_lines_of_the_role():
    named = _person({"tools": ["MS Project", "Jira"]}).named["tools"]
    assert {name: proof.is_quoted for name, proof in named.items()} == {"MS Project": True, "Jira": False}
    assert named["MS Project"].text == LINES[5]
    assert not _person({"tools": []}).named["tools"]


def test_what_is_stated_of_one_role_takes_nothing_from_another():
    role = {"name": "Acme", "position": "Project Manager", "startDate": "2020-01", "highlights": list(LINES)}
    stated = {"budget_responsibility": False, "team_size": 0, "sector": None}
    resume = {"basics": {"name": "Kim"}, "work": [role | {EXTENSION: stated}, {"name": "Acme", "position": "Clerk"}]}
    alone = person_of(profile_from(resume), None, None, TODAY)
    assert not {"budget_responsibility", "team_size"} & alone.facts.keys()
    assert not alone.named["sector"]
    both = person_of(profile_from({**resume, "work": [*resume["work"], role]}), None, None, TODAY)
    assert both.facts["budget_responsibility"].value
    assert both.facts["team_size"].value == 14


@pytest.fixture
def made(tmp_path):
    """Return a profile as `nextrung profile` makes it."""
    cv = tmp_path / "cv.txt"
    told = "\n".join(f"- {line}" for line in LINES)
    cv.write_text(f"Kim Doe\n\nExperience\n\nProject Manager, Acme\n2019 - present\n{told}\n", encoding="utf-8")
    return profile_from_cv(cv)[0]


def test_a_value_that_was_read_is_proved_by_its_line_and_a_corrected_one_by_none(made):
    read = person_of(profile_from(made), None, None, TODAY).facts
    assert read["budget"].proof == (LINES[3], "CV line 10", True)
    made["work"][0][EXTENSION] |= {"budget": {"amount": 9_000_000, "currency": "GBP"}, "team_size": 60}
    corrected = person_of(profile_from(made), None, None, TODAY).facts
    for facet in ("budget", "team_size"):
        assert not corrected[facet].proof.is_quoted
        assert corrected[facet].proof.text.startswith("stated in the profile: ")
        assert corrected[facet].proof.place == "Project Manager, Acme"


def test_a_value_that_was_read_and_is_deleted_is_taken_away(made):
    del made["work"][0][EXTENSION]["governance"]
    made["work"][0][EXTENSION]["tools"].remove("Excel")
    person = person_of(profile_from(made), None, None, TODAY)
    assert "governance" not in person.facts
    assert [*person.named["tools"]] == ["MS Project"]


def test_a_role_put_before_those_that_were_read_loses_nothing_to_them(made):
    new = {"name": "Beta", "position": "Project Manager", "startDate": "2024-01", "highlights": ["Led a team of 20."]}
    person = person_of(profile_from(made | {"work": [new, *made["work"]]}), None, None, TODAY)
    assert person.facts["team_size"].value == 20
    assert person.facts["governance"].value
