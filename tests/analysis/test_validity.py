"""The report card and what it holds the level against."""

import numpy as np
import pandas as pd
import pytest

from analysis import rivals
from analysis.yardsticks import (
    by_chance,
    figure,
    interval,
    pairs_of_one_title,
    quadratic_kappa,
    read_off,
    spearman,
    without,
)


@pytest.fixture
def frame():
    """Adverts of twelve firms whose level goes with their grade."""
    rng = np.random.default_rng(3)
    grade = rng.integers(3, 9, 240).astype(float)
    return pd.DataFrame({
        "firm": [f"firm {n % 12}" for n in range(240)], "title": ["Planner (Band 6)", "Planner - North"] * 120,
        "grade": grade, "level": grade + rng.normal(size=240),
    })  # fmt: skip


def test_an_interval_holds_its_figure(frame):
    of = spearman("level", "grade")
    low, high = interval(frame, of, np.random.default_rng(0))
    assert low < figure(frame, of) < high


def test_shuffled_labels_are_ordered_by_chance_alone(frame):
    mean, low, high = by_chance(frame, "level", "grade", np.random.default_rng(0))
    assert abs(mean) < 0.05
    assert low < 0 < high


def test_pairs_have_one_title_two_firms_and_two_grades(frame):
    pairs = pairs_of_one_title(frame, "grade")
    assert len(pairs) > 10_000
    assert 0.75 < pairs["right"].mean() < 1
    assert pairs_of_one_title(frame.assign(firm="one"), "grade").empty


def test_a_score_is_read_off_on_the_scale_of_grades(frame):
    told = read_off(frame["level"], frame["grade"], np.arange(240) % 5)
    assert figure(frame.assign(told=told), quadratic_kappa("told", "grade")) > 0.7
    assert np.abs(told - frame["grade"]).mean() < 1


def test_what_goes_with_a_control_is_taken_out(frame):
    paid = frame.assign(place=[f"town {n % 4}" for n in range(240)], pay=[n % 4 for n in range(240)])
    assert without(paid, "pay", ["place"]).abs().max() < 0.2


def test_text_alone_learns_from_other_folds_and_title_alone_from_titles():
    texts = ["lead the board and strategy", "file letters and tidy"] * 40
    truth, folds = np.asarray([2.0, 1.0] * 40), np.arange(80) % 4
    counts = rivals.counted(texts)
    for scores in (rivals.text_alone(counts, truth, folds), rivals.title_alone(texts, truth, folds)):
        assert scores[0] > scores[1]
    assert rivals.text_learned_from(counts[:78], truth[:78], counts[78:])[0] > 1.5


def test_two_scores_together_order_better_than_either_and_one_of_noise_does_no_harm():
    rng = np.random.default_rng(0)
    title, asked, folds = rng.normal(size=200), rng.normal(size=200), np.arange(200) % 5
    truth = title + asked
    assert np.corrcoef(rivals.together([title, asked], truth, folds), truth)[0, 1] > 0.99
    assert np.corrcoef(rivals.together([truth, rng.normal(size=200)], truth, folds), truth)[0, 1] > 0.99


def test_together_says_nothing_of_what_one_score_does_not_know():
    title = np.where(np.arange(100) == 7, np.nan, np.arange(100.0))
    said = rivals.together([title, np.arange(100.0)], np.arange(100.0), np.arange(100) % 5)
    assert np.flatnonzero(np.isnan(said)).tolist() == [7]


def test_a_latent_trait_is_turned_so_that_more_is_higher():
    trait = np.random.default_rng(0).normal(size=200)
    features = trait[:, None] + np.random.default_rng(1).normal(size=(200, 25)) * 0.5
    assert np.corrcoef(rivals.latent_trait(features), trait)[0, 1] > 0.9


def test_a_hedonic_regression_needs_pay():
    features = np.random.default_rng(0).normal(size=(100, 25))
    folds, pay = np.arange(100) % 5, features[:, 0]
    assert np.corrcoef(rivals.hedonic(features, pay, folds), pay)[0, 1] > 0.8
    assert np.isnan(rivals.hedonic(features, np.full(100, np.nan), folds)).all()
