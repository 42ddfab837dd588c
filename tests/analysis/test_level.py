"""The level: blind to title, pay and grade; learned within groups; taken apart."""

import json
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.blind import Blind, blind_of, blind_of_all, words
from analysis.derive import shipping
from analysis.derive.shipping import LEAST, trimmed
from analysis.level import beginning, derive_levels, estimating, sight
from analysis.level.inputs import telling_lines
from analysis.level.model import LevelModel, shipped
from analysis.level.orders import grades_of, orders_of
from analysis.level.told import estimates, level_of
from analysis.level.weights import cross_fitted, fit, fit_apart, folds_of
from analysis.measures import MEASURES
from analysis.reading.read import read
from analysis.sample import sample_store
from analysis.themes.model import seed_names
from analysis.validity.trials import Advert, masked, moves, swapped

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
    assert {"words", "stakeholder_level", "risk"} <= set(found.parts)
    assert found.low < found.level < found.high


def test_a_model_made_to_ship_keeps_what_weighs():
    model = shipped()
    again = LevelModel.from_json(json.dumps(trimmed(json.loads(model.to_json()))))
    assert np.allclose(again.weights, model.weights, atol=LEAST)
    assert (np.abs(again.weights) >= LEAST).sum() == (np.abs(model.weights) >= LEAST).sum()
    assert again.accents.keys() == model.accents.keys() == {"US"}


def test_a_model_of_few_adverts_is_written_over_no_other(tmp_path, capsys, monkeypatch):
    out = tmp_path / "level.json"
    monkeypatch.setattr(sys, "argv", ["shipping", str(sample_store(firms=8, adverts=80)), str(out)])
    shipping.main()
    written = out.read_text()
    assert written.startswith("{")
    with pytest.raises(SystemExit) as left:
        shipping.main()
    assert left.value.code == 2
    assert f"64 adverts of 8 firms are too few to write over {out}" in capsys.readouterr().err
    monkeypatch.setattr(shipping, "FEWEST_ADVERTS", 64)
    monkeypatch.setattr(shipping, "FEWEST_FIRMS", 8)
    out.write_text("")
    shipping.main()
    assert out.read_text() == written


def test_a_store_that_no_model_can_be_shipped_from_is_told_in_a_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["shipping", str(tmp_path / "none.duckdb"), str(tmp_path / "level.json")])
    with pytest.raises(SystemExit) as left:
        shipping.main()
    assert left.value.code == 3
    assert capsys.readouterr().err.startswith(f"no store at {tmp_path}")


def meaning_of(*asked, firm="Acme Rail"):
    return sight.numbers_seen([Blind([None] * len(MEASURES), list(asked), ["About us."])], [firm], None).meanings[0]


def test_what_demands_mean_is_seen_without_the_words_of_titles_and_of_the_firm():
    plain = meaning_of("Own the budget of large works.")
    assert np.array_equal(plain, meaning_of("Senior: own the manager budget of Acme large works."))
    assert (
        plain @ meaning_of("Control expenditure on big sites.") > plain @ meaning_of("Dress wounds on the ward.") + 0.1
    )


def test_an_advert_that_asks_nothing_means_nothing_and_has_a_level():
    assert np.isnan(meaning_of()).all()
    assert np.isfinite(estimates([Blind([None] * len(MEASURES), [], ["About us."])], shipped())[0].level)


def test_a_line_that_asks_more_raises_the_level_more():
    asked, told = telling_lines(["Own the programme budget and lead the board.", "Support with filing."], shipped())
    assert asked > told


def test_a_model_is_the_same_after_writing_and_reading():
    again = LevelModel.from_json(shipped().to_json())
    assert np.allclose(again.weights, shipped().weights, atol=5e-4)
    assert again.accents.keys() == shipped().accents.keys()
    for name, accent in again.accents.items():
        assert np.allclose(accent.weights, shipped().accents[name].weights, atol=5e-4)
        assert accent.centre == shipped().accents[name].centre
    assert LevelModel.from_json('{"word_places": 3}') is None


