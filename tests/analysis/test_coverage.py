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
