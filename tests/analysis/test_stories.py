"""What a line of a CV tells of a deed, and of what came of it."""

from datetime import date

import pytest

from analysis.demands import Demand
from analysis.matching.coverage import Finding
from analysis.person import person_of
from analysis.person.proofs import proofs_of
from analysis.profile import profile_from
from analysis.stories import stories


def _story_of(line):
    profile = profile_from({"work": [{"position": "Project Manager", "name": "Acme", "highlights": [line]}]})
    (proof,) = proofs_of(profile, "/work/0", profile.resume["work"][0])
    met = Finding(Demand("risk", value=True, need="must"), "satisfied", 1.0, proof=proof)
    (told,) = stories(person_of(profile, None, None, date(2026, 11, 24)), [met])
    return told


@pytest.mark.parametrize(
    ("action", "result"),
    [
        ("Held the budget of the wards", "recovered £300k of unpaid work"),
        ("Ran the move of two theatres", "delivered 3% under budget"),
        ("Built a £6m wing, from design to handover", "on programme and within 2% of its cost"),
        ("Led two inspections", "with no critical findings"),
        ("Rewrote the rota of nine wards", "cutting agency spend"),
        ("Asked three trusts for money", "raising £2m"), ("Ran the appeal", "secured a site for the clinic"),
        ("Initiated, planned and ran the move of a lab", "saving a month"),
    ],
)  # fmt: skip
def test_what_came_of_a_deed_is_told_as_its_result(action, result):
    line = f"{action}{' ' if result.startswith('with ') else ', '}{result}."
    told = _story_of(line)
    assert (told.action, told.result) == (action, f"{result}.")


@pytest.mark.parametrize(
    "line",
    [
        "Managed risks and issues and kept the log of four projects.",
        "Organised meetings, took minutes and raised orders.",
        "Manage two suppliers under fixed contracts; approve their invoices.",
        "Mentored three juniors, no direct reports.",
        "Initiate, plan, deliver and close projects.", "Initiated, planned, delivered and closed two projects on time.",
        "Ran workshops with nurses, delivered training.", "Led the work without formal authority.",
    ],
)  # fmt: skip
def test_another_deed_is_no_result(line):
    told = _story_of(line)
    assert (told.action, told.result) == (line.rstrip("."), None)