def test_a_theme_added_gone_or_moved_since_leaves_all_other_weights_where_they_were(monkeypatch):
    body, before = shipped().to_json(), shipped().weights
    names = seed_names()
    now = ["A theme of one's own", *names[2:], names[0]]
    monkeypatch.setattr("analysis.level.model.seed_names", lambda: now)
    after = LevelModel.from_json(body).weights
    measures, ends = len(MEASURES), (len(MEASURES) + len(names), len(MEASURES) + len(now))
    assert np.allclose(after[:measures], before[:measures], atol=5e-4)
    assert np.allclose(after[ends[1] :], before[ends[0] :], atol=5e-4)
    known = dict(zip(names, before[measures : ends[0]], strict=True))
    assert np.allclose(after[measures : ends[1]], [known.get(name, 0.0) for name in now], atol=5e-4)
    assert len({*known.values()}) > 20


def test_a_measure_added_gone_or_moved_since_leaves_all_other_weights_where_they_were(monkeypatch):
    body, before = shipped().to_json(), shipped()
    now = ("a measure of one's own", *MEASURES[2:], MEASURES[0])
    monkeypatch.setattr("analysis.level.model.MEASURES", now)
    after = LevelModel.from_json(body)
    known = dict(zip(MEASURES, before.weights[: len(MEASURES)], strict=True))
    assert np.allclose(after.weights[: len(now)], [known.get(name, 0.0) for name in now], atol=5e-4)
    assert np.allclose(after.weights[len(now) :], before.weights[len(MEASURES) :], atol=5e-4)
    assert np.allclose(after.scale.means[1:], [*before.scale.means[2:], before.scale.means[0]], atol=5e-4)
    assert (after.scale.means[0], after.scale.spreads[0]) == (0.0, 1.0)


def test_a_model_that_names_no_measures_is_read_where_it_has_as_many():
    body = json.loads(shipped().to_json())
    del body["measures"]
    assert np.allclose(LevelModel.from_json(json.dumps(body)).weights, shipped().weights, atol=5e-4)
    body["means"].pop()
    assert not LevelModel.is_of_this_form(json.dumps(body))
    assert LevelModel.from_json(json.dumps(body)) is None


def test_nothing_of_what_is_offered_is_seen():
    seen = blind_of("Project Manager", read("Project Manager", TEXT))
    assert not any("Salary" in line for line in (*seen.asked, *seen.told))


BENEFITS = """What we offer
27 days of annual leave plus bank holidays, rising with service.
A generous pension scheme and private medical insurance.
Season ticket loan, discounts and a free gym at our office."""


def test_masking_firm_and_benefits_leaves_the_level_unchanged():
    advert = Advert("Acme", "Chef", TEXT.replace("join us", "join Acme") + "\n" + BENEFITS)
    assert "Acme" not in masked(advert).text
    assert "pension" not in masked(advert).text
    moved = moves([advert, Advert("Beta", "Gardener", SMALL + "\n" + BENEFITS)], shipped(), None)
    assert moved["title_swapped"].max() <= 1e-9
    assert moved["masked"].max() <= 1e-9


def test_an_advert_is_seen_as_if_it_had_never_named_its_firm_or_its_benefits():
    with_all = blind_of(
        "Chef", read("Chef", TEXT.replace("join us", "join Globex Foods") + "\n" + BENEFITS), "Globex Foods"
    )
    assert not any("Globex" in line or "pension" in line for line in (*with_all.asked, *with_all.told))
    again = blind_of("Chef", read("Chef", "\n".join((*with_all.asked, *with_all.told))))
    assert sorted((*again.asked, *again.told)) == sorted((*with_all.asked, *with_all.told))


def test_adverts_seen_together_are_seen_as_alone():
    adverts = [
        ("Chef", "Acme", read("Chef", TEXT + "\n" + BENEFITS)),
        ("Cook", "Beta", read("Cook", SMALL)),
        ("", "", read("", "")),
    ]
    assert blind_of_all(adverts) == [blind_of(title, reading, firm) for title, firm, reading in adverts]


