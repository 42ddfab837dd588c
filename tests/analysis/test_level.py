"""The level: blind to title, pay and grade; learned within groups; taken apart."""

import json
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.blind import TEXT_FEATURES, Blind, blind_of, blind_of_all, hashed, words
from analysis.derive import shipping
from analysis.derive.shipping import LEAST, trimmed
from analysis.level import MARKET_AT_LEAST, beginning, derive_levels, estimating, sight
from analysis.level.inputs import Inputs, telling_lines
from analysis.level.model import FIXED, LevelModel, Scale, shipped
from analysis.level.orders import grades_of, order_of, orders_of
from analysis.level.told import estimates, level_of
from analysis.level.weights import cross_fitted, fit, fit_apart, folds_of
from analysis.measures import AFC, MEASURES
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


def test_a_line_alone_raises_the_level_as_far_as_all_the_words_of_its_advert():
    line, model = "Own the programme budget and lead the board.", shipped()
    inputs = Inputs.seen_by(model, sight.numbers_seen([nothing_but(line)], [""], None))
    added = inputs.features[:, FIXED:] @ model.weights[inputs.columns[FIXED:]] / model.spread
    assert telling_lines([line], model) == pytest.approx(added, rel=1e-4)


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
    assert len(model.seen) == 30


def test_the_firms_of_a_store_are_known_to_its_model_however_their_names_are_written():
    postings, blind, *_ = two_countries(40)
    shouted = postings.assign(firm=postings["firm"].str.upper())
    assert beginning.beginning(shouted).firms == derive_levels(postings, blind).model.seen
    assert len(beginning.beginning(shouted).firms) == 30


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


def test_the_orders_of_pay_are_of_one_currency_in_one_country_by_the_middle_of_each_range():
    _, postings = market()
    paid = postings.assign(
        grade_value=None, base_salary_unit="YEAR", base_salary_currency="GBP",
        country=np.where(np.arange(len(postings)) % 2, "GB", "IE"),
        base_salary_min=np.where(np.arange(len(postings)) % 2, 40_000, 70_000) + 100 * np.arange(len(postings)),
    )  # fmt: skip
    paid["base_salary_max"] = paid["base_salary_min"]
    paid.loc[1, ["base_salary_min", "base_salary_max"]] = 38_000, 60_000
    paid.loc[3, ["base_salary_min", "base_salary_max"]] = 49_000, 49_000
    paid.loc[5, ["base_salary_min", "base_salary_max"]] = 80_000, 80_000
    (order,) = orders_of(paid)
    places = dict(zip(order.rows.tolist(), order.places, strict=True))
    assert places[1] == pytest.approx(places[3])
    assert places[5] > 1.5 * places[119]
    for here in (0, 1):
        assert np.mean([place for row, place in places.items() if row % 2 == here]) == pytest.approx(0, abs=1e-9)


def test_one_amount_far_from_all_others_counts_as_less_far_and_as_far_as_that_is():
    amounts = pd.Series([*np.linspace(10.0, 10.5, 60), 14.0])
    order = order_of(amounts, amounts.map(lambda _: "one"), 1.0, is_amount=True)
    assert 2 * order.places[-2] < order.places[-1] < 6


