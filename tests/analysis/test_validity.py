"""The report card and what it holds the level against."""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

import analysis.store
from analysis.level.model import shipped
from analysis.outdated import outdated
from analysis.validity import ReportCard, rivals
from analysis.validity.of_level import beside, order
from analysis.validity.one_title import firms_of_pairs, pairs_of_one_title, share_of_pairs
from analysis.validity.warrants import FIRMS_BY_WEIGHT, warranted
from analysis.validity.yardsticks import (
    Measured,
    by_chance,
    figure,
    interval,
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


def test_the_seed_hardly_moves_an_interval(frame):
    few = frame[frame["firm"].isin([f"firm {n}" for n in range(5)])]
    found = [interval(few, spearman("level", "grade"), np.random.default_rng(seed)) for seed in range(4)]
    assert np.ptp(found, axis=0).max() < 0.015


def test_shuffled_labels_are_ordered_by_chance_alone(frame):
    mean, low, high = by_chance(frame, "level", "grade", np.random.default_rng(0))
    assert abs(mean) < 0.05
    assert low < 0 < high


def test_pairs_have_one_title_two_firms_and_two_grades(frame):
    frame.loc[::7, "title"] = "(Band 6)"  # which leaves no title
    pairs = pairs_of_one_title(frame, "grade")
    assert len(pairs) > 10_000
    assert 0.75 < pairs["right"].mean() < 1
    assert pairs_of_one_title(frame.assign(firm="one"), "grade").empty
    first = pairs.iloc[0]
    one, two = frame.iloc[int(first["one"])], frame.iloc[int(first["two"])]
    assert frame["title"].iloc[pairs["one"]].str.startswith("Planner").all()
    assert one["firm"] != two["firm"]
    assert one["grade"] != two["grade"]


def test_a_pair_counts_as_often_as_both_its_firms_are_drawn():
    own = pd.DataFrame({
        "firm": ["a", "b", "c"], "title": "Planner", "grade": [1.0, 2.0, 3.0], "level": [1.0, 2.0, 0.0],
    })  # fmt: skip
    share = share_of_pairs("grade")(own)
    assert share(np.ones(3)) == pytest.approx(1 / 3)
    assert share(np.asarray([3.0, 2.0, 1.0])) == pytest.approx(6 / 11)
    assert np.isnan(share(np.asarray([3.0, 0.0, 0.0])))


def test_pairs_of_one_firm_with_many_weigh_as_few_firms():
    own = pd.DataFrame({"firm": list("abcdef")})
    star = pd.DataFrame({"one": [0, 0, 0, 0, 0], "two": [1, 2, 3, 4, 5]})
    ring = pd.DataFrame({"one": [0, 1, 2, 3, 4, 5], "two": [1, 2, 3, 4, 5, 0]})
    assert firms_of_pairs(own, ring) == pytest.approx(6)
    assert firms_of_pairs(own, star) == pytest.approx(100 / 30)


def test_the_interval_of_pairs_draws_firms_and_its_n_is_that_of_the_pairs():
    """One firm of eight has its levels upside down: with few firms that may be anything, though pairs are many."""
    rng = np.random.default_rng(1)
    grade = rng.integers(3, 9, 160).astype(float)
    firms = [f"firm {n % 8}" for n in range(160)]
    level = np.where([firm == "firm 0" for firm in firms], 9 - grade, grade)
    own = pd.DataFrame({"firm": firms, "title": "Planner", "grade": grade, "level": level, "told_by_level": level})
    alone = pd.DataFrame([{"firm": "firm 9", "title": "Buyer", "grade": 4.0, "level": 4.0, "told_by_level": 4.0}])
    card = pd.DataFrame(order("grade", "x", pd.concat([own, alone], ignore_index=True), np.random.default_rng(0)))
    right = card[card["measure"].str.startswith("level orders the ")].iloc[0]
    weight = card[card["measure"].str.startswith(FIRMS_BY_WEIGHT)].iloc[0]
    assert right["high"] - right["low"] > 0.2
    assert (right["adverts"], right["firms"]) == (160, 8)
    assert 7 < weight["value"] < 8


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


def test_a_store_of_another_version_says_so_and_what_to_do(tmp_path):
    con = duckdb.connect(str(tmp_path / "old.duckdb"))
    con.execute((Path(analysis.store.__file__).parent / "schema.sql").read_text("utf-8"))
    assert "nextrung analyze" in outdated(con)
    con.execute(
        "insert into model (name, version, made_at, adverts, body) values ('level', 'old', now(), 1, $body)",
        {"body": '{"text_features": 9}'},
    )
    assert "cannot be used" in outdated(con)
    con.execute("update model set body = $body", {"body": shipped().to_json()})
    assert outdated(con) == ""


@pytest.mark.parametrize(("moved", "warned"), [(0.0, 0), (0.04, 0), (0.05, 1)])
def test_the_card_warns_of_a_swapped_title_that_moves_a_level_visibly(moved, warned):
    card = card_of(("title swapped in title and text: level moves (SD, most)", moved, None, None))
    assert sum("a title that is swapped moves the level" in claim for claim in warranted(card)) == warned


def test_shuffled_labels_of_few_adverts_raise_no_alarm():
    card = card_of(("level against shuffled grade (Spearman, mean of 40)", 0.08, -0.3, 0.4), adverts=30, firms=10)
    assert not [claim for claim in warranted(card) if "Beware" in claim]


def card_of(*rows, among="afc, all adverts", adverts=3529, firms=172):
    return pd.DataFrame([Measured(name, among, *told, adverts, firms) for name, *told in rows])


ORDERED = ("level against grade (Spearman)", 0.77, 0.75, 0.79)
BESIDE_WORDS = (
    ORDERED,
    ("title's rank word against grade (Spearman)", 0.42, 0.38, 0.47),
    ("words of the title against grade (Spearman)", 0.83, 0.81, 0.84),
    ("gain of the level over the words of the title (grade)", -0.06, -0.08, -0.04),
    ("gain of the level over the title's rank word (grade)", 0.35, 0.31, 0.39),
    ("gain of the level added to the words of the title (grade)", 0.05, 0.04, 0.06),
    ("gain of the level added to the title's rank word (grade)", 0.37, 0.34, 0.40),
)


def test_a_level_that_adds_to_the_title_and_orders_worse_without_it_is_said_to_do_both():
    said = warranted(card_of(*BESIDE_WORDS))
    assert (
        "May be claimed: level adds to the words of the title, in the order of grade (afc, all adverts: +0.05 "
        "[+0.04, +0.06], 3,529 adverts of 172 firms)."
    ) in said
    assert (
        "May not be claimed: that level alone tells as much of grade as the words of the title alone (afc, all "
        "adverts: 0.77 for 0.83, -0.06 [-0.08, -0.04], 3,529 adverts of 172 firms)."
    ) in said
    assert "rank word" not in " ".join(said)


def test_what_is_measured_beside_the_title_is_what_the_claims_speak_of(frame):
    noise = np.random.default_rng(0).normal(size=(240, 4)) * 3
    others = dict.fromkeys(("text", "trait", "hedonic", "length_alone"), frame["level"])
    titles = {name: frame["grade"] + noise[:, n] for n, name in enumerate(("rank", "ranked", "title_words", "both"))}
    own = frame.assign(**others, **titles)
    rows = pd.DataFrame(
        [Measured(*ORDERED[:1], "x", *ORDERED[1:], 240, 12), *beside("grade", "x", own, np.random.default_rng(0))]
    )
    said = [one for one in warranted(rows) if "title" in one and "(x:" in one]
    assert sum("level adds to the" in one for one in said) == 1
    assert sum("level alone" in one for one in said) == 1


def test_a_level_is_held_against_the_rank_word_where_that_is_the_stronger_title():
    weak = ("words of the title against grade (Spearman)", 0.40, 0.30, 0.50)
    said = warranted(card_of(*(weak if row[0] == weak[0] else row for row in BESIDE_WORDS)))
    assert any(
        "May be claimed: level alone orders grade better than the title's rank word alone" in one for one in said
    )
    assert "words of the title" not in " ".join(said)


PAIRS = "level orders the grade of a pair of one title at two firms (share of 129 pairs)"


@pytest.mark.parametrize(
    ("low", "high", "weight", "start"),
    [
        (0.62, 0.87, 36.0, "May be claimed of many pairs together, not of one: which of two firms asks more"),
        (0.31, 0.44, 36.0, "May not be claimed: which of two firms asks more"),
        (0.46, 0.61, 36.0, "Cannot tell which of two firms asks more"),
        (0.62, 0.87, 29.8, "Cannot tell which of two firms asks more"),
        (0.31, 0.44, 6.9, "Cannot tell which of two firms asks more"),
    ],
)
def test_whether_two_firms_can_be_told_apart_under_one_title_is_said(low, high, weight, start):
    card = card_of((PAIRS, (low + high) / 2, low, high), (f"{FIRMS_BY_WEIGHT} (grade)", weight, None, None))
    said = [one for one in warranted(card) if "under one title" in one]
    assert len(said) == 1
    assert said[0].startswith(start)


def test_pairs_of_few_firms_say_so_beside_the_number_of_firms():
    card = card_of((PAIRS, 0.7, 0.6, 0.8), (f"{FIRMS_BY_WEIGHT} (grade)", 29.8, None, None))
    assert "172 firms that weigh as 29, so few that the interval is too narrow" in " ".join(warranted(card))


def test_the_order_of_single_adverts_is_claimed_only_of_many_firms():
    few, many = (warranted(card_of(ORDERED, firms=firms))[0] for firms in (8, 30))
    assert few.startswith("May be claimed of many adverts together, not of one")
    assert "8 firms, so few that the interval is too narrow" in few
    assert many.startswith("May be claimed: adverts of a higher level have higher grade")


def test_a_gain_of_few_firms_is_not_claimed():
    said = " ".join(warranted(card_of(*BESIDE_WORDS, firms=8)))
    assert "Cannot tell whether level adds to the words of the title" in said
    assert "May be claimed: level" not in said


def test_a_card_writes_its_counts_alike_in_table_and_claims():
    shown = ReportCard(card_of(ORDERED), "").markdown()
    assert "| 0.77 | 0.75 | 0.79 | 3,529 | 172 |" in shown