def market(adverts=120, firms=12):
    """Adverts whose place in a scheme is what their first feature says, and some noise."""
    rng = np.random.default_rng(1)
    features = rng.normal(size=(adverts, 6))
    band = pd.Series(np.clip((features[:, 0] * 2 + rng.normal(size=adverts) * 0.5).round() + 6, 3, 9).astype(int))
    return features, pd.DataFrame({
        "firm": [f"firm {n % firms}" for n in range(adverts)], "title_family": "other", "title_rank": "plain",
        "cluster": [f"vacancy {n}" for n in range(adverts)],
        "grade_scheme": "gs", "grade_value": band.astype(str), "country": "US", "base_salary_min": None,
        "base_salary_max": None, "base_salary_unit": None, "base_salary_currency": None,
    })  # fmt: skip


def test_weights_are_learned_from_known_orders_of_other_firms():
    from scipy.sparse import csr_matrix

    features, postings = market()
    orders, start = orders_of(postings), np.zeros(6)
    seen, folds = csr_matrix(features), folds_of(postings["firm"])
    scores = cross_fitted(seen, folds, fit_apart(seen, orders, start, folds, set(folds.tolist())))
    assert abs(pd.Series(scores).corr(grades_of(postings), method="spearman")) > 0.8
    assert np.abs(fit(csr_matrix(features), orders, start)).argmax() == 0


def test_a_vacancy_that_is_advertised_again_teaches_no_more_than_once():
    from scipy.sparse import csr_matrix

    features, postings = market()
    again = np.repeat(np.arange(len(postings)), np.where(np.arange(len(postings)) % 3 == 0, 6, 1))
    once, often = (
        fit(csr_matrix(features[rows]), orders_of(postings.iloc[rows].reset_index(drop=True)), np.zeros(6))
        for rows in (np.arange(len(postings)), again)
    )
    new = postings.iloc[again].assign(cluster=[f"vacancy {n}" for n in range(len(again))]).reset_index(drop=True)
    as_new = fit(csr_matrix(features[again]), orders_of(new), np.zeros(6))
    assert np.abs(often - once).max() < 0.5 * np.abs(as_new - once).max()


def test_copies_of_a_vacancy_that_state_no_grade_take_nothing_from_the_one_that_does():
    _, postings = market()
    silent = postings.iloc[[0] * 9].assign(grade_value=None)
    (order,) = orders_of(pd.concat([postings, silent], ignore_index=True))
    assert order.weights[0] == order.weights[1]


@pytest.mark.parametrize(
    ("adverts", "copies", "known", "start"),
    [(240, 1, 30, "taught"), (240, 2, 30, "taught"), (390, 1, 30, "apart"), (390, 1, 3, ""), (240, 1, 0, "")],
)
def test_a_small_store_of_firms_that_taught_the_model_that_ships_begins_there_and_says_so(
    monkeypatch, adverts, copies, known, start
):
    postings, blind, *_ = two_countries(adverts)
    seen = beginning.beginning(postings[postings["firm"].isin([f"firm {n}" for n in range(known)])]).firms
    monkeypatch.setattr(beginning, "shipped", lambda: replace(shipped(), seen=seen))
    assert beginning.beginning(pd.concat([postings] * copies)).start == start
    model = derive_levels(postings, blind).model
    assert LevelModel.from_json(model.to_json()).start == LevelModel.start_of(model.to_json()) == start
    assert set(model.accents) == (set() if start == "apart" else {"US"})


def test_whole_firms_share_a_fold():
    folds = folds_of(pd.Series(["a", "b", "a", "c", "b"]))
    assert folds[0] == folds[2]
    assert folds[1] == folds[4]


def test_a_grade_word_abroad_is_no_grade():
    told = {"grade_scheme": "civil_service", "grade_value": "SEO"}
    found = grades_of(pd.DataFrame([told | {"country": "US"}, told | {"country": "GB"}, told | {"country": None}]))
    assert found.isna().tolist() == [True, False, False]


