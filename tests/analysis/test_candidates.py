"""Which adverts a match looks at: its hard limits, on rows written by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.matching.candidates import Wishes, candidates
from analysis.person import Guess, person_of
from analysis.profile import profile_from
from tests.analysis.market import SEEN

TODAY = date(2026, 11, 24)
OPEN = {"is_open": True, "first_seen": SEEN, "settled_level": 1.5, "settled_error": 0.1}
ADVERTS = {
    "open": {},
    "to the day": {"valid_through": TODAY},
    "over": {"valid_through": TODAY - timedelta(days=1)},
    "closed": {"is_open": False},
    "perhaps a step": {"settled_level": 0.5, "settled_error": 0.3},
    "no step": {"settled_level": 0.3, "settled_error": 0.3},
}


@pytest.fixture
def found(market):
    """Tell the firms of the adverts that are looked at for a person of level 1; each firm has one."""
    for number, (firm, told) in enumerate(ADVERTS.items()):
        market.advert(firm, "plain")
        market.insert("matchable", posting_number=number, posting_id=f"p{number:04}", firm=firm, **(OPEN | told))
    person = replace(person_of(profile_from({"work": []}), None, None, TODAY), level=Guess(1.0, 0.3))
    wishes = Wishes(step="up", open_on=TODAY)
    return lambda posting_ids=None: {one.row["firm"] for one in candidates(market.con, person, wishes, posting_ids)}


def test_an_advert_is_looked_at_to_its_last_day_and_where_its_level_may_be_a_step_up(found):
    assert found() == {"open", "to the day", "perhaps a step"}


def test_adverts_asked_for_by_their_ids_are_looked_at_whatever_the_limits(found):
    assert found(["p0002", "p0003", "p0005"]) == {"over", "closed", "no step"}
