"""How far a record meets a demand."""

from datetime import date

import pytest

from analysis.demands import Demand
from analysis.matching.coverage import Finding, finding, share_met
from analysis.matching.ranking import missing, strong
from analysis.person import person_of
from analysis.profile import profile_from


def _of(line, demand):
    work = [{"position": "Project Manager", "highlights": [line]}]
    return finding(person_of(profile_from({"work": work}), None, None, date(2026, 11, 24)), demand)


def test_a_budget_in_a_currency_of_no_known_rate_is_unknown_and_counts_in_no_share():
    found = _of("Managed a budget of £3m.", Demand("budget", 1e6, "must", "XXX"))
    assert (found.verdict, found.shown) == ("unknown", "£3m")
    assert share_met([found]) == share_met([]) == pytest.approx(0.4)


def test_a_demand_that_is_met_raises_the_share_and_one_that_is_not_lowers_it():
    jira = Demand("tools", "Jira", "must")
    assert share_met([Finding(jira, "not", 0.0)]) < share_met([]) < share_met([Finding(jira, "satisfied", 1.0)])


def test_a_team_of_half_the_size_is_met_in_part_and_tells_what_is_shown():
    found = _of("Led a team of six.", Demand("team_size", 12, "must"))
    assert (found.verdict, found.strength) == ("partly", 0.5)
    assert found.in_words == "team of 12 (shown: 6)"
    assert _of("Led a team of six.", Demand("team_size", 6, "must")).in_words == "team of 6"


def test_what_is_missing_and_what_is_strong_come_heaviest_first():
    demands = [
        Demand("tools", "Asana", "nice"), Demand("budget", 2e6, "must", "GBP"), Demand("tools", "Jira", "must"),
        Demand("budget", 1e6, "nice", "GBP"),
    ]  # fmt: skip
    heaviest = ["budget of £2m", "budget of £1m", "Jira", "Asana"]
    assert missing([Finding(one, "not", 0.0) for one in demands]) == heaviest
    assert strong([Finding(one, "satisfied", 1.0) for one in demands]) == heaviest


BOARD = Demand("stakeholder_level", "management", "must")
PRESENTS, ADVISES = "Present each month to the chief executive.", "Advised the heads of service on rotas."


def _of_roles(*lines, demand=BOARD):
    """Return the finding for roles of a line each, the year each began beside it."""
    work = [
        {"position": "Manager", "startDate": str(year), **({"endDate": str(year + 4)} if year < 2022 else {})}
        | {"highlights": [line]}
        for year, line in lines
    ]
    return finding(person_of(profile_from({"work": work}), None, None, date(2026, 11, 24)), demand)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("presented", "advised", "proof"),
    [(2022, 2015, PRESENTS), (2015, 2022, ADVISES)],
    ids=["higher later", "lower later"],
)
def test_a_lower_line_proves_a_demand_only_where_no_later_role_shows_more(presented, advised, proof, order):
    found = _of_roles(*[(presented, PRESENTS), (advised, ADVISES)][::order])
    assert (found.verdict, found.proof.text) == ("satisfied", proof)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_lines_that_show_the_same_the_later_role_proves_it(order):
    lines = [(2022, "Present each month to the chief nurse."), (2015, PRESENTS)]
    found = _of_roles(*lines[::order], demand=BOARD._replace(value="executive"))
    assert found.proof.text == lines[0][1]


def test_of_several_lines_that_speak_of_projects_one_that_alone_shows_managing_them_proves_it():
    lines = ["Line manage two project support officers.", "Managed four projects for the council."]
    work = [{"position": "Manager", "highlights": lines}]
    person = person_of(profile_from({"work": work}), None, None, date(2026, 11, 24))
    assert finding(person, Demand("scope", "project", "must")).proof.text == lines[1]


@pytest.mark.parametrize(
    "line",
    [
        "Minuted the clinical governance committee.", "Attended the steering group and took minutes.",
        "Took minutes at the project board.", "Attended monthly programme boards.", "Clerked the finance committee.",
        "Provided secretariat support to the programme board.", "Acted as secretary to the steering group.",
    ],
)  # fmt: skip
def test_who_only_attends_or_minutes_a_board_does_not_deal_with_it(line):
    assert _of(line, BOARD).verdict == "not"


def test_who_attends_a_board_and_presents_to_it_deals_with_it():
    assert _of("Attended the project board and presented progress.", BOARD).verdict == "satisfied"


@pytest.mark.parametrize(
    ("line", "height"),
    [
        ("Reported to the Deputy Chief Nurse.", "management"),
        ("Briefed the Deputy Chief Finance Officer.", "management"),
        ("Worked with the Assistant Chief Executive.", "management"), ("Briefed the Deputy COO.", "management"),
        ("Reported to the Chief Nurse and her deputy.", "executive"),
        ("Briefed the chief finance officer.", "executive"),
        ("Worked with the chief executive and his assistant.", "executive"),
    ],
)  # fmt: skip
def test_the_deputy_of_an_executive_is_management(line, height):
    above = {"management": "executive", "executive": "board"}[height]
    assert [_of(line, BOARD._replace(value=one)).verdict for one in (height, above)] == ["satisfied", "partly"]


@pytest.mark.parametrize(
    ("facet", "line"),
    [
        ("change", "Present reports to the Executive Transformation Board."),
        ("governance", "Escalate issues via the project governance structure."),
        ("governance", "Maintain the issue log and escalate through the PMO governance framework."),
    ],
)
def test_a_duty_is_not_proved_by_the_name_of_a_board_or_by_following_the_rules_of_others(facet, line):
    assert _of(line, Demand(facet, value=True, need="must")).verdict == "not"