def test_rank_words_order_adverts_of_the_project_families_within_a_firm_and_these_weigh_three_times_as_much():
    _, postings = market()
    ranks = np.where(np.arange(len(postings)) // 12 % 2, "senior", "plain")
    ranked = postings.assign(title_rank=ranks, grade_value=None)
    assert orders_of(ranked) == []
    ranked["title_family"] = np.where(ranked["firm"] == "firm 1", "other", "project_manager")
    ranked.loc[ranked["firm"] == "firm 2", "title_rank"] = "head"
    (order,) = orders_of(ranked)
    assert {*ranked["firm"].iloc[order.rows]} == {*ranked["firm"]} - {"firm 1", "firm 2"}
    _, graded = market()
    graded["title_family"] = np.where(np.arange(len(graded)) % 2, "project_manager", "other")
    (order,) = orders_of(graded)
    assert set(order.weights[1::2] / order.weights[::2]) == {3.0}


def test_folds_are_of_about_as_many_adverts_however_large_a_firm_is():
    folds = folds_of(pd.Series(["large"] * 100 + [f"small {n % 10}" for n in range(100)]))
    assert folds[:100].max() == folds[:100].min()
    assert folds[0] not in folds[100:]


def test_what_adverts_do_not_teach_stays_as_it_was_known_and_what_is_known_already_is_not_learned_twice():
    from scipy.sparse import csr_matrix

    features, postings = market()
    features[:, 5] = 0.0
    seen, orders = csr_matrix(features), orders_of(postings)
    known = np.asarray([0.0, 0.0, 0.0, 0.0, 0.0, 7.0])
    once = fit(seen, orders, known)
    assert once[5] == pytest.approx(7.0)
    assert fit(seen, orders, once) == pytest.approx(once, abs=0.05)


@pytest.mark.parametrize(
    ("adverts", "is_told_by_rank", "noise"), [(120, False, 0.6), (120, True, 0.0), (40, False, 0.5)]
)
def test_how_far_adverts_of_one_title_differ_is_seen_within_a_rank_of_a_firm_where_there_are_enough(
    monkeypatch, adverts, is_told_by_rank, noise
):
    monkeypatch.setattr(beginning, "shipped", lambda: None)
    postings, blind, is_high, is_us = two_countries(adverts)
    if is_told_by_rank:
        postings["title_rank"] = np.where(is_high == is_us, "plain", "senior")
    assert derive_levels(postings, blind).model.noise == pytest.approx(noise, abs=0.1 if is_told_by_rank else 1e-9)


def test_a_handful_of_adverts_is_placed_on_the_scale_that_ships_and_without_it_around_themselves(monkeypatch):
    few = MARKET_AT_LEAST - 1
    postings, blind, *_ = two_countries(few)
    model = derive_levels(postings, blind).model
    assert (model.centre, model.spread) == (shipped().centre, shipped().spread)
    monkeypatch.setattr(beginning, "shipped", lambda: None)
    assert derive_levels(postings, blind).levels["level"].mean() == pytest.approx(0, abs=1e-6)
    postings, blind, *_ = two_countries(2 * few)
    other = derive_levels(postings.assign(title_family="other"), blind)
    assert other.levels["level"].mean() == pytest.approx(0, abs=1e-6)


def test_the_bands_that_levels_are_like_are_read_off_adverts_that_state_bands(monkeypatch):
    monkeypatch.setattr(beginning, "shipped", lambda: None)
    postings, blind, *_ = two_countries()
    assert {band for _, band in derive_levels(postings, blind).model.grades} == {AFC["5"], AFC["9"]}


def one_asking(asks, model):
    postings = pd.DataFrame({"posting_id": ["1"], "firm": ["Acme"], "title_family": ["other"]})
    blind = pd.DataFrame({
        "posting_id": ["1"], "measures": [[None] * len(MEASURES)], "asked": [["Keep minutes."] * asks], "told": [[]],
    })  # fmt: skip
    return derive_levels(postings, blind, model=model).levels.iloc[0]


@pytest.mark.parametrize(("asks", "times"), [(1, 3.0), (4, 2.0), (16, 1.0), (100, 0.6)])
def test_an_advert_that_asks_little_is_known_less_well_but_within_bounds(asks, times):
    found = one_asking(asks, replace(shipped(), usual_demands=16.0, noise=0.5))
    assert found["level_high"] - found["level"] == pytest.approx(1.645 * 0.5 * times)
    assert found["level"] - found["level_low"] == pytest.approx(1.645 * 0.5 * times)


@pytest.mark.parametrize(("noise", "told"), [(0.01, "afc 7"), (1.0, "afc 6-8a")])
def test_an_advert_is_like_the_bands_within_one_error_of_its_level(noise, told):
    level = one_asking(4, shipped())["level"]
    model = replace(shipped(), usual_demands=4.0, noise=noise, grades=((level - 3, 4.0), (level + 3, 10.0)))
    assert one_asking(4, model)["grade_like"] == told


def test_the_usual_number_of_demands_is_that_of_the_middle_advert():
    postings, blind, *_ = two_countries(40)
    blind["asked"] = [asked * (9 if n % 4 == 0 else 2) for n, asked in enumerate(blind["asked"])]
    assert derive_levels(postings, blind).model.usual_demands == 2.0


def test_a_country_of_few_adverts_keeps_the_middle_of_its_accent_that_ships():
    postings, blind, *_ = two_countries(40)
    assert derive_levels(postings, blind).model.accents["US"].centre == shipped().accents["US"].centre


def test_levels_that_are_estimated_stand_where_the_model_that_they_leave_places_the_same_adverts(monkeypatch):
    monkeypatch.setattr(beginning, "shipped", lambda: None)
    monkeypatch.setattr(estimating, "ACCENT_AT_LEAST", 40)
    postings, blind, is_high, is_us = two_countries()
    postings = postings[~is_us | is_high | (np.arange(240) % 4 == 0)]
    found = derive_levels(postings, blind)
    assert set(found.model.accents) == {"US"}
    again = derive_levels(postings, blind, model=found.model)
    assert np.abs(found.levels["level"] - again.levels["level"]).max() < 0.3


def nothing_but(*asked, told=()):
    return Blind([None] * len(MEASURES), list(asked), list(told))


def test_a_theme_counts_once_however_often_it_is_asked_and_lines_of_no_theme_not_at_all():
    last = len(seed_names())
    themes = SimpleNamespace(assign=lambda lines: [{"a": 1, "b": last, "c": last + 1, "d": 0}[line] for line in lines])
    seen = sight.numbers_seen([nothing_but("a", "a", "b", "c", "d"), nothing_but("d")], ["", ""], themes)
    found = seen.themes.toarray()
    assert found[0].tolist() == [1.0, *[0.0] * (last - 2), 1.0]
    assert not found[1].any()


def test_words_of_what_is_asked_are_seen_apart_from_words_of_what_is_told_and_again_among_all():
    seen = sight.numbers_seen([nothing_but("budget", told=["canteen"]), nothing_but("budget")], ["", ""], None).words
    whole, asked = seen[:, : seen.shape[1] // 2], seen[:, seen.shape[1] // 2 :]
    assert (asked[0] != asked[1]).nnz == 0
    assert whole[0].nnz > whole[1].nnz == asked[0].nnz > 0


def test_a_word_of_one_firm_is_not_looked_at_and_one_that_is_known_keeps_its_rarity():
    firms = pd.Series(["Acme", "Acme", "Beta"])
    seen = sight.numbers_seen([nothing_but("budget ledger"), nothing_but("ledger"), nothing_but("budget")], firms, None)
    scale = Scale.of(seen, firms)
    budget, ledger = (hashed([word]).indices for word in ("budget", "ledger"))
    assert (scale.rarity[budget] > 0).all()
    assert (scale.rarity[ledger] == 0).all()
    before = scale._replace(rarity=np.where(np.arange(len(scale.rarity)) == budget[0], 9.0, 0.0))
    assert before.knowing(seen, firms).rarity[budget[0]] == 9.0
    assert before.knowing(seen, firms).rarity[budget[0] + TEXT_FEATURES] == scale.rarity[budget[0] + TEXT_FEATURES] > 0


def test_a_measure_that_all_adverts_state_alike_makes_none_that_differs_endlessly_high():
    measures = [[1.0] * len(MEASURES)] * 3
    seen = sight.numbers_seen([Blind(one, ["Plan."], []) for one in measures], ["a", "b", "c"], None)
    assert Scale.of(seen, pd.Series(["a", "b", "c"])).spreads.min() == pytest.approx(0.1)