def two_countries(adverts=240):
    """Adverts of two countries where one word goes with a high grade here and with a low one there."""
    rng = np.random.default_rng(2)
    is_high, is_us = rng.random(adverts) < 0.5, np.arange(adverts) % 3 == 0
    postings = pd.DataFrame({
        "posting_id": [str(n) for n in range(adverts)], "firm": [f"firm {n % 30}" for n in range(adverts)],
        "cluster": [str(n) for n in range(adverts)],
        "title_family": "project_manager", "title_rank": "plain", "country": np.where(is_us, "US", "GB"),
        "grade_scheme": np.where(is_us, "gs", "afc"), "grade_value": np.where(is_high, "9", "5"),
        "base_salary_min": None, "base_salary_max": None, "base_salary_unit": None, "base_salary_currency": None,
    })  # fmt: skip
    said = ["Own the roadmap." if high != us else "Keep the minutes." for high, us in zip(is_high, is_us, strict=True)]
    nothing = [[float("nan")] * len(MEASURES)] * adverts
    blind = {
        "posting_id": postings["posting_id"],
        "measures": nothing,
        "asked": [[s] for s in said],
        "told": [[]] * adverts,
    }
    return postings, pd.DataFrame(blind), is_high, is_us


def test_a_country_has_an_accent_of_its_own_that_lifts_it_above_no_other(monkeypatch):
    monkeypatch.setattr(beginning, "shipped", lambda: None)
    postings, blind, is_high, is_us = two_countries()
    plain = derive_levels(postings, blind).levels["level"].to_numpy()
    assert plain[is_us & is_high].mean() < plain[is_us & ~is_high].mean()
    monkeypatch.setattr(estimating, "ACCENT_AT_LEAST", 50)
    found = derive_levels(postings, blind)
    spoken = found.levels["level"].to_numpy()
    assert set(found.model.accents) == {"US"}
    for here in (is_us, ~is_us):
        assert spoken[here & is_high].mean() > spoken[here & ~is_high].mean()
    with_accent, without = (
        derive_levels(postings, blind, model=model).levels["level"].to_numpy()
        for model in (found.model, replace(found.model, accents={}))
    )
    assert with_accent[is_us].mean() == pytest.approx(without[is_us].mean(), abs=1e-5)
    assert with_accent[~is_us] == pytest.approx(without[~is_us])


def test_adverts_that_taught_nothing_are_placed_some_at_a_time_as_all_at_once(monkeypatch):
    monkeypatch.setattr(beginning, "shipped", lambda: None)
    monkeypatch.setattr(estimating, "LEARN_FROM", 100)
    postings, blind, is_high, is_us = two_countries()
    at_once = derive_levels(postings, blind)
    monkeypatch.setattr(sight, "PART", 7)
    by_parts = derive_levels(postings, lambda ids: blind[blind["posting_id"].isin(ids)])
    pd.testing.assert_frame_equal(at_once.levels, by_parts.levels)
    pd.testing.assert_frame_equal(at_once.parts(), by_parts.parts())
    assert len(at_once.levels) == len(postings) > 100
    told = at_once.levels["level"]
    assert told[~is_us & is_high].mean() > told[~is_us & ~is_high].mean()


def test_a_text_alone_has_the_level_it_has_among_others_with_its_parts():
    readings = [read("", text) for text in (TEXT, SMALL)]
    seen = [blind_of("", reading) for reading in readings]
    about = pd.DataFrame({"posting_id": ["0", "1"], "firm": ["", ""], "title_family": ["", ""]})
    rows = pd.DataFrame([(str(n), *one) for n, one in enumerate(seen)], columns=["posting_id", *seen[0]._fields])
    together = derive_levels(about, rows, None, shipped())
    for estimate, (_, row) in zip(estimates(seen, shipped()), together.levels.iterrows(), strict=True):
        parts = together.parts()[lambda part, one=row["posting_id"]: part["posting_id"] == one]
        assert estimate.level == pytest.approx(row["level"])
        assert (estimate.low, estimate.high) == pytest.approx((row["level_low"], row["level_high"]))
        assert estimate.parts == pytest.approx(dict(zip(parts["part"], parts["contribution"], strict=True)))
