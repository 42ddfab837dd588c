"""The page of a case: every row has its proof, and what is said of strengths, gaps and demands is what was found."""

from datetime import timedelta

import pytest

from analysis.case.demands import demand_table
from analysis.case.gaps import gap_points
from analysis.case.opening import opening
from analysis.case.quoting import quoted, shortened
from analysis.case.strengths import strengths
from analysis.demands import Advert, Demand
from analysis.matching import Judged
from analysis.matching.coverage import Finding, finding
from analysis.matching.steps import StepFound
from analysis.person import person_of
from analysis.person.proofs import Proof
from analysis.profile import profile_from
from analysis.store.asking import answers
from tests.analysis.market import SEEN

TODAY = SEEN.date()
TEAM, JIRA, VISIO = Demand("team_size", 6, "must"), Demand("tools", "Jira", "must"), Demand("tools", "Visio", "nice")
ROW = {
    "title": "Project Manager", "firm": "Acme", "title_family": "project_manager", "title_rank": "plain", "url": None,
    "settled_level": None, "settled_error": None, "is_open": True, "valid_through": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def person():
    work = [{"position": "Project Manager", "name": "Acme", "highlights": ["Led a team of six."]}]
    return person_of(profile_from({"basics": {"name": "Kim Doe"}, "work": work}), None, None, TODAY)


def judged(*findings):
    return Judged(Advert("1", ROW, ()), findings, {}, StepFound("cannot tell", {}), {})


LONG = (
    "Opened four clinics in two years, in hired shops and in a former swimming bath, with a team of nine and a budget"
    " of £3m, planned in Visio and told in Power BI."
)


@pytest.mark.parametrize(
    ("demand", "told"),
    [
        (TEAM, "team of nine"), (Demand("budget", 2_000_000, "must", "GBP"), "£3m"), (VISIO, "Visio"),
        (Demand("tools", "Power BI", "must"), "Power BI."),
    ],
)  # fmt: skip
def test_of_a_long_line_the_words_are_shown_that_prove_it(demand, told):
    work = [{"position": "Project Manager", "name": "Acme", "highlights": [LONG]}]
    person = person_of(profile_from({"basics": {"name": "Kim Doe"}, "work": work}), None, None, TODAY)
    (row,) = rows_of(finding(person, demand))
    shown = row.split("“")[1].split("”")[0]
    assert told in shown
    assert len(shown) < 80
    assert shown.strip("… ") in LONG


DENIED = "Kept the notes for a £6m scheme of four clinics led by the head of projects, later headed a team of nine"
WITHIN = "Moved the cargo of a shipyard by train, over hills and down the gorges of the north, then wrote tools in Go"
HELPED = "Booked rooms for the board and took its notes in a former swimming bath by the sea, then told the board of it"
PLANNED = "Full control of cost and programme on nine building sites by the sea, then led a transformation programme"
SEVERAL = "Opened four clinics by Scrum in two years, in hired shops and a former swimming bath, told by earned value"


@pytest.mark.parametrize(
    ("line", "demand", "told"),
    [
        (DENIED, TEAM, "team of nine"), (WITHIN, Demand("tools", "Go", "must"), "in Go"),
        (HELPED, Demand("stakeholder_level", "board", "must"), "then told the board"),
        (PLANNED, Demand("scope", "programme", "must"), "transformation programme"),
        (SEVERAL, Demand("methods", "earned_value", "must"), "earned value"),
    ],
)  # fmt: skip
def test_words_that_prove_nothing_of_it_are_not_those_that_a_proof_is_cut_around(line, demand, told):
    shown = quoted(Proof(f"{line}, and told of it on many a long winter evening by the fire.", "role 1"), demand)
    assert told in shown
    assert len(shown) < 100


def test_a_long_line_without_end_is_cut_at_once_and_a_word_without_end_is_shown():
    assert shortened("oak " * 200_000, told=199_999).startswith("… oak oak")
    assert shortened(f"See {'x' * 200}", told=2).startswith("… xxxxx")
    assert len(shortened(f"See {'x' * 200} for more", told=2)) < 80


def rows_of(*findings):
    return list(demand_table(findings))[2:]


def test_a_row_of_the_table_quotes_the_line_that_proves_it_and_says_where_it_stands(person):
    assert rows_of(finding(person, TEAM)) == [
        "| team of 6 | essential | shown | “Led a team of six.” (Project Manager, Acme, point 1) |"
    ]


def test_what_no_line_proves_is_said_to_be_silent_in_one_row(person):
    silent = [finding(person, JIRA), finding(person, JIRA._replace(value="Asana"))]
    assert rows_of(*silent) == ["| Jira; Asana | essential | not shown | the CV is silent |"]


def test_what_is_essential_stands_before_what_is_desirable(person):
    desirable = Finding(VISIO, "satisfied", 1.0, "Visio")
    essential = finding(person, TEAM._replace(value=12))
    needs = [row.split("|")[2].strip() for row in rows_of(desirable, essential)]
    assert needs == ["essential", "desirable"]


def test_demands_are_counted_in_full_in_part_and_not_at_all(person):
    full, little = Finding(JIRA, "satisfied", 1.0, "Jira"), finding(person, TEAM._replace(value=20))
    assert little.verdict == "not"
    told = opening(person, judged(full, little, finding(person, VISIO)), TODAY)
    assert "Of 3 demands that can be read, your CV shows 1 in full, 1 in part and 1 not at all." in told


def test_the_key_strength_is_what_is_asked_most_rarely(market):
    for number in range(5):
        market.advert("Acme", "plain", risk=True, mentoring=number == 0)
    met = [Finding(Demand(facet, value=True, need="must"), "satisfied", 1.0) for facet in ("risk", "mentoring")]
    told = strengths(market.con, met, TODAY, most=1)
    assert told == "You show mentoring. Of 5 open adverts 1 asks for this: say so early."


def test_a_gap_is_told_with_how_many_of_the_best_openings_ask_what_is_lacking(market, person):
    gap, other = finding(person, JIRA), finding(person, VISIO)
    targets = [judged(gap), judged(other, gap), judged(Finding(JIRA, "satisfied", 1.0, "Jira"))]
    told = list(gap_points(market.con, [gap, other], targets, "Acme"))
    assert told[0].endswith(" 2 of your 3 best openings ask it.")
    assert "best openings" not in told[1]


def test_open_adverts_are_those_without_a_last_day_and_those_whose_last_day_is_not_over(market):
    for number, last in enumerate((None, TODAY, TODAY - timedelta(days=1))):
        market.advert("Acme", "plain", risk=True)
        market.con.execute("update posting_state set valid_through = ? where posting_id = ?", [last, f"p000{number}"])
    told = strengths(market.con, [Finding(Demand("risk", value=True, need="must"), "satisfied", 1.0)], TODAY)
    assert "Of 2 open adverts 2 ask for this" in told


def test_only_what_is_required_is_answered_in_the_words_of_the_advert(market):
    market.advert("Acme", "plain")
    market.say("p0000", responsibility="Carve masks", required="Know Welsh", preferred="Like tea")
    assert [row["text"] for row in answers(market.con, "case_statements", posting_id="p0000")] == ["Know Welsh"]
