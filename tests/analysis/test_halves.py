"""The level of employers that were looked at neither for its weights nor for its settings."""

import pytest

from analysis.level import beginning, inputs, weights
from analysis.sample import sample_store
from analysis.store import open_store
from analysis.validity.held_against import levelled
from bench import halves

pytestmark = pytest.mark.slow


def test_no_employer_is_in_both_halves_and_none_in_neither():
    with open_store(sample_store(firms=16, adverts=160)) as con:
        frame = levelled(con)
    one, two = (set(half["firm"]) for half in halves.halves_of(frame))
    assert not one & two
    assert one | two == set(frame["firm"])


def test_settings_hold_within_and_are_ours_again_outside():
    ours = weights.PENALTY, inputs.DEMANDED_SCALE
    with halves.with_settings({"PENALTY": 9.0, "DEMANDED_SCALE": 0.1}, None):
        assert (weights.PENALTY, inputs.DEMANDED_SCALE, beginning.shipped()) == (9.0, 0.1, None)
    assert ours == (weights.PENALTY, inputs.DEMANDED_SCALE)
    assert beginning.shipped()


def test_settings_that_lose_on_one_half_are_not_tried_on_the_other(monkeypatch):
    blind = {"MEASURE_SCALE": 0.0, "THEME_SCALE": 0.0, "TEXT_SCALE": 0.0, "DEMANDED_SCALE": 0.0}
    monkeypatch.setattr(halves, "SETTINGS", (halves.OURS, blind))
    monkeypatch.setattr("analysis.validity.yardsticks.BOOTSTRAPS", 5)
    monkeypatch.setattr("analysis.validity.held_against.ADVERTS_AT_LEAST", 20)
    rows = halves.measure(sample_store(firms=16, adverts=160))
    assert set(rows["half"]) == {"first", "second"}
    assert set(rows["settings"]) == {"ours"}
    assert (rows["level"] == rows["level_with_our_settings"]).all()
    assert rows["level"].mean() > 0.5
