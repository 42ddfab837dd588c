"""What seniors are asked more is claimed of the market only where its firms bear it out."""

import numpy as np
import pandas as pd
import pytest

from analysis.asked import FALSE_DISCOVERY_AT_MOST, asked_more
from analysis.presence import asked_words
from analysis.reading.reading import BOOLEAN_FACETS

NO_THEMES = pd.DataFrame({"posting_id": [], "theme_ids": []})


def adverts_of(firms, rng, *, more_of_seniors=0.0):
    """Return adverts of `firms` (adverts of each title): each firm has its own way to word adverts of any title."""
    rows = []
    for number, counts in enumerate(firms):
        ways = rng.normal(-1, 1.5, len(BOOLEAN_FACETS))
        for rank, count in zip(("plain", "senior"), counts, strict=True):
            odds = ways + (more_of_seniors if rank == "senior" else 0.0)
            asks = pd.DataFrame(rng.random((count, len(odds))) < 1 / (1 + np.exp(-odds)), columns=list(BOOLEAN_FACETS))
            rows.append(asks.assign(firm=f"Firm {number}", title_rank=rank))
    others = {told["facet"] for told in asked_words()["presence"].values()}
    told = pd.concat(rows, ignore_index=True).assign(title_family="project_manager", **dict.fromkeys(others))
    return told.assign(posting_id=[f"p{n:05}" for n in range(len(told))])


def of_market(adverts):
    found = asked_more(adverts, NO_THEMES)
    return found[found["firm"].isna()]


@pytest.mark.parametrize("firms", [[(30, 0), (0, 30)], [(30, 0)] * 9 + [(0, 60)] * 2, [(9, 60)] + [(9, 1)] * 5])
def test_nothing_is_told_of_a_market_where_hardly_any_firm_stands_behind_a_title(firms):
    assert of_market(adverts_of(firms, np.random.default_rng(0))).empty


@pytest.mark.parametrize("firms", [[(12, 0)] * 5 + [(0, 12)] * 5, [(12, 0)] * 10 + [(0, 12)] * 10])
def test_ways_to_word_adverts_are_seldom_taken_for_what_seniors_are_asked_more(firms):
    rng = np.random.default_rng(0)
    claims = [(of_market(adverts_of(firms, rng))["q"] <= FALSE_DISCOVERY_AT_MOST).any() for _ in range(60)]
    assert np.mean(claims) <= 0.15


def test_what_seniors_of_many_firms_are_asked_more_is_told():
    found = of_market(adverts_of([(5, 5)] * 30, np.random.default_rng(0), more_of_seniors=1.5))
    assert (found["q"] <= FALSE_DISCOVERY_AT_MOST).mean() > 0.5


def test_one_firm_is_told_of_by_its_own_adverts():
    found = asked_more(adverts_of([(40, 40)], np.random.default_rng(0), more_of_seniors=2), NO_THEMES)
    assert set(found["firm"]) == {"Firm 0"}
    assert (found["q"] <= FALSE_DISCOVERY_AT_MOST).any()
