"""The level: blind to title, pay and grade; learned within groups; taken apart."""

import numpy as np
import pandas as pd
import pytest

from analysis.blind import blind_of, blind_of_all, words
from analysis.level import LevelModel, derive_levels, estimates, level_of, shipped, telling_lines
from analysis.orders import grades_of, orders_of
from analysis.reading.read import read
from analysis.trials import Advert, masked, moves, swapped
from analysis.weights import cross_fitted, fit, folds_of

TEXT = """About the post
We are looking for a Project Manager (Digital) to join us.
The Project Manager leads a team of 8 people and manages a budget of £2m.
You will present to the board and own the risk register.
You must have five years of experience of delivering complex change.
Salary £45,000 and 27 days of leave."""
SMALL = "Support the team with filing.\nTake minutes of meetings.\nYou must be able to use a spreadsheet."


def level(title, text):
    return level_of(read(title, text), title=title).level


@pytest.mark.parametrize("title", ["Senior Programme Director", "Chef", "Head of Delivery (Digital)"])
def test_a_swapped_title_leaves_the_level_unchanged(title):
    own = Advert("Acme", "Project Manager (Digital)", TEXT)
    other = swapped(own, title)
    assert title in other.text
    assert level(own.title, own.text) == pytest.approx(level(other.title, other.text), abs=1e-9)


def test_title_words_left_standing_in_the_body_are_not_seen():
    assert words("The senior project manager, band 8a, leads a programme") == ["the", "leads"]
    assert level("Chef", TEXT + "\nSenior. Head. Director.") == pytest.approx(level("Chef", TEXT + "\n\n"), abs=0.15)


def test_pay_does_not_enter():
    assert level("Chef", TEXT) == pytest.approx(level("Chef", TEXT.replace("45,000", "145,000")), abs=1e-9)


def test_who_is_asked_more_stands_higher():
    assert level("Project Manager", TEXT) > level("Project Manager", SMALL)


def test_a_level_is_the_sum_of_its_parts():
    found = level_of(read("Project Manager", TEXT), title="Project Manager")
    assert sum(found.parts.values()) == pytest.approx(found.level)
    assert {"words", "team_size", "budget"} <= set(found.parts)
    assert found.low < found.level < found.high


def test_a_line_that_asks_more_raises_the_level_more():
    asked, told = telling_lines(["Own the programme budget and lead the board.", "Support with filing."], shipped())
    assert asked > told


def test_a_model_is_the_same_after_writing_and_reading():
    again = LevelModel.from_json(shipped().to_json())
    assert np.allclose(again.weights, shipped().weights, atol=5e-4)
    assert LevelModel.from_json('{"word_places": 3}') is None


def test_nothing_of_what_is_offered_is_seen():
    seen = blind_of("Project Manager", read("Project Manager", TEXT))
    assert not any("Salary" in line for line in (*seen.asked, *seen.told))


def test_adverts_read_again_together_are_seen_as_alone():
    titled = [(title, read(title, f"{title}\n{TEXT}")) for title in ("Project Manager", "Chef", "PM")]
    assert blind_of_all(titled) == [blind_of(title, reading) for title, reading in titled]


def test_masking_firm_and_benefits_moves_the_level_little():
    advert = Advert("Acme", "Chef", TEXT.replace("join us", "join Acme"))
    assert "Acme" not in masked(advert).text
    moved = moves([advert, Advert("Beta", "Gardener", SMALL)], shipped(), None)
    assert moved["title_swapped"].max() <= 1e-9
    assert moved["masked"].max() < 0.5


def market(adverts=120, firms=12):
    """Adverts whose place in a scheme is what their first feature says, and some noise."""
    rng = np.random.default_rng(1)
    features = rng.normal(size=(adverts, 6))
    band = pd.Series(np.clip((features[:, 0] * 2 + rng.normal(size=adverts) * 0.5).round() + 6, 3, 9).astype(int))
    return features, pd.DataFrame({
        "firm": [f"firm {n % firms}" for n in range(adverts)], "title_family": "other", "title_rank": "plain",
        "grade_scheme": "gs", "grade_value": band.astype(str), "country": "US", "base_salary_min": None,
        "base_salary_max": None, "base_salary_unit": None, "base_salary_currency": None,
    })  # fmt: skip


def test_weights_are_learned_from_known_orders_of_other_firms():
    from scipy.sparse import csr_matrix

    features, postings = market()
    orders, start = orders_of(postings), np.zeros(6)
    scores = cross_fitted(csr_matrix(features), folds_of(postings["firm"]), orders, start, np.ones(120, dtype=bool))
    assert abs(pd.Series(scores).corr(grades_of(postings), method="spearman")) > 0.8
    assert np.abs(fit(csr_matrix(features), orders, start)).argmax() == 0


def test_whole_firms_share_a_fold():
    folds = folds_of(pd.Series(["a", "b", "a", "c", "b"]))
    assert folds[0] == folds[2]
    assert folds[1] == folds[4]


def test_a_grade_word_abroad_is_no_grade():
    told = {"grade_scheme": "civil_service", "grade_value": "SEO"}
    found = grades_of(pd.DataFrame([told | {"country": "US"}, told | {"country": "GB"}, told | {"country": None}]))
    assert found.isna().tolist() == [True, False, False]


def test_a_text_alone_has_the_level_it_has_among_others_with_its_parts():
    readings = [read("", text) for text in (TEXT, SMALL)]
    seen = [blind_of("", reading) for reading in readings]
    about = pd.DataFrame({"posting_id": ["0", "1"], "firm": ["", ""], "title_family": ["", ""]})
    rows = pd.DataFrame([(str(n), *one) for n, one in enumerate(seen)], columns=["posting_id", *seen[0]._fields])
    together = derive_levels(about, rows, None, shipped())
    for estimate, (_, row) in zip(estimates(seen, shipped()), together.levels.iterrows(), strict=True):
        parts = together.parts[together.parts["posting_id"] == row["posting_id"]]
        assert estimate.level == pytest.approx(row["level"])
        assert (estimate.low, estimate.high) == pytest.approx((row["level_low"], row["level_high"]))
        assert estimate.parts == pytest.approx(dict(zip(parts["part"], parts["contribution"], strict=True)))
